import Model

/// The regions of a file as DocFX finds them: `// <Snippet1>` to `// </Snippet1>`, or `#region Snippet1` to `#endregion`;
/// capitals do not matter, and `1` names `Snippet1`.
///
/// Source: the pages "Code snippets" of DocFX and "How to include code in docs" of Microsoft's contributor guide.
struct DocFXRegions {
    private let bytes: [UInt8]
    private let lines: [SourceRange]

    init(_ bytes: [UInt8], _ lines: [SourceRange]) {
        self.bytes = bytes
        self.lines = lines
    }

    /// Every name, in small letters.
    var names: Set<String> { Set(lines.compactMap { mark(on: $0) }.filter(\.isStart).map(\.name)) }

    /// The lines of a region without those that mark regions; nil where there is none.
    func lines(of name: String) -> [SourceRange]? {
        let wanted = name.lowercased()
        let names = [wanted, "snippet" + wanted]
        var found: [SourceRange]?
        var isInside = false
        /// How many other `#region` are open inside.
        var depth = 0
        for line in lines {
            guard let mark = mark(on: line) else {
                if isInside { found?.append(line) }
                continue
            }
            if mark.isStart, names.contains(mark.name) {
                isInside = true
                depth = 0
                found = found ?? []
            } else if isInside, mark.isEditors {
                if mark.isStart {
                    depth += 1
                } else if depth == 0 {
                    isInside = false
                } else {
                    depth -= 1
                }
            } else if isInside, !mark.isStart, names.contains(mark.name) {
                isInside = false
            }
        }
        return found
    }

    private struct Mark {
        var name: String
        var isStart: Bool
        /// Whether it is of editors, whose ends have no names.
        var isEditors = false
    }

    private func mark(on line: SourceRange) -> Mark? {
        // Many of these files begin with a mark of their encoding.
        let text = bytes[line.lower..<line.upper].drop { [0x20, 0x09, 0xEF, 0xBB, 0xBF].contains($0) }
        guard let first = text.first, "/#<'-;*%@".utf8.contains(first) else { return nil }
        var words = String(decoding: text, as: UTF8.self).trimmingEnd
        for (start, isStart) in [("#region", true), ("#endregion", false), ("#end region", false)] {
            guard words.lowercased().hasPrefix(start) else { continue }
            let name = words.dropFirst(start.count).filter { !" \"\t".contains($0) }
            return Mark(name: name.lowercased(), isStart: isStart, isEditors: true)
        }
        if words.hasPrefix("<!--") {
            words = String(words.dropFirst(4))
        } else {
            let sign = words.prefix { "/#'-;*%@".contains($0) }
            guard !sign.isEmpty else { return nil }
            words = String(words.dropFirst(sign.count))
        }
        let inner = words.drop { $0 == " " || $0 == "\t" }
        guard inner.hasPrefix("<"), let close = inner.firstIndex(of: ">") else { return nil }
        let isEnd = inner.hasPrefix("</")
        let name = inner[inner.index(inner.startIndex, offsetBy: isEnd ? 2 : 1)..<close]
        let rest = inner[inner.index(after: close)...]
        let isAlone = rest.allSatisfy { " */->\t".contains($0) }
        guard isAlone, !name.isEmpty,
            name.allSatisfy({ $0.isLetter || $0.isNumber || "_-.".contains($0) })
        else { return nil }
        return Mark(name: name.lowercased(), isStart: !isEnd)
    }
}

extension String {
    fileprivate var trimmingEnd: String {
        var text = self[...]
        while let last = text.last, last.isWhitespace { text = text.dropLast() }
        return String(text)
    }
}
