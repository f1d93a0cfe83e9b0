import Model

/// Who answers for a file, and which product area it belongs to.
package struct Ownership: Hashable, Sendable {
    /// How it is with owners.
    package enum State: Hashable, Sendable {
        case owned
        /// A rule fits and names nobody, which is deliberate.
        case nobody(rule: String)
        /// No rule fits.
        case noRule
        /// An owner is named that cannot be one.
        case unresolved(String)

        package var word: String {
            switch self {
            case .owned: "owned"
            case .nobody: "nobody, on purpose"
            case .noRule: "no rule"
            case .unresolved: "owner not resolvable"
            }
        }
    }

    package var area: String
    package var owners: [String]
    package var state: State
    /// Where it was said.
    package var origin: String
}

/// Tells owners and areas: the area map wins, then front matter, then CODEOWNERS, then what the fleet file says of the
/// repository.
package struct Owners: Sendable {
    private let fleet: Fleet
    private let repository: FleetRepository
    private let codeOwners: (path: String, file: CodeOwners)?

    package init(
        _ fleet: Fleet, _ repository: FleetRepository, codeOwners: (path: String, file: CodeOwners)?
    ) {
        self.fleet = fleet
        self.repository = repository
        self.codeOwners = codeOwners
    }

    /// - Parameter frontMatter: what a page says of itself under `area` and `owner`.
    package func ownership(
        of path: String, frontMatter: (area: String?, owners: [String])? = nil
    ) -> Ownership {
        let entry = fleet.areas.first { $0.files.contain(path, in: repository.name) }
        let area =
            [entry?.area, frontMatter?.area, repository.area].compactMap(\.self)
            .first { !$0.isEmpty } ?? ""
        if let entry, !entry.owners.isEmpty {
            return Ownership(area: area, owners: entry.owners, state: .owned, origin: "area map")
        }
        if let owners = frontMatter?.owners, !owners.isEmpty {
            return Ownership(area: area, owners: owners, state: .owned, origin: "front matter")
        }
        if let codeOwners {
            switch codeOwners.file.owners(of: path) {
            case .owners(let owners):
                return Ownership(area: area, owners: owners, state: .owned, origin: codeOwners.path)
            case .nobody(let line):
                // What the file takes away on purpose is not given back by a coarser rule.
                let rule = "\(codeOwners.path):\(line)"
                return Ownership(area: area, owners: [], state: .nobody(rule: rule), origin: codeOwners.path)
            case .noRule: break
            }
        }
        if !repository.owners.isEmpty {
            return Ownership(area: area, owners: repository.owners, state: .owned, origin: "fleet file")
        }
        return Ownership(area: area, owners: [], state: .noRule, origin: "")
    }
}
