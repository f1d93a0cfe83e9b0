import Model

extension Code {
    /// The code without words between dots, which say what is left out: `... do something ...`, and without dots in
    /// brackets that stand alone on a line: `[...]`, `<...>`.
    func withoutProse(_ language: Language) -> Code {
        guard let lexis = language.outline?.lexis, contains("...") || contains("…") else { return self }
        // The dots of a session in Python begin lines that go on.
        if contains(">>> ") { return self }
        let lexemes = lexemes(lexis)
        let isPython = language.id == "python"
        var edits: [Edit] = []
        for line in lines {
            var start = line.lower
            while start < line.upper, bytes[start] <= 0x20 { start += 1 }
            var end = line.upper
            while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
            let words = SourceRange(start, end)
            guard start < end, lexemes[start] == .code else { continue }
            if !isPython, isElisionInBrackets(words) {
                edits.append(Edit(words, ""))
            } else if let prose = prose(in: words, lexemes) {
                edits.append(Edit(prose, isPython ? "..." : ""))
            }
        }
        return replacing(edits, because: "elisions left out")
    }

    private func isElisionInBrackets(_ words: SourceRange) -> Bool {
        ["[...]", "<...>", "(...)", "[…]", "<…>", "(…)"].contains { slice(words).elementsEqual($0.utf8) }
    }

    /// The range of words between dots that fill a line, or what stands between braces on it.
    private func prose(in words: SourceRange, _ lexemes: [Lexeme]) -> SourceRange? {
        var index = words.lower
        var before: UInt8 = 0x0A
        while index < words.upper {
            let length = lexemes[index] == .code ? dots(at: index) : 0
            if length > 0, "\n{(;".utf8.contains(before), let end = endOfProse(index + length, words.upper),
                before == 0x0A ? end == words.upper : endsBlock(end, words.upper)
            {
                return SourceRange(index, end)
            }
            if bytes[index] > 0x20 { before = bytes[index] }
            index += max(1, length)
        }
        return nil
    }

    /// Behind the dots that end the words; nil where none do, or where it is rather code.
    private func endOfProse(_ start: Int, _ limit: Int) -> Int? {
        var index = start
        var letters = 0
        while index < limit {
            let length = dots(at: index)
            if length > 0 { return letters > 2 ? index + length : nil }
            if ",;(){}=".utf8.contains(bytes[index]) { return nil }
            if Self.isWord(bytes[index]) { letters += 1 }
            index += 1
        }
        return nil
    }

    private func endsBlock(_ end: Int, _ limit: Int) -> Bool {
        bytes[end..<limit].first { $0 > 0x20 }.map { "});".utf8.contains($0) } ?? true
    }

    /// What stands between blank lines and comments outside of all brackets; nothing where that is one part.
    func parts(_ lexis: Lexis) -> [Code] {
        let lexemes = lexemes(lexis)
        var parts: [Code] = []
        var start: Int?
        var depth = 0
        func end(_ offset: Int) {
            if let begin = start { parts.append(Code(Array(bytes[begin..<offset]))) }
            start = nil
        }
        for line in lines {
            let isBlank = !(line.lower..<line.upper).contains {
                lexemes[$0] != .comment && bytes[$0] > 0x20
            }
            if isBlank, depth == 0 {
                end(line.lower)
                continue
            }
            if start == nil { start = line.lower }
            for index in line.lower..<line.upper where lexemes[index] == .code {
                if "([{".utf8.contains(bytes[index]) { depth += 1 }
                if ")]}".utf8.contains(bytes[index]) { depth -= 1 }
            }
            if depth < 0 { return [] }
        }
        end(bytes.count)
        return depth == 0 && parts.count > 1 ? parts : []
    }
}
