/// A version of a package, in the order of its ecosystem.
///
/// Two versions are equal where the ecosystem says so, whatever they look like: `1.0` and `1.0.0` in Python.
/// Versions of different schemes are ordered by scheme, so that the order is total.
package struct Version: Sendable {
    /// Whose rules a version is read and ordered by.
    package enum Scheme: Int, Sendable, CaseIterable {
        case semantic, pep440, maven, gradle, nuget, rubygems, composer, plain
    }

    /// As it is written.
    package let text: String
    package let scheme: Scheme
    /// The numbers before any mark: 1, 2, 0 of `1.2.0-beta`.
    package let release: [UInt64]
    /// Whether it comes before the release that its numbers name.
    package let isPrerelease: Bool
    let traits: Traits
    private let key: [Piece]

    /// What only some schemes know.
    struct Traits: Hashable, Sendable {
        var epoch: UInt64 = 0
        /// A release after the one that its numbers name (PEP 440).
        var isPost = false
        /// The part behind `+` (PEP 440).
        var local = ""
        /// The parts of a pre-release as one text, for rules that look at them.
        var prerelease = ""
    }

    /// One step of the comparison: the higher rank wins, then the number, then the text byte by byte.
    struct Piece: Hashable, Comparable, Sendable {
        var rank: Int
        var number: UInt64 = 0
        var text = ""

        init(rank: Int, number: UInt64 = 0, text: String = "") {
            self.rank = rank
            self.number = number
            self.text = text
        }

        static func < (a: Piece, b: Piece) -> Bool {
            if a.rank != b.rank { return a.rank < b.rank }
            if a.number != b.number { return a.number < b.number }
            return a.text.utf8.lexicographicallyPrecedes(b.text.utf8)
        }
    }

    /// - Parameter key: what is compared, step by step; the shorter one goes on with `Scheme.pad` without end.
    init(
        _ text: String, _ scheme: Scheme, release: [UInt64], isPrerelease: Bool, key: [Piece],
        traits: Traits = Traits()
    ) {
        self.text = text
        self.scheme = scheme
        self.release = release
        self.isPrerelease = isPrerelease
        self.traits = traits
        var key = key
        while key.last == scheme.pad { key.removeLast() }
        self.key = key
    }

    package var major: UInt64 { release.first ?? 0 }
    package var minor: UInt64 { release.count > 1 ? release[1] : 0 }
    package var patch: UInt64 { release.count > 2 ? release[2] : 0 }

    /// Whether its numbers begin with these; numbers that it does not write are 0.
    func hasPrefix(_ numbers: [UInt64]) -> Bool {
        for (index, number) in numbers.enumerated() {
            guard (index < release.count ? release[index] : 0) == number else { return false }
        }
        return true
    }

    /// Whether both have the same numbers, marks left aside.
    func hasSameRelease(as other: Version) -> Bool {
        let count = max(release.count, other.release.count)
        return traits.epoch == other.traits.epoch
            && (0..<count).allSatisfy {
                ($0 < release.count ? release[$0] : 0) == ($0 < other.release.count ? other.release[$0] : 0)
            }
    }
}

extension Version: Hashable, Comparable, CustomStringConvertible {
    package var description: String { text }

    package static func == (a: Version, b: Version) -> Bool { a.scheme == b.scheme && a.key == b.key }

    package func hash(into hasher: inout Hasher) {
        hasher.combine(scheme)
        hasher.combine(key)
    }

    package static func < (a: Version, b: Version) -> Bool {
        guard a.scheme == b.scheme else { return a.scheme.rawValue < b.scheme.rawValue }
        let pad = a.scheme.pad
        for index in 0..<max(a.key.count, b.key.count) {
            let left = index < a.key.count ? a.key[index] : pad
            let right = index < b.key.count ? b.key[index] : pad
            if left != right { return left < right }
        }
        return false
    }
}

extension Version.Scheme {
    /// What follows the last step of a comparison, without end.
    var pad: Version.Piece {
        switch self {
        case .semantic, .pep440, .nuget: Version.Piece(rank: 0)
        // Numbers that are not written are 0.
        case .rubygems, .composer, .plain: Version.Piece(rank: 5)
        // The name of a release that has no name; what comes before it has a lower rank, what comes after it a higher.
        case .maven, .gradle: Version.Piece(rank: 10)
        }
    }

    /// Reads a version by the rules of the scheme; nil for what they do not take.
    package func version(_ text: String) -> Version? {
        guard text.utf8.count <= 256 else { return nil }
        return switch self {
        case .semantic: Version.semantic(text)
        case .pep440: Version.pep440(text)
        case .maven: Version.maven(text)
        case .gradle: Version.gradle(text)
        case .nuget: Version.nuget(text)
        case .rubygems: Version.rubygems(text)
        case .composer: Version.composer(text)
        case .plain: Version.plain(text)
        }
    }
}

extension Version {
    /// Numbers with dots between them, and nothing else: `3.12`.
    static func plain(_ text: String) -> Version? {
        guard let numbers = VersionText.numbers(Substring(text)) else { return nil }
        return Version(
            text, .plain, release: numbers, isPrerelease: false,
            key: numbers.map { Piece(rank: 5, number: $0) })
    }
}

extension Version {
    /// The version without the part behind `+`, which a requirement that has none does not look at.
    var withoutLocal: Version {
        guard !traits.local.isEmpty, let plus = text.firstIndex(of: "+") else { return self }
        return Version.pep440(String(text[..<plus])) ?? self
    }
}
