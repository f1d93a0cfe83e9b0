package import Model

/// A version of a package that somebody can have.
package struct Release: Hashable, Sendable {
    package var version: String
    /// The day it was published; nil where that is not known.
    package var day: Day?
    /// Taken back by its publisher.
    package var isYanked: Bool
    /// Its publisher asks people to use something else.
    package var isDeprecated: Bool

    package init(version: String, day: Day? = nil, isYanked: Bool = false, isDeprecated: Bool = false) {
        self.version = version
        self.day = day
        self.isYanked = isYanked
        self.isDeprecated = isDeprecated
    }
}

/// Names a package in its ecosystem.
package struct PackageName: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var ecosystem: Ecosystem
    /// As `Ecosystem.key(of:)` has it.
    package var key: String

    package init(_ ecosystem: Ecosystem, _ name: String) {
        self.ecosystem = ecosystem
        key = ecosystem.key(of: name)
    }

    /// `pypi:requests`
    package var description: String { "\(ecosystem.rawValue):\(key)" }

    /// Reads what `description` gives.
    package init?(_ text: String) {
        guard let colon = text.firstIndex(of: ":"),
            let ecosystem = Ecosystem(rawValue: String(text[..<colon]))
        else { return nil }
        self.init(ecosystem, String(text[text.index(after: colon)...]))
    }

    package static func < (a: PackageName, b: PackageName) -> Bool {
        (a.ecosystem, a.key) < (b.ecosystem, b.key)
    }
}

/// What a source of versions answers.
package enum ReleaseAnswer: Hashable, Sendable {
    /// The releases that there are, and who says so: "PyPI", "the tags of vapor/vapor".
    case releases([Release], source: String)
    /// They could not be learnt: a clause that goes after "because".
    case unknown(String)
}

/// Something that knows the releases of packages: a registry, the tags of a repository, a file.
package protocol VersionSource: Sendable {
    /// The releases of a package, in any order. It never throws: what cannot be learnt is `unknown`.
    ///
    /// - Parameter versions: those whose days are wanted most, where a source tells each day apart.
    func releases(of package: PackageName, naming versions: [String]) async -> ReleaseAnswer
}

extension Reference {
    /// The package that it asks for; nil for runtimes.
    package var package: PackageName? { ecosystem.map { PackageName($0, name) } }
}
