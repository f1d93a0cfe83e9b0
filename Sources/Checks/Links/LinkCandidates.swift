package import Model

// Which files of the repository a link may mean.
extension LinkTarget {
    /// The paths that may be meant, the likeliest first; empty where no path of the repository can be.
    package func candidates(in document: Document) -> [String] {
        switch reference.kind {
        case .external, .template: return []
        case .samePage: return [document.path]
        case .relative, .rooted: break
        }
        var found: [String] = []
        var seen: Set<String> = []
        for base in bases(in: document) {
            guard let path = Reference.normalized(base + "/" + reference.path) else { continue }
            for variant in variants(of: path) where seen.insert(variant).inserted { found.append(variant) }
        }
        if reference.kind == .relative {
            found += servedPaths(in: document)
            found += writersideImages(in: document)
        }
        if let language = Self.language(of: document.path) {
            found = found.compactMap { Self.translation(of: $0, language) } + found
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
    private func bases(in document: Document) -> [String] {
        let folder = Reference.folder(of: document.path)
        if reference.kind == .rooted { return rootBases(folder) }
        // A file of the repository is found from the page's own folder. An address of a site is found from
        // the page's address, which may be one folder deeper, or for an index one higher.
        guard !Self.pageEndings.contains(reference.ending) else { return [folder] }
        let name = document.path.split(separator: "/").last.map(String.init) ?? ""
        let stem = String(name.prefix(while: { $0 != "." }))
        let isIndex = ["index", "_index", "readme"].contains(stem.lowercased())
        let other = isIndex ? Reference.folder(of: folder) : folder.isEmpty ? stem : folder + "/" + stem
        return [folder, other]
    }

    /// Where a site may keep the file of a relative address: in a folder that it serves as its root.
    private func servedPaths(in document: Document) -> [String] {
        guard document.isPageOfSite, Self.fileEndings.contains(reference.ending) else { return [] }
        let parts = reference.path.split(separator: "/").drop { $0 == ".." || $0 == "." }
        let rest = parts.joined(separator: "/")
        return rootBases(Reference.folder(of: document.path)).map { $0.isEmpty ? rest : $0 + "/" + rest }
    }

    /// Writerside finds the images of `topics/` by their names in the folder `images` beside it, and in the one
    /// there that is called as the page is.
    private func writersideImages(in document: Document) -> [String] {
        let folder = Reference.folder(of: document.path)
        guard isImage, folder.split(separator: "/").last == "topics", !reference.path.contains("/") else {
            return []
        }
        let name = document.path.split(separator: "/").last?.prefix { $0 != "." } ?? ""
        return ["", "\(name)/"].compactMap {
            Reference.normalized(folder + "/../images/" + $0 + reference.path)
        }
    }

    /// For `/guide/setup`: the root of the repository, each folder that the page lies in, and the folders
    /// from which site generators make pages or serve files.
    private func rootBases(_ folder: String) -> [String] {
        var bases = [folder]
        var current = folder
        while !current.isEmpty {
            current = Reference.folder(of: current)
            bases.append(current)
        }
        bases.reverse()
        guard Self.fileEndings.contains(reference.ending) else {
            return bases + ["content", "docs", "src", "src/content", "src/pages", "pages"]
        }
        let served = bases.flatMap { base in
            ["static", "public", "assets"].map { base.isEmpty ? $0 : base + "/" + $0 }
        }
        return bases + served
    }

    /// The files from which a site makes what the path names.
    private func variants(of path: String) -> [String] {
        let ending = Reference.ending(of: path)
        let isFile = Self.pageEndings.contains(ending) || Self.fileEndings.contains(ending)
        if isFile, !reference.namesFolder { return [path] }
        let endings = [".md", ".mdx", ".markdown"]
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
        let variants = path.isEmpty ? [] : [path] + endings.map { path + $0 }
        return variants
            + ["README.md", "index.md", "index.mdx", "_index.md", "readme.md"].map { prefix + $0 }
    }
}
