extension Requirement {
    /// A requirement as Cargo's reference has it: `1.2.3` means `^1.2.3`; `~`, `*`, `=`, `<`, `>`, joined by commas.
    static func cargo(_ text: String) throws(Unreadable) -> Requirement {
        var bounds: [Bound] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let (sign, rest) = VersionText.splitting(
                VersionText.trimmed(part), by: [">=", "<=", ">", "<", "=", "~", "^"])
            guard !rest.isEmpty, !rest.hasPrefix("v") else { throw .notUnderstood(text) }
            let partial = try NPMPartial(rest, in: text)
            switch sign {
            case ">=": bounds += partial.floor
            case "<=": bounds += partial.ceiling
            case ">": bounds += partial.above
            case "<": bounds += partial.below
            case "=": bounds += partial.same
            case "~": bounds += partial.tilde
            default: bounds += rest.contains("*") ? partial.same : partial.caret
            }
        }
        return Requirement(text, .cargo, [bounds], prereleases: .ofNamedRelease)
    }
}
