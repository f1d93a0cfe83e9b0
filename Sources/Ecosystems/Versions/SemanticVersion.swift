extension Version {
    /// Semantic Versioning 2.0.0, with a leading `v` or `=` and without missing numbers being a mistake, as the
    /// readers of Swift packages, npm and Go modules have it.
    static func semantic(_ text: String) -> Version? {
        guard let parts = SemanticParts(text), parts.numbers.count <= 3 else { return nil }
        return semantic(text, numbers: parts.numbers, prerelease: parts.prerelease)
    }

    static func semantic(_ text: String, numbers: [UInt64], prerelease: Substring = "") -> Version {
        let release = numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
        return Version(
            text, .semantic, release: release, isPrerelease: !prerelease.isEmpty,
            key: key(release, prerelease), traits: Traits(prerelease: String(prerelease)))
    }

    /// NuGet's: a fourth number, and letters of either case are the same.
    static func nuget(_ text: String) -> Version? {
        guard let parts = SemanticParts(text), parts.numbers.count <= 4 else { return nil }
        let release = parts.numbers + Array(repeating: 0, count: 4 - parts.numbers.count)
        return Version(
            text, .nuget, release: release, isPrerelease: !parts.prerelease.isEmpty,
            key: key(release, parts.prerelease.lowercased()[...]),
            traits: Traits(prerelease: String(parts.prerelease)))
    }

    private static func key(_ release: [UInt64], _ prerelease: Substring) -> [Piece] {
        var key = release.map { Piece(rank: 5, number: $0) }
        guard !prerelease.isEmpty else { return key + [Piece(rank: 9)] }
        for identifier in prerelease.split(separator: ".") {
            if let number = VersionText.number(identifier) {
                key.append(Piece(rank: 1, number: number))
            } else {
                key.append(Piece(rank: 2, text: String(identifier)))
            }
        }
        return key
    }

    /// A semantic version of these numbers; the text says them all.
    static func semantic(_ numbers: [UInt64]) -> Version {
        let release = numbers + Array(repeating: 0, count: max(0, 3 - numbers.count))
        return semantic(release.map(String.init).joined(separator: "."), numbers: release)
    }
}

/// The parts of a semantic version; numbers at its end may be missing.
struct SemanticParts {
    var numbers: [UInt64]
    var prerelease: Substring = ""

    init?(_ text: String) {
        var rest = VersionText.trimmed(text[...])
        while let first = rest.first, first == "v" || first == "V" || first == "=" { rest = rest.dropFirst() }
        if let plus = rest.firstIndex(of: "+") {
            let build = rest[rest.index(after: plus)...]
            guard
                build.split(separator: ".", omittingEmptySubsequences: false)
                    .allSatisfy(VersionText.isIdentifier)
            else { return nil }
            rest = rest[..<plus]
        }
        if let hyphen = rest.firstIndex(of: "-") {
            prerelease = rest[rest.index(after: hyphen)...]
            guard
                prerelease.split(separator: ".", omittingEmptySubsequences: false)
                    .allSatisfy(VersionText.isIdentifier)
            else { return nil }
            rest = rest[..<hyphen]
        }
        guard let numbers = VersionText.numbers(rest) else { return nil }
        self.numbers = numbers
    }
}
