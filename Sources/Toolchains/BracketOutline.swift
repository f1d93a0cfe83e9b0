import Model

/// What can be told of code from its brackets and quotes alone.
package struct BracketOutline: Sendable {
    var lexis: Lexis
    /// Whether lines that begin with `#` speak to a preprocessor, and `R"(` begins a raw string.
    var hasDirectives = false
    /// Whether nothing else in the language holds brackets or quotes that have no partner.
    var isWhole = false

    /// The first bracket or quote that has no partner; nil where all have one.
    func fault(in code: Code) -> Fault? {
        var reader = OutlineReader(bytes: code.bytes, outline: self)
        return reader.fault()
    }

    /// Where indentation says that a bracket is missing, the likeliest place first; none where it is not just one.
    func repairs(of code: Code) -> [BracketRepair.Place] {
        var reader = OutlineReader(bytes: code.bytes, outline: self)
        return BracketRepair(code.bytes, reader.lexemes()).places()
    }
}

private struct OutlineReader {
    let bytes: [UInt8]
    let outline: BracketOutline
    private var index = 0
    private var open: [Bracket] = []
    /// The conditions of the preprocessor that have begun.
    private var conditions: [Condition] = []
    private var readsBrackets = true
    /// What was read last.
    private var lexeme = Lexeme.code
    /// A branch of a condition that another one follows.
    private var endedBranch: SourceRange?
    /// The first brace whose partner is indented differently: where one of several is missing, likely this one.
    private var suspect: Bracket?
    /// The line that was looked at last, and up to where its beginning has been looked for.
    private var lineStart = 0
    private var seen = 0

    private struct Condition {
        /// What was open where it began.
        var open: [Bracket]
        /// The end of its first line.
        var end: Int
        /// The last parenthesis or square bracket that a branch leaves open; the other branches must, too.
        var unclosed: Bracket?
    }

    private struct Bracket {
        var byte: UInt8
        var offset: Int
        /// Of its line.
        var indentation: Int
    }

    init(bytes: [UInt8], outline: BracketOutline) {
        self.bytes = bytes
        self.outline = outline
    }

    mutating func fault() -> Fault? {
        while index < bytes.count {
            if let fault = readNext() { return fault }
        }
        guard let last = open.last else { return nil }
        return unclosed(last.byte == UInt8(ascii: "{") ? suspect ?? last : last)
    }

    /// What each byte is a part of. What is said to a preprocessor counts as a comment, and so do the branches of its
    /// conditions but for the last.
    mutating func lexemes() -> [Lexeme] {
        var lexemes = [Lexeme](repeating: .code, count: bytes.count)
        readsBrackets = false
        while index < bytes.count {
            let start = index
            if let fault = readNext() { index = max(index, fault.range.upper) }
            for place in start..<min(index, bytes.count) { lexemes[place] = lexeme }
            if let branch = endedBranch {
                for place in branch.lower..<branch.upper { lexemes[place] = .comment }
                endedBranch = nil
            }
        }
        return lexemes
    }

    /// Goes behind a directive, a comment, a string or a byte.
    private mutating func readNext() -> Fault? {
        let start = index
        lexeme = .string
        if outline.hasDirectives, bytes[index] == UInt8(ascii: "#"), isFirstOnLine() {
            lexeme = .comment
            return readDirective()
        } else if outline.lexis.lineComments.contains(where: starts) {
            lexeme = .comment
            index = endOfLine(index)
        } else if let comment = outline.lexis.blockComment, starts(comment.opening) {
            lexeme = .comment
            guard let end = end(of: comment.closing, from: index + comment.opening.utf8.count) else {
                return Fault(at: SourceRange(start, start + 2), "the comment is never closed")
            }
            index = end
        } else if outline.hasDirectives, starts("R\"") {
            readRawString()
        } else if let quote = outline.lexis.longQuotes.first(where: starts) {
            guard let end = end(of: quote, from: index + quote.utf8.count, escapes: true) else {
                return Fault(at: SourceRange(start, start + quote.utf8.count), "the string is never closed")
            }
            index = end
        } else if outline.lexis.quotes.contains(bytes[index]), !isSeparator(index) {
            guard let end = endOfString(bytes[index]) else {
                return Fault(at: SourceRange(start, start + 1), "the string is never closed")
            }
            index = end
        } else {
            lexeme = .code
            if readsBrackets, let fault = readBracket() { return fault }
            index += 1
        }
        return nil
    }

    private mutating func readBracket() -> Fault? {
        let byte = bytes[index]
        switch byte {
        case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"):
            open.append(Bracket(byte: byte, offset: index, indentation: indentation()))
        case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
            let wanted: UInt8 = byte == UInt8(ascii: ")") ? UInt8(ascii: "(") : byte - 2
            guard let last = open.last else { return unopened(byte) }
            if last.byte == wanted {
                open.removeLast()
                if byte == UInt8(ascii: "}"), suspect == nil, isFirstOnLine(),
                    indentation() < last.indentation
                {
                    suspect = last
                }
            } else if open.contains(where: { $0.byte == wanted }) {
                return unclosed(last)
            } else {
                return unopened(byte)
            }
        default: break
        }
        return nil
    }

    private func unclosed(_ bracket: Bracket) -> Fault {
        Fault(
            at: SourceRange(bracket.offset, bracket.offset + 1),
            "`\(String(decoding: [bracket.byte], as: UTF8.self))` is never closed")
    }

    private func unopened(_ byte: UInt8) -> Fault {
        Fault(
            at: SourceRange(index, index + 1),
            "`\(String(decoding: [byte], as: UTF8.self))` closes nothing")
    }

    /// Goes over a line for the preprocessor; of the branches of a condition only one counts.
    private mutating func readDirective() -> Fault? {
        let start = index
        let word = bytes[(index + 1)...].drop { $0 == 0x20 || $0 == 0x09 }.prefix(while: Code.isWord)
        let name = String(decoding: word, as: UTF8.self)
        if name.hasPrefix("if") {
            conditions.append(Condition(open: open, end: index))
        } else if name.hasPrefix("el"), let before = conditions.last {
            endedBranch = SourceRange(before.end, start)
            if readsBrackets, let last = open.last, last.offset > before.end, last.byte != UInt8(ascii: "{") {
                conditions[conditions.count - 1].unclosed = last
            }
            open = before.open
        } else if name == "endif", let before = conditions.popLast(), let unclosed = before.unclosed,
            open.last.map({ $0.offset < before.end || $0.byte == UInt8(ascii: "{") }) ?? true
        {
            return self.unclosed(unclosed)
        }
        // A directive ends with the line, but for a backslash there and for comments, which may be longer.
        while index < bytes.count, bytes[index] != 0x0A || bytes[index - 1] == UInt8(ascii: "\\") {
            if starts("/*") {
                index = end(of: "*/", from: index + 2) ?? bytes.count
            } else if bytes[index] == UInt8(ascii: "\""), let end = endOfString(bytes[index]) {
                index = end
            } else {
                index += 1
            }
        }
        guard name == "define", readsBrackets else { return nil }
        // A macro may open or close a block, and no more than that.
        let text = bytes[start..<index].map { "{}#".utf8.contains($0) ? 0x20 : $0 }
        var reader = OutlineReader(bytes: text, outline: BracketOutline(lexis: outline.lexis))
        return reader.fault().map {
            Fault(at: SourceRange(start + $0.range.lower, start + $0.range.upper), $0.message)
        }
    }

    private mutating func readRawString() {
        let mark = bytes[(index + 2)...].prefix { $0 != UInt8(ascii: "(") && $0 > 0x20 }
        let closing = ")" + String(decoding: mark, as: UTF8.self) + "\""
        index = end(of: closing, from: index + 2) ?? index + 2
    }

    private func starts(_ word: String) -> Bool {
        bytes[index] == word.utf8.first && bytes[index...].starts(with: word.utf8)
    }

    private func endOfLine(_ start: Int) -> Int { bytes[start...].firstIndex(of: 0x0A) ?? bytes.count }

    private func end(of closing: String, from start: Int, escapes: Bool = false) -> Int? {
        var place = start
        while place < bytes.count {
            if escapes, bytes[place] == UInt8(ascii: "\\") {
                place += 2
            } else if bytes[place] == closing.utf8.first, bytes[place...].starts(with: closing.utf8) {
                return place + closing.utf8.count
            } else {
                place += 1
            }
        }
        return nil
    }

    /// The end of a string that ends on its line, or goes on behind a backslash.
    private func endOfString(_ quote: UInt8) -> Int? {
        var place = index + 1
        while place < bytes.count, bytes[place] != 0x0A {
            if bytes[place] == quote { return place + 1 }
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    /// Whether the apostrophe stands within a number: `1'000`.
    private func isSeparator(_ place: Int) -> Bool {
        guard bytes[place] == UInt8(ascii: "'"), place > 0, place + 1 < bytes.count,
            Code.isWord(bytes[place - 1]), Code.isWord(bytes[place + 1])
        else { return false }
        var start = place
        while start > 0, Code.isWord(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "'") { start -= 1 }
        return (0x30...0x39).contains(bytes[start])
    }

    private mutating func isFirstOnLine() -> Bool { indentation() == index - lineStart }

    /// The white space at the beginning of the line that is being read.
    private mutating func indentation() -> Int {
        while seen < index {
            if bytes[seen] == 0x0A { lineStart = seen + 1 }
            seen += 1
        }
        var end = lineStart
        while end < index, bytes[end] == 0x20 || bytes[end] == 0x09 { end += 1 }
        return end - lineStart
    }
}
