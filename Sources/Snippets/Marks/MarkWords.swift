import Model

/// The words of a `docent: snippet …` comment with their places.
struct MarkWords {
    struct Word {
        /// The whole word, value included.
        var range: SourceRange
        var name: SourceRange
        var key: String
        /// `=`, or the sign of a comparison; empty where the word is only a key.
        var sign: String
        /// Without quotation marks.
        var value: String
        var valueRange: SourceRange
    }

    private let text: SourceText
    private let end: Int
    private(set) var position: Int

    /// - Parameter content: what stands in the comment.
    init(_ content: SourceRange, in text: SourceText) {
        self.text = text
        position = content.lower
        end = content.upper
    }

    mutating func next() -> Word? {
        while true {
            guard let word = readWord() else { return nil }
            // The prefix of a block quote when the comment takes several lines.
            if !word.key.isEmpty || word.sign != ">" || !word.value.isEmpty { return word }
        }
    }

    private mutating func readWord() -> Word? {
        skipSpace()
        guard position < end else { return nil }
        let start = position
        let isPart = { (byte: UInt8) in !Self.isSpace(byte) && !"=<>!\"".utf8.contains(byte) }
        while position < end, isPart(text.bytes[position]) { position += 1 }
        let key = SourceRange(start, position)
        while position < end, "=<>!".utf8.contains(text.bytes[position]), position - key.upper < 2 {
            position += 1
        }
        let sign = SourceRange(key.upper, position)
        let value = readValue()
        return Word(
            range: SourceRange(start, position), name: key, key: text.string(key), sign: text.string(sign),
            value: text.string(value), valueRange: value)
    }

    /// What is left, without white space around it.
    mutating func rest() -> SourceRange {
        skipSpace()
        var upper = end
        while upper > position, Self.isSpace(text.bytes[upper - 1]) { upper -= 1 }
        return SourceRange(position, upper)
    }

    private mutating func skipSpace() {
        while position < end, Self.isSpace(text.bytes[position]) { position += 1 }
    }

    private mutating func readValue() -> SourceRange {
        if position < end, text.bytes[position] == UInt8(ascii: "\"") {
            let start = position + 1
            position = start
            while position < end, text.bytes[position] != UInt8(ascii: "\"") { position += 1 }
            let value = SourceRange(min(start, end), position)
            if position < end { position += 1 }
            return value
        }
        let start = position
        while position < end, !Self.isSpace(text.bytes[position]) { position += 1 }
        return SourceRange(start, position)
    }

    static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || (0x09...0x0D).contains(byte) }
}
