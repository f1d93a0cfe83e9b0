package import Model

/// What a configuration of markdownlint says of rules: names to values, in the order they count.
package struct MarkdownlintSettings: Sendable {
    package private(set) var entries: [MarkdownlintValue.Entry]

    package init(_ entries: [MarkdownlintValue.Entry] = []) { self.entries = entries }

    /// Every rule on, or every rule off.
    package init(everyRuleOn isOn: Bool) {
        let nowhere = SourceRange(at: 0)
        entries = [.init(key: "default", keyRange: nowhere, value: .init(.flag(isOn), nowhere))]
    }

    /// Reads what a comment says in JSON, comments allowed; nothing where it is something else.
    init(comment bytes: some Collection<UInt8>) {
        let value = try? JSONC.read(Array(bytes))
        if case .table(let entries)? = value?.content { self.entries = entries } else { entries = [] }
    }

    /// Lays further settings over these: a name that is in both keeps its place and takes the new value.
    package mutating func merge(_ other: MarkdownlintSettings) {
        for entry in other.entries { entries.set(entry) }
    }

    /// What comes out for each rule.
    ///
    /// `default` counts first wherever it stands; then the names from top to bottom, later ones over earlier
    /// ones.
    ///
    /// - Parameter before: what holds where nothing is said; nil for every rule of markdownlint on.
    package func resolved(_ names: MarkdownlintNames, over before: [RuleSetting]? = nil) -> [RuleSetting] {
        let standard = entries.first { $0.key.lowercased() == "default" }?.value
        var settings = names.rules.indices.map { place in
            if standard == nil, let before { return before[place] }
            return RuleSetting(
                isOn: names.book.contains(place) && standard?.isTrue ?? true,
                severity: Self.severity(standard), parameters: [])
        }
        for entry in entries {
            guard let mask = names.rules(for: entry.key) else { continue }
            let setting = RuleSetting(entry.value)
            for place in settings.indices where mask.contains(place) { settings[place] = setting }
        }
        return settings
    }

    /// What a configuration says of one rule.
    package struct RuleSetting: Hashable, Sendable {
        package var isOn: Bool
        package var severity: Severity
        package var parameters: [ParameterValue.Entry]

        package init(isOn: Bool, severity: Severity, parameters: [ParameterValue.Entry]) {
            self.isOn = isOn
            self.severity = severity
            self.parameters = parameters
        }

        init(_ value: MarkdownlintValue) {
            guard case .table(let entries) = value.content else {
                self.init(isOn: value.isTrue, severity: MarkdownlintSettings.severity(value), parameters: [])
                return
            }
            self.init(
                isOn: entries["enabled"]?.isTrue ?? true,
                severity: MarkdownlintSettings.severity(entries["severity"]),
                parameters: MarkdownlintValue.parameters(
                    entries.filter { $0.key != "enabled" && $0.key != "severity" }))
        }
    }

    private static func severity(_ value: MarkdownlintValue?) -> Severity {
        value?.text == "warning" ? .warning : .error
    }
}

extension RuleMask {
    /// The rules that are on.
    package init(_ settings: [MarkdownlintSettings.RuleSetting]) {
        self.init()
        for (place, setting) in settings.enumerated() where setting.isOn { insert(place) }
    }
}
