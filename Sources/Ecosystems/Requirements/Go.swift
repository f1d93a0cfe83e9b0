extension Requirement {
    /// The version of a `require` line: the least that is asked for. Other major versions from 2 on are other
    /// modules, and a build takes the lowest version that satisfies all (minimal version selection).
    static func go(_ text: String) throws(Unreadable) -> Requirement {
        let trimmed = VersionText.trimmed(text)
        if trimmed == "latest" || trimmed == "upgrade" || trimmed == "patch" {
            return Requirement(text, .go, [[]], prereleases: .never)
        }
        guard trimmed.hasPrefix("v"), let version = Version.semantic(trimmed), version.major < .max else {
            throw Unreadable("`\(trimmed)` is a branch, a commit or a partial version")
        }
        // Versions 0 and 1 are one module; one that is `+incompatible` goes on above 1.
        var bounds: [Bound] = [.init(.atLeast, version)]
        if version.major >= 2, !trimmed.hasSuffix("+incompatible") {
            bounds.append(.init(.below, .semantic([version.major + 1, 0, 0])))
        }
        return Requirement(text, .go, [bounds], choice: .lowest, prereleases: .always)
    }

    /// Whether a Go version names a commit by time and hash (`v0.0.0-20240101120000-abcdefabcdef`), so that no
    /// release says how old it is.
    static func isPseudoVersion(_ text: String) -> Bool {
        let parts = text.split(separator: "+")[0].split(separator: "-")
        guard parts.count >= 3, let hash = parts.last, hash.count == 12, hash.allSatisfy(\.isHexDigit) else {
            return false
        }
        let time = parts[parts.count - 2].split(separator: ".").last ?? ""
        return time.count == 14 && VersionText.isDigits(time)
    }
}
