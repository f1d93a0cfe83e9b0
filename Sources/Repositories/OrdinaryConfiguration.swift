/// What a configuration of Git says, as far as listing a work tree asks, where it is written in the
/// ordinary way.
///
/// This is no reader of all that Git understands: it knows when it does not understand.
struct OrdinaryConfiguration {
    private(set) var ignoresCase = false
    private(set) var excludesPath: String?
    private var section = Section.other

    private enum Section { case core, other }

    /// - Parameter isOfRepository: whether the file is the repository's own, which says what it is.
    /// - Returns: false where it has something in it that only libgit2 reads right.
    mutating func read(_ path: String, isOfRepository: Bool = false) -> Bool {
        guard let bytes = Folder.text(ofFileAt: path), let text = String(validating: bytes, as: UTF8.self)
        else { return false }
        section = .other
        return text.utf8.split(whereSeparator: { $0 == 0x0A }).allSatisfy {
            readLine(Self.trimmed($0), isOfRepository)
        }
    }

    private mutating func readLine(_ line: Substring.UTF8View, _ isOfRepository: Bool) -> Bool {
        guard let first = line.first, let last = line.last else { return true }
        if first == UInt8(ascii: "#") || first == UInt8(ascii: ";") { return true }
        // A backslash at the end takes the next line in.
        if last == UInt8(ascii: "\\") { return false }
        if first == UInt8(ascii: "[") {
            return last == UInt8(ascii: "]") && enter(line.dropFirst().dropLast())
        }
        guard section == .core else { return true }
        let parts = line.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
        let name = String(Substring(Self.trimmed(parts[0]))).lowercased()
        let value = parts.count == 2 ? String(Substring(Self.trimmed(parts[1]))) : nil
        return take(name, value, isOfRepository)
    }

    private mutating func enter(_ header: Substring.UTF8View) -> Bool {
        let name = String(Substring(header)).lowercased()
        section = name == "core" ? .core : .other
        return !name.hasPrefix("include") && !name.hasPrefix("extensions") && !name.hasPrefix("core.")
            && !name.hasPrefix("core ") && !name.utf8.contains(UInt8(ascii: "]"))
    }

    private mutating func take(_ name: String, _ value: String?, _ isOfRepository: Bool) -> Bool {
        let value = value.flatMap { value in
            value.utf8.contains { "\"\\#;".utf8.contains($0) } ? nil : value
        }
        switch name {
        case "repositoryformatversion": return isOfRepository && value == "0"
        case "bare": return isOfRepository && value == "false"
        case "worktree": return false
        case "ignorecase":
            guard value == "true" || value == "false" else { return false }
            ignoresCase = value == "true"
        case "excludesfile":
            guard let value, !value.isEmpty else { return false }
            if value.hasPrefix("~/") {
                guard let home = Surroundings.variable("HOME") else { return false }
                excludesPath = home + value.dropFirst()
            } else {
                guard value.hasPrefix("/") else { return false }
                excludesPath = value
            }
        default: break
        }
        return true
    }

    private static func trimmed(_ line: Substring.UTF8View) -> Substring.UTF8View {
        var line = line
        while let last = line.last, last == 0x20 || last == 0x09 || last == 0x0D { line.removeLast() }
        while let first = line.first, first == 0x20 || first == 0x09 { line.removeFirst() }
        return line
    }
}
