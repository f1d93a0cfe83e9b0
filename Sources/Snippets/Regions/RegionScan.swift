package import Model

/// The named parts of a source file, as comments in it mark them, and what is wrong with the marks.
package struct RegionScan: Sendable {
    /// A stretch between two marks.
    package struct Region: Hashable, Sendable {
        package var convention: RegionConvention
        /// Empty where it has none.
        package var name: String
        package var start: RegionMark
        /// Nil where it never ends; it then goes on to the end of the file.
        package var end: RegionMark?
        /// The lines between the marks.
        package var content: SourceRange
    }

    package struct Problem: Hashable, Sendable {
        package enum Kind: String, Sendable {
            /// A region that is never closed.
            case neverEnds
            /// A mark that closes what was never opened.
            case neverBegan
            /// A region that is opened while it is open.
            case startsTwice
            /// A further region with the name of one before it; where the convention joins them, that is meant.
            case repeated
        }

        package var kind: Kind
        package var mark: RegionMark
    }

    package private(set) var marks: [RegionMark] = []
    /// In the order in which they begin.
    package private(set) var regions: [Region] = []
    /// In the order of the marks that they are about.
    package private(set) var problems: [Problem] = []
    private let count: Int

    /// Scans a file; most bytes are looked at once.
    package init(_ bytes: [UInt8]) {
        count = bytes.count
        find(in: bytes)
        if !marks.isEmpty { pair() }
    }

    /// The bytes of which a mark has one, followed by the second: `[S`, `[E`, `pp`, `gi`, `CH`, `::`, `8<`, `NI`,
    /// `$M`.
    private static let pairs: [(first: UInt8, second: UInt8)] = [
        "[S", "[E", "pp", "gi", "CH", "::", "8<", "NI", "$M",
    ]
    .map { ($0.utf8.first ?? 0, $0.utf8.last ?? 0) }
    private static let firsts: [Bool] = (0..<256).map { byte in pairs.contains { Int($0.first) == byte } }

    private mutating func find(in bytes: [UInt8]) {
        let firsts = Self.firsts
        var index = 0
        let end = bytes.count - 1
        while index < end {
            if firsts[Int(bytes[index])] {
                let (first, second) = (bytes[index], bytes[index + 1])
                if Self.pairs.contains(where: { $0.first == first && $0.second == second }) {
                    read(around: index + 1, in: bytes)
                }
            }
            index += 1
        }
    }

    private mutating func read(around place: Int, in bytes: [UInt8]) {
        var lower = place
        while lower > 0 && bytes[lower - 1] != 0x0A && bytes[lower - 1] != 0x0D { lower -= 1 }
        var upper = place
        while upper < bytes.count && bytes[upper] != 0x0A && bytes[upper] != 0x0D { upper += 1 }
        var full = upper
        if full < bytes.count {
            full += 1
            if bytes[full - 1] == 0x0D && full < bytes.count && bytes[full] == 0x0A { full += 1 }
        }
        // A line of a minified file is no comment.
        guard upper - lower < 2_000 else { return }
        let reader = RegionMarkReader(
            bytes: bytes, line: SourceRange(lower, upper), fullLine: SourceRange(lower, full))
        for mark in reader.marks(at: place)
        where marks.last.map({ $0.range.lower }) != mark.range.lower
            || mark.convention == .docRegion
        {
            marks.append(mark)
        }
    }

    // MARK: Pairs

    private mutating func pair() {
        var open: [Int] = []
        var names: [RegionConvention: Set<String>] = [:]
        for mark in marks {
            switch mark.kind {
            case .start:
                let isOpen = open.contains { regions[$0].isOpened(by: mark) }
                if isOpen {
                    problems.append(Problem(kind: .startsTwice, mark: mark))
                } else if !mark.name.isEmpty, !names[mark.convention, default: []].insert(mark.name).inserted
                {
                    problems.append(Problem(kind: .repeated, mark: mark))
                }
                // Slices of Swift's snippets do not nest: one ends where the next begins.
                if mark.convention == .swift,
                    let last = open.lastIndex(where: { regions[$0].convention == .swift })
                {
                    regions[open[last]].close(with: mark, at: mark.line.lower)
                    open.remove(at: last)
                }
                open.append(regions.count)
                regions.append(
                    Region(
                        convention: mark.convention, name: mark.name, start: mark, end: nil,
                        content: SourceRange(mark.line.upper, count)))
            case .end:
                guard let place = open.lastIndex(where: { regions[$0].isClosed(by: mark) }) else {
                    // Swift's also ends what `snippet.hide` and `snippet.show` began, and otherwise does nothing.
                    if mark.convention != .swift { problems.append(Problem(kind: .neverBegan, mark: mark)) }
                    continue
                }
                regions[open[place]].close(with: mark, at: mark.line.lower)
                open.remove(at: place)
            }
        }
        for index in open where regions[index].convention != .swift {
            problems.append(Problem(kind: .neverEnds, mark: regions[index].start))
        }
        problems.sort { $0.mark.range < $1.mark.range }
    }

    // MARK: Parts

    /// The stretches of all regions with a name.
    ///
    /// - Parameter conventions: those that count; nil for all.
    package func regions(named name: String, by conventions: Set<RegionConvention>? = nil) -> [Region] {
        regions.filter { $0.name == name && conventions?.contains($0.convention) ?? true }
    }
}

extension RegionScan.Region {
    fileprivate func isOpened(by mark: RegionMark) -> Bool {
        end == nil && convention == mark.convention && name == mark.name
            && (convention != .editor || !name.isEmpty)
    }

    fileprivate func isClosed(by mark: RegionMark) -> Bool {
        guard convention == mark.convention else { return false }
        // Editors close the innermost, whatever stands behind the word.
        if convention == .editor { return true }
        return name == mark.name || mark.name.isEmpty && convention.endsWithoutName
    }

    fileprivate mutating func close(with mark: RegionMark, at place: Int) {
        end = mark
        content.upper = max(content.lower, place)
    }
}

extension RegionConvention {
    /// Whether a mark that closes the innermost region need not name it.
    fileprivate var endsWithoutName: Bool {
        switch self {
        case .docRegion, .editor, .swift, .bluehawk, .markdownSnippets, .snipsync, .ocamlMDX: true
        case .mdBook, .pymdown, .google, .aws, .asciiDoc: false
        }
    }
}
