/// What a manifest or a snippet asks of the version of a package.
package struct Requirement: Sendable {
    /// Which of the versions that it admits a fresh resolution takes.
    package enum Choice: Sendable {
        case highest
        /// Go, NuGet, Maven and Gradle take the lowest one that all agree on: who copies `1.0` gets 1.0.
        case lowest
    }

    /// Whether versions before a release are admitted.
    enum Prereleases: Sendable {
        case never
        case always
        /// Where a bound of the same alternative is itself one (PEP 440, RubyGems, NuGet, Composer).
        case whereNamed
        /// Where a bound of the same alternative is one of the same numbers (npm, Cargo).
        case ofNamedRelease
        /// SwiftPM: where a bound is one, and never that of the upper end.
        case swift
    }

    struct Bound: Sendable {
        enum Relation: Sendable {
            case atLeast, above, atMost, below, equal, different
            /// Of the numbers only.
            case prefix, notPrefix
            /// Letter by letter.
            case identical
        }
        var relation: Relation
        var version: Version
    }

    /// As it is written.
    package let text: String
    package let syntax: RequirementSyntax
    package let choice: Choice
    /// One of these must hold, with all of its bounds; an empty one holds for every version.
    let alternatives: [[Bound]]
    let prereleases: Prereleases

    init(
        _ text: String, _ syntax: RequirementSyntax, _ alternatives: [[Bound]], choice: Choice = .highest,
        prereleases: Prereleases
    ) {
        self.text = text
        self.syntax = syntax
        self.choice = choice
        self.alternatives = alternatives
        self.prereleases = prereleases
    }

    /// Whether a version fits.
    package func admits(_ version: Version) -> Bool {
        version.scheme == syntax.scheme
            && alternatives.contains { bounds in
                bounds.allSatisfy { $0.admits(version) }
                    && (!version.isPrerelease || admitsPrerelease(version, bounds))
            }
    }

    /// Whether a version fits; nil where it is no version of the ecosystem.
    package func admits(_ version: String) -> Bool? {
        syntax.scheme.version(version).map(admits)
    }

    /// The versions of a list that fit, lowest first.
    package func admitted(of versions: [Version]) -> [Version] { versions.filter(admits).sorted() }

    /// The version that a fresh resolution takes of those that there are.
    package func selection(from versions: [Version]) -> Version? {
        switch choice {
        case .highest: versions.lazy.filter(admits).max()
        case .lowest: versions.lazy.filter(admits).min()
        }
    }

    /// The lowest version that it asks for; nil where it has no lower end.
    package var floor: Version? {
        var floors: [Version] = []
        for bounds in alternatives {
            let lower = bounds.filter { [.atLeast, .above, .equal, .prefix].contains($0.relation) }
            guard let highest = lower.map(\.version).max() else { return nil }
            floors.append(highest)
        }
        return floors.min()
    }

    /// The only version that it admits; nil where there may be others.
    package var onlyVersion: Version? {
        guard alternatives.count == 1, let bound = alternatives[0].first(where: { $0.relation == .equal })
        else { return nil }
        return bound.version
    }

    private func admitsPrerelease(_ version: Version, _ bounds: [Bound]) -> Bool {
        switch prereleases {
        case .never: false
        case .always: true
        case .whereNamed:
            bounds.contains { bound in
                // For RubyGems to leave one out is to name it.
                bound.version.isPrerelease && (bound.relation != .different || version.scheme == .rubygems)
            }
        case .ofNamedRelease:
            bounds.contains { $0.version.isPrerelease && $0.version.hasSameRelease(as: version) }
        case .swift:
            bounds.contains { $0.version.isPrerelease }
                && !bounds.contains {
                    $0.relation == .below && !$0.version.isPrerelease
                        && $0.version.hasSameRelease(as: version)
                }
        }
    }
}

extension Requirement.Bound {
    init(_ relation: Relation, _ version: Version) {
        self.relation = relation
        self.version = version
    }

    func admits(_ candidate: Version) -> Bool {
        switch relation {
        case .atLeast: candidate >= version
        case .above:
            candidate > version
                // PEP 440: what comes after a release by its marks alone is not above it.
                && (candidate.scheme != .pep440 || version.traits.isPost
                    || !(candidate.traits.isPost || !candidate.traits.local.isEmpty)
                    || !candidate.hasSameRelease(as: version))
        case .atMost: candidate.withoutLocal <= version
        case .below:
            candidate < version
                // PEP 440: what comes before a release by its marks alone is not below it.
                && (candidate.scheme != .pep440 || version.isPrerelease || !candidate.isPrerelease
                    || !candidate.hasSameRelease(as: version))
        case .equal: (version.traits.local.isEmpty ? candidate.withoutLocal : candidate) == version
        case .different: (version.traits.local.isEmpty ? candidate.withoutLocal : candidate) != version
        case .prefix:
            candidate.traits.epoch == version.traits.epoch && candidate.hasPrefix(version.release)
        case .notPrefix:
            candidate.traits.epoch != version.traits.epoch || !candidate.hasPrefix(version.release)
        case .identical: candidate.text == version.text
        }
    }
}
