/// How much of a text another version of it changes, as a reader counts it.
package enum TextChange {
    /// The larger one of the words that came and the words that went.
    ///
    /// The case of letters, signs, numbers, the order of words, front matter, comments, and the addresses and labels of
    /// links count for nothing: a spelling that is mended on every page, a heading that moves, and a link that is written
    /// in another way or points elsewhere are no review.
    package static func words(from old: [UInt8], to new: [UInt8]) -> Int {
        var counts: [[UInt8]: Int] = [:]
        forEachWord(of: new) { counts[$0, default: 0] += 1 }
        forEachWord(of: old) { counts[$0, default: 0] -= 1 }
        var (came, went) = (0, 0)
        for count in counts.values {
            if count > 0 { came += count } else { went -= count }
        }
        return max(came, went)
    }

    private static func forEachWord(of text: [UInt8], _ body: ([UInt8]) -> Void) {
        var place = endOfFrontMatter(text)
        var word: [UInt8] = []
        while place < text.count {
            let byte = text[place]
            if isPartOfWord(byte) {
                word.append(byte &- 0x41 < 26 ? byte | 0x20 : byte)
                place += 1
                continue
            }
            if byte == 0x3C, text[place...].starts(with: comment.start) {
                finish(&word, body)
                place = endOfComment(text, place)
                continue
            }
            if byte == 0x3A, text[place...].starts(with: slashes) {
                // `https` is part of the address.
                word.removeAll(keepingCapacity: true)
                place = text[place...].firstIndex(where: isEndOfAddress) ?? text.count
                continue
            }
            let isLabel = byte == 0x5B && isStartOfLine(text, place)
            finish(&word, body)
            if isLabel, let end = endOfDefinition(text, place) {
                place = end
            } else if byte == 0x5D, place + 1 < text.count, let isEnd = ends[text[place + 1]] {
                place = text[(place + 2)...].firstIndex(where: isEnd) ?? text.count
            } else {
                place += 1
            }
        }
        finish(&word, body)
    }

    /// Tells of a word that has ended. A number is none.
    private static func finish(_ word: inout [UInt8], _ body: ([UInt8]) -> Void) {
        if word.contains(where: { $0 > 0x39 }) { body(word) }
        word.removeAll(keepingCapacity: true)
    }

    /// What may stand behind the `]` of a link, each with what ends it.
    private static let ends: [UInt8: @Sendable (UInt8) -> Bool] = [
        0x28: { $0 == 0x29 || $0 == 0x0A }, 0x5B: { $0 == 0x5D || $0 == 0x0A }, 0x3A: { $0 == 0x0A },
    ]

    /// Behind `[label]: address`; nil where none begins at a place.
    private static func endOfDefinition(_ text: [UInt8], _ place: Int) -> Int? {
        guard let end = text[place...].firstIndex(where: { $0 == 0x5D || $0 == 0x0A }), text[end] == 0x5D,
            end + 1 < text.count, text[end + 1] == 0x3A
        else { return nil }
        return text[end...].firstIndex(of: 0x0A) ?? text.count
    }

    private static func isStartOfLine(_ text: [UInt8], _ place: Int) -> Bool {
        var place = place
        while place > 0, text[place - 1] == 0x20 { place -= 1 }
        return place == 0 || text[place - 1] == 0x0A
    }

    private static func endOfComment(_ text: [UInt8], _ start: Int) -> Int {
        var place = start + comment.start.count
        while let end = text[place...].firstIndex(of: comment.end[0]) {
            if text[end...].starts(with: comment.end) { return end + comment.end.count }
            place = end + 1
        }
        return text.count
    }

    /// Behind the second `---`; 0 where the text does not begin with one.
    private static func endOfFrontMatter(_ text: [UInt8]) -> Int {
        guard text.starts(with: fence) else { return 0 }
        var start = 0
        while let end = text[start...].firstIndex(of: 0x0A) {
            start = end + 1
            if text[start...].starts(with: fence) { return start + fence.count }
        }
        return 0
    }

    private static func isPartOfWord(_ byte: UInt8) -> Bool {
        byte >= 0x80 || byte &- 0x30 < 10 || (byte | 0x20) &- 0x61 < 26
    }

    private static func isEndOfAddress(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x29 || byte == 0x3E || byte == 0x22 || byte == 0x5D
    }

    private static let fence = Array("---".utf8)
    private static let slashes = Array("://".utf8)
    private static let comment = (start: Array("<!--".utf8), end: Array("-->".utf8))
}
