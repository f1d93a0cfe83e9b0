/// How much of a text another version of it changes, as a reader counts it.
package enum TextChange {
    /// The larger one of the words that came and the words that went.
    ///
    /// The case of letters, signs, the order of words, front matter and addresses count for nothing: a spelling that is
    /// mended on every page, a heading that moves, and a link that points elsewhere are no review.
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
            if byte == 0x3A, text[place...].starts(with: slashes) {
                // `https` is part of the address.
                word.removeAll(keepingCapacity: true)
                place = text[place...].firstIndex(where: isEndOfAddress) ?? text.count
                continue
            }
            if !word.isEmpty {
                body(word)
                word.removeAll(keepingCapacity: true)
            }
            if byte == 0x5D, place + 1 < text.count, text[place + 1] == 0x28 || text[place + 1] == 0x3A {
                place =
                    text[(place + 2)...].firstIndex(where: text[place + 1] == 0x28 ? isEndOfLink : isNewline)
                    ?? text.count
            } else {
                place += 1
            }
        }
        if !word.isEmpty { body(word) }
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

    private static func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A }
    private static func isEndOfLink(_ byte: UInt8) -> Bool { byte == 0x29 || byte == 0x0A }
    private static func isEndOfAddress(_ byte: UInt8) -> Bool {
        byte <= 0x20 || byte == 0x29 || byte == 0x3E || byte == 0x22 || byte == 0x5D
    }

    private static let fence = Array("---".utf8)
    private static let slashes = Array("://".utf8)
}
