package import Model

/// Everything that the manifests and pages of a repository ask for, each place once.
package struct PinSurvey: Sendable {
    /// In the order of their paths, and of their places.
    package private(set) var entries: [PinEntry] = []

    /// - Parameters:
    ///   - projects: what manifests ask for.
    ///   - pages: what documents tell their readers to install.
    ///   - lines: which product lines pages keep to on purpose.
    package init(projects: [Project], pages: [PinPage], lines: ProductLineMap = ProductLineMap()) {
        let roles = PageRoles(pages.map(\.path) + projects.flatMap { $0.manifests.map(\.path) })
        for project in projects {
            // What something else needs is for that one to ask for.
            for (path, reference) in project.references where reference.scope != .transitive {
                var entry = PinEntry(path: path, reference: reference, isPage: false)
                entry.line = lines.line(of: path, for: reference)
                if let line = roles.olderLine(of: path) { entry.purpose = PinPurpose.olderLine(line) }
                entries.append(entry)
            }
        }
        var originals: [String: [Int]] = [:]
        let ordered = pages.sorted {
            (roles.original(of: $0.path) == nil ? 0 : 1, $0.path) < (
                roles.original(of: $1.path) == nil ? 0 : 1, $1.path
            )
        }
        for page in ordered {
            let original = roles.original(of: page.path)
            var left = original.map { originals[$0.path] ?? [] } ?? []
            for reference in page.references {
                // What a translation repeats is told once.
                if let original,
                    let place = left.firstIndex(where: { entries[$0].reference.asksTheSame(as: reference) })
                {
                    entries[left[place]].locales.append(original.locale)
                    left.remove(at: place)
                    continue
                }
                var entry = PinEntry(path: page.path, reference: reference, isPage: true)
                entry.line = lines.line(of: page.path, for: reference)
                if entry.line == nil {
                    if let line = roles.olderLine(of: page.path) {
                        entry.purpose = PinPurpose.olderLine(line)
                    } else if PageRoles.isHistory(page.path, title: page.title) {
                        entry.purpose = PinPurpose.history
                    }
                }
                if original == nil { originals[page.path, default: []].append(entries.count) }
                entries.append(entry)
            }
        }
        entries.sort { ($0.path, $0.reference.range) < ($1.path, $1.reference.range) }
    }

    /// Pages that ask for one package with unequal least versions, translations left out.
    package var unequalFloors: [(path: String, floors: UnequalFloors)] {
        var pages: [String: [Reference]] = [:]
        for entry in entries where entry.isPage && entry.purpose == nil {
            pages[entry.path, default: []].append(entry.reference)
        }
        return pages.sorted { $0.key < $1.key }.flatMap { path, references in
            UnequalFloors.all(among: references).map { (path, $0) }
        }
    }

    /// The packages that are asked for by a version, with the versions that are named.
    package var packages: [PackageName: [String]] {
        var packages: [PackageName: Set<String>] = [:]
        for entry in entries {
            let reference = entry.reference
            guard let package = reference.package, reference.kind != .image, reference.unassessed == nil
            else { continue }
            packages[package, default: []].formUnion(
                [reference.requirement, reference.resolved].compactMap { $0 })
        }
        return packages.mapValues { $0.filter { !$0.isEmpty }.sorted() }
    }
}

/// A page and what it tells its readers to install.
package struct PinPage: Sendable {
    package var path: String
    package var title: String?
    package var references: [Reference]

    package init(path: String, title: String?, references: [Reference]) {
        self.path = path
        self.title = title
        self.references = references
    }
}

/// One place that asks for something.
package struct PinEntry: Hashable, Sendable {
    package var path: String
    package var reference: Reference
    /// Whether it stands in a document and not in a manifest.
    package var isPage: Bool
    /// The product line that the path keeps to.
    package var line: ProductLine?
    /// Why an old version is meant here, as a clause that goes after "because"; nil where nothing says so.
    package var purpose: String?
    /// The languages whose pages say the same.
    package var locales: [String] = []

    init(path: String, reference: Reference, isPage: Bool) {
        self.path = path
        self.reference = reference
        self.isPage = isPage
    }

    /// Judges the place.
    ///
    /// - Parameter answer: what a source of versions says of its package; nil for runtimes and images.
    package func judgement(
        given answer: ReleaseAnswer?, _ lifecycles: LifecycleData, on today: Day, horizon: Int = 90
    ) -> PinJudgement {
        if let purpose { return .onPurpose(purpose) }
        switch reference.kind {
        case .runtime, .image:
            return .runtime(lifecycles.verdict(on: reference, today: today, horizon: horizon))
        case .tool where reference.ecosystem == nil:
            return .runtime(lifecycles.verdict(on: reference, today: today, horizon: horizon))
        case .dependency, .action, .tool:
            return .pin(
                reference.pinVerdict(given: answer ?? .unknown(PinPurpose.notAsked), asOf: today, in: line))
        }
    }
}

/// What is to be said of a place.
package enum PinJudgement: Hashable, Sendable {
    case runtime(RuntimeVerdict)
    case pin(PinVerdict)
    /// It is old and meant to be: a clause that goes after "because".
    case onPurpose(String)
}

/// Which product lines the paths of a repository keep to.
package struct ProductLineMap: Sendable {
    private var rows: [(paths: Glob, package: String?, line: ProductLine)] = []

    package init() {}

    /// - Parameters:
    ///   - paths: a pattern such as `docs/3.0/**`.
    ///   - package: a name as people write it, or as `PackageName` has it; nil for every package.
    package mutating func add(_ paths: String, package: String?, line: ProductLine) {
        rows.append((Glob(paths), package, line))
    }

    /// The last row that fits decides.
    func line(of path: String, for reference: Reference) -> ProductLine? {
        rows.last { row in
            guard row.paths.matches(path) else { return false }
            guard let wanted = row.package else { return true }
            return wanted == reference.name || wanted == reference.key
                || wanted == reference.package?.description
                || reference.key.hasSuffix("/" + wanted.lowercased())
        }?.line
    }
}

extension Reference {
    fileprivate func asksTheSame(as other: Reference) -> Bool {
        kind == other.kind && ecosystem == other.ecosystem && key == other.key
            && requirement == other.requirement
    }
}

/// Why an old version may be meant: clauses that go after "because".
package enum PinPurpose {
    static let history = "the page tells of earlier versions"
    /// Nobody has asked for the releases of packages.
    package static let notAsked = "no source of versions was asked"
    static func olderLine(_ line: String) -> String { "it belongs to the older line \(line)" }
}
