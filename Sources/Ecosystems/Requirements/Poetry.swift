extension Requirement {
    /// Poetry's: PEP 440, and beside it `^1.2`, `~1.2`, `1.*`, a version alone for exactly that one, and `||`.
    static func poetry(_ text: String) throws(Unreadable) -> Requirement {
        var alternatives: [[Bound]] = []
        for alternative in text.replacing("||", with: "|").split(separator: "|") {
            var bounds: [Bound] = []
            for part in alternative.split(separator: ",") {
                let (sign, rest) = VersionText.splitting(VersionText.trimmed(part), by: ["^", "~=", "~"])
                guard sign == "^" || sign == "~" else {
                    let plain = VersionText.trimmed(part)
                    if plain == "*" { continue }
                    let isBare = plain.utf8.first.map { (0x30...0x39).contains($0) } ?? false
                    bounds += try pep440((isBare ? "==" : "") + plain).alternatives[0]
                    continue
                }
                guard let version = Version.pep440(String(rest)) else { throw .notUnderstood(text) }
                let place =
                    sign == "~"
                    ? min(1, version.release.count - 1)
                    : version.release.firstIndex { $0 != 0 } ?? version.release.count - 1
                guard let next = VersionText.raised(version.release, at: place),
                    let upper = Version.pep440(next.map(String.init).joined(separator: "."))
                else { throw .notUnderstood(text) }
                bounds += [.init(.atLeast, version), .init(.below, upper)]
            }
            alternatives.append(bounds)
        }
        return Requirement(text, .poetry, alternatives, prereleases: .whereNamed)
    }
}
