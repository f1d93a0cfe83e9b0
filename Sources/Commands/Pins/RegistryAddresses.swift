import Ecosystems
import Model
import Registries

/// At which addresses registries are asked: those of the command line, of Docent's variables, and of the ecosystems'
/// own.
///
/// None is built in: whoever has a registry of their own is never sent to another.
struct RegistryAddresses: Sendable {
    private var bases: [Ecosystem: String] = [:]

    /// - Parameter options: `pypi=https://…`.
    init(_ options: [String]) throws(Refusal) {
        for ecosystem in Registry.ecosystems {
            let own = "DOCENT_REGISTRY_" + ecosystem.rawValue.uppercased()
            for name in [own] + (Self.variables[ecosystem] ?? []) {
                guard let value = Console.environment(name), Self.isAddress(value) else { continue }
                // Go's variable holds several, and words.
                bases[ecosystem] = String(value.prefix { $0 != "," && $0 != "|" })
                break
            }
        }
        for option in options {
            let parts = option.split(separator: "=", maxSplits: 1).map(String.init)
            guard parts.count == 2, let ecosystem = Ecosystem(rawValue: parts[0]),
                Registry.ecosystems.contains(ecosystem), Self.isAddress(parts[1])
            else {
                throw Refusal(
                    what: "cannot use the registry '\(option)'",
                    why: "it is no NAME=ADDRESS with http or https",
                    remedy: "NAME is one of " + Registry.ecosystems.map(\.rawValue).joined(separator: ", "))
            }
            bases[ecosystem] = parts[1]
        }
    }

    private static let variables: [Ecosystem: [String]] = [
        .pypi: ["UV_DEFAULT_INDEX", "UV_INDEX_URL", "PIP_INDEX_URL"],
        .npm: ["NPM_CONFIG_REGISTRY", "npm_config_registry"],
        .go: ["GOPROXY"],
    ]

    private static func isAddress(_ text: String) -> Bool {
        text.hasPrefix("https://") || text.hasPrefix("http://")
    }

    /// Whether there is a registry for an ecosystem, and nobody says at which address.
    func isUnset(_ ecosystem: Ecosystem) -> Bool {
        Registry.ecosystems.contains(ecosystem) && bases[ecosystem] == nil
    }

    /// The registries, asked through one fetcher.
    func sources(_ fetcher: Fetcher) -> VersionSources {
        VersionSources(
            bases.sorted { $0.key < $1.key }.compactMap { ecosystem, base in
                Registry(ecosystem, at: base) { request in
                    switch await fetcher.get(request.address, accepting: request.accept) {
                    case .body(let bytes): .body(bytes)
                    case .status(let status): .status(status)
                    case .failed(let reason): .unknown(reason)
                    }
                }.map { OnlyItsOwn(registry: $0) }
            })
    }

    /// Answers for the packages of one ecosystem; for others the next source is asked.
    private struct OnlyItsOwn: VersionSource {
        let registry: Registry

        func releases(of package: PackageName, naming versions: [String]) async -> ReleaseAnswer {
            package.ecosystem == registry.ecosystem
                ? await registry.releases(of: package, naming: versions)
                : .unknown("no address of a registry for \(package.ecosystem.title) is set")
        }
    }
}

/// Answers of registries in the folder for what may be lost.
struct KeptAnswers: AnswerStore {
    let folder: CacheFolder

    func answer(for key: String) -> KeptAnswer? {
        folder.read(name(key)).flatMap { KeptAnswer(bytes: $0) }
    }

    func keep(_ answer: KeptAnswer, for key: String) { folder.write(name(key), answer.bytes) }

    private func name(_ key: String) -> String {
        "answers/" + ContentHash(of: Array(key.utf8), seed: 0x6465_6E74).digits
    }
}
