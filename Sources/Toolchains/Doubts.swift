package import Model

extension Code {
    /// Whether a comment beside a fault says that the code is wrong there, on purpose.
    package func admitsFault(at range: SourceRange) -> Bool {
        let lines = lines
        guard let at = lines.lastIndex(where: { $0.lower <= range.lower }) else { return false }
        let isBeside = lines[max(0, at - 2)...min(lines.count - 1, at + 1)].contains { line in
            guard let comment = Self.comment(in: slice(line)) else { return false }
            let text = String(decoding: comment, as: UTF8.self).lowercased()
            return Self.admissions.contains { text.contains($0) } || Self.namesError(comment)
        }
        return isBeside || lines[at...].contains(where: saysThatItFails)
    }

    /// Whether a line is nothing but a comment that says what a compiler reports: `// Error: …`.
    private func saysThatItFails(_ line: SourceRange) -> Bool {
        let words = slice(line).drop { $0 == 0x20 || $0 == 0x09 }
        guard let comment = Self.comment(in: words), comment.startIndex == words.startIndex else {
            return false
        }
        let text = String(decoding: comment.drop { !$0.isLetter }, as: UTF8.self).lowercased()
        return text.hasPrefix("error") || text.contains("compile-time error")
            || text.contains("compile error")
            || text.contains("compiler error")
    }

    /// Whether the line of a fault begins like one of a patch: readers are shown what changes.
    func showsChange(at range: SourceRange) -> Bool {
        guard let line = lines.last(where: { $0.lower <= range.lower }), let sign = slice(line).first else {
            return false
        }
        let next = slice(line).dropFirst().first
        return "+-".utf8.contains(sign) && next.map { $0 == 0x20 || $0 == 0x09 } ?? false
    }

    /// Whether a comment holds the number of a compiler's complaint: `C2143`, `CS0246`, `E0382`.
    private static func namesError(_ comment: ArraySlice<UInt8>) -> Bool {
        comment.split { !isWord($0) }.contains { word in
            let letters = word.prefix { (0x41...0x5A).contains($0) }
            let digits = word.dropFirst(letters.count)
            return (1...2).contains(letters.count) && digits.count == 4
                && digits.allSatisfy { (0x30...0x39).contains($0) }
        }
    }

    /// Whether arrows or signs of mathematics stand on the line of a fault: it is a formula or a drawing, or shows what
    /// cannot be seen.
    func showsSymbols(at range: SourceRange) -> Bool {
        guard let line = lines.last(where: { $0.lower <= range.lower }) else { return false }
        return String(decoding: slice(line), as: UTF8.self).unicodeScalars.contains { scalar in
            Self.symbols.contains { $0.contains(scalar.value) }
        }
    }

    /// Whether a line that leaves something out follows a fault: what is missing may be there.
    func leavesOut(behind range: SourceRange) -> Bool {
        lines.contains { line in
            guard line.upper >= range.lower else { return false }
            let words = slice(line).drop { " \t/*#{-[<".utf8.contains($0) }
            if words.starts(with: "...".utf8) || words.starts(with: "…".utf8) { return true }
            guard let comment = Self.comment(in: slice(line)) else { return false }
            let text = String(decoding: comment, as: UTF8.self)
            return text.contains("omitted") || text.contains("not shown")
        }
    }

    /// Whether a fault at the end comes of a page that shows only the beginning: the last line is indented deeper
    /// than the first.
    func seemsCutOff(at range: SourceRange) -> Bool {
        if range.lower < bytes.count, "({[".utf8.contains(bytes[range.lower]),
            bytes[(range.lower + 1)...].allSatisfy({ $0 <= 0x20 })
        {
            return true
        }
        // What begins with the end of a block goes on with something.
        if let first = firstByte, ")}]".utf8.contains(first) { return true }
        // Only the beginning of a block, or only its end.
        if "({[".utf8.contains(lastByte) { return true }
        let filled = lines.compactMap { slice($0).first { $0 > 0x20 } }
        if !filled.isEmpty, filled.allSatisfy({ ")}]".utf8.contains($0) }) { return true }
        guard let last = lines.last(where: { slice($0).contains { $0 > 0x20 } }) else { return false }
        return last.upper <= range.lower + 1 && endsWithin
    }

    /// Whether the last line is indented deeper than the first: where brackets make blocks, something is still open.
    var endsWithin: Bool {
        let filled = lines.filter { slice($0).contains { $0 > 0x20 } }
        guard let first = filled.first, let last = filled.last else { return false }
        return indentation(last) > indentation(first)
    }

    private func indentation(_ line: SourceRange) -> Int {
        slice(line).prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    /// What follows the first sign that begins a comment in some language.
    private static func comment(in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        line.indices.lazy.compactMap { index -> ArraySlice<UInt8>? in
            let rest = line[index...]
            return commentSigns.contains { rest.starts(with: $0.utf8) } ? rest : nil
        }.first
    }

    /// Whether the code shows the parser's own words: it is there to show that they are said.
    func quotes(_ message: String) -> Bool { message.utf8.count > 12 && contains(message) }

    /// Three dots in one sign, arrows, mathematics, technical signs, boxes.
    private static let symbols: [ClosedRange<UInt32>] = [
        0x2026...0x2026, 0x2190...0x23FF, 0x2500...0x25FF, 0x2790...0x27FF, 0x2900...0x2AFF,
    ]
    private static let commentSigns = ["//", "/*", "#", "--", "<!--", ";;", "%"]
    private static let admissions = [
        "error", "invalid", "illegal", "incorrect", "wrong", "bad", "not valid", "not allowed", "not compile",
        "n't compile", "n't valid", "n't work", "n't quite work", "n't exist", "not exist", "propos",
        "hypothetical",
        "pseudo", "not work", "ambiguous", "❌", "🚫", "✗", "🔴",
    ]
}

extension UInt8 {
    fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
}
