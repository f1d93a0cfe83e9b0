/// How a requirement is written, and so what it means.
package enum RequirementSyntax: String, Sendable, CaseIterable, Hashable {
    case swift, npm, pep440, poetry, go, cargo, maven, gradle, nuget, rubygems, composer, cocoapods
    /// A release cycle of a runtime, with or without further numbers: `3.8` stands for all of 3.8.
    case cycle
    /// The least that is asked for, such as `// swift-tools-version: 5.9`.
    case minimum

    package var scheme: Version.Scheme {
        switch self {
        case .swift, .npm, .go, .cargo: .semantic
        case .pep440, .poetry: .pep440
        case .maven: .maven
        case .gradle: .gradle
        case .nuget: .nuget
        case .rubygems, .cocoapods: .rubygems
        case .composer: .composer
        case .cycle, .minimum: .plain
        }
    }

    /// Reads a requirement.
    ///
    /// - Throws: why it says nothing of versions, or cannot be understood.
    package func read(_ text: String) throws(Unreadable) -> Requirement {
        guard text.utf8.count <= 1000 else { throw Unreadable("it is too long to be a requirement") }
        return switch self {
        case .swift: try Requirement.swift(text)
        case .npm: try Requirement.npm(text)
        case .pep440: try Requirement.pep440(text)
        case .poetry: try Requirement.poetry(text)
        case .go: try Requirement.go(text)
        case .cargo: try Requirement.cargo(text)
        case .maven: try Requirement.maven(text)
        case .gradle: try Requirement.gradle(text)
        case .nuget: try Requirement.nuget(text)
        case .rubygems: try Requirement.rubygems(text)
        case .composer: try Requirement.composer(text)
        case .cocoapods: try Requirement.cocoapods(text)
        case .cycle: try Requirement.cycle(text)
        case .minimum: try Requirement.minimum(text)
        }
    }
}

/// Why a requirement cannot be compared with versions.
package struct Unreadable: Error, Hashable, Sendable {
    /// A clause that goes after "because".
    package var reason: String

    package init(_ reason: String) { self.reason = reason }

    static func notUnderstood(_ text: String) -> Unreadable {
        Unreadable("`\(text)` is no requirement that could be understood")
    }
}

extension Requirement {
    static func cycle(_ text: String) throws(Unreadable) -> Requirement {
        guard let version = Version.plain(text) else { throw .notUnderstood(text) }
        return Requirement(text, .cycle, [[Bound(.prefix, version)]], prereleases: .always)
    }

    static func minimum(_ text: String) throws(Unreadable) -> Requirement {
        guard let version = Version.plain(text) else { throw .notUnderstood(text) }
        return Requirement(text, .minimum, [[Bound(.atLeast, version)]], prereleases: .always)
    }
}
