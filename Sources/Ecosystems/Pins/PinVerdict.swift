package import Model

/// Whether what is asked of a package still lets the latest version in.
package enum PinVerdict: Hashable, Sendable {
    /// - Parameter latest: the latest stable version of the product line.
    case admitsLatest(Release)
    case excludesLatest(Lag)
    /// A clause that goes after "because".
    case notAssessed(String)
}

/// How far behind the latest version of a package is what one gets.
package struct Lag: Hashable, Sendable {
    /// The latest stable version of the product line.
    package var latest: Release
    /// What one gets: the highest version that is admitted, or the lowest where the ecosystem takes that one. Nil
    /// where none that is known fits.
    package var taken: Release?
    /// Between the days of both; nil where a day is not known. Never negative: a fix for an old line may be newer.
    package var days: Int?
    /// Stable releases after what one gets, up to the latest.
    package var releases: Int
    /// Major versions after that of what one gets, up to the latest.
    package var majors: Int
    /// The latest version is admitted, but the ecosystem takes the lowest one that fits.
    package var isFloor: Bool

    package init(
        latest: Release, taken: Release?, days: Int?, releases: Int, majors: Int, isFloor: Bool
    ) {
        self.latest = latest
        self.taken = taken
        self.days = days
        self.releases = releases
        self.majors = majors
        self.isFloor = isFloor
    }
}

/// A line of a product's versions that documents keep to on purpose: `3` for all of 3.x.
package struct ProductLine: Hashable, Sendable {
    package var name: String
    fileprivate var numbers: [UInt64]

    /// Reads `3`, `3.x`, `v3.1`; nil for anything else.
    package init?(_ name: String) {
        var plain = name.hasPrefix("v") ? name.dropFirst() : name[...]
        while plain.hasSuffix(".x") || plain.hasSuffix(".*") { plain = plain.dropLast(2) }
        guard let numbers = VersionText.numbers(plain) else { return nil }
        self.name = name
        self.numbers = numbers
    }

    package func contains(_ version: Version) -> Bool { version.hasPrefix(numbers) }
}

/// The releases of a package in their order, as of a day.
package struct ReleaseLine: Sendable {
    /// Lowest first: all that are not yanked and were there on the day.
    let versions: [(version: Version, release: Release)]

    /// - Parameter today: releases of later days are left out; nil for all.
    package init(
        _ releases: [Release], _ scheme: Version.Scheme, asOf today: Day?, in line: ProductLine? = nil
    ) {
        versions = releases.compactMap { release -> (Version, Release)? in
            if release.isYanked { return nil }
            if let today, let day = release.day, day > today { return nil }
            guard let version = scheme.version(release.version), line?.contains(version) ?? true else {
                return nil
            }
            return (version, release)
        }.sorted { $0.0 < $1.0 }
    }

    /// The highest version that is no step towards a release.
    package var latest: Release? { stable.last?.release }

    var stable: [(version: Version, release: Release)] { versions.filter { !$0.version.isPrerelease } }
}

extension Reference {
    /// Whether the requirement lets in the latest version.
    ///
    /// - Parameters:
    ///   - answer: what a source of versions says of the package.
    ///   - line: the product line that the file keeps to; nil for the newest.
    package func pinVerdict(given answer: ReleaseAnswer, asOf today: Day?, in line: ProductLine? = nil)
        -> PinVerdict
    {
        if let unassessed { return .notAssessed(unassessed) }
        let read: Requirement
        do { read = try syntax.read(requirement) } catch { return .notAssessed(error.reason) }
        guard case .releases(let releases, _) = answer else {
            if case .unknown(let reason) = answer { return .notAssessed(reason) }
            return .notAssessed(PinReason.noReleases)
        }
        let scheme = syntax.scheme
        let known = ReleaseLine(releases, scheme, asOf: today, in: line)
        guard let latest = known.stable.last else {
            return .notAssessed(line.map { PinReason.noneInLine($0.name) } ?? PinReason.noReleases)
        }
        let isAdmitted = read.admits(latest.version)
        if isAdmitted, read.choice == .highest { return .admitsLatest(latest.release) }
        let taken =
            read.choice == .highest
            ? known.versions.last { read.admits($0.version) } : lowest(known, read)
        if let taken, taken.version >= latest.version { return .admitsLatest(latest.release) }
        // What is above everything that is known is no lag: the source may know less than the author.
        if taken == nil, let floor = read.floor, floor > latest.version {
            return .notAssessed(PinReason.aboveAll(latest.release.version))
        }
        return .excludesLatest(known.lag(from: taken, to: latest, isFloor: isAdmitted))
    }

    /// Where the lowest version is taken, the one that is named, though a source may not know it.
    private func lowest(_ known: ReleaseLine, _ read: Requirement) -> (version: Version, release: Release)? {
        known.versions.first { read.admits($0.version) && !$0.version.isPrerelease }
            ?? known.versions.first { read.admits($0.version) }
    }

    /// How far the version that a lock file names is behind.
    package func resolvedLag(given answer: ReleaseAnswer, asOf today: Day?) -> PinVerdict {
        guard let resolved else { return .notAssessed(PinReason.noLock) }
        guard case .releases(let releases, _) = answer else {
            if case .unknown(let reason) = answer { return .notAssessed(reason) }
            return .notAssessed(PinReason.noReleases)
        }
        let scheme = ecosystem?.scheme ?? syntax.scheme
        guard let version = scheme.version(resolved) else {
            return .notAssessed(PinReason.noVersion(resolved))
        }
        let known = ReleaseLine(releases, scheme, asOf: today)
        guard let latest = known.stable.last else { return .notAssessed(PinReason.noReleases) }
        guard version < latest.version else { return .admitsLatest(latest.release) }
        let taken = known.versions.first { $0.version == version } ?? (version, Release(version: resolved))
        return .excludesLatest(known.lag(from: taken, to: latest, isFloor: false))
    }
}

extension ReleaseLine {
    func lag(
        from taken: (version: Version, release: Release)?, to latest: (version: Version, release: Release),
        isFloor: Bool
    ) -> Lag {
        let after = stable.filter { step in taken.map { step.version > $0.version } ?? true }
        // A year is no major version.
        let isDated = latest.version.major >= 1990
        let majors = Set(after.map(\.version.major)).filter { major in
            !isDated && (taken.map { major > $0.version.major } ?? true)
        }
        var days: Int?
        if let from = taken?.release.day, let to = latest.release.day {
            days = max(0, to.number - from.number)
        }
        return Lag(
            latest: latest.release, taken: taken?.release, days: days, releases: after.count,
            majors: majors.count, isFloor: isFloor)
    }
}

/// Why nothing is said of a pin: clauses that go after "because".
enum PinReason {
    static let noReleases = "no stable release of it is known"
    static let noLock = "no lock file names its version"
    static func noVersion(_ text: String) -> String { "`\(text)` is no version of its ecosystem" }
    static func noneInLine(_ line: String) -> String { "no stable release of its line \(line) is known" }
    static func aboveAll(_ latest: String) -> String {
        "it asks for more than the latest that is known, \(latest)"
    }
}
