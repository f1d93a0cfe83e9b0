import Model
import RulePages
import YAML

/// Reads the YAML of a configuration file.
struct ConfigurationReader {
    private let path: String
    private let folder: String
    private let text: SourceText
    private var collector: MistakeCollector

    var mistakes: [ConfigurationError.Mistake] { collector.mistakes }

    private static let keys = [
        "rules", "rule-folders", "include", "exclude", "dialect", "fail-on", "overrides", "root",
        "profile", "markdownlint-comments", "products", "snippets",
    ]
    private static let overrideKeys = ["files", "rules", "dialect"]

    init(path: String, folder: String, _ text: SourceText) {
        self.path = path
        self.folder = folder
        self.text = text
        collector = MistakeCollector(path: path, text: text)
    }

    mutating func read(into file: inout ConfigurationFile) {
        let root: YAMLNode
        do {
            root = try YAMLNode.read(text, in: SourceRange(0, text.count))
        } catch {
            return collector.add(
                error.range, error.sentence, why: "the configuration is a YAML file",
                remedy: "mend the line, or put the text in quotation marks")
        }
        guard let pairs = root.pairs else {
            return collector.add(
                root.range, "the configuration is no table of keys and values",
                why: "it says `key: value` on every line", remedy: "begin with `rules:`")
        }
        var base = ConfigurationFile.Layer()
        var overrides: [ConfigurationFile.Layer] = []
        for pair in pairs {
            switch pair.key {
            case "rules": base.rules = rules(pair.value, nil)
            case "dialect": base.dialect = dialect(pair, nil)
            case "rule-folders": file.ruleFolders = folders(pair)
            case "include": file.include = globs(pair).map { Sourced($0, origin(pair, nil)) }
            case "exclude": file.exclude = globs(pair).map { Sourced($0, origin(pair, nil)) }
            case "fail-on": file.failOn = failOn(pair)
            case "overrides": overrides = readOverrides(pair)
            case "root": file.isRoot = flag(pair)
            case "profile": file.profile = profile(pair)
            case "products": file.products = ProductReader(folder: folder).read(pair, &collector)
            case "snippets":
                var reader = SnippetSettingReader(folder: folder, collector)
                file.snippets = reader.read(pair)
                collector = reader.collector
            case "markdownlint-comments":
                file.readsMarkdownlintComments = Sourced(flag(pair), origin(pair, nil))
            default:
                collector.addUnknown(
                    pair.keyRange, "there is no key `\(pair.key)`", pair.key, among: Self.keys)
            }
        }
        file.layers = [base] + overrides
    }

    // MARK: Values

    private func origin(_ pair: YAMLNode.Pair, _ override: Int?) -> Origin {
        .file(path: path, line: text.line(at: pair.keyRange.lower) + 1, override: override)
    }

    private mutating func flag(_ pair: YAMLNode.Pair) -> Bool {
        if let flag = pair.value.flag { return flag }
        collector.add(
            pair.value.range, "`\(pair.key)` takes true or false", why: "it can only be so or not",
            remedy: "write `\(pair.key): true`, or take the line out")
        return false
    }

    private mutating func dialect(_ pair: YAMLNode.Pair, _ override: Int?) -> Sourced<Dialect>? {
        if let dialect = pair.value.text.flatMap({ Dialect(rawValue: $0) }) {
            return Sourced(dialect, origin(pair, override))
        }
        let word = pair.value.text ?? ""
        collector.addUnknown(
            pair.value.range, "there is no dialect `\(word)`", word, among: Dialect.allCases.map(\.rawValue))
        return nil
    }

    private mutating func profile(_ pair: YAMLNode.Pair) -> Sourced<Profile>? {
        let word = pair.value.text ?? ""
        if let profile = Profile(rawValue: word) { return Sourced(profile, origin(pair, nil)) }
        collector.addUnknown(
            pair.value.range, "there is no profile `\(word)`", word, among: Profile.allCases.map(\.rawValue))
        return nil
    }

    private mutating func failOn(_ pair: YAMLNode.Pair) -> Sourced<Severity?>? {
        let word = pair.value.text ?? ""
        if word == "never" { return Sourced(nil, origin(pair, nil)) }
        if let severity = Severity(rawValue: word) { return Sourced(severity, origin(pair, nil)) }
        collector.addUnknown(
            pair.value.range, "`fail-on` cannot be `\(word)`", word,
            among: Severity.allCases.map(\.rawValue) + ["never"])
        return nil
    }

    private mutating func globs(_ pair: YAMLNode.Pair) -> [Glob]? {
        texts(pair)?.map { Glob($0.text) }
    }

    private mutating func texts(_ pair: YAMLNode.Pair) -> [(text: String, range: SourceRange)]? {
        if let texts = pair.value.texts { return texts }
        collector.add(
            pair.value.range, "`\(pair.key)` takes a list of texts",
            why: "each is a path or a pattern of paths",
            remedy: "write `\(pair.key): [docs/]`, or one text on each line after `- `")
        return nil
    }

    /// A name that is seen from a folder, as a path of the repository; nil where it lies outside.
    static func path(of name: String, in folder: String) -> String? {
        if name.hasPrefix("/") { return nil }
        var parts: [Substring] = []
        for part in (folder + "/" + name).split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if parts.popLast() == nil {
                return nil
            }
        }
        return parts.joined(separator: "/")
    }

    /// Folders below the one of the file, as paths of the repository.
    private mutating func folders(_ pair: YAMLNode.Pair) -> [String] {
        var folders: [String] = []
        for (name, range) in texts(pair) ?? [] {
            if let path = Self.path(of: name, in: folder) {
                folders.append(path)
            } else {
                collector.add(
                    range, "`\(name)` lies outside the repository",
                    why: "rules travel with the documents that they judge",
                    remedy: "name a folder of the repository")
            }
        }
        return folders
    }

    private mutating func readOverrides(_ pair: YAMLNode.Pair) -> [ConfigurationFile.Layer] {
        guard let items = pair.value.items else {
            collector.add(
                pair.value.range, "`overrides` takes a list", why: "later ones win over earlier ones",
                remedy: "begin each with `- files: [docs/**]`")
            return []
        }
        return items.enumerated().compactMap { index, item in
            guard case .table(let pairs) = item.content else {
                collector.add(
                    item.range, "an override is a table with `files` and what holds for them",
                    why: "without `files` it would hold for nothing", remedy: "write `- files: [docs/**]`")
                return nil
            }
            return layer(pairs, item.range, index)
        }
    }

    private mutating func layer(
        _ pairs: [YAMLNode.Pair], _ range: SourceRange, _ index: Int
    ) -> ConfigurationFile.Layer {
        var layer = ConfigurationFile.Layer(override: index)
        for pair in pairs {
            switch pair.key {
            case "files": layer.files = globs(pair)
            case "rules": layer.rules = rules(pair.value, index)
            case "dialect": layer.dialect = dialect(pair, index)
            default:
                collector.addUnknown(
                    pair.keyRange, "an override has no key `\(pair.key)`", pair.key, among: Self.overrideKeys)
            }
        }
        if layer.files == nil, !pairs.contains(where: { $0.key == "files" }) {
            let place = pairs.first?.keyRange ?? range
            collector.add(
                place, "this override does not say which files it is for",
                why: "without `files` it would hold for nothing", remedy: "add `files: [docs/**]`")
        }
        layer.files = layer.files ?? []
        return layer
    }

    // MARK: Rules

    private mutating func rules(_ value: YAMLNode, _ override: Int?) -> [ConfigurationFile.RuleSetting] {
        guard let pairs = value.pairs else {
            collector.add(
                value.range, "`rules` takes a table of rules", why: "each line is a rule and how bad it is",
                remedy: "write `links/missing-anchor: warning`")
            return []
        }
        return pairs.map { pair in
            var setting = ConfigurationFile.RuleSetting(name: pair.key, range: pair.keyRange)
            switch pair.value.content {
            case .table(let pairs):
                setting.isOn = Sourced(true, origin(pair, override))
                for pair in pairs { read(pair, origin(pair, override), into: &setting) }
            case .scalar:
                readLevel(pair.value, origin(pair, override), into: &setting)
            case .nothing, .list:
                refuseLevel(pair.value)
            }
            return setting
        }
    }

    private mutating func read(
        _ pair: YAMLNode.Pair, _ origin: Origin, into setting: inout ConfigurationFile.RuleSetting
    ) {
        switch pair.key {
        case "severity": readLevel(pair.value, origin, into: &setting)
        case "confidence":
            let word = pair.value.text ?? ""
            if let confidence = Confidence(rawValue: word) {
                setting.confidence = Sourced(confidence, origin)
            } else {
                collector.addUnknown(
                    pair.value.range, "`confidence` cannot be `\(word)`", word,
                    among: Confidence.allCases.map(\.rawValue))
            }
        default:
            let entry = ParameterValue.Entry(key: pair.key, value: pair.value.parameter)
            setting.parameters.append(Sourced(entry, origin))
            setting.places[pair.key] = (pair.keyRange, pair.value.range)
        }
    }

    private mutating func readLevel(
        _ value: YAMLNode, _ origin: Origin, into setting: inout ConfigurationFile.RuleSetting
    ) {
        if let severity = value.text.flatMap({ Severity(rawValue: $0) }) {
            setting.severity = Sourced(severity, origin)
            setting.isOn = Sourced(true, origin)
        } else if let flag = value.flag {
            setting.isOn = Sourced(flag, origin)
        } else {
            refuseLevel(value)
        }
    }

    private mutating func refuseLevel(_ value: YAMLNode) {
        let word = value.text ?? ""
        let words = Severity.allCases.map(\.rawValue) + ["on", "off"]
        let what = word.isEmpty ? "a rule takes a severity" : "a rule cannot be `\(word)`"
        collector.addUnknown(value.range, what, word, among: words)
    }
}
