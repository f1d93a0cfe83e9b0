/// Code with one mistake.
struct Mutant {
    enum Kind: String, CaseIterable {
        case bracket, quote, semicolon
        /// The last semicolon of a snippet, which pages leave out of signatures, calls and values that they show.
        case last = "last ;"
        case keyword
    }

    var kind: Kind
    var code: [UInt8]
    /// Where the mistake is, counted from 1.
    var line: Int
}

extension MutantGrammar {
    /// Every mutant of a kind.
    func mutants(_ kind: Mutant.Kind, of code: [UInt8]) -> [Mutant] {
        var line = 1
        var found: [Mutant] = []
        var semicolons: [(place: Int, line: Int)] = []
        /// Whether code stands behind the last semicolon.
        var goesOn = false
        var isInTag = false
        var index = 0
        func without(_ place: Int, _ line: Int) -> Mutant {
            Mutant(kind: kind, code: Array(code[..<place]) + code[(place + 1)...], line: line)
        }
        while index < code.count {
            let byte = code[index]
            if byte == 0x0A { line += 1 }
            if comments.contains(where: { code[index...].starts(with: $0.utf8) }) {
                while index < code.count, code[index] != 0x0A { index += 1 }
                continue
            }
            if let name = foreign.first(where: { code[index...].starts(with: "<\($0)".utf8) }) {
                while index < code.count, !code[index...].starts(with: "</\(name)".utf8) {
                    if code[index] == 0x0A { line += 1 }
                    index += 1
                }
                continue
            }
            if let block, code[index...].starts(with: block.open.utf8) {
                while index < code.count, !code[index...].starts(with: block.close.utf8) {
                    if code[index] == 0x0A { line += 1 }
                    index += 1
                }
                index += block.close.utf8.count
                continue
            }
            if let quote = longQuotes.first(where: { code[index...].starts(with: $0.utf8) }) {
                // What ends `R"(` ends with a bracket, too.
                let closing = quote == "R\"" ? Array(")\"".utf8) : Array(quote.utf8)
                index += quote.utf8.count
                while index < code.count, !code[index...].starts(with: closing) {
                    if code[index] == 0x0A { line += 1 }
                    index += 1
                }
                index += closing.count
                goesOn = true
                continue
            }
            let wasInTag = isInTag
            if isMarkup {
                if Self.openings.contains(where: { code[index...].starts(with: $0.utf8) }) { isInTag = true }
                if Self.closings.contains(where: { code[index...].starts(with: $0.utf8) }) { isInTag = false }
            }
            if quotes.contains(byte), isInTag || !isMarkup, let end = endOfString(index, code) {
                goesOn = true
                if kind == .quote { found += [without(index, line), without(end, line)] }
                index = end + 1
                continue
            }
            if byte == UInt8(ascii: ";") {
                semicolons.append((index, line))
                goesOn = false
            } else if byte > 0x20 {
                goesOn = true
            }
            // A `>` in text opens nothing: it quotes, or is greater than something.
            if kind == .bracket, brackets.contains(byte), !isMarkup || isTag(index, code) || wasInTag {
                found.append(without(index, line))
            }
            let word: ArraySlice<UInt8> = kind == .keyword ? code[index...].prefix(while: Self.isLetter) : []
            if word.count > 1, index == 0 || !Self.isName(code[index - 1]) {
                if keywords.contains(String(decoding: word, as: UTF8.self)),
                    !(code[word.endIndex...].first.map(Self.isName) ?? false)
                {
                    var changed = code
                    changed.swapAt(index + 1, index)
                    found.append(Mutant(kind: kind, code: changed, line: line))
                }
                index += word.count
                continue
            }
            index += 1
        }
        guard hasSemicolons, kind == .semicolon || kind == .last else { return found }
        let last = goesOn ? nil : semicolons.popLast()
        if kind == .last { semicolons = last.map { [$0] } ?? [] }
        // A semicolon before the end of a block says nothing where it may be left out.
        return semicolons.filter { !hasOptionalLast || !Self.endsBlock($0.place, code) && kind != .last }.map(
            without)
    }

    private static let openings = ["<", "{{", "{%"]
    private static let closings = [">", "}}", "%}"]

    /// Whether the byte is the `<` of a tag.
    private func isTag(_ place: Int, _ code: [UInt8]) -> Bool {
        guard code[place] == UInt8(ascii: "<"), place + 1 < code.count else { return false }
        return Self.isName(code[place + 1]) || "/!?".utf8.contains(code[place + 1])
    }

    private static func endsBlock(_ place: Int, _ code: [UInt8]) -> Bool {
        code[(place + 1)...].first { $0 > 0x20 } == UInt8(ascii: "}")
    }

    /// Where a string ends that begins and ends on one line, and is no end of a longer quote; nil elsewhere.
    private func endOfString(_ start: Int, _ code: [UInt8]) -> Int? {
        if code[start...].starts(with: [code[start], code[start], code[start]]) { return nil }
        var place = start + 1
        while place < code.count, code[place] != 0x0A {
            if code[place] == code[start] { return place }
            place += code[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        return nil
    }

    private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }

    private static func isName(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x41...0x5A).contains(byte) || (0x30...0x39).contains(byte) || byte == 0x5F
            || byte == 0x2E
    }
}
