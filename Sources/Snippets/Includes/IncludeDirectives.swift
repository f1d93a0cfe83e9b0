package import Model

/// Finds the places within a text where a page takes in files: mdBook's and PyMdown's directives, which may stand
/// anywhere, in code too.
///
/// Sources of the formats: the chapter "mdBook-specific features" of mdBook's guide, and the page "Snippets" of
/// PyMdown Extensions.
package struct IncludeDirectives {
    private let page: String
    package private(set) var all: [PlacedInclusion] = []

    /// - Parameters:
    ///   - bytes: what is searched; ranges are in it.
    ///   - page: the path of the page.
    ///   - syntaxes: whose directives are looked for.
    package init(in bytes: ArraySlice<UInt8>, on page: String, _ syntaxes: Set<Inclusion.Syntax>) {
        self.page = page
        if syntaxes.contains(.mdBook) { findMdBook(bytes) }
        if syntaxes.contains(.pymdown) { findPyMdown(bytes) }
        if syntaxes.contains(.mdBook), syntaxes.contains(.pymdown) { all.sort { $0.range < $1.range } }
    }

    // MARK: mdBook

    private mutating func findMdBook(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "{")) {
            index = start + 1
            guard bytes[start...].starts(with: "{{#".utf8),
                start == bytes.startIndex || bytes[start - 1] != UInt8(ascii: "\\"),
                let found = mdBook(bytes[start...])
            else { continue }
            all.append(found)
            index = found.range.upper
        }
    }

    private func mdBook(_ rest: ArraySlice<UInt8>) -> PlacedInclusion? {
        let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
        guard let close = line.indices.first(where: { line[$0...].starts(with: "}}".utf8) }) else {
            return nil
        }
        let words = line[(line.startIndex + 3)..<close].split { $0 == 0x20 || $0 == 0x09 }
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count >= 2, ["include", "rustdoc_include", "playground", "playpen"].contains(words[0])
        else {
            return nil
        }
        // `[file]` and `<file>` show how such a directive is written.
        if let first = words[1].first, "[<".contains(first) { return nil }
        let pieces = words[1].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return PlacedInclusion(
            Inclusion(
                .mdBook, page: page, path: pieces[0], part: part(Array(pieces.dropFirst()), single: true),
                bringsWholeFile: words[0] == "rustdoc_include"),
            at: SourceRange(rest.startIndex, close + 2))
    }

    // MARK: PyMdown

    private mutating func findPyMdown(_ bytes: ArraySlice<UInt8>) {
        var index = bytes.startIndex
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "8")) {
            index = start + 1
            guard bytes[start...].starts(with: "8<-".utf8) else { continue }
            var lower = start
            while lower > bytes.startIndex, bytes[lower - 1] == UInt8(ascii: "-") { lower -= 1 }
            guard lower < start else { continue }
            if lower > bytes.startIndex, bytes[lower - 1] == UInt8(ascii: ";") { continue }
            var next = start + 2
            while next < bytes.endIndex, bytes[next] == UInt8(ascii: "-") { next += 1 }
            index = next
            let line = bytes[next...].prefix { $0 != 0x0A && $0 != 0x0D }
            let rest = line.drop { $0 == 0x20 || $0 == 0x09 }
            if let quote = rest.first, "\"'".utf8.contains(quote) {
                guard let close = rest.dropFirst().firstIndex(of: quote), close > rest.startIndex + 1 else {
                    continue
                }
                add(bytes[(rest.startIndex + 1)..<close], SourceRange(lower, close + 1))
                index = close + 1
            } else if rest.isEmpty, Self.isLineStart(lower, in: bytes) {
                index = readBlock(from: lower, after: line.endIndex, bytes)
            }
        }
    }

    /// Reads the lines between `--8<--` and `--8<--`, each of which names a file. The first file stands for the mark
    /// before it, too, and the last for the one behind it.
    ///
    /// - Parameter start: where the mark begins.
    /// - Returns: where to go on.
    private mutating func readBlock(from start: Int, after end: Int, _ bytes: ArraySlice<UInt8>) -> Int {
        var place = end
        var lower = start
        var found: [(name: ArraySlice<UInt8>, range: SourceRange)] = []
        while place < bytes.endIndex {
            while place < bytes.endIndex, bytes[place] == 0x0A || bytes[place] == 0x0D { place += 1 }
            if !found.isEmpty { lower = max(lower, place) }
            let line = bytes[place...].prefix { $0 != 0x0A && $0 != 0x0D }
            let words = line.drop { $0 == 0x20 || $0 == 0x09 }
            let name = words.prefix { $0 != 0x20 && $0 != 0x09 }
            place = line.endIndex
            if name.contains(UInt8(ascii: "<")) {
                if !found.isEmpty { found[found.count - 1].range.upper = place }
                for file in found { add(file.name, file.range) }
                return place
            }
            if !name.isEmpty, name.first != UInt8(ascii: ";") {
                found.append((name, SourceRange(lower, name.endIndex)))
                lower = name.endIndex
            }
        }
        return end
    }

    private mutating func add(_ name: ArraySlice<UInt8>, _ range: SourceRange) {
        var text = String(decoding: name, as: UTF8.self)
        if text.hasPrefix(";") { return }
        // An address has a colon of its own.
        let isAddress = text.hasPrefix("http://") || text.hasPrefix("https://")
        var part = IncludePart.all
        if !isAddress {
            let pieces = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            text = pieces[0]
            part = self.part(Array(pieces.dropFirst()), single: false)
        }
        all.append(PlacedInclusion(Inclusion(.pymdown, page: page, path: text, part: part), at: range))
    }

    private static func isLineStart(_ place: Int, in bytes: ArraySlice<UInt8>) -> Bool {
        let before = bytes[..<place].reversed().drop { $0 == 0x20 || $0 == 0x09 }
        return before.first.map { $0 == 0x0A || $0 == 0x0D } ?? true
    }

    // MARK: Parts

    /// Reads `name`, `3`, `3:5`, `:5`, `3:`, and PyMdown's `1:3,7:9`.
    ///
    /// - Parameter single: whether a number alone is one line, and not the first of all that follow.
    private func part(_ pieces: [String], single: Bool) -> IncludePart {
        guard let first = pieces.first, pieces.count > 1 || !first.isEmpty else { return .all }
        let words = pieces.joined(separator: ":").split(separator: ",")
        let spans = words.compactMap { span($0, single) }
        guard spans.count == words.count else { return .region(first) }
        var part = IncludePart()
        part.lines = spans
        return part
    }

    private func span(_ text: Substring, _ single: Bool) -> IncludePart.LineSpan? {
        let ends = text.split(separator: ":", omittingEmptySubsequences: false)
        guard ends.count <= 3, ends.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let from = ends[0].isEmpty ? 1 : Int(ends[0])
        else { return nil }
        let last = ends.count > 1 ? Int(ends[1]) : single ? from : nil
        return IncludePart.LineSpan(max(from, 1), last)
    }
}
