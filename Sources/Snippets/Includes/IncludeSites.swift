import Model

/// The sites of a repository, as far as they decide where files that pages take in are looked for.
package struct IncludeSites {
    /// Where a file may stand, the likeliest first.
    enum Candidates {
        /// `isSure`: whether these are all.
        case paths([String], isSure: Bool)
        case notRead
        case unknown(String)
    }

    /// Folders with a `book.toml`.
    private var books: Set<String> = []
    /// Folders with a `.vitepress` folder, and the folder of the pages below them.
    private var vitePress: [String: String] = [:]
    /// Folders with a configuration of Docusaurus.
    private var docusaurus: Set<String> = []
    /// Folders with a `conf.py`.
    private var sphinx: Set<String> = []
    private var antora = AntoraComponents()
    /// Folders with a configuration of MkDocs, and what PyMdown's `base_path` says there.
    private var mkdocs: [String: PyMdownPaths] = [:]
    /// Folders with a configuration of Hugo.
    private var hugo: Set<String> = []
    let others: [OtherRepository]

    /// - Parameters:
    ///   - paths: all files of the repository.
    ///   - read: the bytes of a file of the repository.
    ///   - others: other repositories that pages take in code from.
    package init(
        paths: some Sequence<String>, read: (String) -> [UInt8]?, others: [OtherRepository] = []
    ) {
        self.others = others
        var configurations: [String] = []
        for path in paths {
            let (folder, name) = Self.split(path)
            switch name {
            case "book.toml": books.insert(folder)
            case "conf.py": sphinx.insert(folder)
            case "mkdocs.yml", "mkdocs.yaml", "antora.yml", "antora.yaml": configurations.append(path)
            case "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json", "config.toml", "config.yaml":
                hugo.insert(folder)
            case let name where name.hasPrefix("docusaurus.config."): docusaurus.insert(folder)
            case let name
            where name.hasPrefix("config.") && (folder == ".vitepress" || folder.hasSuffix("/.vitepress")):
                configurations.append(path)
            default: break
            }
        }
        for path in configurations {
            let (folder, name) = Self.split(path)
            let text = read(path).map { String(decoding: $0, as: UTF8.self) } ?? ""
            if name.hasPrefix("antora") {
                antora.add(text, in: folder)
            } else if name.hasPrefix("mkdocs") {
                mkdocs[folder] = PyMdownPaths(configuration: text)
            } else {
                let root = Self.split(folder).folder
                vitePress[root] = Self.sourceFolder(in: text).map { Self.path($0, from: root) } ?? root
            }
        }
        if !antora.isEmpty { for other in others { antora.add(other) } }
    }

    func candidates(for inclusion: Inclusion) -> Candidates {
        let written = inclusion.path
        if written.hasPrefix("http://") || written.hasPrefix("https://") {
            return .unknown("the code is at an address, \(written)")
        }
        let folder = Self.split(inclusion.page).folder
        let known = { (paths: [String]) in self.known(paths, for: inclusion.page) }
        switch inclusion.syntax {
        case .mdBook:
            guard nearest(to: folder, in: books) != nil else { return .notRead }
            return known([Self.path(written, from: folder)])
        case .pymdown: return pymdown(written, folder, known)
        case .vitePress:
            guard let root = nearest(to: folder, in: Set(vitePress.keys)) else { return .notRead }
            if written.hasPrefix("@") {
                let rest = written.dropFirst().drop { $0 == "/" }
                return known([Self.path(rest, from: vitePress[root] ?? root), Self.path(rest, from: root)])
            }
            if written.hasPrefix("/") {
                return known([
                    Self.path(written, from: vitePress[root] ?? root), Self.path(written, from: root),
                ])
            }
            return known([Self.path(written, from: folder)])
        case .rawImport:
            if written.hasPrefix(".") { return known([Self.path(written, from: folder)]) }
            guard written.hasPrefix("@site/"), let site = nearest(to: folder, in: docusaurus) else {
                return .unknown("`\(written)` is not a path of the repository")
            }
            return known([Self.path(written.dropFirst(6), from: site)])
        case .sphinx:
            if written.hasPrefix("/") {
                guard let root = nearest(to: folder, in: sphinx) else {
                    return .unknown("no `conf.py` tells where `\(written)` is looked for")
                }
                return known([Self.path(written, from: root)])
            }
            return known([Self.path(written, from: folder)])
        case .asciiDoc: return asciiDoc(written, inclusion.page, known)
        case .hugo:
            guard let site = nearest(to: folder, in: hugo) else { return .notRead }
            let roots = HugoCode.roots(of: folder, in: site)
            if written.hasPrefix("/") { return known(roots.map { Self.path(written, from: $0) }) }
            return known([Self.path(written, from: folder)] + roots.map { Self.path(written, from: $0) })
        case .docC:
            var paths: [String] = []
            let rest = written.split(separator: "/").dropFirst().joined(separator: "/")
            for parent in Self.parents(of: folder) { paths.append(Self.path(rest + ".swift", from: parent)) }
            return known(paths)
        case .docFX:
            let path = String(written.map { $0 == "\\" ? "/" : $0 })
            if path.hasPrefix("~/") { return docFX(path.dropFirst(2), inclusion.page, known) }
            return known([Self.path(path, from: folder)])
        case .shortcode: return shortcode(inclusion, folder, known)
        case .copy:
            if let colon = written.firstIndex(of: ":") {
                let name = written[..<colon]
                guard let other = others.first(where: { $0.name == name && $0.isSeen(inclusion.page) }) else {
                    return .unknown(Self.unnamed(String(name)))
                }
                let path = Self.path(written[colon...].dropFirst(), from: "")
                guard !path.hasPrefix("..") else { return .unknown(Self.outside) }
                return .paths([other.path(path)], isSure: true)
            }
            if written.hasPrefix("/") { return known([Self.path(written, from: "")]) }
            return known([Self.path(written, from: folder)])
        }
    }

    /// Paths of the repository, and of others whose files lie where a path leads.
    private func known(_ paths: [String], for page: String) -> Candidates {
        var found: [String] = []
        for path in paths {
            var places = path.hasPrefix("..") ? [] : [path]
            for other in others {
                guard let folder = other.folder, path.hasPrefix(folder + "/"), other.isSeen(page) else {
                    continue
                }
                places.append(other.path(String(path.dropFirst(folder.count + 1))))
            }
            for place in places where !found.contains(place) { found.append(place) }
        }
        return found.isEmpty ? .unknown(Self.outside) : .paths(found, isSure: true)
    }

    static let outside = "it lies outside the repository"

    private static func unnamed(_ name: String) -> String {
        "no repository is called `\(name)`; `snippets: repositories` in .docent.yml names them"
    }

    /// Shortcodes of Hugo's look where the site has its files; others from the page, and from the top.
    private func shortcode(
        _ inclusion: Inclusion, _ folder: String, _ known: ([String]) -> Candidates
    ) -> Candidates {
        let written = inclusion.path
        if let base = inclusion.folder { return known([Self.path(written, from: base)]) }
        var roots = [""]
        if let site = nearest(to: folder, in: hugo) { roots = HugoCode.roots(of: folder, in: site) + roots }
        let far = roots.map { Self.path(written, from: $0) }
        return known(written.hasPrefix("/") ? far : [Self.path(written, from: folder)] + far)
    }

    /// PyMdown looks from the folders that `base_path` names, which the place decides where MkDocs is run; that is
    /// most often the top of the repository or the folder of `mkdocs.yml`.
    private func pymdown(
        _ written: String, _ folder: String, _ known: ([String]) -> Candidates
    ) -> Candidates {
        let site = nearest(to: folder, in: Set(mkdocs.keys))
        let said = site.flatMap { mkdocs[$0] }
        var bases: [String] = []
        for parent in Self.parents(of: site ?? folder).reversed() {
            for base in said?.folders ?? [] {
                bases.append(Self.path(base, from: parent))
            }
            bases.append(parent)
        }
        bases += Self.parents(of: folder)
        guard case .paths(let paths, _) = known(bases.map { Self.path(written, from: $0) }) else {
            return .unknown(Self.outside)
        }
        return .paths(paths, isSure: site != nil && said?.isUnderstood ?? true)
    }

    private func asciiDoc(
        _ written: String, _ page: String, _ known: ([String]) -> Candidates
    ) -> Candidates {
        if written.contains("{") {
            return .unknown("the path `\(written)` has attributes in it that the page does not set")
        }
        if let resource = AntoraComponents.Resource(written),
            let found = antora.candidates(for: resource, written, on: page)
        {
            return found
        }
        if written.contains("$") || written.contains(":") {
            return .unknown("`\(written)` is in another component")
        }
        return known([Self.path(written, from: Self.split(page).folder)])
    }

    private func docFX(
        _ rest: Substring, _ page: String, _ known: ([String]) -> Candidates
    ) -> Candidates {
        // `~/samples/…`: the build puts a repository there, which it calls so.
        for other in others where other.isSeen(page) && rest.hasPrefix(other.name + "/") {
            let path = Self.path(rest.dropFirst(other.name.count + 1), from: "")
            if !path.hasPrefix("..") { return .paths([other.path(path)], isSure: true) }
        }
        let paths = Self.parents(of: Self.split(page).folder).map { Self.path(rest, from: $0) }
        guard case .paths(let paths, _) = known(paths) else {
            return .unknown(Self.outside)
        }
        // `~` may be another repository that the build puts beside this one.
        return .paths(paths, isSure: false)
    }

    // MARK: Paths

    /// The nearest folder, from one up to the top, that is in a set.
    private func nearest(to folder: String, in set: Set<String>) -> String? {
        if set.isEmpty { return nil }
        return Self.parents(of: folder).first { set.contains($0) }
    }

    /// A folder and those around it, the top last.
    static func parents(of folder: String) -> [String] {
        var found = [folder]
        var rest = folder
        while !rest.isEmpty {
            rest = split(rest).folder
            found.append(rest)
        }
        return found
    }

    static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return ("", path) }
        return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
    }

    /// A path seen from a folder, without `.` and with `..` only at its beginning, where it leads out of the repository.
    static func path(_ written: some StringProtocol, from folder: String) -> String {
        var parts = folder.split(separator: "/").map(String.init)
        for part in written.split(separator: "/") {
            switch part {
            case ".": continue
            case ".." where parts.last.map { $0 != ".." } ?? false: parts.removeLast()
            default: parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// What `srcDir: '…'` says in a configuration of VitePress.
    private static func sourceFolder(in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) {
            let line = line.drop { $0 == " " || $0 == "\t" }
            guard line.hasPrefix("srcDir:") else { continue }
            let rest = line.dropFirst(7).drop { $0 == " " }
            guard let quote = rest.first, "'\"".contains(quote) else { return nil }
            return String(rest.dropFirst().prefix { $0 != quote })
        }
        return nil
    }
}

/// What a configuration of MkDocs says of the folders of PyMdown's snippets.
private struct PyMdownPaths {
    var folders: [String] = []
    /// Whether everything that decides was understood.
    var isUnderstood = true

    init(configuration text: String) {
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let trimmed = line.drop { $0 == " " }
            if trimmed.hasPrefix("- gen-files") || trimmed.hasPrefix("- macros") { isUnderstood = false }
            guard trimmed.hasPrefix("base_path:") else { continue }
            let value = trimmed.dropFirst(10).drop { $0 == " " }
            if value.hasPrefix("[") {
                take(value.dropFirst().prefix { $0 != "]" }.split(separator: ","))
            } else if !value.isEmpty {
                take([value])
            } else {
                let items = lines[(index + 1)...].prefix { $0.drop { $0 == " " }.hasPrefix("- ") }
                take(items.map { $0.drop { $0 == " " }.dropFirst(2) })
            }
        }
    }

    private mutating func take(_ values: [Substring]) {
        for value in values {
            let plain = value.prefix { $0 != "#" && $0 != "\r" }.filter { !" '\"".contains($0) }
            if plain.hasPrefix("!") || plain.contains("$") || plain.hasPrefix("/") {
                isUnderstood = false
            } else {
                folders.append(String(plain))
            }
        }
    }
}
