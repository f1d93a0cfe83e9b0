import Model

/// Reads the configuration files of all folders, with what they extend.
struct MarkdownlintFolderReader {
    /// What the files of one folder say.
    struct Content {
        var settings: MarkdownlintSettings?
        var options: MarkdownlintOptions?
        var sources: [String] = []
    }

    private let read: (String) -> [UInt8]?
    /// The file that counts for each kind and folder.
    private var settingsFiles: [String: (path: String, rank: Int)] = [:]
    private var optionsFiles: [String: (path: String, rank: Int)] = [:]
    private(set) var ignoreFile: MarkdownlintIgnoreFile?
    private(set) var notices: [MarkdownlintNotice] = []

    init(_ read: @escaping (String) -> [UInt8]?) { self.read = read }

    var isEmpty: Bool { settingsFiles.isEmpty && optionsFiles.isEmpty && ignoreFile == nil }

    mutating func find(_ paths: some Sequence<String>) {
        for path in paths {
            let start = path.utf8.lastIndex(of: UInt8(ascii: "/")).map(path.utf8.index(after:))
            let name = path[(start ?? path.startIndex)...]
            guard name.utf8.starts(with: ".markdownlint".utf8),
                let (kind, rank) = MarkdownlintFileKind.of(name)
            else { continue }
            let folder = MarkdownlintFile.folder(of: path)
            switch kind {
            case .settings where rank < settingsFiles[folder]?.rank ?? .max:
                settingsFiles[folder] = (path, rank)
            case .options where rank < optionsFiles[folder]?.rank ?? .max:
                optionsFiles[folder] = (path, rank)
            case .ignore where folder.isEmpty:
                ignoreFile = read(path).map { MarkdownlintIgnoreFile($0) }
            default: break
            }
        }
    }

    mutating func readFolders() -> [String: Content] {
        var out: [String: Content] = [:]
        if ignoreFile != nil { out[""] = Content() }
        for (folder, file) in settingsFiles.sorted(by: { $0.key < $1.key }) {
            guard let file = open(file.path) else { continue }
            out[folder, default: Content()].settings = settings(file)
            out[folder, default: Content()].sources.append(file.path)
        }
        for (folder, file) in optionsFiles.sorted(by: { $0.key < $1.key }) {
            guard let file = open(file.path) else { continue }
            out[folder, default: Content()].options = options(file)
            out[folder, default: Content()].sources.append(file.path)
        }
        return out
    }

    private mutating func open(_ path: String) -> MarkdownlintFile? {
        guard let bytes = read(path) else {
            notices.append(.unreadable(path))
            return nil
        }
        do {
            return try MarkdownlintFile(SourceFile(path: path, bytes: bytes))
        } catch {
            notices.append(error)
            return nil
        }
    }

    // MARK: Settings

    /// The settings of a file over those that it extends.
    private mutating func settings(_ file: MarkdownlintFile) -> MarkdownlintSettings {
        settings(file.entries, in: file, visited: [file.path], ownFirst: false)
    }

    /// - Parameter ownFirst: whether the names that only the extended file has come last, as they do in options;
    ///   in a file of its own they come first.
    private mutating func settings(
        _ entries: [MarkdownlintValue.Entry], in file: MarkdownlintFile, visited: [String], ownFirst: Bool
    ) -> MarkdownlintSettings {
        let own = MarkdownlintSettings(entries.filter { $0.key != "extends" })
        guard let entry = entries.first(where: { $0.key == "extends" }), entry.value.isTrue else {
            return own
        }
        guard let extended = extended(entry, file, visited) else { return own }
        var settings = ownFirst ? own : extended
        if ownFirst { settings.merge(extended) }
        settings.merge(own)
        return settings
    }

    private mutating func extended(
        _ entry: MarkdownlintValue.Entry, _ file: MarkdownlintFile, _ visited: [String]
    ) -> MarkdownlintSettings? {
        let place = file.place(entry.value.range)
        guard let name = entry.value.text else {
            notices.append(.broken(file.path, place, .extendsIsNoPath))
            return nil
        }
        let folder = MarkdownlintFile.folder(of: file.path)
        let style = MarkdownlintStyles.text(of: name).map { (name, Array($0.utf8)) }
        let inside = MarkdownlintFile.path(name, from: folder).flatMap { path in read(path).map { (path, $0) }
        }
        guard let (path, bytes) = inside ?? style else {
            notices.append(.cannotExtend(file.path, place, name))
            return nil
        }
        guard !visited.contains(path), visited.count < 32 else {
            notices.append(.extendsItself(file.path, place, name))
            return nil
        }
        do {
            let outer = try MarkdownlintFile(SourceFile(path: path, bytes: bytes))
            return settings(outer.entries, in: outer, visited: visited + [path], ownFirst: false)
        } catch {
            notices.append(error)
            return nil
        }
    }

    // MARK: Options

    private mutating func options(_ file: MarkdownlintFile) -> MarkdownlintOptions {
        var options = MarkdownlintOptions()
        for entry in file.entries {
            switch entry.key {
            case "config": options.config = config(entry, file)
            case "globs": options.globs = texts(entry, file)
            case "ignores": options.ignores = texts(entry, file)
            case "overrides": options.overrides = overrides(entry, file)
            case "gitignore": options.usesGitignore = entry.value.isTrue
            case "noInlineConfig": options.readsComments = !entry.value.isTrue
            case "frontMatter", "customRules", "markdownItPlugins":
                notices.append(.leftAside(file.path, file.place(entry.keyRange), entry.key))
            case "fix", "modulePaths", "noBanner", "noProgress", "outputFormatters", "showFound", "$schema":
                // How the other program runs and prints is not taken over: Docent is told by its own arguments.
                break
            default:
                notices.append(.unknownOption(file.path, file.place(entry.keyRange), entry.key, Self.keys))
            }
        }
        return options
    }

    private static let keys = [
        "config", "globs", "ignores", "overrides", "gitignore", "noInlineConfig", "frontMatter",
        "customRules",
        "markdownItPlugins", "fix", "modulePaths", "noBanner", "noProgress", "outputFormatters", "showFound",
    ]

    private mutating func config(
        _ entry: MarkdownlintValue.Entry, _ file: MarkdownlintFile
    ) -> MarkdownlintSettings? {
        switch entry.value.content {
        case .table(let entries): return settings(entries, in: file, visited: [file.path], ownFirst: true)
        case .nothing: return nil
        default:
            notices.append(.broken(file.path, file.place(entry.value.range), .isNoTable(entry.key)))
            return nil
        }
    }

    private mutating func texts(_ entry: MarkdownlintValue.Entry, _ file: MarkdownlintFile) -> [String] {
        if case .nothing = entry.value.content { return [] }
        guard let texts = entry.value.texts else {
            notices.append(.broken(file.path, file.place(entry.value.range), .isNoList(entry.key)))
            return []
        }
        return texts
    }

    /// An override without files, settings or a way to combine them is none, as in markdownlint-cli2.
    private mutating func overrides(
        _ entry: MarkdownlintValue.Entry, _ file: MarkdownlintFile
    ) -> [MarkdownlintOptions.Override] {
        guard case .list(let values) = entry.value.content else {
            notices.append(.broken(file.path, file.place(entry.value.range), .isNoList(entry.key)))
            return []
        }
        var out: [MarkdownlintOptions.Override] = []
        for value in values {
            guard case .table(let entries) = value.content, let filter = entries["filter"]?.texts,
                !filter.isEmpty, let config = entries.first(where: { $0.key == "config" }),
                let settings = self.config(config, file),
                let combine = entries["combine"]?.text, ["merge", "replace"].contains(combine)
            else {
                notices.append(.incompleteOverride(file.path, file.place(value.range)))
                continue
            }
            out.append(.init(filter: filter, config: settings, merges: combine == "merge"))
        }
        return out
    }
}
