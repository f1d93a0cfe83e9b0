import Model

/// The words of a comment with their places; commas are words of their own.
struct CommentWords {
    struct Word {
        var range: SourceRange
        var text: String
    }

    private let text: SourceText
    private let end: Int
    private var position: Int

    init(_ comment: Comment, in text: SourceText) {
        self.text = text
        position = comment.content.lower
        end = comment.content.upper
    }

    /// Whether a comment can be one of ours; says so without making a string, because most are not.
    static func mayBeOurs(_ comment: Comment, in text: SourceText) -> Bool {
        var rest = text.slice(comment.content)
        while let first = rest.first, isSpace(first) { rest.removeFirst() }
        return rest.starts(with: "docent".utf8)
    }

    mutating func next() -> Word? {
        while true {
            while position < end, Self.isSpace(text.bytes[position]) { position += 1 }
            guard position < end else { return nil }
            let start = position
            if text.bytes[position] == UInt8(ascii: ",") {
                position += 1
            } else {
                while position < end, !Self.isSpace(text.bytes[position]),
                    text.bytes[position] != UInt8(ascii: ",")
                {
                    position += 1
                }
            }
            let range = SourceRange(start, position)
            let word = text.string(range)
            // The prefix of a block quote when the comment takes several lines.
            if word == ">" { continue }
            return Word(range: range, text: word)
        }
    }

    func peek() -> Word? {
        var copy = self
        return copy.next()
    }

    /// What is left, without white space around it.
    func rest() -> SourceRange {
        var (lower, upper) = (position, end)
        while lower < upper, Self.isSpace(text.bytes[lower]) { lower += 1 }
        while upper > lower, Self.isSpace(text.bytes[upper - 1]) { upper -= 1 }
        return SourceRange(lower, upper)
    }

    /// Moves back to a place, to read on from there.
    mutating func move(to offset: Int) { position = offset }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
