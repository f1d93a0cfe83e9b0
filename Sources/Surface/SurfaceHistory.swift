/// What a product offered in each of its releases: when each symbol appeared, was deprecated, renamed, taken away.
///
/// A symbol is known by its whole name with labels. Of several declarations of one name the best counts: as long as
/// one of them may be used, the name may.
package struct SurfaceHistory: Sendable {
    /// What a symbol was over some releases.
    package struct Spell: Hashable, Sendable {
        package var symbol: Symbol
        /// The file that declares it; of several the first.
        package var file: String
        /// The first release with it, and the one after the last, as places in `releases`.
        package var from: Int
        package var until: Int
    }

    /// All that is known of one name.
    package struct Line: Hashable, Sendable {
        package var path: String
        /// In order of releases, without overlaps.
        package var spells: [Spell]

        /// Whether its name says that it is nobody's business: a part of it begins with an underscore.
        package var isPrivate: Bool {
            path.prefix { $0 != "(" }.split(separator: ".").contains {
                $0.hasPrefix("_") && !$0.hasPrefix("__")
            }
        }

        /// What it was in a release; nil where it was not there.
        package func spell(at release: Int) -> Spell? {
            spells.last { $0.from <= release && release < $0.until }
        }

        /// What it was last before a release, that release left out.
        package func spell(before release: Int) -> Spell? { spells.last { $0.from < release } }
    }

    /// A file that could not be read, and the reason, as a clause that goes after "because".
    package struct Problem: Hashable, Sendable {
        package var path: String
        package var reason: String
    }

    /// One release and its files, each with what names its content.
    package struct Content: Sendable {
        package var release: Release
        package var files: [File]

        package init(_ release: Release, files: [File]) {
            self.release = release
            self.files = files
        }
    }

    /// A file of a release.
    package struct File: Hashable, Sendable {
        package var path: String
        /// The id of its content: two files with the same id are the same.
        package var blob: String

        package init(path: String, blob: String) {
            self.path = path
            self.blob = blob
        }
    }

    /// How names are written in code, and so how they are found in a page.
    package enum Style: String, Sendable {
        /// Swift: types, members, labels.
        case swift
        /// Python: dotted names without labels.
        case python
        /// Names as they are, in whatever language.
        case names
    }

    /// The name of the product, for people.
    package let product: String
    package let style: Style
    /// The oldest first.
    package let releases: [Release]
    /// Sorted by path.
    package internal(set) var lines: [Line]
    /// The modules or packages that it is imported by, over all releases.
    package let modules: Set<String>
    /// Modules of others that its users see through its own.
    package let reexports: Set<String>
    /// Type to what it conforms to or inherits from, over all releases.
    package let supertypes: [String: Set<String>]
    /// Type to its generic parameters.
    package let generics: [String: [String]]
    /// What could not be read of any release.
    package let problems: [Problem]
    let index: SurfaceIndex

    /// Joins what was declared in each release.
    ///
    /// - Parameters:
    ///   - contents: in any order; two of the same number keep the order they are given in.
    ///   - modules: by which names the product is imported.
    ///   - outline: what a content declares, by its id.
    package init(
        product: String, modules: Set<String>, contents: [Content], style: Style = .swift,
        outline: (String) -> Outline?
    ) {
        let contents = contents.enumerated().sorted {
            $0.element.release.number == $1.element.release.number
                ? $0.offset < $1.offset : $0.element.release.number < $1.element.release.number
        }.map(\.element)
        var join = SurfaceJoin()
        for (place, content) in contents.enumerated() { join.add(content.files, at: place, outline) }
        self.product = product
        self.style = style
        releases = contents.map(\.release)
        self.modules = modules
        reexports = join.reexports
        supertypes = join.supertypes
        generics = join.generics
        problems = join.problems.sorted { $0.path < $1.path }
        lines = join.lines(count: contents.count)
        index = SurfaceIndex(lines)
    }

    /// The last release that is no trial; the last of all where all are.
    package var latest: Int? { latest(inLine: nil) }

    /// The last release of a product line, such as `2.x`.
    package func latest(inLine line: String?) -> Int? {
        let inLine = releases.indices.filter { place in
            line.map { releases[place].number.isIn(line: $0) } ?? true
        }
        return inLine.last { !releases[$0].number.isTrial } ?? inLine.last
    }

    /// The place of a release by the name of its tag or by its number.
    package func place(of name: String) -> Int? {
        if let place = releases.firstIndex(where: { $0.name == name }) { return place }
        guard let number = ReleaseNumber(tag: name) else { return nil }
        return releases.firstIndex { $0.number == number }
    }

    /// The line of a name.
    package func line(_ path: String) -> Line? { index.byPath[path].map { lines[$0] } }

    /// What is offered in a release, by path.
    package func surface(at release: Int) -> [Symbol] {
        lines.compactMap { $0.isPrivate ? nil : $0.spell(at: release)?.symbol }
    }
}

/// Finds lines by parts of their names.
struct SurfaceIndex: Sendable {
    private(set) var byPath: [String: Int] = [:]
    /// By the name without parent and labels.
    private(set) var byBase: [Substring: [Int]] = [:]
    /// The same in small letters, as addresses have it.
    private(set) var byLowercasedBase: [String: [Int]] = [:]
    /// By parent.
    private(set) var members: [String: [Int]] = [:]
    /// Types by the last part of their names.
    private(set) var types: [String: [Int]] = [:]

    init(_ lines: [SurfaceHistory.Line]) {
        for (place, line) in lines.enumerated() {
            byPath[line.path] = place
            guard let symbol = line.spells.last?.symbol else { continue }
            byBase[symbol.base, default: []].append(place)
            byLowercasedBase[symbol.base.lowercased(), default: []].append(place)
            members[symbol.parent, default: []].append(place)
            if line.spells.contains(where: \.symbol.isType) { types[symbol.name, default: []].append(place) }
        }
    }
}
