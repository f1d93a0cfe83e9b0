import Model

/// A registry of packages at an address: how it is asked, by its documented protocol.
package struct Registry: Sendable {
    package let ecosystem: Ecosystem
    /// The address as the ecosystem's own tools take it, without `/` at its end.
    package let base: String
    private let fetch: Fetch

    /// - Parameter base: of PyPI the index (`…/simple`), of NuGet the service index (`…/index.json`), of the others
    ///   the folder that their tools are given.
    package init?(_ ecosystem: Ecosystem, at base: String, fetch: @escaping Fetch) {
        guard Self.ecosystems.contains(ecosystem) else { return nil }
        self.ecosystem = ecosystem
        var base = base
        while base.hasSuffix("/") { base.removeLast() }
        self.base = base
        self.fetch = fetch
    }

    /// The ecosystems whose registries can be asked.
    package static let ecosystems: [Ecosystem] = [.pypi, .npm, .cargo, .maven, .go, .nuget]

    func body(_ address: String, accepting type: String) async -> Result<[UInt8], RegistryProblem> {
        switch await fetch(FetchRequest(address: address, accept: type)) {
        case .body(let bytes): .success(bytes)
        case .status(404), .status(410):
            .failure(RegistryProblem(reason: "\(ecosystem.title) does not know it"))
        case .status(let status):
            .failure(RegistryProblem(reason: "\(ecosystem.title) answered with status \(status)"))
        case .unknown(let reason): .failure(RegistryProblem(reason: reason))
        }
    }

    var notUnderstood: ReleaseAnswer {
        .unknown("the answer of \(ecosystem.title) could not be understood")
    }
}

extension Registry: VersionSource {
    package func releases(of package: PackageName, naming versions: [String]) async -> ReleaseAnswer {
        guard package.ecosystem == ecosystem, isPlain(package.key) else {
            return .unknown("its name cannot be asked for")
        }
        return switch ecosystem {
        case .pypi: await pypi(package.key)
        case .npm: await npm(package.key)
        case .cargo: await cargo(package.key)
        case .maven: await maven(package.key)
        case .go: await go(package.key, naming: versions)
        case .nuget: await nuget(package.key)
        default: .unknown("no registry of \(package.ecosystem.title) is known")
        }
    }

    /// Whether a name has nothing in it that would lead an address elsewhere.
    private func isPlain(_ name: String) -> Bool {
        let marks =
            switch ecosystem {
            case .npm: "-_.@/~"
            case .go: "-_./~"
            case .maven: "-_.:"
            default: "-_."
            }
        return !name.isEmpty && name.utf8.count <= 300 && !name.contains("..")
            && name.utf8.allSatisfy {
                (0x30...0x39).contains($0) || Version.isLetter($0) || marks.utf8.contains($0)
            }
    }
}

/// Why a registry gave no releases.
struct RegistryProblem: Error {
    /// A clause that goes after "because".
    var reason: String
}

/// Something to get from the network.
package struct FetchRequest: Hashable, Sendable {
    package var address: String
    /// The media types that are wanted, as the header `Accept` has them.
    package var accept: String
}

/// What came of it.
package enum FetchAnswer: Hashable, Sendable {
    case body([UInt8])
    /// A status other than success.
    case status(Int)
    /// A clause that goes after "because".
    case unknown(String)
}

/// Gets something from the network.
package typealias Fetch = @Sendable (FetchRequest) async -> FetchAnswer

extension Day {
    /// The day of a time as RFC 3339 has it: `2024-02-20T15:30:00Z`.
    init?(time: String) { self.init(time.prefix(10)) }
}
