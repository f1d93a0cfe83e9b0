import Model
import Snippets

extension Snippet {
    /// The snippet with the files that it takes in, in their places.
    func taking(in expansion: Expansion) -> Snippet {
        var snippet = self
        snippet.code = expansion.code
        var joined = OffsetMap()
        for piece in expansion.map.pieces {
            if piece.isCopy {
                joined.append(piece.source, of: map)
            } else {
                joined.append(made: piece.count, for: source(of: piece.source))
            }
        }
        snippet.map = joined
        return snippet
    }
}

extension Expansion {
    /// Where lines come from that stand in other files, as `path:line`, by line counted from 0.
    func origins(_ resolver: inout IncludeResolver) -> [Int: String] {
        var found: [Int: String] = [:]
        var texts: [String: SourceText] = [:]
        var start = 0
        var number = 0
        while start < code.count {
            let end = code[start...].firstIndex(of: 0x0A) ?? code.count
            if let origin = origin(of: start) {
                if texts[origin.path] == nil, let bytes = resolver.bytes(of: origin.path) {
                    texts[origin.path] = SourceText(bytes)
                }
                if let text = texts[origin.path] {
                    found[number] = "\(origin.path):\(text.line(at: origin.offset) + 1)"
                }
            }
            number += 1
            start = end + 1
        }
        return found
    }
}
