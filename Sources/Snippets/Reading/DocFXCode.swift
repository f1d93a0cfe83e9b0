import Model

/// A line with which DocFX shows a file as code.
///
/// Source: the pages "Code snippets" of DocFX and "How to include code in docs" of Microsoft's contributor guide.
struct DocFXCode {
    let path: SourceRange
    let part: IncludePart
    let label: String

    /// `:::code language="csharp" source="~/file.cs" id="Snippet1" range="3-9":::` and
    /// `[!code-csharp[title](file.cs?name=snippet1)]`, with `#snippet1` or `#L3-L9` too.
    init?(_ line: SourceRange, in text: SourceText) {
        let bytes = text.slice(line)
        if bytes.starts(with: ":::code ".utf8) {
            guard let path = text.quotedValue(of: "source=", in: line) else { return nil }
            var part = IncludePart.all
            if let id = text.quotedValue(of: "id=", in: line) { part = .region(text.string(id)) }
            if let lines = text.quotedValue(of: "range=", in: line) {
                part.lines = IncludePart.LineSpan.all(in: text.string(lines))
            }
            self.path = path
            self.part = part
            label = text.quotedValue(of: "language=", in: line).map(text.string) ?? ""
            return
        }
        guard bytes.starts(with: "[!code".utf8), bytes.last == UInt8(ascii: "]"),
            let open = bytes.indices.dropLast().last(where: { bytes[$0...].starts(with: "](".utf8) }),
            let close = bytes[open...].lastIndex(of: UInt8(ascii: ")")), close > open + 2
        else { return nil }
        let words = bytes.dropFirst(6).prefix { $0 != UInt8(ascii: "[") }
        guard words.isEmpty || words.first == UInt8(ascii: "-") else { return nil }
        var range = SourceRange(open + 2, close)
        var part = IncludePart.all
        if let place = text.slice(range).firstIndex(where: { "?#".utf8.contains($0) }) {
            let isQuery = bytes[place] == UInt8(ascii: "?")
            let rest = text.string(SourceRange(place + 1, range.upper))
            range.upper = place
            guard let chosen = isQuery ? Self.part(query: rest) : Self.part(fragment: rest) else {
                return nil
            }
            part = chosen
        }
        path = range
        self.part = part
        label = String(decoding: words.dropFirst(), as: UTF8.self)
    }

    private static func part(query: String) -> IncludePart? {
        var part = IncludePart.all
        for pair in query.split(separator: "&") {
            let words = pair.split(separator: "=", maxSplits: 1).map(String.init)
            guard words.count == 2 else { continue }
            switch words[0].lowercased() {
            case "name": part = .region(words[1])
            case "range": part.lines = IncludePart.LineSpan.all(in: words[1])
            // Lines from one to another are rare, and counted in ways of their own.
            case "start", "end": return nil
            default: break
            }
        }
        return part
    }

    private static func part(fragment: String) -> IncludePart? {
        guard fragment.first == "L", fragment.dropFirst().first?.isNumber ?? false else {
            return fragment.isEmpty ? .all : .region(fragment)
        }
        var part = IncludePart.all
        part.lines = IncludePart.LineSpan.all(in: fragment.filter { $0 != "L" })
        return part
    }
}

extension SourceText {
    /// What stands in quotation marks behind a key; nil where the range has no such key.
    func quotedValue(of key: String, in range: SourceRange) -> SourceRange? {
        let bytes = slice(range)
        guard let place = bytes.indices.first(where: { bytes[$0...].starts(with: key.utf8) }),
            let open = bytes[place...].firstIndex(of: UInt8(ascii: "\"")),
            let close = bytes[(open + 1)...].firstIndex(of: UInt8(ascii: "\""))
        else { return nil }
        return SourceRange(open + 1, close)
    }
}
