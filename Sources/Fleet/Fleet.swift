package import Model

/// Everything that is audited together, as a fleet file says it.
package struct Fleet: Hashable, Sendable {
    /// What the report is headed with; empty where nobody says it.
    package var title = ""
    /// How many days before its end a runtime counts as at risk.
    package var horizon = 90
    /// Sorted by name, so that the order in the file decides nothing.
    package var repositories: [FleetRepository] = []
    /// Who owns what, the first that fits wins.
    package var areas: [AreaEntry] = []
    /// Which documents speak of which line of a product.
    package var lines: [ProductLine] = []

    package init() {}

    /// The repository with a name; nil where there is none.
    package func repository(_ name: String) -> FleetRepository? { repositories.first { $0.name == name } }

    /// All that the file says, in one order and one spelling, whatever the file looks like.
    package var canonical: String {
        var out = "title \(title)\nhorizon \(horizon)\n"
        for repository in repositories { out += repository.canonical }
        for area in areas {
            out += "area \(area.files.canonical) \(area.area) \(area.owners.joined(separator: ","))\n"
        }
        for line in lines { out += "line \(line.files.canonical) \(line.package) \(line.line)\n" }
        return out
    }
}

/// One repository of a fleet.
package struct FleetRepository: Hashable, Sendable {
    /// What it is there for.
    package enum Role: String, CaseIterable, Sendable { case docs, samples, product }

    /// What its owners have declared of it.
    package enum Lifecycle: String, CaseIterable, Sendable { case active, maintenance, deprecated, archived }

    /// Where it is.
    package enum Source: Hashable, Sendable {
        /// A clone or a bare mirror, seen from the folder of the fleet file.
        case path(String)
        /// An address that is cloned into a cache and fetched from.
        case url(String)

        package var text: String {
            switch self {
            case .path(let text), .url(let text): text
            }
        }
    }

    package var name: String
    package var source: Source
    /// A branch, tag or commit; nil for what `HEAD` says.
    package var revision: String?
    package var role: Role
    /// The product area that it belongs to; empty where nobody says it.
    package var area = ""
    package var lifecycle: Lifecycle?
    package var owners: [String] = []
    /// What samples are built with, such as `swift-6.3`; empty for what is installed.
    package var toolchain = ""
    /// What is not looked at.
    package var exclude: [Glob] = []
    /// Of a product: the file with what its `--help` prints.
    package var help: String?
    /// Of a product: the package that others name it by, such as `vapor`; its own name where nobody says it.
    package var package: String?
    /// The file that describes its operations (OpenAPI), which requests in documents are held against.
    package var openAPI: String?
    /// Where it stands in the file.
    package var range: SourceRange

    package init(name: String, source: Source, role: Role, range: SourceRange = SourceRange(at: 0)) {
        self.name = name
        self.source = source
        self.role = role
        self.range = range
    }

    /// All that is said of it; where a clone lies on one machine changes nothing of what is found in it.
    var canonical: String {
        """
        repository \(name)
          source \(source.text.hasPrefix("/") ? "" : source.text)
          revision \(revision ?? "")
          role \(role.rawValue)
          area \(area)
          lifecycle \(lifecycle?.rawValue ?? "")
          owners \(owners.joined(separator: ","))
          toolchain \(toolchain)
          exclude \(exclude.map(\.pattern).joined(separator: ","))
          help \(help ?? "")
          package \(package ?? "")
          openapi \(openAPI ?? "")

        """
    }
}

/// Files of a repository, or of every one: `docs:guides/**`, `guides/**`.
package struct FleetFiles: Hashable, Sendable {
    /// Nil for every repository.
    package var repository: String?
    package var glob: Glob

    package init(repository: String?, glob: Glob) {
        self.repository = repository
        self.glob = glob
    }

    /// Whether a file is among them.
    package func contain(_ path: String, in repository: String) -> Bool {
        (self.repository == nil || self.repository == repository) && glob.matches(path)
    }

    var canonical: String { (repository.map { $0 + ":" } ?? "") + glob.pattern }
}

/// A part of the area map.
package struct AreaEntry: Hashable, Sendable {
    package var files: FleetFiles
    package var area: String
    package var owners: [String]
}

/// Documents that speak of one line of a product: what they pin is held against the latest of that line.
package struct ProductLine: Hashable, Sendable {
    package var files: FleetFiles
    /// As requirements name it, such as `vapor`.
    package var package: String
    /// The first numbers of its versions: `3`, `4.1`.
    package var line: String
}
