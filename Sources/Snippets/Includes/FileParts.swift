package import Model

/// The parts of a source file that pages take in.
package struct FileParts {
    private let bytes: [UInt8]
    private let lines: [SourceRange]
    private let scan: RegionScan

    package init(_ bytes: [UInt8]) {
        self.bytes = bytes
        let text = SourceText(bytes)
        lines = (0..<text.lineCount).map(text.fullLine).filter { !$0.isEmpty }
        scan = RegionScan(bytes)
    }

    /// Either the lines of a part, or what of it is not there.
    package enum Lines: Hashable {
        case found([SourceRange])
        case missing(InclusionState.Missing, nearest: String?)
    }

    /// The lines of a part, without the comments that mark regions.
    ///
    /// - Parameter syntax: who reads the directive, which decides what counts as a region.
    package func lines(of part: IncludePart, for syntax: Inclusion.Syntax) -> Lines {
        var found = lines[...]
        if let symbol = part.symbol {
            guard let range = PythonSymbols(bytes, lines).lines(of: symbol) else {
                return .missing(.symbol(symbol), nearest: nil)
            }
            found = lines[range]
        }
        if !part.regions.isEmpty {
            var joined: [SourceRange] = []
            for name in part.regions {
                guard let own = lines(ofRegion: name, for: syntax) else {
                    let names =
                        syntax == .docFX
                        ? DocFXRegions(bytes, lines).names.sorted() : Set(scan.regions.map(\.name)).sorted()
                    // A region of that name, marked for another program, is not what the page could name instead.
                    return .missing(
                        .region(name), nearest: closest(to: name, among: names.filter { $0 != name }))
                }
                joined += own
            }
            found = joined.sorted()[...]
        }
        if let span = part.text {
            switch narrowed(found, by: span) {
            case .found(let lines): found = lines[...]
            case let missing: return missing
            }
        }
        if !part.lines.isEmpty {
            let all = Array(found)
            var chosen: [SourceRange] = []
            for span in part.lines {
                guard span.first <= all.count || all.isEmpty && span.first == 1 else {
                    return .missing(.lines(span.first, of: all.count), nearest: nil)
                }
                let upper = min(max(span.last ?? all.count, span.first), all.count)
                chosen += all[(max(span.first, 1) - 1)..<max(upper, max(span.first, 1) - 1)]
            }
            found = chosen[...]
        }
        return .found(shown(found))
    }

    private func lines(ofRegion name: String, for syntax: Inclusion.Syntax) -> [SourceRange]? {
        // AsciiDoc's `*` and `**` are all regions, and all lines.
        if syntax == .asciiDoc, name.hasPrefix("*") || name.hasPrefix("!") { return lines }
        if syntax == .docFX { return DocFXRegions(bytes, lines).lines(of: name) }
        let regions = scan.regions(named: name, by: syntax.regionConventions)
        if regions.isEmpty { return nil }
        return lines.filter { line in regions.contains { $0.content.contains(line) && !line.isEmpty } }
    }

    private func narrowed(_ lines: ArraySlice<SourceRange>, by span: IncludePart.TextSpan) -> Lines {
        var lines = lines
        if let start = span.start {
            guard let place = lines.firstIndex(where: { contains(start, $0) }) else {
                return .missing(.text(start), nearest: nil)
            }
            lines = lines[(span.includesStart ? place : place + 1)...]
        }
        if let end = span.end {
            guard let place = lines.firstIndex(where: { contains(end, $0) }) else {
                return .missing(.text(end), nearest: nil)
            }
            lines = lines[..<(span.includesEnd ? place + 1 : place)]
        }
        return .found(Array(lines))
    }

    private func contains(_ text: String, _ line: SourceRange) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        let slice = bytes[line.lower..<line.upper]
        return slice.indices.contains { slice[$0] == first && slice[$0...].starts(with: wanted) }
    }

    /// Lines without those that mark regions.
    private func shown(_ lines: ArraySlice<SourceRange>) -> [SourceRange] {
        guard !scan.marks.isEmpty else { return Array(lines) }
        let marked = Set(scan.marks.map(\.line))
        return lines.filter { !marked.contains($0) }
    }
}

extension Inclusion.Syntax {
    /// What this reader takes for regions; nil where any convention will do.
    var regionConventions: Set<RegionConvention>? {
        switch self {
        case .mdBook: [.mdBook]
        case .pymdown: [.pymdown]
        case .vitePress: [.editor, .docRegion]
        case .asciiDoc: [.asciiDoc]
        case .docC: [.swift]
        case .sphinx, .rawImport, .hugo, .docFX, .copy, .shortcode: nil
        }
    }
}

/// Finds classes and functions of Python by their names and the indentation of what follows.
private struct PythonSymbols {
    private let bytes: [UInt8]
    private let lines: [SourceRange]

    init(_ bytes: [UInt8], _ lines: [SourceRange]) {
        self.bytes = bytes
        self.lines = lines
    }

    /// The lines of a symbol such as `Class.method`, decorators included.
    func lines(of symbol: String) -> Range<Int>? {
        var range = 0..<lines.count
        var depth = -1
        for name in symbol.split(separator: ".") {
            guard let found = find(String(name), in: range, deeperThan: depth) else { return nil }
            range = found.lines
            depth = found.depth
        }
        return range
    }

    private func find(
        _ name: String, in range: Range<Int>, deeperThan depth: Int
    ) -> (lines: Range<Int>, depth: Int)? {
        for index in range where indent(index) > depth {
            let rest = text(index)
            let isNamed = ["def ", "class ", "async def "].contains { word in
                guard rest.hasPrefix(word + name) else { return false }
                return rest.dropFirst(word.count + name.count).first.map { "(:[ ".contains($0) } ?? false
            }
            guard isNamed else { continue }
            let own = indent(index)
            var first = index
            while first > range.lowerBound, text(first - 1).hasPrefix("@"), indent(first - 1) == own {
                first -= 1
            }
            var end = index + 1
            var last = end
            while end < range.upperBound, text(end).isEmpty || indent(end) > own || text(end).hasPrefix(")") {
                end += 1
                if !text(end - 1).isEmpty { last = end }
            }
            return (first..<last, own)
        }
        return nil
    }

    private func indent(_ index: Int) -> Int {
        bytes[lines[index].lower..<lines[index].upper].prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    private func text(_ index: Int) -> String {
        let line = bytes[lines[index].lower..<lines[index].upper].drop { $0 == 0x20 || $0 == 0x09 }
        return String(
            decoding: line.prefix { $0 != 0x0A && $0 != 0x0D }, as: UTF8.self)
    }
}
