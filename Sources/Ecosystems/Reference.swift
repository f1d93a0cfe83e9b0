package import Model

/// What a file says that it needs: a package, a runtime, an image, an action, with the place where it says so.
package struct Reference: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        case dependency, runtime, tool, image, action
    }

    /// For what it is needed.
    package enum Scope: String, Hashable, Sendable, CaseIterable {
        case direct
        /// For tests and builds only.
        case development
        /// Something that is needed needs it; only lock files say so.
        case transitive
    }

    package var kind: Kind
    /// Where the package comes from; nil for a runtime.
    package var ecosystem: Ecosystem?
    /// As it is written. Of a runtime the name of its product in the data of release cycles: `python`, `nodejs`.
    package var name: String
    /// What is asked of its version, as written; empty where nothing is asked.
    package var requirement: String
    package var syntax: RequirementSyntax
    /// The version that a lock file names.
    package var resolved: String?
    package var scope: Scope
    /// The whole entry.
    package var range: SourceRange
    /// Where the requirement stands; nil where there is none.
    package var requirementRange: SourceRange?
    /// Why nothing can be said of its version, as a clause that goes after "because".
    package var unassessed: String?

    init(
        _ kind: Kind, _ ecosystem: Ecosystem?, _ name: String, requirement: String,
        syntax: RequirementSyntax, resolved: String? = nil, scope: Scope = .direct, range: SourceRange,
        requirementRange: SourceRange? = nil, unassessed: String? = nil
    ) {
        self.kind = kind
        self.ecosystem = ecosystem
        self.name = name
        self.requirement = requirement
        self.syntax = syntax
        self.resolved = resolved
        self.scope = scope
        self.range = range
        self.requirementRange = requirementRange
        self.unassessed = unassessed
    }

    /// By which two spellings of one package are the same.
    package var key: String { ecosystem?.key(of: name) ?? name }
}
