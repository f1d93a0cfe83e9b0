import Model

/// What a page says of a snippet that makes an error in it less sure: readers know that it does not compile here.
struct CompileDoubts {
    private let text: SourceText
    /// Whether the page is about releases of the past.
    let isOfThePast: Bool
    private let name: String

    /// Whether the page marks what is compiled for it, so that nobody has compiled the rest.
    private let marksCompiled: Bool

    init(_ document: Document, _ snippets: [Snippet]) {
        marksCompiled = snippets.contains(where: Self.isMarked)
        text = document.text
        name = document.path.split(separator: "/").last.map(String.init) ?? ""
        isOfThePast = Self.past.contains { document.path.lowercased().contains($0) }
    }

    /// Whether an error in the snippet may be what the page is about, or code of a release of the past.
    func isDoubtful(_ snippet: Snippet) -> Bool {
        if isOfThePast || marksCompiled && !Self.isMarked(snippet) { return true }
        if snippet.mark.isHidden { return false }
        let around = (words(before: snippet) + "\n" + words(behind: snippet)).lowercased()
        return Self.admissions.contains { around.contains($0) }
    }

    private static func isMarked(_ snippet: Snippet) -> Bool {
        snippet.attributes.split { " ,{}".contains($0) }.contains("twoslash")
    }

    /// The version of a language that a snippet or what stands around it asks for, such as `1.27`; the highest of
    /// several, nil where there is none.
    ///
    /// - Parameter language: its name, as people write it.
    func version(for language: String, _ snippet: Snippet) -> [Int]? {
        let code = String(decoding: snippet.code, as: UTF8.self)
        let all = [name, words(before: snippet), code, words(behind: snippet)].joined(separator: "\n")
        guard Self.mayHoldVersion(all) else { return nil }
        var highest: [Int]?
        for match in all.matches(of: /\b([A-Z][A-Za-z]+|go) ?([0-9]+(?:\.[0-9]+)+)/)
        where match.output.1.lowercased() == language.lowercased() {
            let version = match.output.2.split(separator: ".").compactMap { Int($0) }
            if highest.map({ $0.lexicographicallyPrecedes(version) }) ?? true { highest = version }
        }
        return highest
    }

    /// Whether there is a digit behind a point behind a digit.
    private static func mayHoldVersion(_ text: String) -> Bool {
        let isDigit = { (byte: UInt8) in byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
        var (last, lastButOne): (UInt8, UInt8) = (0, 0)
        for byte in text.utf8 {
            if isDigit(byte), last == UInt8(ascii: "."), isDigit(lastButOne) { return true }
            (lastButOne, last) = (last, byte)
        }
        return false
    }

    /// The paragraph that ends before a snippet.
    private func words(before snippet: Snippet) -> String {
        var first = text.line(at: snippet.range.lower)
        let end = first
        while first > 0, end - first < Self.reach, !isBlank(first - 1) || first == end { first -= 1 }
        return text.string(SourceRange(text.line(first).lower, text.line(end).lower))
    }

    /// The paragraph that begins behind a snippet.
    private func words(behind snippet: Snippet) -> String {
        let start = text.line(at: snippet.range.upper) + 1
        var end = start
        while end < text.lineCount, end - start < Self.reach, !isBlank(end) || end == start { end += 1 }
        guard start < text.lineCount else { return "" }
        return text.string(SourceRange(text.line(start).lower, text.line(end - 1).upper))
    }

    private func isBlank(_ line: Int) -> Bool {
        text.slice(text.line(line)).allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: ">") }
    }

    /// How many lines belong to a snippet at most.
    private static let reach = 8
    private static let past = [
        "changelog", "release-notes", "release_notes", "releasenotes", "whats-new", "whatsnew",
    ]
    private static let admissions = [
        "not compile", "n't compile", "fails to compile", "compile-time error", "compile error",
        "compiler error", "compilation error", "type error", "is an error", "only an error", "as an error",
        "not allowed",
        "n't allowed", "not valid", "n't valid", "n't work", "not work",
    ]
}
