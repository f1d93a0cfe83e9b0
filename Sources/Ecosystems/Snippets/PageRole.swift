/// What the paths of a set of pages say of each page: that it belongs to an older product line, that it tells of the
/// past, or that it translates another page.
package struct PageRoles: Sendable {
    private let paths: Set<String>
    /// For each folder that holds folders named after versions: the highest of them.
    private var newest: [String: Version] = [:]
    /// Folders named after languages, of which a page that is no index has an original.
    private var translations: Set<String> = []

    package init(_ paths: some Sequence<String>) {
        self.paths = Set(paths)
        for path in self.paths {
            var folder = ""
            for part in path.split(separator: "/").dropLast() {
                if let version = Self.version(part) {
                    newest[folder] = max(newest[folder] ?? version, version)
                }
                folder += folder.isEmpty ? part : "/" + part
            }
        }
        for path in self.paths where !Self.isIndex(path) {
            let parts = path.split(separator: "/").map(String.init)
            for place in parts.indices.dropLast()
            where Self.isLocale(parts[place]) && original(of: parts, without: place) != nil {
                translations.insert(parts[...place].joined(separator: "/"))
            }
        }
    }

    /// Whether a file has a name that files of every folder have: `hr/README.md` may be about a department.
    private static func isIndex(_ path: String) -> Bool {
        let name = (path.split(separator: "/").last ?? "").lowercased()
        return ["readme.", "index.", "_index."].contains { name.hasPrefix($0) }
    }

    /// The page that stands where a folder named after a language is left out, or is another.
    private func original(of parts: [String], without place: Int) -> String? {
        for replacement in [["en"], ["en-us"], ["en-US"], []] {
            let original = (parts[..<place] + replacement + parts[(place + 1)...]).joined(separator: "/")
            if parts[place] != replacement.first, paths.contains(original) { return original }
        }
        return nil
    }

    /// The line that a page belongs to, where the same folder holds a newer one: `3.0` of `docs/3.0/a.md` beside
    /// `docs/4.0`.
    package func olderLine(of path: String) -> String? {
        var folder = ""
        for part in path.split(separator: "/").dropLast() {
            if let version = Self.version(part), let best = newest[folder], version < best {
                return String(part)
            }
            folder += folder.isEmpty ? part : "/" + part
        }
        return nil
    }

    private static func version(_ part: Substring) -> Version? {
        var plain = part
        for prefix in ["version-", "release-", "v"] where plain.hasPrefix(prefix) {
            plain = plain.dropFirst(prefix.count)
            break
        }
        while plain.hasSuffix(".x") { plain = plain.dropLast(2) }
        // A number alone is a version only behind a `v`; years and chapters are folders too.
        guard plain.contains(".") || plain.count < part.count else { return nil }
        return plain.count <= 12 ? Version.plain(String(plain)) : nil
    }

    /// Whether a page tells of versions that were: how to go from one to another, or what changed when.
    package static func isHistory(_ path: String, title: String?) -> Bool {
        let words = [
            "migrat", "upgrad", "changelog", "change-log", "changes", "release-notes", "releasenotes",
            "release_notes",
            "whats-new", "what-s-new", "whatsnew", "history", "news", "deprecat", "breaking", "releases",
            "archive",
            "_posts", "blog", "proposal", "rfcs",
        ]
        let parts = path.lowercased().split(separator: "/").map { part in
            part.split(separator: ".").first.map(String.init) ?? String(part)
        }
        if parts.contains(where: { part in
            words.contains { part == $0 || ($0.count > 5 && part.contains($0)) }
        }) {
            return true
        }
        guard let title = title?.lowercased() else { return false }
        return ["migrat", "upgrad", "changelog", "change log", "release notes", "what's new", "what’s new"]
            .contains {
                title.contains($0)
            }
    }

    /// The page that this one translates, and into which language; nil where it is no translation of a page that
    /// there is.
    package func original(of path: String) -> (path: String, locale: String)? {
        let parts = path.split(separator: "/").map(String.init)
        guard let name = parts.last else { return nil }
        let pieces = name.split(separator: ".").map(String.init)
        if pieces.count >= 3, Self.isLocale(pieces[pieces.count - 2]) {
            let locale = pieces[pieces.count - 2]
            let plain = (pieces.dropLast(2) + [pieces[pieces.count - 1]]).joined(separator: ".")
            let english = (pieces.dropLast(2) + ["en", pieces[pieces.count - 1]]).joined(separator: ".")
            for candidate in [plain, english] where candidate != name {
                let original = (parts.dropLast() + [candidate]).joined(separator: "/")
                if paths.contains(original) { return (original, locale) }
            }
        }
        for place in parts.indices.dropLast() where Self.isLocale(parts[place]) && parts[place] != "en" {
            guard !Self.isIndex(path) || translations.contains(parts[...place].joined(separator: "/")) else {
                continue
            }
            if let original = original(of: parts, without: place) { return (original, parts[place]) }
        }
        return nil
    }

    private static let languages: Set<String> = [
        "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr",
        "hu", "id",
        "it", "ja", "ka", "ko", "lt", "lv", "ms", "nb", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr",
        "sv", "ta",
        "th", "tr", "uk", "uz", "vi", "zh",
    ]

    private static func isLocale(_ text: String) -> Bool {
        let parts = text.split { $0 == "-" || $0 == "_" }
        guard let first = parts.first, languages.contains(String(first)), parts.count <= 3 else {
            return false
        }
        return parts.dropFirst().allSatisfy { $0.count >= 2 && $0.count <= 4 && $0.allSatisfy(\.isLetter) }
    }
}
