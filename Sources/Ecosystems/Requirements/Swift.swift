extension Requirement {
    /// A package's requirement as Package.swift writes it: `from: "1.2.3"`, `.upToNextMinor(from: "1.2.3")`,
    /// `exact: "1.2.3"`, `"1.2.3"..<"2.0.0"`, `"1.2.3"..."1.9.9"`.
    ///
    /// SwiftPM takes no version before a release unless one end of the range is such a version itself.
    static func swift(_ text: String) throws(Unreadable) -> Requirement {
        let parts = text.split(separator: "\"", omittingEmptySubsequences: false)
        let words = stride(from: 0, to: parts.count, by: 2).map { parts[$0].filter { !$0.isWhitespace } }
        let strings = stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
        let head = words.first ?? ""
        for (sign, reason) in [
            ("branch", "it follows a branch"), ("revision", "it names a commit"),
            ("path", "it is a folder beside it"),
        ] where head.hasPrefix(sign + ":") || head.hasPrefix("." + sign) || head.hasPrefix("name:\(sign)") {
            throw Unreadable(reason)
        }
        guard let first = strings.first, parts.count % 2 == 1 else { throw .notUnderstood(text) }
        let lower = try swiftVersion(first, in: text)
        if strings.count == 2 {
            let upper = try swiftVersion(strings[1], in: text)
            switch words[1] {
            case "..<": return swift(text, [.init(.atLeast, lower), .init(.below, upper)])
            case "...": return swift(text, [.init(.atLeast, lower), .init(.atMost, upper)])
            default: throw .notUnderstood(text)
            }
        }
        guard strings.count == 1 else { throw .notUnderstood(text) }
        switch head {
        case "from:", ".upToNextMajor(from:", "Version.upToNextMajor(from:":
            return swift(text, [.init(.atLeast, lower), .init(.below, .semantic([lower.major + 1, 0, 0]))])
        case ".upToNextMinor(from:":
            return swift(
                text,
                [.init(.atLeast, lower), .init(.below, .semantic([lower.major, lower.minor + 1, 0]))])
        case "exact:", ".exact(", ".exactly(", "exactVersion:":
            return swift(text, [.init(.equal, lower)])
        default: throw .notUnderstood(text)
        }
    }

    private static func swift(_ text: String, _ bounds: [Bound]) -> Requirement {
        Requirement(text, .swift, [bounds], prereleases: .swift)
    }

    private static func swiftVersion(_ text: String, in whole: String) throws(Unreadable) -> Version {
        guard let version = Version.semantic(text), version.major < .max, version.minor < .max else {
            throw .notUnderstood(whole)
        }
        return version
    }
}
