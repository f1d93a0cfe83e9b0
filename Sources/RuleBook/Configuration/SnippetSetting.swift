import Model
import YAML

/// What one configuration file says under `snippets`; what it says nothing of is nil.
struct SnippetSetting: Sendable {
    var project: SnippetSettings.Project?
    var headers: [String]?
    var flags: [String: [String]] = [:]
    var preludes: [String: String] = [:]
    var filters: [String: OutputFilter] = [:]
    var languages: [ConfiguredLanguage] = []
    var repositories: [SampleRepository] = []
    var shortcodes: [Shortcode] = []
    var dialects: [DialectOfSQL] = []

    /// What plain `sql` means.
    struct DialectOfSQL: Sendable {
        /// Nil for all pages.
        var files: Glob?
        var name: String
    }

    /// Puts what is said here of how a document writes its code over what files further up say.
    ///
    /// - Parameter path: of the document, seen from the folder of the file.
    func apply(to conventions: inout SnippetConventions, at path: String) {
        let own = Set(shortcodes.map(\.name))
        conventions.shortcodes = shortcodes + conventions.shortcodes.filter { !own.contains($0.name) }
        for dialect in dialects where dialect.files?.matches(path) ?? true {
            conventions.labels["sql"] = dialect.name
        }
    }

    /// Puts what is said here over what files further up say.
    func apply(to settings: inout SnippetSettings) {
        if let project { settings.project = project }
        if let headers { settings.headers = headers }
        settings.flags.merge(flags) { $1 }
        settings.preludes.merge(preludes) { $1 }
        settings.filters.merge(filters) { $1 }
        let own = Set(languages.map(\.id))
        settings.languages = languages + settings.languages.filter { !own.contains($0.id) }
    }
}

/// Reads the table under `snippets`.
struct SnippetSettingReader {
    private static let keys = [
        "context", "headers", "flags", "prelude", "filters", "languages", "repositories", "shortcodes",
        "dialects",
    ]
    private static let languageKeys = [
        "name", "labels", "extension", "check", "run", "wrapper", "messages", "comment",
    ]

    /// The folder of the configuration file.
    let folder: String
    var collector: MistakeCollector

    init(folder: String, _ collector: MistakeCollector) {
        self.folder = folder
        self.collector = collector
    }

    mutating func read(_ pair: YAMLNode.Pair) -> SnippetSetting {
        var setting = SnippetSetting()
        guard let pairs = pair.value.pairs else {
            collector.add(
                pair.value.range, "`snippets` takes a table",
                why: "it says how code of documents is compiled",
                remedy: "write `context: sdk` below it")
            return setting
        }
        for pair in pairs {
            switch pair.key {
            case "context": setting.project = project(pair)
            case "headers": setting.headers = texts(pair).compactMap { inside($0.text, $0.range) }
            case "flags": setting.flags = byLanguage(pair) { $0.texts?.map(\.text) }
            case "prelude": setting.preludes = byLanguage(pair, \.text)
            case "filters": setting.filters = filters(pair)
            case "languages": setting.languages = languages(pair)
            case "repositories": setting.repositories = repositories(pair)
            case "shortcodes": setting.shortcodes = shortcodes(pair)
            case "dialects": setting.dialects = dialects(pair)
            default:
                collector.addUnknown(
                    pair.keyRange, "`snippets` has no key `\(pair.key)`", pair.key, among: Self.keys)
            }
        }
        return setting
    }

    private mutating func project(_ pair: YAMLNode.Pair) -> SnippetSettings.Project? {
        if pair.value.flag == false || pair.value.text == "none" { return SnippetSettings.Project.none }
        guard let text = pair.value.text, !text.isEmpty else {
            collector.add(
                pair.value.range, "`context` takes a folder",
                why: "snippets may use the project that has its manifest there",
                remedy: "write `context: sdk`, or `context: none`")
            return nil
        }
        return inside(text, pair.value.range).map { .folder($0) }
    }

    /// A folder as a path of the repository; nil where it lies outside.
    private mutating func inside(_ name: String, _ range: SourceRange) -> String? {
        if let path = ConfigurationReader.path(of: name, in: folder) { return path }
        collector.add(
            range, "`\(name)` lies outside the repository", why: "what snippets use is read from it",
            remedy: "name a folder of the repository")
        return nil
    }

    private mutating func texts(_ pair: YAMLNode.Pair) -> [(text: String, range: SourceRange)] {
        if let texts = pair.value.texts { return texts }
        collector.add(
            pair.value.range, "`\(pair.key)` takes a list of texts", why: "there may be several",
            remedy: "write `\(pair.key): [one, two]`")
        return []
    }

    private mutating func byLanguage<Value>(
        _ pair: YAMLNode.Pair, _ value: (YAMLNode) -> Value?
    ) -> [String: Value] {
        var found: [String: Value] = [:]
        for entry in table(pair, of: "languages") {
            guard SnippetSettings.builtIn.contains(entry.key) else {
                collector.addUnknown(
                    entry.keyRange, "no language `\(entry.key)` is compiled or run", entry.key,
                    among: SnippetSettings.builtIn)
                continue
            }
            if let value = value(entry.value) {
                found[entry.key] = value
            } else {
                collector.add(
                    entry.value.range, "`\(pair.key)` of a language cannot be this",
                    why: pair.key == "flags" ? "it is a list of words" : "it is code, as one text",
                    remedy: pair.key == "flags" ? "write `c: [-DNAME]`" : "write it behind `c: |`")
            }
        }
        return found
    }

    mutating func table(_ pair: YAMLNode.Pair, of what: String) -> [YAMLNode.Pair] {
        if let pairs = pair.value.pairs { return pairs }
        collector.add(
            pair.value.range, "`\(pair.key)` takes a table of \(what)", why: "each line is one of them",
            remedy: "write `name: value` on lines of their own")
        return []
    }

    private mutating func filters(_ pair: YAMLNode.Pair) -> [String: OutputFilter] {
        var found: [String: OutputFilter] = [:]
        for entry in table(pair, of: "filters") {
            if let pattern = entry.value.text, !pattern.isEmpty {
                found[entry.key] = .pattern(pattern, replacement: entry.key.uppercased())
                continue
            }
            var texts: [String: String] = [:]
            for part in entry.value.pairs ?? [] {
                if ["pattern", "replacement"].contains(part.key), let text = part.value.text {
                    texts[part.key] = text
                } else {
                    collector.addUnknown(
                        part.keyRange, "a filter has no key `\(part.key)`", part.key,
                        among: ["pattern", "replacement"])
                }
            }
            guard let pattern = texts["pattern"], !pattern.isEmpty else {
                collector.add(
                    entry.value.range, "the filter `\(entry.key)` has no pattern",
                    why: "it says what is replaced before outputs are compared",
                    remedy: "write `\(entry.key): \"build-[0-9]+\"`")
                continue
            }
            found[entry.key] = .pattern(pattern, replacement: texts["replacement"] ?? entry.key.uppercased())
        }
        return found
    }

    // MARK: Languages

    private mutating func languages(_ pair: YAMLNode.Pair) -> [ConfiguredLanguage] {
        guard let items = pair.value.items else {
            collector.add(
                pair.value.range, "`languages` takes a list", why: "there may be several",
                remedy: "begin each with `- name: Lua`")
            return []
        }
        return items.compactMap { language($0) }
    }

    private mutating func language(_ item: YAMLNode) -> ConfiguredLanguage? {
        var texts: [String: String] = [:]
        var lists: [String: [String]] = [:]
        for pair in item.pairs ?? [] {
            guard Self.languageKeys.contains(pair.key) else {
                collector.addUnknown(
                    pair.keyRange, "a language has no key `\(pair.key)`", pair.key, among: Self.languageKeys)
                continue
            }
            if ["labels", "check", "run"].contains(pair.key) {
                // A command is a text with white space between its words, or a list of words.
                lists[pair.key] =
                    pair.value.text.map { $0.split(separator: " ").map(String.init) }
                    ?? self.texts(pair).map(\.text)
            } else if let text = pair.value.text {
                texts[pair.key] = text
            }
        }
        guard let name = texts["name"], !name.isEmpty, let ending = texts["extension"], !ending.isEmpty,
            lists["check"]?.isEmpty == false || lists["run"]?.isEmpty == false
        else {
            collector.add(
                item.range, "a language has a name, an extension, and a command that checks or runs it",
                why: "its snippets are written into files with that extension, and given to the commands",
                remedy: "write `- {name: Lua, extension: lua, check: luac -p {files}}`")
            return nil
        }
        if let wrapper = texts["wrapper"], !wrapper.contains("{code}") {
            collector.add(
                item.range, "the wrapper of \(name) has no `{code}`", why: "it stands for the snippet",
                remedy: "write it where the snippet belongs")
        }
        let ids = SnippetSettings.builtIn
        if ids.contains(name.lowercased()) {
            collector.add(
                item.range, "\(name) is built in", why: "what is built in knows more of it",
                remedy: "use `flags` and `prelude` for it, or another name")
        }
        return ConfiguredLanguage(
            name: name, labels: (lists["labels"] ?? [name]).map { $0.lowercased() },
            ending: String(ending.drop { $0 == "." }), check: lists["check"], run: lists["run"],
            wrapper: texts["wrapper"], messages: texts["messages"] ?? ConfiguredLanguage.standardMessages,
            comment: texts["comment"] ?? "#")
    }

}
