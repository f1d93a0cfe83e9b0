package import Model

/// A link, image or definition of a page that leads somewhere, and the files of the repository it may mean.
package struct LinkTarget: Sendable {
    package let reference: Reference
    /// Where the destination is written.
    package let range: SourceRange
    /// Whether the destination stands in the file byte for byte as it is read.
    package let isExact: Bool
    package let isImage: Bool
    /// The paths that may be meant, the likeliest first; empty where no path of the repository can be.
    package let candidates: [String]
    /// What it says when it is read as a path from the page; nil where that leads out of the repository, as
    /// `../../issues` does.
    package let path: String?

    /// All targets of a page in the order they are written; a definition counts once, however often it is used.
    package static func all(in document: Document) -> [LinkTarget] {
        var targets: [LinkTarget] = []
        for link in document.links where link.definition < 0 && link.style == .inline {
            targets.append(
                LinkTarget(
                    document.destination(of: link), at: link.destination,
                    isExact: link.decodedDestination < 0,
                    isImage: link.isImage, in: document))
        }
        for definition in document.definitions where !definition.isShadowed {
            targets.append(
                LinkTarget(
                    document.destination(of: definition), at: definition.destination,
                    isExact: definition.decodedDestination < 0, isImage: false, in: document))
        }
        for tag in document.tags where !tag.isClosing {
            let name = document.text.string(tag.name)
            guard let wanted = Self.attributes[name] else { continue }
            for attribute in document.content.attributes[tag.attributes] where !attribute.value.isEmpty {
                guard document.text.string(attribute.name).lowercased() == wanted else { continue }
                let text = document.text.string(attribute.value)
                targets.append(
                    LinkTarget(
                        text, at: attribute.value, isExact: !text.contains("&"), isImage: name != "a",
                        in: document))
            }
        }
        return targets.sorted { $0.range < $1.range }
    }

    /// The elements whose addresses are judged, and the attribute that has the address.
    private static let attributes = ["a": "href", "A": "href", "img": "src", "IMG": "src"]

    init(_ destination: String, at range: SourceRange, isExact: Bool, isImage: Bool, in document: Document) {
        reference = Reference(destination)
        self.range = range
        self.isExact = isExact
        self.isImage = isImage
        candidates = Self.candidates(for: reference, in: document)
        path = reference.resolved(fromFolder: Reference.folder(of: document.path))
    }

    /// The range of the path in the file, without query and fragment.
    package var pathRange: SourceRange {
        isExact ? SourceRange(range.lower, range.lower + reference.rawPath.utf8.count) : range
    }

    // MARK: Which files may be meant

    private static func candidates(for reference: Reference, in document: Document) -> [String] {
        switch reference.kind {
        case .external, .template: return []
        case .samePage: return [document.path]
        case .relative, .rooted: break
        }
        var found: [String] = []
        for base in bases(for: reference, in: document) {
            guard let path = Reference.normalized(base + "/" + reference.path) else { continue }
            for variant in variants(of: path, reference) where !found.contains(variant) {
                found.append(variant)
            }
        }
        if reference.kind == .relative { found += servedPaths(reference, in: document) }
        if let language = language(of: document.path) {
            found = found.compactMap { translation(of: $0, language) } + found
        }
        return found
    }

    /// `de` where the page is `setup.de.md`: a translation beside the original.
    private static func language(of path: String) -> Substring? {
        let parts = (path.split(separator: "/").last ?? "").split(separator: ".")
        guard parts.count == 3, parts[1].count <= 7, parts[1].allSatisfy({ $0.isLetter || $0 == "-" }),
            (2...3).contains(parts[1].prefix(while: { $0 != "-" }).count)
        else { return nil }
        return parts[1]
    }

    /// A link in a translation leads to the page of the same language where there is one.
    private static func translation(of path: String, _ language: Substring) -> String? {
        let ending = Reference.ending(of: path)
        let stem = path.dropLast(ending.utf8.count + 1)
        guard pageEndings.contains(ending), !stem.hasSuffix("." + language) else { return nil }
        return stem + "." + language + "." + ending
    }

    /// The folders a path may start from.
    private static func bases(for reference: Reference, in document: Document) -> [String] {
        let folder = Reference.folder(of: document.path)
        if reference.kind == .rooted { return rootBases(folder) }
        // A file of the repository is found from the page's own folder. An address of a site is found from
        // the page's address, which may be one folder deeper, or for an index one higher.
        guard !pageEndings.contains(reference.ending) else { return [folder] }
        let name = document.path.split(separator: "/").last.map(String.init) ?? ""
        let stem = String(name.prefix(while: { $0 != "." }))
        let isIndex = indexNames.contains(stem.lowercased())
        let other = isIndex ? Reference.folder(of: folder) : folder.isEmpty ? stem : folder + "/" + stem
        return [folder, other]
    }

    /// Where a site may keep the file of a relative address: in a folder that it serves as its root.
    private static func servedPaths(_ reference: Reference, in document: Document) -> [String] {
        guard document.isPageOfSite, fileEndings.contains(reference.ending) else { return [] }
        let rest = reference.path.split(separator: "/").drop { $0 == ".." || $0 == "." }.joined(
            separator: "/")
        return rootBases(Reference.folder(of: document.path)).map { $0.isEmpty ? rest : $0 + "/" + rest }
    }

    /// For `/guide/setup`: the root of the repository, each folder that the page lies in, and the folders
    /// from which site generators serve files.
    private static func rootBases(_ folder: String) -> [String] {
        var bases = [folder]
        var current = folder
        while !current.isEmpty {
            current = Reference.folder(of: current)
            bases.append(current)
        }
        return bases.reversed()
            + bases.reversed().flatMap { base in
                ["static", "public", "assets", "content", "docs", "src"].map {
                    base.isEmpty ? $0 : base + "/" + $0
                }
            }
    }

    private static func variants(of path: String, _ reference: Reference) -> [String] {
        let ending = Reference.ending(of: path)
        if pageEndings.contains(ending) || fileEndings.contains(ending), !reference.namesFolder {
            return [path]
        }
        if ending == "html" || ending == "htm" {
            let stem = String(path.dropLast(ending.count + 1))
            var variants = [path] + endings.map { stem + $0 }
            if stem == "index" || stem.hasSuffix("/index") {
                let folder = Reference.folder(of: stem)
                let prefix = folder.isEmpty ? "" : folder + "/"
                variants += ["README.md", "readme.md", "_index.md", "intro.md"].map { prefix + $0 }
                if !folder.isEmpty { variants += endings.map { folder + $0 } }
            }
            return variants
        }
        let prefix = path.isEmpty ? "" : path + "/"
        var variants = path.isEmpty ? [] : [path] + endings.map { path + $0 }
        variants += ["README.md", "index.md", "index.mdx", "_index.md", "readme.md"].map { prefix + $0 }
        return variants
    }

    private static let endings = [".md", ".mdx", ".markdown"]
    private static let indexNames: Set<String> = ["index", "_index", "readme"]

    /// The endings of pages that Docent can read the fragments of.
    package static let pageEndings: Set<String> = ["md", "mdx", "markdown", "mdown", "mkd", "mkdn"]
    /// The endings of files that are what they are on every site.
    package static let fileEndings: Set<String> = [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "mp4", "webm", "mov", "pdf", "zip", "gz",
        "json", "yml", "yaml", "toml", "xml", "txt", "csv", "lock", "sh", "py", "rb", "rs", "go", "js", "mjs",
        "ts", "tsx", "jsx", "swift", "java", "kt", "c", "h", "cc", "cpp", "hpp", "cs", "php", "css", "scss",
        "ipynb", "rst", "adoc", "proto", "graphql", "gradle", "tf", "ini", "cfg", "patch", "diff",
    ]
}
