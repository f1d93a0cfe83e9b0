package import Model

/// Code with the files that it takes in, in their places.
package struct Expansion: Sendable {
    package private(set) var code: [UInt8] = []
    /// From offsets of `code` to the snippet, where a directive stands for all that it brings.
    package private(set) var map = OffsetMap()
    private var stretches: [Stretch] = []
    private var texts: [String: SourceText] = [:]
    /// What stands in files of which a part is taken in, outside of that part.
    package private(set) var rest: [UInt8] = []
    /// Why a file or a part of one is not there, as a clause that goes after "because"; nil where all is.
    package private(set) var gap: String?

    /// Code that was brought, and where it stands.
    private struct Stretch: Sendable {
        var derived: SourceRange
        var path: String
        var offset: Int
    }

    /// - Parameters:
    ///   - snippet: the code with its directives.
    ///   - inclusions: where the directives stand, in order.
    ///   - resolver: finds the files.
    package init(of snippet: [UInt8], _ inclusions: [PlacedInclusion], _ resolver: inout IncludeResolver) {
        var end = 0
        for placed in inclusions where placed.range.lower >= end && placed.range.upper <= snippet.count {
            append(SourceRange(end, placed.range.lower), of: snippet)
            end = placed.range.upper
            append(placed, of: snippet, &resolver)
        }
        append(SourceRange(end, snippet.count), of: snippet)
    }

    /// The file, and the offset in it, that a place of the code comes from; nil where it stands in the page itself.
    package func origin(of offset: Int) -> (path: String, offset: Int)? {
        guard let stretch = stretches.first(where: { $0.derived.contains(offset) }) else { return nil }
        return (stretch.path, stretch.offset + offset - stretch.derived.lower)
    }

    /// The file that all the code is a part of; nil where it is all of a file, or of more than one.
    package var whole: [UInt8]? {
        let paths = Set(stretches.map(\.path))
        guard paths.count == 1, let path = paths.first, rest.contains(where: { $0 > 0x20 }) else {
            return nil
        }
        let brought = stretches.reduce(0) { count, stretch in
            count + code[stretch.derived.lower..<stretch.derived.upper].count { $0 > 0x20 }
        }
        return brought == code.count { $0 > 0x20 } ? texts[path]?.bytes : nil
    }

    /// The same as a line and a column, counted from 1.
    package func place(of offset: Int) -> SyntaxFault.Origin? {
        guard let origin = origin(of: min(offset, max(0, code.count - 1))), let text = texts[origin.path]
        else { return nil }
        let line = text.line(at: origin.offset)
        let column = text.string(SourceRange(text.line(line).lower, origin.offset)).unicodeScalars.count
        return SyntaxFault.Origin(path: origin.path, line: line + 1, column: column + 1)
    }

    private mutating func append(_ range: SourceRange, of snippet: [UInt8]) {
        code += snippet[range.lower..<range.upper]
        map.appendCopy(of: range)
    }

    private mutating func append(
        _ placed: PlacedInclusion, of snippet: [UInt8], _ resolver: inout IncludeResolver
    ) {
        let inclusion = placed.inclusion
        switch resolver.file(of: inclusion) {
        case .notRead:
            append(placed.range, of: snippet)
            // No code has such a line of its own; those of VitePress and Hugo may be code.
            if inclusion.syntax == .mdBook {
                gap = gap ?? "the code is in `\(inclusion.path)`, and no book takes it in"
            }
        case .unknown(let reason): gap = gap ?? reason
        case .noFile: gap = gap ?? "the code is in `\(inclusion.path)`, which is not there"
        case .file(let path, let bytes):
            let parts = FileParts(bytes)
            let shown = parts.lines(of: inclusion.part, for: inclusion.syntax)
            guard case .found(let lines) = shown else {
                gap = gap ?? "the code is in a part of `\(path)` that is not there"
                return
            }
            // What a reader is not shown is there for the compiler.
            let whole = inclusion.bringsWholeFile ? parts.lines(of: .all, for: inclusion.syntax) : shown
            if case .found(let all) = whole {
                append(all, of: bytes, path, for: placed)
            } else {
                append(lines, of: bytes, path, for: placed)
            }
        }
    }

    private mutating func append(
        _ lines: [SourceRange], of bytes: [UInt8], _ path: String, for placed: PlacedInclusion
    ) {
        if texts[path] == nil { texts[path] = SourceText(bytes) }
        var end = 0
        for line in lines where line.lower >= end {
            rest += bytes[end..<line.lower]
            end = line.upper
        }
        rest += bytes[end...] + [0x0A]
        for (index, line) in lines.enumerated() {
            var line = line
            // The directive's own line goes on behind the last one.
            if index == lines.count - 1, line.upper > line.lower, bytes[line.upper - 1] == 0x0A {
                line.upper -= 1
            }
            stretches.append(
                Stretch(
                    derived: SourceRange(code.count, code.count + line.count), path: path, offset: line.lower)
            )
            code += bytes[line.lower..<line.upper]
            map.append(made: line.count, for: placed.range)
        }
    }
}
