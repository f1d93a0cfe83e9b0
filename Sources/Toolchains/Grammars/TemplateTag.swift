/// A tag of a template in markup: `{{ … }}`, `{% … %}`, `<% … %>`.
struct TemplateTag {
    /// Behind its last byte.
    var end: Int
    /// A quote in it that has no partner; nil where all have one.
    var openQuote: Int?

    /// The tag that begins at a place; nil where none does, or where it has no end.
    init?(_ bytes: [UInt8], at start: Int) {
        guard let (opening, closing) = Self.signs.first(where: { bytes[start...].starts(with: $0.0.utf8) })
        else { return nil }
        let inner = start + opening.utf8.count
        guard
            let last = bytes.indices[inner...].first(where: { bytes[$0...].starts(with: closing.utf8) })
        else { return nil }
        end = last + closing.utf8.count
        let words = bytes[inner..<last].drop { $0 <= 0x20 || $0 == UInt8(ascii: "-") }
        if opening == "<%" || Self.comments.contains(where: { words.starts(with: $0.utf8) })
            || bytes[inner..<last].starts(with: "--".utf8)
        {
            return
        }
        guard let quote = Self.openQuote(bytes[inner..<last]) else { return }
        // The end may stand in a string: `{{ "}}" }}`.
        let line = bytes[inner...].prefix { $0 != 0x0A }
        let ends = line.indices.filter { $0 > last && line[$0...].starts(with: closing.utf8) }
        if let whole = ends.first(where: { Self.openQuote(line[inner..<$0]) == nil }) {
            end = whole + closing.utf8.count
        } else {
            openQuote = quote
        }
    }

    /// The first quote that is not followed by its like on the same line.
    private static func openQuote(_ code: ArraySlice<UInt8>) -> Int? {
        var open: Int?
        var index = code.startIndex
        while index < code.endIndex {
            let byte = code[index]
            if let quote = open {
                if byte == code[quote] {
                    open = nil
                } else if byte == 0x0A, code[quote] != UInt8(ascii: "`") {
                    return quote
                } else if byte == UInt8(ascii: "\\") {
                    index += 1
                }
            } else if "\"'`".utf8.contains(byte) {
                open = index
            }
            index += 1
        }
        return open
    }

    private static let signs = [("{{", "}}"), ("{%", "%}"), ("<%", "%>")]
    /// How comments begin, in which an apostrophe is no quote.
    private static let comments = ["!", "/*", "#", "comment"]
}
