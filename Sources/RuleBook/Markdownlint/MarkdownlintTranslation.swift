package import Model
import RulePages

extension MarkdownlintConfiguration {
    /// The files `.docent.yml` that say the same: one for each folder that no other configured folder is above
    /// of, which mostly is one for the repository.
    package func translated(_ book: RuleBook) -> [SourceFile] {
        let names = MarkdownlintNames(
            book.entries.map { (id: $0.head.id, aliases: $0.head.aliases, tags: $0.head.tags) })
        return folders.keys.filter { outermost(above: $0) == nil }.sorted().map { root in
            let text = MarkdownlintTranslation(self, root, names, book).text()
            let path = root.isEmpty ? ConfigurationFile.name : root + "/" + ConfigurationFile.name
            return SourceFile(path: path, bytes: Array(text.utf8))
        }
    }

    private func outermost(above folder: String) -> String? {
        var current = folder
        while !current.isEmpty {
            current = MarkdownlintFile.folder(of: current)
            if folders[current] != nil { return current }
        }
        return nil
    }
}

/// Writes what a configuration of markdownlint says for a folder and those below as a file of ours.
private struct MarkdownlintTranslation {
    private let configuration: MarkdownlintConfiguration
    private let root: String
    private let names: MarkdownlintNames
    private let book: RuleBook
    private let base: [MarkdownlintSettings.RuleSetting]
    /// What differs for some of the files, later ones over earlier ones.
    private var layers: [Layer] = []

    private struct Layer {
        var files: [String]
        var settings: [MarkdownlintSettings.RuleSetting]
        var leftOut: [String]
    }

    init(
        _ configuration: MarkdownlintConfiguration, _ root: String, _ names: MarkdownlintNames,
        _ book: RuleBook
    ) {
        self.configuration = configuration
        self.root = root
        self.names = names
        self.book = book
        base =
            configuration.folders[root].map { folder in
                configuration.groups[folder.group].settings.resolved(names)
            } ?? []
        let below = configuration.folders.keys.filter { isBelow($0) }
        for folder in below.sorted(by: { ($0.utf8.count, $0) < ($1.utf8.count, $1) }) { addLayers(folder) }
    }

    private func isBelow(_ folder: String) -> Bool {
        folder == root || root.isEmpty || folder.hasPrefix(root + "/")
    }

    private mutating func addLayers(_ path: String) {
        guard let folder = configuration.folders[path] else { return }
        func settings(_ group: Int) -> [MarkdownlintSettings.RuleSetting] {
            configuration.groups[group].settings.resolved(names)
        }
        if path != root {
            layers.append(Layer(files: [local("**", path)], settings: settings(folder.group), leftOut: []))
        }
        // There the first that fits counts, here the last.
        for override in folder.overrides.reversed() {
            layers.append(
                Layer(
                    files: override.patterns.filter { !$0.hasPrefix("!") }.map { local($0, path) },
                    settings: settings(override.group),
                    leftOut: override.patterns.filter { $0.hasPrefix("!") }))
        }
    }

    /// A pattern of a folder as it is written in the file of the root.
    private func local(_ pattern: some StringProtocol, _ folder: String) -> String {
        var pattern = pattern[...]
        if pattern.hasPrefix(":") { pattern = pattern.dropFirst() }
        while pattern.hasPrefix("./") { pattern = pattern.dropFirst(2) }
        var prefix = folder.dropFirst(root.utf8.count)
        while prefix.hasPrefix("/") { prefix = prefix.dropFirst() }
        let path = prefix.isEmpty ? String(pattern) : prefix + "/" + pattern
        // Ours would look for a name alone in every folder.
        return path.dropLast().contains("/") || path == "**" ? path : "/" + path
    }

    // MARK: Writing

    func text() -> String {
        var lines = ["# Written by `docent init --from markdownlint`, from:"]
        lines += sources().map { "# - \($0)" }
        if root.isEmpty { lines += ["root: true"] }
        lines += [
            "", "# The rules of markdownlint with its own values, and no other rules.",
            "profile: markdownlint",
        ]
        if let group = configuration.folders[root]?.group, !configuration.groups[group].readsComments {
            lines += [
                "", "# Comments such as `<!-- markdownlint-disable -->` are not heeded.",
                "markdownlint-comments: off",
            ]
        }
        lines += files()
        lines += rules()
        lines += overrides()
        lines += unknownNames()
        return lines.joined(separator: "\n") + "\n"
    }

    private func sources() -> [String] {
        let all = configuration.folders.filter { isBelow($0.key) }
            .flatMap { configuration.groups[$0.value.group].sources }
        return all.isEmpty ? [".markdownlintignore"] : Set(all).sorted()
    }

    private func files() -> [String] {
        var lines: [String] = []
        let globs = root.isEmpty ? configuration.globs : []
        let wanted = globs.filter { !$0.hasPrefix("!") }
        var unwanted = globs.filter { $0.hasPrefix("!") }.map { local($0.dropFirst(), "") }
        for (folder, patterns) in configuration.ignores where isBelow(folder) {
            unwanted += patterns.map { local($0, folder) }
        }
        let ignored = root.isEmpty ? configuration.ignoreFile?.lines ?? [] : []
        unwanted += ignored.filter { !$0.hasPrefix("!") }
        if !wanted.isEmpty {
            lines += ["", "include:"] + wanted.map { "  - \(Self.quoted(local($0, "")))" }
        }
        if !unwanted.isEmpty {
            lines += ["", "exclude:"] + unwanted.map { "  - \(Self.quoted($0))" }
        }
        let again = ignored.filter { $0.hasPrefix("!") } + takenInAgain(globs)
        return lines + again.map { "# Not taken over, for `exclude` has the last word here: \($0)" }
    }

    /// Patterns that take in what an earlier one leaves out.
    private func takenInAgain(_ globs: [String]) -> [String] {
        guard let first = globs.firstIndex(where: { $0.hasPrefix("!") }) else { return [] }
        return globs[first...].filter { !$0.hasPrefix("!") }
    }

    private func rules() -> [String] {
        let usual = base.indices.filter(names.book.contains)
        let isMostlyOff = usual.count { !base[$0].isOn } * 2 > usual.count
        var lines: [String] = isMostlyOff ? ["  all: off"] : []
        for (place, setting) in base.enumerated() {
            let isUsual = setting.isOn != isMostlyOff && names.book.contains(place)
            if !setting.isOn {
                if !isMostlyOff, names.book.contains(place) { lines.append(line(place, "off")) }
                continue
            }
            let parameters = fitted(setting, place)
            if isUsual, setting.severity == .error, parameters.isEmpty { continue }
            lines.append(line(place, value(setting.severity, parameters, isBrief: !isMostlyOff)))
        }
        return lines.isEmpty ? [] : ["", "rules:"] + lines
    }

    private func overrides() -> [String] {
        let layers = layers.filter { !$0.files.isEmpty }
        guard !layers.isEmpty else { return [] }
        // Every layer says all that any of them changes, so that none shows through another.
        let changed = base.indices.filter { place in layers.contains { $0.settings[place] != base[place] } }
        var lines = ["", "overrides:"]
        for layer in layers {
            lines.append("  - files: [\(layer.files.map(Self.quoted).joined(separator: ", "))]")
            lines += layer.leftOut.map { "    # Not taken over: \($0)" }
            if changed.isEmpty {
                lines.append("    rules: {}")
                continue
            }
            lines.append("    rules:")
            for place in changed {
                let setting = layer.settings[place]
                let text = setting.isOn ? value(setting.severity, whole(setting, place)) : "off"
                lines.append("    " + line(place, text))
            }
        }
        return lines
    }

    /// All parameters that any layer sets, those that this one does not set as they are in the profile.
    private func whole(_ setting: MarkdownlintSettings.RuleSetting, _ place: Int) -> [ParameterValue.Entry] {
        let own = fitted(setting, place)
        let entry = book[names.rules[place].id]
        var keys: [String] = []
        for other in [base[place]] + layers.map({ $0.settings[place] }) {
            for value in fitted(other, place) where !keys.contains(value.key) { keys.append(value.key) }
        }
        let standard = (entry?.parameters ?? []).filter { value in
            !(entry?.head.profiles[.markdownlint]?.parameters ?? []).contains { $0.key == value.key }
        }
        let profile = entry?.head.profiles[.markdownlint]?.parameters ?? []
        return keys.compactMap { key in
            own.first { $0.key == key } ?? profile.first { $0.key == key }
                ?? standard.first { $0.key == key }
        }
    }

    private func fitted(_ setting: MarkdownlintSettings.RuleSetting, _ place: Int) -> [ParameterValue.Entry] {
        setting.parameters.fitted(to: book[names.rules[place].id]?.check?.parameters ?? [])
    }

    private func unknownNames() -> [String] {
        let groups = configuration.folders.filter { isBelow($0.key) }.map(\.value)
            .flatMap { [$0.group] + $0.overrides.map(\.group) }
        let keys = groups.flatMap { configuration.groups[$0].settings.entries.map(\.key) }
        let unknown = Set(keys).filter { key in
            names.rules(for: key) == nil && key.lowercased() != "default" && key != "$schema"
        }
        return unknown.isEmpty
            ? []
            : ["", "# Not taken over, for no rule has this name:"] + unknown.sorted().map { "# - \($0)" }
    }

    private func line(_ place: Int, _ value: String) -> String {
        "  \(names.rules[place].id): \(value)  # \(names.rules[place].number)"
    }

    private func value(
        _ severity: Severity, _ parameters: [ParameterValue.Entry], isBrief: Bool = false
    ) -> String {
        if parameters.isEmpty { return severity.rawValue }
        let severity = isBrief && severity == .error ? "" : "severity: \(severity.rawValue), "
        let rest = parameters.map { "\(Self.key($0.key)): \(Self.yaml($0.value))" }
        return "{\(severity)\(rest.joined(separator: ", "))}"
    }

    private static func yaml(_ value: ParameterValue) -> String {
        switch value {
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .text(let text): quoted(text)
        case .list(let values): "[\(values.map(yaml).joined(separator: ", "))]"
        case .table(let entries):
            "{\(entries.map { "\(key($0.key)): \(yaml($0.value))" }.joined(separator: ", "))}"
        }
    }

    private static func key(_ key: String) -> String {
        let isPlain = key.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "-")
        }
        return isPlain && !key.isEmpty ? key : quoted(key)
    }

    /// A YAML text: in single quotation marks, or with escapes where it has control characters.
    private static func quoted(_ text: String) -> String {
        if text.unicodeScalars.allSatisfy({ !$0.properties.isControl }) {
            return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''")
                + "'"
        }
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"", "\\": out += "\\" + String(scalar)
            case _ where scalar.properties.isControl: out += "\\u" + hexadecimal(scalar.value)
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    private static func hexadecimal(_ value: UInt32) -> String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

extension Unicode.Scalar.Properties {
    /// Whether it is a control character or breaks a line.
    fileprivate var isControl: Bool {
        switch generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}
