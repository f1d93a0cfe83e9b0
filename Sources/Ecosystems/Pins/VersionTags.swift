package import Model

/// Reads versions from the names of tags.
package enum VersionTags {
    /// The version that a tag names; nil where it names none.
    ///
    /// - Parameters:
    ///   - tag: without `refs/tags/`: `1.2.3`, `v1.2.3`, `pkg@1.2.3`, `rel/1.2`, `release-1.2.3`, `sdk/go/v1.2.3`.
    ///   - package: the name of the package, where a repository holds several and tags name them.
    package static func version(
        in tag: String, of package: String? = nil, _ scheme: Version.Scheme = .semantic
    )
        -> String?
    {
        var rest = tag[...]
        if let at = rest.lastIndex(of: "@"), at > rest.startIndex {
            guard let package, rest[..<at] == package || package.hasSuffix("/" + rest[..<at]) else {
                return nil
            }
            rest = rest[rest.index(after: at)...]
        }
        if let slash = rest.lastIndex(of: "/") {
            let folder = rest[..<slash]
            rest = rest[rest.index(after: slash)...]
            let isWord = ["rel", "release", "releases", "tags", "version", "versions", "v"].contains(
                folder.lowercased())
            // `sdk/go/v1.2.3` is of the module in that folder.
            if !isWord {
                guard let package, package == folder || package.hasSuffix("/" + folder) else { return nil }
            }
        }
        for prefix in ["release-", "release_", "rel-", "version-", "version_", "version"]
        where rest.lowercased().hasPrefix(prefix) {
            rest = rest.dropFirst(prefix.count)
            break
        }
        if let package, let last = package.split(separator: "/").last {
            for separator in ["-v", "-", "_"] where rest.hasPrefix(last + separator) {
                rest = rest.dropFirst(last.count + separator.count)
                break
            }
        }
        if rest.hasPrefix("v") || rest.hasPrefix("V") { rest = rest.dropFirst() }
        guard let first = rest.utf8.first, (0x30...0x39).contains(first), rest.contains(".") else {
            return nil
        }
        return scheme.version(String(rest)) == nil ? nil : String(rest)
    }

    /// The releases that the tags of a repository name; of several tags for one version the earliest.
    package static func releases(
        _ tags: [(name: String, day: Day?)], of package: String? = nil, _ scheme: Version.Scheme = .semantic
    ) -> [Release] {
        var found: [String: Release] = [:]
        for tag in tags {
            guard let version = version(in: tag.name, of: package, scheme) else { continue }
            if let known = found[version], let knownDay = known.day, tag.day.map({ knownDay <= $0 }) ?? true {
                continue
            }
            found[version] = Release(version: version, day: tag.day)
        }
        return found.values.sorted { $0.version < $1.version }
    }
}
