package import Model

/// Words that are written twice in a row.
package struct Repetition: Check {
    package static let id = "words.repetition"
    package static let fixChanges = FixChanges.text
    package static let parameters =
        [
            Parameter(
                "exceptions", .texts, standard: .list([]),
                summary:
                    "Words that may stand twice, and pairs such as `log in` whose second may be followed by itself."
            ),
            Parameter(
                "certain", .texts, standard: .list([]),
                summary: "Words that never stand twice on purpose, so that the second can go without a look."),
        ] + PageChoice.parameters

    private let exceptions: Set<String>
    private let certain: Set<String>
    private let pages: PageChoice

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        exceptions = Set(parameters.texts("exceptions").map { $0.lowercased() })
        certain = Set(parameters.texts("certain").map { $0.lowercased() })
        pages = PageChoice(parameters)
    }

    package var needs: Needs { .prose }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let prose = facts.prose else { return }
        let pairs = Self.pairs(in: prose.bytes)
        guard !pairs.isEmpty, pages.includes(document, prose) else { return }
        for (first, second) in pairs {
            let (one, two) = (prose.string(first), prose.string(second))
            let word = one.lowercased()
            if exceptions.contains(word) || isName(one, two, at: first.lower, in: prose)
                || endsPair(first, word, in: prose) || isQuoted(first, second, in: prose)
                || isLabel(first, second, in: prose, of: document)
            {
                continue
            }
            var draft = Draft(
                at: prose.map.source(of: SourceRange(first.lower, second.upper)), Self.twice(one),
                subject: word)
            if let edit = edit(SourceRange(first.upper, second.lower), second, in: prose) {
                draft.fixes.append(
                    Fix(
                        title: "remove the second", safety: certain.contains(word) ? .safe : .unsafe,
                        edits: [edit]))
            }
            verdict.add(draft)
        }
    }

    /// All words of letters that follow themselves with nothing but white space between, and that are no part
    /// of a name, a path or a formula.
    ///
    /// This is looked for in every word of every page, so it works on bytes.
    private static func pairs(in bytes: [UInt8]) -> [(first: SourceRange, second: SourceRange)] {
        var found: [(SourceRange, SourceRange)] = []
        var last = SourceRange(at: 0)
        var index = 0
        while index < bytes.count {
            let start = index
            while index < bytes.count, isLetter(bytes[index]) { index += 1 }
            guard index > start else {
                index += bytes[index] < 0x80 ? 1 : 3
                continue
            }
            let word = SourceRange(start, index)
            if word.count == last.count, isSame(last, word, bytes), isFree(before: last.lower, bytes),
                isFree(after: word.upper, bytes)
            {
                found.append((last, word))
            }
            last = word
        }
        return found
    }

    /// General punctuation and the placeholder for code, which begin with E2 and EF, are no letters.
    private static func isLetter(_ byte: UInt8) -> Bool {
        (byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A) || (byte >= 0x80 && byte != 0xE2 && byte != 0xEF)
    }

    /// Whether two words of one length are the same but for capitals, and only white space parts them.
    private static func isSame(_ one: SourceRange, _ two: SourceRange, _ bytes: [UInt8]) -> Bool {
        guard one.upper < two.lower else { return false }
        for (a, b) in zip(one.lower..<one.upper, two.lower..<two.upper) {
            guard bytes[a] == bytes[b] || bytes[a] < 0x80 && bytes[a] | 0x20 == bytes[b] | 0x20 else {
                return false
            }
        }
        return bytes[one.upper..<two.lower].allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0A }
    }

    private static func isFree(before offset: Int, _ bytes: [UInt8]) -> Bool {
        guard offset > 0 else { return true }
        let byte = bytes[offset - 1]
        // A quotation mark may open a sentence; an apostrophe or code goes with the word.
        if byte >= 0x80 { return !endsWithApostropheOrCode(bytes[..<offset]) }
        if byte == UInt8(ascii: ":"), offset > 1, bytes[offset - 2] == byte { return false }
        return !"'.-/@#$<[{_0123456789".utf8.contains(byte)
    }

    private static func isFree(after offset: Int, _ bytes: [UInt8]) -> Bool {
        guard offset < bytes.count else { return true }
        let byte = bytes[offset]
        if byte >= 0x80 { return !endsWithApostropheOrCode(bytes[..<min(offset + 3, bytes.count)]) }
        if byte == UInt8(ascii: ".") || byte == UInt8(ascii: ":"), offset + 1 < bytes.count {
            return !isLetter(bytes[offset + 1]) && !(0x30...0x39).contains(bytes[offset + 1])
        }
        return !"'-/@=(<[_0123456789".utf8.contains(byte)
    }

    private static func endsWithApostropheOrCode(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.suffix(3).elementsEqual("\u{2019}".utf8) || bytes.suffix(3).elementsEqual("\u{FFFC}".utf8)
    }

    /// `Bora Bora`, `x x`, `AND and`, `Web Services services`: not a slip of a typist.
    private func isName(_ one: String, _ two: String, at start: Int, in prose: Prose) -> Bool {
        if one.unicodeScalars.count == 1, one.lowercased() != "a" { return true }
        if one.first?.isUppercase == true, two.first?.isUppercase == true { return true }
        if one == two { return false }
        // They differ in capitals, as at the beginning of a sentence only.
        guard two == two.lowercased(), one.dropFirst() == two.dropFirst() else { return true }
        let before = prose.bytes[..<start].last { $0 != 0x20 && $0 != 0x0A }
        return before.map { !".!?:\u{1E}".utf8.contains($0) } ?? false
    }

    /// Whether the two stand in quotation marks, as in: mends a "the the".
    private func isQuoted(_ first: SourceRange, _ second: SourceRange, in prose: Prose) -> Bool {
        let bytes = prose.bytes
        guard first.lower > 0, second.upper < bytes.count else { return false }
        return (bytes[first.lower - 1], bytes[second.upper]) == (UInt8(ascii: "\""), UInt8(ascii: "\""))
            || bytes[..<first.lower].suffix(3).elementsEqual("\u{201C}".utf8)
                && bytes[second.upper...].prefix(3).elementsEqual("\u{201D}".utf8)
    }

    /// Whether the first ends a line that is a label: emphasis or a link ends or begins between the two.
    private func isLabel(
        _ first: SourceRange, _ second: SourceRange, in prose: Prose, of document: Document
    ) -> Bool {
        guard prose.bytes[first.upper..<second.lower].contains(0x0A) else { return false }
        let parents = [first, second].map { word in
            document.parent(of: document.innermost(at: prose.map.source(of: word).lower))
        }
        return parents[0] != parents[1]
    }

    /// Whether the word before makes a pair with it: `log in`.
    private func endsPair(_ first: SourceRange, _ word: String, in prose: Prose) -> Bool {
        guard first.lower > 0, prose.bytes[first.lower - 1] == 0x20 else { return false }
        let before = prose.bytes[..<(first.lower - 1)].reversed().prefix(40)
            .prefix { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 >= 0x80 }
        return exceptions.contains(
            String(decoding: before.reversed(), as: UTF8.self).lowercased() + " " + word)
    }

    /// Removes the second word with the white space before it, or, where that ends a line, with the space
    /// behind it.
    private func edit(_ gap: SourceRange, _ second: SourceRange, in prose: Prose) -> Edit? {
        let together = SourceRange(gap.lower, second.upper)
        if prose.map.isExact(together) { return Edit(prose.map.source(of: together), "") }
        let withSpace = SourceRange(second.lower, second.upper + 1)
        guard second.upper < prose.bytes.count, prose.bytes[second.upper] == 0x20,
            prose.map.isExact(withSpace)
        else {
            return nil
        }
        return Edit(prose.map.source(of: withSpace), "")
    }

    private static func twice(_ word: String) -> String { "`\(word)` stands here twice" }
}
