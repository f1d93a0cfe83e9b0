extension Requirement {
    /// A version or range as NuGet's reference has it: `1.0` (at least), `[1.0]`, `(1.0,2.0]`, `1.*`, `*`.
    ///
    /// Of what a range admits, NuGet takes the lowest version there is; of one with a star the highest.
    static func nuget(_ text: String) throws(Unreadable) -> Requirement {
        let whole = VersionText.trimmed(text[...])
        if whole.contains("$(") { throw Unreadable("its version is a property that is set elsewhere") }
        if let open = whole.first, open == "[" || open == "(" {
            guard let close = whole.last, close == "]" || close == ")", whole.count > 2 else {
                throw .notUnderstood(text)
            }
            let parts = whole.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
                .map { VersionText.trimmed($0) }
            if parts.contains(where: { $0.contains("*") }) { throw .notUnderstood(text) }
            var bounds: [Bound] = []
            if parts.count == 1 {
                guard open == "[", close == "]", let version = Version.nuget(String(parts[0])) else {
                    throw .notUnderstood(text)
                }
                bounds = [.init(.equal, version)]
            } else {
                guard parts.count == 2 else { throw .notUnderstood(text) }
                if !parts[0].isEmpty {
                    guard let lower = Version.nuget(String(parts[0])) else { throw .notUnderstood(text) }
                    bounds.append(.init(open == "[" ? .atLeast : .above, lower))
                }
                if !parts[1].isEmpty {
                    guard let upper = Version.nuget(String(parts[1])) else { throw .notUnderstood(text) }
                    bounds.append(.init(close == "]" ? .atMost : .below, upper))
                }
            }
            return Requirement(text, .nuget, [bounds], choice: .lowest, prereleases: .whereNamed)
        }
        if whole.contains("*") { return try floating(whole, text) }
        guard let version = Version.nuget(String(whole)) else { throw .notUnderstood(text) }
        return Requirement(
            text, .nuget, [[.init(.atLeast, version)]], choice: .lowest, prereleases: .whereNamed)
    }

    private static func floating(_ whole: Substring, _ text: String) throws(Unreadable) -> Requirement {
        let takesPrereleases = whole.contains("-")
        let base = whole.prefix { $0 != "-" }
        var numbers: [UInt64] = []
        for part in base.split(separator: ".", omittingEmptySubsequences: false) where part != "*" {
            guard let number = VersionText.number(part) else { throw .notUnderstood(text) }
            numbers.append(number)
        }
        var bounds: [Bound] = []
        if !numbers.isEmpty {
            guard let version = Version.nuget(numbers.map(String.init).joined(separator: ".")) else {
                throw .notUnderstood(text)
            }
            // `.prefix` looks at the numbers that are written only.
            let prefix = Version(
                version.text, .nuget, release: numbers, isPrerelease: false, key: [])
            bounds = [.init(.prefix, prefix)]
        }
        return Requirement(text, .nuget, [bounds], prereleases: takesPrereleases ? .always : .never)
    }
}
