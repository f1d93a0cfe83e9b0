package import Model

/// Names of products and projects in the wrong case.
package struct ProperNames: Check {
    package static let id = "language.proper-names"
    package static let fixChanges = FixChanges.text
    package static let parameters = [
        Parameter("names", .texts, standard: .list([]), summary: "The names as they are written."),
        Parameter("code_blocks", .flag, standard: .flag(true), summary: "Whether code is looked at."),
        Parameter("html_elements", .flag, standard: .flag(true), summary: "Whether HTML tags are looked at."),
    ]

    /// The longest first, so that a name within a longer one is not found on its own.
    private let names: [ProperName]
    private let spellings: Set<String>
    private let includesCode: Bool
    private let includesHTML: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        let given = parameters.texts("names").filter { !$0.isEmpty }
        spellings = Set(given)
        names = given.sorted(by: Self.comesBefore).map { ProperName($0) }
        includesCode = parameters.flag("code_blocks")
        includesHTML = parameters.flag("html_elements")
    }

    /// Of equally long names the first in the alphabet, small letters before capital ones.
    private static func comesBefore(_ a: String, _ b: String) -> Bool {
        if a.utf16.count != b.utf16.count { return a.utf16.count > b.utf16.count }
        let small = (a.lowercased(), b.lowercased())
        return small.0 != small.1 ? small.0 < small.1 : a > b
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard !names.isEmpty else { return }
        let text = document.text
        let pieces = TextPieces(of: document, withCode: includesCode, withHTML: includesHTML).pieces
        var taken: [Int: [SourceRange]] = [:]
        var searched: Set<Int> = []
        for name in names {
            for (place, piece) in pieces.enumerated() {
                for match in name.matches(in: text.bytes, piece.range) {
                    let line = text.line(at: match.lower)
                    if !spellings.contains(text.string(match)) {
                        if piece.mayHoldAddresses, searched.insert(place).inserted {
                            taken[line, default: []] += addresses(in: piece, text)
                        }
                        if taken[line]?.contains(where: { $0.touches(match) }) != true,
                            !(piece.isProse && facts.isInFormula(match, text))
                        {
                            verdict.add(draft(match, name.text, text))
                        }
                    }
                    taken[line, default: []].append(match)
                }
            }
        }
    }

    private func draft(_ match: SourceRange, _ name: String, _ text: SourceText) -> Draft {
        let found = text.string(match)
        return Draft(
            at: match, Self.wrong(found, name), subject: found,
            fixes: [Fix(title: Self.write(name), safety: .safe, edits: [Edit(match, name)])])
    }

    /// Addresses have a case of their own, and so has what follows one in code.
    private func addresses(in piece: TextPieces.Piece, _ text: SourceText) -> [SourceRange] {
        Addresses.find(in: text.bytes, piece.range).map {
            piece.isProse ? $0 : SourceRange($0.lower, max($0.upper, piece.range.upper))
        }
    }

    private static func wrong(_ found: String, _ name: String) -> String {
        "`\(found)` is written `\(name)`"
    }
    private static func write(_ name: String) -> String { "replace with `\(name)`" }
}

/// A name and how it is found: in any case, as a word of its own.
struct ProperName: Sendable {
    let text: String
    private let folded: [UInt8]
    private let beginsWord: Bool
    private let endsWord: Bool

    init(_ text: String) {
        self.text = text
        folded = text.utf8.map { ASCII.lowercased($0) }
        beginsWord = folded.first.map { ASCII.isWord($0) } ?? false
        endsWord = folded.last.map { ASCII.isWord($0) } ?? false
    }

    func matches(in bytes: [UInt8], _ range: SourceRange) -> [SourceRange] {
        guard let first = folded.first, range.count >= folded.count else { return [] }
        var found: [SourceRange] = []
        var offset = range.lower
        while offset + folded.count <= range.upper {
            defer { offset += 1 }
            guard ASCII.lowercased(bytes[offset]) == first, isHere(bytes, offset) else { continue }
            let match = SourceRange(offset, offset + folded.count)
            guard !beginsWord || isWordStart(bytes, offset, range) else { continue }
            guard !endsWord || isWordEnd(bytes, match.upper, range) else { continue }
            found.append(match)
            offset = match.upper - 1
        }
        return found
    }

    private func isHere(_ bytes: [UInt8], _ offset: Int) -> Bool {
        for index in 1..<max(1, folded.count) where ASCII.lowercased(bytes[offset + index]) != folded[index] {
            return false
        }
        return true
    }

    /// Underscores are emphasis rather than letters.
    private func isWordStart(_ bytes: [UInt8], _ offset: Int, _ range: SourceRange) -> Bool {
        var start = offset
        while start > range.lower, bytes[start - 1] == UInt8(ascii: "_") { start -= 1 }
        return start == range.lower || !ASCII.isWord(bytes[start - 1])
    }

    private func isWordEnd(_ bytes: [UInt8], _ offset: Int, _ range: SourceRange) -> Bool {
        var end = offset
        while end < range.upper, bytes[end] == UInt8(ascii: "_") { end += 1 }
        return end == range.upper || !ASCII.isWord(bytes[end])
    }
}

/// Facts about ASCII characters.
enum ASCII {
    static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func isWord(_ byte: UInt8) -> Bool { isLetter(byte) || isDigit(byte) || byte == UInt8(ascii: "_") }
}
