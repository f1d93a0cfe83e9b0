package import Model

/// Knows the releases of packages by the tags of their repositories.
package struct TagSource: VersionSource {
    private var answers: [PackageName: ReleaseAnswer] = [:]

    package init() {}

    /// Adds a package whose releases are the tags of a repository.
    ///
    /// - Parameters:
    ///   - tags: names without `refs/tags/`, each with the day of its commit.
    ///   - repository: as it is told to the user: `vapor/vapor`.
    package mutating func add(
        _ package: PackageName, tags: [(name: String, day: Day?)], of repository: String
    ) {
        let scheme = package.ecosystem.scheme
        var releases = VersionTags.releases(tags, of: package.key, scheme == .plain ? .semantic : scheme)
        // A module of Go names its versions with the `v`.
        if package.ecosystem == .go {
            for place in releases.indices { releases[place].version = "v" + releases[place].version }
        }
        answers[package] =
            releases.isEmpty
            ? .unknown("no tag of \(repository) names a version")
            : .releases(releases, source: "the tags of \(repository)")
    }

    package subscript(package: PackageName) -> ReleaseAnswer? { answers[package] }

    package func releases(of package: PackageName, naming versions: [String]) async -> ReleaseAnswer {
        answers[package] ?? .unknown("no repository that is known makes it")
    }
}

/// Asks the first of several sources that knows an answer.
package struct VersionSources: VersionSource {
    private let sources: [any VersionSource]

    package init(_ sources: [any VersionSource]) { self.sources = sources }

    package func releases(of package: PackageName, naming versions: [String]) async -> ReleaseAnswer {
        var reason: String?
        for source in sources {
            let answer = await source.releases(of: package, naming: versions)
            if case .unknown(let why) = answer {
                reason = why
            } else {
                return answer
            }
        }
        return .unknown(reason ?? "no source of versions for \(package.ecosystem.title) is set up")
    }

    /// Asks for many packages, several at the same time.
    package func snapshot(
        of packages: [PackageName: [String]], on day: Day,
        progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async -> VersionSnapshot {
        let wanted = packages.sorted { $0.key < $1.key }
        var snapshot = VersionSnapshot(day: day)
        await withTaskGroup(of: (PackageName, ReleaseAnswer).self) { group in
            var next = 0
            func start() {
                guard next < wanted.count else { return }
                let (package, versions) = wanted[next]
                next += 1
                group.addTask { (package, await releases(of: package, naming: versions)) }
            }
            for _ in 0..<8 { start() }
            while let (package, answer) = await group.next() {
                snapshot.answers[package] = answer
                progress(snapshot.answers.count, wanted.count)
                start()
            }
        }
        return snapshot
    }
}
