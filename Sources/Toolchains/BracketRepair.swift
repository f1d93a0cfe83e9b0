import Model

/// Tells from indentation where the one bracket is missing that makes all others pairs.
///
/// As compilers of languages with braces do: of all places where the bracket could stand, the likeliest is the one with
/// which the lines within each pair are indented deeper than the line that opens it, and the line that begins with the
/// closing bracket is not.
struct BracketRepair {
    private let lines: [Line]
    private let tokens: [Token]

    /// A place for the missing bracket.
    struct Place: Hashable {
        /// Where it should be put in.
        var offset: Int
        /// The bracket that is missing.
        var byte: UInt8
        /// Of the bracket that it makes a pair with.
        var partner: Int
        /// Whether both would stand on one line.
        var isOnOneLine: Bool
        /// How much the indentation speaks against it.
        var cost: Int
    }

    /// What is said of a place.
    static func fault(_ place: Place, in code: Code) -> Fault {
        let partner = SourceRange(place.partner, place.partner + 1)
        let name = code.name(partner)
        let missing = String(decoding: [place.byte], as: UTF8.self)
        let isClosing = Self.partner(place.byte) < place.byte
        if place.isOnOneLine {
            return Fault(at: partner, isClosing ? Self.neverClosed(name) : Self.closesNothing(name))
        }
        // An empty range would be taken for the end of the line before.
        let end = min(place.offset + 1, code.bytes.count)
        let line = code.lines.last { $0.lower <= place.partner }.map { code.words($0) } ?? name
        return Fault(
            at: SourceRange(place.offset, end),
            isClosing ? Self.missing(missing, name, line) : Self.missing(missing, for: name))
    }

    private static func neverClosed(_ name: String) -> String { "`\(name)` is never closed" }
    private static func closesNothing(_ name: String) -> String { "`\(name)` closes nothing" }
    private static func missing(_ byte: String, _ name: String, _ line: String) -> String {
        let of = line == name ? "a `\(name)` above" : "the `\(name)` of `\(line)`"
        return "\(of) is never closed: by the indentation, `\(byte)` is missing here"
    }
    private static func missing(_ byte: String, for name: String) -> String {
        "a `\(name)` below closes nothing: by the indentation, `\(byte)` is missing here"
    }

    private struct Line {
        var start: Int
        var end: Int
        var indentation: Int
        /// The first and the last byte that are no white space and no comment; 0 where there are none.
        var first: UInt8 = 0
        var last: UInt8 = 0
        /// Whether there is nothing at all on it.
        var isBlank = true
        /// Whether it begins within a string or comment, or holds a comment only.
        var isPassive = false
        /// Whether it is the first line of a comment, and nothing else.
        var isComment = false
        /// Whether it goes on with a statement whose block has ended: `else`, `)`.
        var goesOn = false
        /// Whether it holds a function without a name, whose body may go on below.
        var holdsFunction = false
        var tokens = 0..<0
    }

    private struct Token {
        var byte: UInt8
        var offset: Int
        var line: Int
        /// Whether only closing brackets stand before it on its line.
        var leads: Bool
        /// What stands before it on its line; 0 where that is nothing.
        var before: UInt8
        /// Whether nothing stands behind it on its line.
        var isLast = false
    }

    /// - Parameter lexemes: what each byte is a part of.
    init(_ bytes: [UInt8], _ lexemes: [Lexeme]) {
        var lines: [Line] = []
        var tokens: [Token] = []
        var start = 0
        while start < bytes.count {
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            var line = Line(start: start, end: end, indentation: 0)
            var place = start
            while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 {
                line.indentation += bytes[place] == 0x20 ? 1 : 8 - line.indentation % 8
                place += 1
            }
            let words = bytes[place..<end].split {
                !Code.isWord($0) && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: ">")
            }
            .map { String(decoding: $0, as: UTF8.self) }
            line.goesOn =
                place < end && ")]},;".utf8.contains(bytes[place])
                || ["else", "catch", "finally"].contains(words.first ?? "") && Code.isWord(bytes[place])
            line.holdsFunction = words.contains("function") || words.contains("func")
            line.isBlank = bytes[place..<end].allSatisfy { $0 <= 0x20 }
            line.isPassive =
                start > 0 && bytes[start] > 0x0A && lexemes[start] != .code && lexemes[start - 1] != .code
            let before = tokens.count
            var leads = true
            while place < end {
                let byte = bytes[place]
                if byte > 0x20, lexemes[place] != .comment {
                    if line.first == 0 { line.first = byte }
                    if tokens.count > before { tokens[tokens.count - 1].isLast = false }
                    if lexemes[place] == .code, Self.isBracket(byte) {
                        let isClosing = Self.partner(byte) < byte
                        leads = leads && isClosing
                        tokens.append(
                            Token(
                                byte: byte, offset: place, line: lines.count, leads: leads, before: line.last,
                                isLast: true))
                    } else {
                        leads = false
                    }
                    line.last = byte
                }
                place += 1
            }
            if !line.isBlank, line.first == 0 {
                line.isComment = !line.isPassive
                line.isPassive = true
            }
            line.tokens = before..<tokens.count
            lines.append(line)
            start = end + 1
        }
        self.lines = lines
        self.tokens = tokens
    }

    /// The places for it, the likeliest first; none where more is wrong than one missing bracket.
    func places() -> [Place] {
        guard let missing else { return [] }
        let last = lastLine
        guard (lines.count + tokens.count) * (lines.count + tokens.count) < 4_000_000 else { return [] }
        var found: [(place: Place, insertion: Insertion)] = []
        let isClosing = Self.partner(missing) < missing
        func add(_ insertion: Insertion, at offset: Int) {
            guard let (cost, partner) = judged(insertion) else { return }
            let isOnOneLine = !insertion.isAhead && tokens[partner].line == insertion.line
            found.append(
                (
                    Place(
                        offset: offset, byte: missing, partner: tokens[partner].offset,
                        isOnOneLine: isOnOneLine,
                        cost: cost), insertion
                ))
        }
        for number in 0...min(last, lines.count) {
            guard number < lines.count else {
                if isClosing {
                    add(
                        Insertion(byte: missing, line: number, at: tokens.count, isAhead: true),
                        at: lines.last?.end ?? 0)
                }
                break
            }
            let line = lines[number]
            if line.isPassive { continue }
            if isClosing || line.isBlank {
                add(
                    Insertion(byte: missing, line: number, at: line.tokens.lowerBound, isAhead: true),
                    at: min(line.end, line.start + line.indentation))
            }
            if line.isBlank { continue }
            for place in line.tokens.lowerBound...line.tokens.upperBound {
                let isLast = place == line.tokens.upperBound
                add(
                    Insertion(byte: missing, line: number, at: place),
                    at: isLast ? line.end : tokens[place].offset)
            }
        }
        let order = found.sorted { a, b in
            if a.place.cost != b.place.cost { return a.place.cost < b.place.cost }
            if missing == UInt8(ascii: ")"), a.place.isOnOneLine != b.place.isOnOneLine {
                return a.place.isOnOneLine
            }
            if isClosing, a.insertion.isAhead != b.insertion.isAhead {
                return a.insertion.isAhead == (missing != UInt8(ascii: ")"))
            }
            return isClosing && a.insertion.isAhead
                ? a.insertion.line < b.insertion.line : a.insertion.line > b.insertion.line
        }
        return order.map(\.place)
    }

    // MARK: One bracket more

    private struct Insertion {
        var byte: UInt8
        var line: Int
        /// The number of the token that it goes before.
        var at: Int
        /// Whether it stands alone, on a line before this one, or on this one where it is blank.
        var isAhead = false
    }

    private struct Open {
        var byte: UInt8
        /// Of `tokens`; -1 for the one that is put in.
        var token: Int
        var line: Int
        var indentation: Int
        /// The indentation of the first line within.
        var child: Int?
    }

    /// How much speaks against the insertion, and the token that it makes a pair with; nil where others have no partner
    /// then.
    private func judged(_ insertion: Insertion) -> (cost: Int, partner: Int)? {
        var open: [Open] = []
        var cost = 0
        var partner: Int?
        var top: Int?
        /// The last byte of the line above.
        var before: UInt8 = 0
        func close(_ byte: UInt8, _ token: Int) -> Open? {
            guard let last = open.popLast(), last.byte == Self.partner(byte) else { return nil }
            if token == -1 { partner = last.token }
            if last.token == -1 { partner = token }
            return last
        }
        for (number, line) in lines.enumerated() {
            /// Whether the line begins with the bracket that is put in, and the indentation that it has then.
            var isGlued = false
            var level = line.indentation
            if number == insertion.line, insertion.isAhead {
                if Self.partner(insertion.byte) < insertion.byte {
                    guard let last = close(insertion.byte, -1) else { return nil }
                    if line.isBlank {
                        if line.indentation > 0, line.indentation != last.indentation { cost += 1 }
                    } else {
                        if !line.goesOn { cost += 1 }
                        isGlued = abs(line.indentation - last.indentation) < 2
                        if isGlued { level = last.indentation }
                    }
                    if last.line == number - 1, insertion.byte != UInt8(ascii: "}") { cost += 1 }
                } else {
                    if insertion.byte == UInt8(ascii: "(") { cost += 2 }
                    open.append(
                        Open(byte: insertion.byte, token: -1, line: number, indentation: line.indentation))
                }
            }
            if line.isComment, !isGlued, let child = open.last.map(\.child) ?? top, child != line.indentation
            {
                cost += 1
            }
            if line.isBlank || line.isPassive && line.tokens.isEmpty { continue }
            defer { before = line.last }
            var next = line.tokens.lowerBound
            let isHere = number == insertion.line && !insertion.isAhead
            if !line.isPassive, next < line.tokens.upperBound, tokens[next].leads {
                var isLevel = false
                while next < line.tokens.upperBound, tokens[next].leads, !isHere || insertion.at > next {
                    guard let last = close(tokens[next].byte, next) else { return nil }
                    if last.indentation == line.indentation { isLevel = true }
                    next += 1
                }
                if !isLevel { cost += 2 }
            } else if !line.isPassive, !isGlued {
                if let last = open.indices.last {
                    if open[last].indentation >= line.indentation {
                        cost += 3
                    } else if ".?:&|+-*/=<>".utf8.contains(line.first) {
                        // It goes on with the line above.
                    } else if let child = open[last].child {
                        if child != line.indentation { cost += before == UInt8(ascii: ",") ? 2 : 1 }
                    } else {
                        open[last].child = line.indentation
                    }
                } else if let top {
                    if top != line.indentation { cost += before == UInt8(ascii: ",") ? 2 : 1 }
                } else {
                    top = line.indentation
                }
            }
            while next <= line.tokens.upperBound {
                if isHere, insertion.at == next {
                    if Self.partner(insertion.byte) < insertion.byte {
                        guard let last = close(insertion.byte, -1) else { return nil }
                        cost += costOfEnd(last, on: number, insertion.byte)
                        let previous = next == line.tokens.upperBound ? line.last : tokens[next].before
                        if previous == UInt8(ascii: ",") {
                            if next < line.tokens.upperBound || isDeeper(behind: number) { cost += 2 }
                        } else if "=+-*/.&|<".utf8.contains(previous) {
                            cost += 2
                        } else if last.line == number, line.holdsFunction, last.byte == UInt8(ascii: "(") {
                            cost += 1
                        } else if last.token >= 0, next == last.token + 1, tokens[last.token].isLast {
                            cost += 1
                        }
                    } else {
                        open.append(Open(byte: insertion.byte, token: -1, line: number, indentation: level))
                    }
                }
                guard next < line.tokens.upperBound else { break }
                let byte = tokens[next].byte
                if Self.partner(byte) < byte {
                    guard let last = close(byte, next) else { return nil }
                    cost += costOfEnd(last, on: number, byte)
                } else {
                    open.append(Open(byte: byte, token: next, line: number, indentation: level))
                }
                next += 1
            }
            if line.last == UInt8(ascii: ";"), let last = open.last, last.byte != UInt8(ascii: "{") {
                cost += 3
            }
        }
        if insertion.line == lines.count {
            guard close(insertion.byte, -1) != nil else { return nil }
        }
        guard open.isEmpty, let partner else { return nil }
        return (cost, partner)
    }

    /// How much speaks against a closing bracket that does not lead its line.
    private func costOfEnd(_ open: Open, on line: Int, _ byte: UInt8) -> Int {
        if open.line == line { return 0 }
        return byte == UInt8(ascii: ")") ? 1 : 2
    }

    /// Whether the next line that is not blank is indented deeper than a line.
    private func isDeeper(behind number: Int) -> Bool {
        lines[(number + 1)...].first { !$0.isBlank }.map { $0.indentation > lines[number].indentation }
            ?? false
    }

    /// The bracket of which there is one too few; nil where that is not so of exactly one.
    private var missing: UInt8? {
        var found: UInt8?
        for byte in "({[".utf8 {
            let opening = tokens.count { $0.byte == byte }
            let difference = opening - tokens.count { $0.byte == Self.partner(byte) }
            if difference == 0 { continue }
            guard abs(difference) == 1, found == nil else { return nil }
            found = difference > 0 ? Self.partner(byte) : byte
        }
        return found
    }

    /// The line of the first bracket that does not fit; that of the end where there is none.
    private var lastLine: Int {
        var open: [UInt8] = []
        for token in tokens {
            if Self.partner(token.byte) > token.byte {
                open.append(token.byte)
            } else if open.popLast() != Self.partner(token.byte) {
                return token.line
            }
        }
        return lines.count
    }

    private static func isBracket(_ byte: UInt8) -> Bool { "()[]{}".utf8.contains(byte) }

    private static func partner(_ byte: UInt8) -> UInt8 {
        switch byte {
        case UInt8(ascii: "("): UInt8(ascii: ")")
        case UInt8(ascii: ")"): UInt8(ascii: "(")
        case UInt8(ascii: "["), UInt8(ascii: "{"): byte + 2
        default: byte - 2
        }
    }
}

extension Code {
    fileprivate func name(_ range: SourceRange) -> String { String(decoding: slice(range), as: UTF8.self) }

    /// The beginning of a line, for people.
    fileprivate func words(_ line: SourceRange) -> String {
        let text = name(line).drop { $0 == " " || $0 == "\t" }
        let end = text.lastIndex { $0 != " " && $0 != "\t" }.map { text.index(after: $0) } ?? text.startIndex
        return end == text.startIndex || text[..<end].count <= 40
            ? String(text[..<end]) : text.prefix(39) + "…"
    }
}
