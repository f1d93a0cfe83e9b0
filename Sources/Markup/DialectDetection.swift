package import Model

/// Tells from the files of a repository which dialect each Markdown file is written in.
///
/// A file's own ending decides first (`.mdx`), then a folder that ends with `.docc`, then the nearest folder
/// above it that holds the configuration of a site generator; where nothing says otherwise it is GitHub's.
package struct DialectDetection: Sendable {
    /// The dialect that holds in a folder and below.
    private var folders: [String: Dialect] = [:]

    /// - Parameter paths: all files of the repository, with `/` between the parts of their paths.
    package init(paths: some Collection<String>) {
        var plainConfigurations: Set<String> = []
        // Most files are pages, code and images: only what may be a configuration is looked at.
        for path in paths where Self.mayBeConfiguration(path) {
            let (folder, name) = Self.split(path)
            if let dialect = Self.dialect(ofConfiguration: name) { note(dialect, in: folder, name) }
            if name == "config.toml" || name == "config.yaml" { plainConfigurations.insert(folder) }
        }
        guard !plainConfigurations.isEmpty else { return }
        // `config.toml` belongs to Hugo only beside a folder named `content`.
        for path in paths {
            for folder in Self.foldersWithContent(path) where plainConfigurations.contains(folder) {
                note(.hugo, in: folder, "")
            }
        }
    }

    /// The dialect of a file.
    package func dialect(of path: String) -> Dialect {
        if path.utf8.count > 4, path.hasSuffix(".mdx") { return .mdx }
        var folder = Self.split(path).folder
        var nearest: Dialect?
        while true {
            if Self.split(folder).name.hasSuffix(".docc") { return .docc }
            if nearest == nil { nearest = folders[folder] }
            if folder.isEmpty { break }
            folder = Self.split(folder).folder
        }
        return nearest ?? .gfm
    }

    /// The dialect of a file, told from what stands in it where its path says nothing.
    ///
    /// Sites on MDX often call their pages `.md`; one that gives its headings ids in comments of MDX is such.
    package func dialect(of file: SourceFile) -> Dialect {
        let told = dialect(of: file.path)
        return told == .gfm && Self.hasHeadingWithMDXComment(file.bytes) ? .mdx : told
    }

    /// Whether a line begins with `#` and ends with `*/}`.
    private static func hasHeadingWithMDXComment(_ bytes: [UInt8]) -> Bool {
        var offset = 0
        while let brace = bytes.firstOffset(of: 0x7D, from: offset) {
            offset = brace + 1
            guard brace > 4, bytes[brace - 1] == 0x2F, bytes[brace - 2] == 0x2A else { continue }
            let start = bytes[..<brace].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
            if brace - start > 4, bytes[start] == 0x23 { return true }
        }
        return false
    }

    private mutating func note(_ dialect: Dialect, in folder: String, _ name: String) {
        // Sphinx reads Markdown through MyST; where another generator is set up in the same folder, that one is
        // meant.
        if name == "conf.py", folders[folder] != nil { return }
        folders[folder] = dialect
    }

    private static func dialect(ofConfiguration name: String) -> Dialect? {
        switch name {
        case "mkdocs.yml", "mkdocs.yaml": .mkdocs
        case "docusaurus.config.js", "docusaurus.config.ts", "docusaurus.config.mjs", "docusaurus.config.cjs":
            .docusaurus
        case "hugo.toml", "hugo.yaml", "hugo.yml", "hugo.json": .hugo
        case "myst.yml", "conf.py": .myst
        default: nil
        }
    }

    /// Whether the name of a file begins and ends as that of a configuration does.
    private static func mayBeConfiguration(_ path: String) -> Bool {
        let bytes = path.utf8
        switch bytes.last {
        case UInt8(ascii: "l"), UInt8(ascii: "s"), UInt8(ascii: "n"), UInt8(ascii: "y"): break
        default: return false
        }
        let start = bytes.lastIndex(of: 0x2F).map { bytes.index(after: $0) } ?? bytes.startIndex
        switch bytes[start] {
        case UInt8(ascii: "m"), UInt8(ascii: "d"), UInt8(ascii: "h"), UInt8(ascii: "c"): return true
        default: return false
        }
    }

    /// The folders above a file that hold a folder named `content`, in which the file is.
    private static func foldersWithContent(_ path: String) -> [String] {
        var folders: [String] = []
        let bytes = path.utf8
        var start = bytes.startIndex
        while let slash = bytes[start...].firstIndex(of: 0x2F) {
            if bytes[start..<slash].elementsEqual("content".utf8) {
                folders.append(String(path[..<start].dropLast()))
            }
            start = bytes.index(after: slash)
        }
        return folders
    }

    private static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: 0x2F) else { return ("", path) }
        return (String(path[..<slash]), String(path[path.utf8.index(after: slash)...]))
    }
}
