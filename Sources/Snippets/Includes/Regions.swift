package import Model

/// The named parts of a source file, as comments in it mark them.
package struct Regions {
    private let bytes: [UInt8]
    private let lines: [SourceRange]

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let text = SourceText(bytes)
        lines = (0..<text.lineCount).map(text.fullLine).filter { !$0.isEmpty }
    }

    /// The lines of a part, without the comments that mark parts; nil where there is no such part.
    package func ranges(of part: IncludeDirective.Part) -> [SourceRange]? {
        switch part {
        case .all: return shown(lines[...])
        case .lines(let first, let last):
            guard first >= 1, first <= lines.count else { return nil }
            let end = min(max(last ?? lines.count, first), lines.count)
            return shown(lines[(first - 1)..<end])
        case .region(let name):
            var found: [SourceRange]?
            var isOpen = false
            for line in lines {
                switch mark(on: line) {
                case .start(name): isOpen = true
                case .end(name): isOpen = false
                case .start, .end: continue
                case nil:
                    if isOpen { found = (found ?? []) + [line] }
                    continue
                }
                found = found ?? []
            }
            return found
        }
    }

    /// The names of all parts, in order, each once.
    package var names: [String] {
        var names: [String] = []
        for line in lines {
            if case .start(let name) = mark(on: line), !names.contains(name) { names.append(name) }
        }
        return names
    }

    private func shown(_ lines: ArraySlice<SourceRange>) -> [SourceRange] {
        lines.filter { mark(on: $0) == nil }
    }

    private enum Mark: Hashable {
        case start(String)
        case end(String)
    }

    private func mark(on line: SourceRange) -> Mark? {
        let line = bytes[line.lower..<line.upper]
        // Nearly all lines have none of these, so that nothing else needs to be looked at.
        guard
            line.contains(where: {
                $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: "[")
            })
        else { return nil }
        for convention in Self.conventions {
            if let name = Self.name(after: convention.end, in: line) { return .end(name) }
            if let name = Self.name(after: convention.start, in: line) { return .start(name) }
        }
        return nil
    }

    private static func name(after word: [UInt8], in line: ArraySlice<UInt8>) -> String? {
        guard let place = line.indices.first(where: { line[$0] == word[0] && line[$0...].starts(with: word) })
        else {
            return nil
        }
        let rest = line[(place + word.count)...].drop { $0 == 0x20 }
        let name = rest.prefix { byte in
            byte > 0x7F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                || (0x61...0x7A).contains(byte) || "_-./".utf8.contains(byte)
        }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }

    /// mdBook; PyMdown; Google's samples; AWS's samples; VitePress and editors; Dart's and Angular's docs; Bluehawk;
    /// MarkdownSnippets.
    private static let conventions: [(start: [UInt8], end: [UInt8])] = [
        ("ANCHOR:", "ANCHOR_END:"), ("--8<-- [start:", "--8<-- [end:"), ("[START ", "[END "),
        ("snippet-start:[", "snippet-end:["), ("#region ", "#endregion "), ("#docregion ", "#enddocregion "),
        (":snippet-start:", ":snippet-end:"), ("begin-snippet:", "end-snippet:"),
    ].map { (Array($0.0.utf8), Array($0.1.utf8)) }
}
