extension Version {
    /// Gradle's order: parts between `.`, `-`, `_`, `+` and changes of digits and letters; numbers come after words,
    /// a further number makes a version higher and a further word lower, and a few words have a place of their own.
    static func gradle(_ text: String) -> Version? {
        let trimmed = VersionText.trimmed(text)
        guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x24 }) else { return nil }
        var key: [Piece] = []
        var release: [UInt64] = []
        var isPrerelease = false
        var hasWord = false
        for part in trimmed.split(whereSeparator: { ".-_+".contains($0) }).flatMap(segments) {
            if let number = VersionText.number(part) {
                if !hasWord { release.append(number) }
                key.append(Piece(rank: 30, number: number))
            } else if VersionText.isDigits(part) {
                return nil
            } else {
                hasWord = true
                let ranks = ["dev": 1, "rc": 3, "snapshot": 4, "final": 5, "ga": 6, "release": 7, "sp": 8]
                let word = part.lowercased()
                let rank = ranks[word] ?? 2
                // Other words than these are names of variants as often as of what comes before a release.
                isPrerelease =
                    isPrerelease || (rank == 1 || rank == 3 || rank == 4)
                    || ["alpha", "beta", "milestone", "m", "cr", "pre", "preview", "eap", "a", "b", "canary"]
                        .contains(word)
                key.append(Piece(rank: rank, text: rank == 2 ? String(part) : ""))
            }
        }
        guard !key.isEmpty else { return nil }
        return Version(text, .gradle, release: release, isPrerelease: isPrerelease, key: key)
    }
}

extension Requirement {
    /// A version as Gradle's manual has it: `1.0` (at least), `1.+`, `+`, `latest.release`, `[1.0,2.0)`, `]1.0,2.0[`,
    /// `1.0!!` (exactly).
    static func gradle(_ text: String) throws(Unreadable) -> Requirement {
        let whole = VersionText.trimmed(text)
        if whole.contains("$") { throw Unreadable("its version is a variable that is set elsewhere") }
        if whole == "latest.integration" { return Requirement(text, .gradle, [[]], prereleases: .always) }
        if whole == "+" || whole == "latest.release" {
            return Requirement(text, .gradle, [[]], prereleases: whole == "+" ? .always : .never)
        }
        if whole.hasSuffix("!!") {
            let strict = String(whole.dropLast(2))
            if strict.contains(",") {
                let range = try gradle(strict)
                return Requirement(text, .gradle, range.alternatives, prereleases: range.prereleases)
            }
            guard let version = Version.gradle(strict) else { throw .notUnderstood(text) }
            return Requirement(text, .gradle, [[.init(.equal, version)]], prereleases: .always)
        }
        if whole.hasSuffix("+") {
            guard whole.hasSuffix(".+"), VersionText.numbers(whole.dropLast(2)) != nil,
                let prefix = Version.gradle(String(whole.dropLast(2)))
            else { throw .notUnderstood(text) }
            return Requirement(text, .gradle, [[.init(.prefix, prefix)]], prereleases: .always)
        }
        if let open = whole.first, "[](".contains(open), let close = whole.last, whole.count > 2 {
            let parts = whole.dropFirst().dropLast().split(separator: ",", omittingEmptySubsequences: false)
                .map { VersionText.trimmed($0) }
            guard "[])".contains(close), parts.count <= 2 else { throw .notUnderstood(text) }
            var bounds: [Bound] = []
            for (place, part) in parts.enumerated() where !part.isEmpty {
                guard let version = Version.gradle(String(part)) else { throw .notUnderstood(text) }
                if parts.count == 1 {
                    bounds.append(.init(.equal, version))
                } else if place == 0 {
                    bounds.append(.init(open == "[" ? .atLeast : .above, version))
                } else {
                    bounds.append(.init(close == "]" ? .atMost : .below, version))
                }
            }
            return Requirement(text, .gradle, [bounds], prereleases: .always)
        }
        guard let version = Version.gradle(whole) else { throw .notUnderstood(text) }
        return Requirement(
            text, .gradle, [[.init(.atLeast, version)]], choice: .lowest, prereleases: .always)
    }
}
