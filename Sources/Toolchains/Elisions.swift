import Model

/// How a language is written where something is left out.
struct Elision: Sendable {
    var lexis: Lexis
    /// What stands in for a value: `null`.
    var value: String
    /// Words after which a value stands: `return`.
    var words: Set<String> = []
    /// Whether nothing may follow the last comma of a list, so that `(a, ...)` loses its comma too.
    var takesComma = false
    /// Whether a value stands behind a colon: in an object it does, behind a label it does not.
    var colonWantsValue = true
    /// What ends a statement; it is added where `= ...` ends a line.
    var end = ""
}

extension Code {
    /// The code with `...`, `…` and comments replaced by a value where one must stand, and else left out or as they
    /// are; strings, and what the language itself writes with three dots, stay.
    func withoutElisions(_ elision: Elision) -> Code {
        let lexemes = lexemes(elision.lexis)
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            if lexemes[index] == .comment {
                let start = index
                while index < bytes.count, lexemes[index] == .comment || bytes[index] <= 0x20 { index += 1 }
                if stands(for: SourceRange(start, index), lexemes, elision) {
                    edits.append(Edit(SourceRange(at: start), elision.value))
                }
                continue
            }
            let length = lexemes[index] == .code ? dots(at: index) : 0
            if length == 0 {
                index += 1
                continue
            }
            let end = index + length
            if endsOperand(end, lexemes) {
                let isValue =
                    needsValue(before: index, lexemes, elision) || isFirstOfSeveral(SourceRange(index, end))
                let endsLine = bytes[end...].first { $0 != 0x20 && $0 != 0x09 } ?? 0x0A == 0x0A
                let start =
                    elision.takesComma
                    ? edits.last.map { max($0.range.upper, comma(before: index)) } ?? comma(before: index)
                    : index
                edits.append(
                    Edit(
                        SourceRange(isValue ? index : start, end),
                        isValue ? elision.value + (endsLine ? elision.end : "") : ""))
            }
            index = end
        }
        return replacing(edits, because: "elisions left out")
    }

    /// Whether dots stand for the first of several arguments: `f(..., x)`.
    private func isFirstOfSeveral(_ dots: SourceRange) -> Bool {
        let before = bytes[..<dots.lower].last { $0 > 0x20 } ?? 0
        let after = bytes[dots.upper...].first { $0 > 0x20 } ?? 0
        return before == UInt8(ascii: "(") && after == UInt8(ascii: ",")
    }

    /// Where the comma stands that belongs to a place behind it; the place itself where there is none.
    private func comma(before index: Int) -> Int {
        var place = index
        while place > 0, bytes[place - 1] == 0x20 { place -= 1 }
        return place > 0 && bytes[place - 1] == UInt8(ascii: ",") ? place - 1 : index
    }

    /// The length of `...` or `…` at a place; 0 where there is none.
    func dots(at index: Int) -> Int {
        if bytes[index] == UInt8(ascii: "."), bytes[index...].starts(with: "...".utf8) {
            return bytes[index...].prefix { $0 == UInt8(ascii: ".") }.count
        }
        return bytes[index] == 0xE2 && bytes[index...].starts(with: "…".utf8) ? 3 : 0
    }

    /// Whether nothing stands behind dots that they could spread.
    private func endsOperand(_ end: Int, _ lexemes: [Lexeme]) -> Bool {
        var place = end
        while place < bytes.count, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        guard place < bytes.count, lexemes[place] == .code else { return true }
        return bytes[place] == 0x0A || ")]},;:>".utf8.contains(bytes[place])
    }

    /// Whether comments stand where a value must: `x = /* … */;`, `return ( // … )`.
    private func stands(for comments: SourceRange, _ lexemes: [Lexeme], _ elision: Elision) -> Bool {
        guard comments.upper < bytes.count, lexemes[comments.upper] == .code else { return false }
        let isEnd = ")]},;".utf8.contains(bytes[comments.upper])
        if needsValue(before: comments.lower, lexemes, elision) {
            let text = slice(comments)
            return isEnd || Code(Array(text)).contains("...") || Code(Array(text)).contains("…")
        }
        guard bytes[comments.upper] == UInt8(ascii: ")") else { return false }
        let opening = bytes[..<comments.lower].lastIndex { $0 > 0x20 }
        guard let opening, bytes[opening] == UInt8(ascii: "(") else { return false }
        return needsValue(before: opening, lexemes, elision)
    }

    /// Whether an operator or a word stands before dots that wants something after it.
    private func needsValue(before index: Int, _ lexemes: [Lexeme], _ elision: Elision) -> Bool {
        var place = index
        while place > 0, lexemes[place - 1] == .comment || [0x20, 0x09, 0x0A].contains(bytes[place - 1]) {
            place -= 1
        }
        guard place > 0, lexemes[place - 1] == .code else { return false }
        if bytes[place - 1] == UInt8(ascii: "(") {
            // `if (...)`
            var end = place - 1
            while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
            let word = bytes[..<end].reversed().prefix(while: Self.isWord)
            return ["fi", "elihw", "hctiws"].contains { word.elementsEqual($0.utf8) }
        }
        if bytes[place - 1] == UInt8(ascii: ":"), !elision.colonWantsValue { return false }
        if "=:?&|+-*%<>!".utf8.contains(bytes[place - 1]) {
            // What is behind a tag or a type argument is text or a statement.
            return bytes[place - 1] != UInt8(ascii: ">") || place > 1 && bytes[place - 2] == UInt8(ascii: "=")
        }
        var start = place
        while start > 0, Self.isWord(bytes[start - 1]) { start -= 1 }
        return elision.words.contains(String(decoding: bytes[start..<place], as: UTF8.self))
    }

    /// The code with what is open at its end closed, where its last line says that more follows; nil elsewhere.
    func closed(_ lexis: Lexis) -> Code? {
        guard let last = lines.last(where: { slice($0).contains { $0 > 0x20 } }) else { return nil }
        let text = String(decoding: slice(last), as: UTF8.self).filter { !" \t/*#{}-".contains($0) }
        guard text.hasPrefix("...") || text.hasPrefix("…") || text.hasSuffix("...") || text.hasSuffix("…")
        else {
            return nil
        }
        let lexemes = lexemes(lexis)
        let filled = lines.count { line in
            (line.lower..<line.upper).contains { lexemes[$0] != .comment && bytes[$0] > 0x20 }
        }
        // With only the first line of a body, its end has rather been forgotten.
        if filled < 2 { return nil }
        var open: [UInt8] = []
        for (index, byte) in bytes.enumerated() where lexemes[index] == .code {
            switch byte {
            case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
            case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
            case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                guard open.popLast() == byte else { return nil }
            default: break
            }
        }
        guard !open.isEmpty else { return nil }
        return wrapped("", "\n" + String(decoding: open.reversed(), as: UTF8.self), as: "beginning of a file")
    }

    static func isWord(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || byte == UInt8(ascii: "_")
            || byte >= 0x80
    }
}
