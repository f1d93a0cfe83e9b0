/// Where packages of one kind come from, and how their names are compared.
package enum Ecosystem: String, Hashable, Sendable, CaseIterable, Comparable {
    case swift, npm, pypi, go, cargo, maven, nuget, rubygems, composer, cocoapods
    /// Images that containers are made from.
    case docker
    /// What a workflow of GitHub Actions uses.
    case actions

    package static func < (a: Ecosystem, b: Ecosystem) -> Bool { a.rawValue < b.rawValue }

    /// As people write it.
    package var title: String {
        switch self {
        case .swift: "Swift"
        case .npm: "npm"
        case .pypi: "PyPI"
        case .go: "Go"
        case .cargo: "Cargo"
        case .maven: "Maven"
        case .nuget: "NuGet"
        case .rubygems: "RubyGems"
        case .composer: "Composer"
        case .cocoapods: "CocoaPods"
        case .docker: "container images"
        case .actions: "GitHub Actions"
        }
    }

    /// The scheme of the versions that its packages have.
    package var scheme: Version.Scheme {
        switch self {
        case .swift, .npm, .go, .cargo, .actions: .semantic
        case .pypi: .pep440
        case .maven: .maven
        case .nuget: .nuget
        case .rubygems, .cocoapods: .rubygems
        case .composer: .composer
        case .docker: .plain
        }
    }

    /// The name by which two spellings of one package are the same.
    ///
    /// PyPI: the normalised name of PEP 503. Swift packages: host and path of the address, without `.git`. NuGet,
    /// Composer and images: small letters.
    package func key(of name: String) -> String {
        switch self {
        case .pypi:
            var key = ""
            for character in name.lowercased() {
                if "-_.".contains(character) {
                    if key.last != "-" { key.append("-") }
                } else {
                    key.append(character)
                }
            }
            return key
        case .swift: return Self.repositoryKey(name)
        case .nuget, .composer, .docker, .actions: return name.lowercased()
        case .npm, .go, .cargo, .maven, .rubygems, .cocoapods: return name
        }
    }

    /// Host and path of a repository's address in small letters, however it is written: `github.com/vapor/vapor` for
    /// `https://github.com/Vapor/vapor.git` and `git@github.com:vapor/vapor`.
    package static func repositoryKey(_ address: String) -> String {
        var rest = address.lowercased()[...]
        if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
        let host = rest.prefix { $0 != "/" && $0 != ":" }
        if let at = host.lastIndex(of: "@") { rest = rest[rest.index(after: at)...] }
        var key = String(rest)
        if !key.contains("/") || key.firstIndex(of: ":").map({ $0 < key.firstIndex(of: "/")! }) == true,
            let colon = key.firstIndex(of: ":")
        {
            key.replaceSubrange(colon...colon, with: "/")
        }
        while key.hasSuffix("/") { key.removeLast() }
        if key.hasSuffix(".git") { key.removeLast(4) }
        return key
    }
}
