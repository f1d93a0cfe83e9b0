/// A pattern of a CODEOWNERS file.
///
/// It is matched as `.gitignore` matches, with the differences that each of the two dialects documents; braces stand for
/// themselves.
struct OwnerPattern: Sendable {
    /// The parts of the path; `**` stands for any number of them.
    private let parts: [[UInt8]]
    /// Whether everything below what fits is meant, too.
    private let reachesBelow: Bool
    /// Whether only what lies below is meant.
    private let isFolder: Bool

    init(_ written: String, _ dialect: CodeOwners.Dialect) {
        var pattern = written
        if pattern.hasPrefix("\\#") { pattern.removeFirst() }
        isFolder = pattern.hasSuffix("/")
        var body = pattern.split(separator: "/").map { Array($0.utf8) }
        // A slash in the middle fixes a pattern to the top for GitHub, as in .gitignore; not for GitLab.
        let isAnchored = pattern.hasPrefix("/") || (dialect == .github && body.count > 1)
        // `docs/*` are the files of the folder itself; so is in GitLab's dialect everything without a slash at its end.
        let isOneLevel = isAnchored && body.last == Array("*".utf8)
        reachesBelow = isFolder || dialect == .github && !isOneLevel
        if !isAnchored { body.insert(Array("**".utf8), at: 0) }
        parts = body
    }

    func matches(_ path: String) -> Bool {
        let names = path.utf8.split(separator: 0x2F).map(Array.init)
        if !isFolder, Self.fits(parts[...], names[...]) { return true }
        guard reachesBelow else { return false }
        return names.indices.dropFirst().contains { Self.fits(parts[...], names[..<$0]) }
    }

    private static func fits(_ pattern: ArraySlice<[UInt8]>, _ path: ArraySlice<[UInt8]>) -> Bool {
        var (parts, names) = (pattern, path)
        // Where to go on when what follows the last `**` does not fit: no recursion, for patterns are foreign text.
        var retry: (parts: ArraySlice<[UInt8]>, names: ArraySlice<[UInt8]>)?
        while true {
            if parts.first == [0x2A, 0x2A] {
                parts = parts.drop { $0 == [0x2A, 0x2A] }
                if parts.isEmpty { return true }
                retry = (parts, names)
            } else if let part = parts.first, let name = names.first, matches(part[...], name[...]) {
                (parts, names) = (parts.dropFirst(), names.dropFirst())
            } else if parts.isEmpty, names.isEmpty {
                return true
            } else if let last = retry, !last.names.isEmpty {
                (parts, names) = (last.parts, last.names.dropFirst())
                retry = (parts, names)
            } else {
                return false
            }
        }
    }

    /// `*` and `?` within one part; `\` takes the next character as it is.
    private static func matches(_ pattern: ArraySlice<UInt8>, _ name: ArraySlice<UInt8>) -> Bool {
        var (pattern, name) = (pattern, name)
        var retry: (pattern: ArraySlice<UInt8>, name: ArraySlice<UInt8>)?
        while true {
            if pattern.first == 0x2A {
                pattern = pattern.drop { $0 == 0x2A }
                retry = (pattern, name)
                continue
            }
            var wanted = pattern
            if wanted.first == 0x5C, wanted.count > 1 { wanted = wanted.dropFirst() }
            if let byte = wanted.first, let other = name.first,
                byte == other || byte == 0x3F && pattern.first == 0x3F
            {
                (pattern, name) = (wanted.dropFirst(), name.dropFirst())
            } else if pattern.isEmpty, name.isEmpty {
                return true
            } else if let last = retry, !last.name.isEmpty {
                (pattern, name) = (last.pattern, last.name.dropFirst())
                retry = (pattern, name)
            } else {
                return false
            }
        }
    }
}
