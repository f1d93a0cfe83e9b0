package import Model

/// Headings that end with punctuation.
package struct HeadingPunctuation: Check {
    package static let id = "structure.heading-punctuation"
    package static let fixChanges = FixChanges.text
    package static let parameters = [
        Parameter(
            "punctuation", .text, standard: .text(".,;:!。，；：！"),
            summary: "The characters with which no heading ends."),
        Parameter(
            "compatible", .flag, standard: .flag(false),
            summary: "Whether an id in braces behind a heading is taken for its end, as markdownlint does."),
    ]

    /// The bytes of each character.
    private let characters: [[UInt8]]
    private let isCompatible: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        characters = parameters.text("punctuation").unicodeScalars.map { Array(String($0).utf8) }
        isCompatible = parameters.flag("compatible")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for heading in document.headings where !isCompatible || heading.explicitID.isEmpty {
            let content = document[heading.node].content
            let line = text.line(text.line(at: content.upper))
            let last = SourceRange(max(content.lower, line.lower), content.upper)
            let punctuation = punctuation(atEndOf: last, text)
            guard !punctuation.isEmpty, !MarkedEnd.isReference(last, text), !MarkedEnd.isEmoji(last, text)
            else { continue }
            let start = text.trailingSpace(of: SourceRange(last.lower, punctuation.lower))
            let range = SourceRange(start, last.upper)
            let said = text.string(punctuation)
            let title = document.plainText(of: heading.node)
            var draft = Draft(at: range, Self.ends(said), subject: title)
            let rest = SourceRange(last.lower, start - backslash(before: start, from: last.lower, text))
            // Without a word on its line it would be no heading any more, or an empty one.
            if text.slice(rest).contains(where: { $0 > 0x20 && $0 != UInt8(ascii: ">") }) {
                // An author may tell two headings apart by it.
                let isTaken = isThere(title.dropLast(said.count), among: document)
                draft.fixes.append(
                    Fix(
                        title: Self.remove(said), safety: isTaken ? .unsafe : .safe,
                        edits: [Edit(SourceRange(rest.upper, range.upper), "")]))
            }
            verdict.add(draft)
        }
    }

    /// Whether a heading of the page has a text, white space at its end left out.
    private func isThere(_ title: Substring, among document: Document) -> Bool {
        let end = title.lastIndex { !$0.isWhitespace }.map { title.index(after: $0) } ?? title.startIndex
        return document.headings.contains { document.plainText(of: $0.node) == title[..<end] }
    }

    /// The length of a backslash that makes the sign at an offset a character like others: 1, or 0 for none.
    private func backslash(before offset: Int, from lower: Int, _ text: SourceText) -> Int {
        text.slice(SourceRange(lower, offset)).reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2
    }

    private func punctuation(atEndOf range: SourceRange, _ text: SourceText) -> SourceRange {
        var start = range.upper
        while let one = characters.first(where: { character in
            start - character.count >= range.lower
                && text.slice(SourceRange(start - character.count, start)).elementsEqual(character)
        }) {
            start -= one.count
        }
        return SourceRange(start, range.upper)
    }

    private static func ends(_ punctuation: String) -> String { "this heading ends with `\(punctuation)`" }
    private static func remove(_ punctuation: String) -> String { "remove `\(punctuation)`" }
}

/// What ends with a semicolon or a colon that is no punctuation.
private enum MarkedEnd {
    /// Whether a text ends with a character reference such as `&copy;` or `&#169;`, known or not.
    static func isReference(_ range: SourceRange, _ text: SourceText) -> Bool {
        guard let word = word(from: UInt8(ascii: "&"), to: UInt8(ascii: ";"), range, text) else {
            return false
        }
        if word.first == UInt8(ascii: "#") {
            let digits = word.dropFirst()
            if let first = digits.first, first | 0x20 == UInt8(ascii: "x") {
                return digits.count > 1 && digits.dropFirst().allSatisfy(isHexadecimal)
            }
            return !digits.isEmpty && digits.allSatisfy(ASCII.isDigit)
        }
        if (2...31).contains(word.count), word.allSatisfy(ASCII.isLetter) { return true }
        return references.contains(String(decoding: word, as: UTF8.self))
    }

    /// Whether a text ends with an emoji of GitHub such as `:tada:`.
    static func isEmoji(_ range: SourceRange, _ text: SourceText) -> Bool {
        let colon = UInt8(ascii: ":")
        guard let word = word(from: colon, to: colon, range, text) else { return false }
        let name = String(decoding: word, as: UTF8.self)
        if emoji.contains(name) { return true }
        let parts = word.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false)
        guard let first = parts.first, !first.isEmpty else { return false }
        if parts.count > 1 {
            return first.count <= 14 && first.allSatisfy(isSmallLetter)
                && parts.dropFirst().allSatisfy { part in
                    (1...16).contains(part.count)
                        && part.allSatisfy { isSmallLetter($0) || ASCII.isDigit($0) }
                }
        }
        if name.hasPrefix("clock"), (6...9).contains(first.count),
            first.dropFirst(5).allSatisfy(ASCII.isDigit)
        {
            return true
        }
        let letters = first.last == UInt8(ascii: "2") ? first.dropLast() : first
        return (2...15).contains(letters.count) && letters.allSatisfy(isSmallLetter)
    }

    /// What stands between two signs at the end of a text.
    private static func word(
        from opening: UInt8, to closing: UInt8, _ range: SourceRange, _ text: SourceText
    ) -> ArraySlice<UInt8>? {
        let bytes = text.slice(range)
        guard bytes.last == closing, let start = bytes.dropLast().lastIndex(of: opening) else { return nil }
        return bytes[start + 1..<bytes.endIndex - 1]
    }

    private static func isSmallLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || (0x61...0x66).contains(byte | 0x20)
    }

    /// Names of characters with digits in them.
    private static let references: Set<String> = [
        "blk12", "blk14", "blk34", "emsp13", "emsp14", "frac12", "frac13", "frac14", "frac15", "frac16",
        "frac18", "frac23", "frac25", "frac34", "frac35", "frac38", "frac45", "frac56", "frac58", "frac78",
        "sup1", "sup2", "sup3", "there4",
    ]
    /// Names of emoji that are not made of small letters and underscores.
    private static let emoji: Set<String> = [
        "a", "b", "m", "o", "v", "x", "-1", "+1", "100", "1234", "1st_place_medal", "2nd_place_medal",
        "3rd_place_medal", "8ball", "e-mail", "non-potable_water", "o2", "t-rex", "u5272", "u5408", "u55b6",
        "u6307", "u6708", "u6709", "u6e80", "u7121", "u7533", "u7981", "u7a7a",
    ]
}
