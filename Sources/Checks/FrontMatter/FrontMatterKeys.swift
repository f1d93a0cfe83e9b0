internal import Model

/// The keys at the outer level of front matter, found by its lines alone: enough to know that one is there.
enum FrontMatterKeys {
    /// The keys in small letters, with their places.
    static func topLevel(of frontMatter: FrontMatter, in text: SourceText) -> [(
        name: String, range: SourceRange
    )] {
        var keys: [(name: String, range: SourceRange)] = []
        let sign = UInt8(ascii: frontMatter.format == .toml ? "=" : ":")
        var line = text.line(at: frontMatter.content.lower)
        while line < text.lineCount, Int(text.lineStarts[line]) < frontMatter.content.upper {
            var range = text.line(line)
            line += 1
            if frontMatter.format == .json {
                range.lower = text.leadingSpace(of: range)
            } else if let first = text.slice(range).first {
                // What is indented belongs to the key above, and a table ends what is at the outer level.
                if first == 0x20 || first == 0x09 || first == UInt8(ascii: "#") { continue }
                if first == UInt8(ascii: "["), frontMatter.format == .toml { break }
            }
            guard let end = text.slice(range).firstIndex(of: sign) else { continue }
            var key = SourceRange(range.lower, end)
            while key.upper > key.lower, " \t\"'".utf8.contains(text.bytes[key.upper - 1]) { key.upper -= 1 }
            while key.lower < key.upper, " \t\"'{".utf8.contains(text.bytes[key.lower]) { key.lower += 1 }
            if !key.isEmpty { keys.append((text.string(key).lowercased(), key)) }
        }
        return keys
    }
}
