/// Knows what stands for a version or a name without being one: `<version>`, `<#version#>`, `X.Y.Z`, `$VERSION`.
enum Placeholders {
    static func isOne(_ reference: Reference) -> Bool {
        isName(reference.name) || isVersion(reference.requirement)
    }

    private static func isName(_ name: String) -> Bool {
        if name.contains(where: { "<>{}$#[]*…%".contains($0) }) || name.contains("...") { return true }
        let lowered = name.lowercased()
        return ["your-", "your_", "my-package", "example.com", "package-name", "some-package", "yourname"]
            .contains {
                lowered.contains($0)
            } || ["package", "name", "foo", "bar", "image", "example"].contains(lowered)
    }

    private static func isVersion(_ requirement: String) -> Bool {
        let text = requirement.filter { $0 != "\"" && $0 != "'" && $0 != " " }
        // `>=1,<2` has comparison signs, `<version>` has words between them.
        if let open = text.firstIndex(of: "<"),
            text[open...].dropFirst().first.map({ $0.isLetter || $0 == "#" }) == true
        {
            return true
        }
        if text.contains("{{") || text.contains("${") || text.contains("$(") || text.contains("%")
            || text.contains("#{")
            || text.contains("…")
            || text.contains("[") && text.contains(where: \.isLetter) && text.hasPrefix("[")
        {
            return true
        }
        // Three dots are a range in Swift where a version follows them.
        if let dots = text.firstRange(of: "..."), text[dots.upperBound...].first?.isNumber != true {
            return true
        }
        let lowered = text.lowercased()
        if ["version", "latest_", "latest-", "your", "tag>", "release>"].contains(where: lowered.contains) {
            return true
        }
        // `x.y.z`, `X.Y`, `x.0.0`, `1.y.z`; `1.x` and `x` are ranges of npm.
        let parts = lowered.split { ".:()~^=>,".contains($0) }
        if parts.contains("y") || parts.contains("z") || parts.contains("n") { return true }
        if parts.first(where: { $0.count == 1 || $0.first?.isNumber == true }) == "x", parts.count > 1 {
            return true
        }
        return false
    }
}
