package import Model

/// Code with the files that it takes in, in their places.
package struct Expansion: Sendable {
    package private(set) var code: [UInt8] = []
    /// From offsets of `code` to the snippet, where a directive stands for all that it brings.
    package private(set) var map = OffsetMap()
    private var stretches: [Stretch] = []
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
    ///   - page: the path of the page that it stands on.
    ///   - read: the bytes of a file of the repository; nil where there is none.
    package init(of snippet: [UInt8], on page: String, read: (String) -> [UInt8]?) {
        var end = 0
        for directive in IncludeDirective.all(in: snippet[...]) {
            append(SourceRange(end, directive.range.lower), of: snippet)
            end = directive.range.upper
            append(directive, page, read)
        }
        append(SourceRange(end, snippet.count), of: snippet)
    }

    /// The file, and the offset in it, that a place of the code comes from; nil where it stands in the page itself.
    package func origin(of offset: Int) -> (path: String, offset: Int)? {
        guard let stretch = stretches.first(where: { $0.derived.contains(offset) }) else { return nil }
        return (stretch.path, stretch.offset + offset - stretch.derived.lower)
    }

    private mutating func append(_ range: SourceRange, of snippet: [UInt8]) {
        code += snippet[range.lower..<range.upper]
        map.appendCopy(of: range)
    }

    private mutating func append(
        _ directive: IncludeDirective, _ page: String, _ read: (String) -> [UInt8]?
    ) {
        guard let (path, bytes) = directive.file(from: page, read) else {
            gap = gap ?? "the code is in `\(directive.path)`, which is not there"
            return
        }
        let regions = Regions(bytes)
        guard let shown = regions.ranges(of: directive.part) else {
            gap = gap ?? "the code is in a part of `\(path)` that is not there"
            return
        }
        // What a reader is not shown is there for the compiler.
        let lines = directive.bringsWholeFile ? regions.ranges(of: .all) ?? shown : shown
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
            map.append(made: line.count, for: directive.range)
        }
    }
}

extension IncludeDirective {
    /// The paths that the directive may mean, seen from a page, the likeliest first.
    ///
    /// mdBook looks from the page; PyMdown from the folders that its configuration names, which are most often the top
    /// of the site or the folder with the pages.
    package func candidates(from page: String) -> [String] {
        var folder = page.split(separator: "/").dropLast()
        switch syntax {
        case .mdBook: return [Self.path(path, from: folder)].compactMap { $0 }
        case .pymdown:
            var found: [String] = []
            while true {
                if let path = Self.path(path, from: folder) { found.insert(path, at: 0) }
                if folder.isEmpty { return found }
                folder = folder.dropLast()
            }
        }
    }

    /// The file that the directive means; nil where there is none.
    func file(from page: String, _ read: (String) -> [UInt8]?) -> (path: String, bytes: [UInt8])? {
        for path in candidates(from: page) {
            if let bytes = read(path) { return (path, bytes) }
        }
        return nil
    }

    /// A path seen from a folder, without `.` and `..`; nil where it leads out of the repository.
    private static func path(_ written: String, from folder: ArraySlice<Substring>) -> String? {
        var parts = Array(folder)
        for part in written.split(separator: "/") {
            switch part {
            case ".": continue
            case "..":
                if parts.isEmpty { return nil }
                parts.removeLast()
            default: parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
