import Model

/// All configuration files of markdownlint in a repository, and what they mean for each document.
///
/// As in markdownlint-cli2, a folder's files hold for the folder and those below; options of an inner folder
/// are laid over those of an outer one, and of the files `.markdownlint.*` the nearest counts alone, unless
/// the options of a nearer folder have settings.
package struct MarkdownlintConfiguration: Sendable {
    /// Settings that some of the documents share.
    package struct Group: Sendable {
        package var settings: MarkdownlintSettings
        /// Whether comments in the documents are heeded.
        package var readsComments: Bool
        /// The configuration files that the settings come from, the nearest first.
        package var sources: [String]
    }

    package private(set) var groups: [Group] = []
    /// What a user must know of the files: what cannot be read, and what Docent leaves aside.
    package private(set) var notices: [MarkdownlintNotice] = []
    /// Whether files that `.gitignore` names are left out; nil where nothing is said.
    package private(set) var usesGitignore: Bool?
    /// What is checked where the command line names nothing; empty where nothing is said.
    let globs: [String]
    private let chosen: MarkdownlintGlobs
    /// The patterns that leave files out, each list with its folder.
    private(set) var ignores: [(folder: String, patterns: [String])] = []
    private var ignored: [MarkdownlintGlobs] = []
    let ignoreFile: MarkdownlintIgnoreFile?
    /// By folder, the innermost that a document lies in counts.
    private(set) var folders: [String: Folder] = [:]

    struct Folder: Sendable {
        var group: Int
        var overrides: [(filter: MarkdownlintGlobs, patterns: [String], group: Int)]
    }

    /// Nil where the repository has no such file.
    ///
    /// - Parameters:
    ///   - paths: every file of the repository.
    ///   - read: the bytes of a file; nil where it cannot be read.
    package init?(paths: some Sequence<String>, read: @escaping (String) -> [UInt8]?) {
        var reader = MarkdownlintFolderReader(read)
        reader.find(paths)
        if reader.isEmpty { return nil }
        let raw = reader.readFolders()
        let base = raw[""]?.options
        globs = base?.globs ?? []
        chosen = MarkdownlintGlobs(globs, in: "")
        usesGitignore = base?.usesGitignore
        ignoreFile = reader.ignoreFile
        for (folder, content) in raw.sorted(by: { $0.key < $1.key }) {
            if let patterns = content.options?.ignores, !patterns.isEmpty {
                ignores.append((folder, patterns))
                ignored.append(MarkdownlintGlobs(patterns, in: folder))
            }
            add(folder, raw)
        }
        notices = reader.notices
    }

    /// The group that a document belongs to; nil where no configuration file is for it.
    package func group(for path: String) -> Int? {
        guard let folder = folder(for: path) else { return nil }
        return folder.overrides.first { $0.filter.matches(path) }?.group ?? folder.group
    }

    /// Whether documents in the folder of a path can belong to different groups.
    func dependsOnName(_ path: String) -> Bool { folder(for: path).map { !$0.overrides.isEmpty } ?? false }

    /// Whether a document is among those that are checked where the command line names nothing.
    package func isChosen(_ path: String) -> Bool {
        (chosen.isEmpty || chosen.matches(path)) && !isIgnored(path)
    }

    /// Whether a document is left out, whatever the command line says.
    package func isIgnored(_ path: String) -> Bool {
        ignored.contains { $0.matches(path) } || ignoreFile?.matches(path) ?? false
    }

    /// The configuration file that is asked first for a document.
    package func source(of path: String) -> String {
        group(for: path).flatMap { groups[$0].sources.first } ?? ".markdownlintignore"
    }

    private func folder(for path: String) -> Folder? {
        var current = MarkdownlintFile.folder(of: path)
        while true {
            if let folder = folders[current] { return folder }
            if current.isEmpty { return nil }
            current = MarkdownlintFile.folder(of: current)
        }
    }

    // MARK: Resolving

    private mutating func add(_ folder: String, _ raw: [String: MarkdownlintFolderReader.Content]) {
        var options = MarkdownlintOptions()
        var settings: MarkdownlintSettings?
        var sources: [String] = []
        var chain: [String] = [folder]
        while let last = chain.last, !last.isEmpty { chain.append(MarkdownlintFile.folder(of: last)) }
        for place in chain {
            guard let content = raw[place] else { continue }
            var outer = content.options ?? MarkdownlintOptions()
            outer.merge(options)
            options = outer
            if settings == nil, options.config == nil || place == folder, let found = content.settings {
                settings = found
            }
            sources += content.sources
        }
        let readsComments = options.readsComments ?? true
        func group(_ config: MarkdownlintSettings?) -> Group {
            Group(
                settings: settings ?? config ?? MarkdownlintSettings(), readsComments: readsComments,
                sources: sources)
        }
        groups.append(group(options.config))
        var entry = Folder(group: groups.count - 1, overrides: [])
        for override in options.overrides ?? [] {
            var config = override.merges ? options.config ?? MarkdownlintSettings() : MarkdownlintSettings()
            config.merge(override.config)
            groups.append(group(config))
            entry.overrides.append(
                (MarkdownlintGlobs(override.filter, in: folder), override.filter, groups.count - 1))
        }
        folders[folder] = entry
    }
}

/// The patterns of `.markdownlintignore`, as in `.gitignore`: the last one that fits decides.
struct MarkdownlintIgnoreFile: Sendable {
    let lines: [String]
    private let patterns: [(glob: Glob, isNegative: Bool)]

    init(_ bytes: [UInt8]) {
        lines = bytes.split { $0 == 0x0A || $0 == 0x0D }.map { String(decoding: $0, as: UTF8.self) }
            .map { line in String(line.reversed().drop { $0 == " " || $0 == "\t" }.reversed()) }
            .filter { !$0.isEmpty && !$0.hasPrefix("#") }
        patterns = lines.map { line in
            let isNegative = line.hasPrefix("!")
            return (Glob(String(isNegative ? line.dropFirst() : line[...])), isNegative)
        }
    }

    func matches(_ path: String) -> Bool {
        patterns.last { $0.glob.matches(path) }.map { !$0.isNegative } ?? false
    }
}
