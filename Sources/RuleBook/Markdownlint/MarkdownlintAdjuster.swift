package import Model
import RulePages

extension Configuration {
    /// What the comments of a document make of its rules, where it has such as markdownlint's.
    ///
    /// In the profile of markdownlint they have all their power. Elsewhere they can only take away: what is off
    /// stays off, and parameters change for rules that are on.
    ///
    /// - Parameter rules: those for the document's path. Where they are others than the configuration says, such
    ///   as a choice of the command line, comments add none to them.
    package func adjusted(_ rules: RuleSet, for document: Document) -> DocumentRules {
        let start = document.content.frontMatter?.range.upper ?? 0
        guard let comments = MarkdownlintComments(in: document.text, from: start) else {
            return DocumentRules(rules)
        }
        let settings = settings(for: document.path)
        guard settings.readsMarkdownlintComments.value else { return DocumentRules(rules) }
        let base = only.isEmpty && rules === settings.rules ? settings.markdownlint : nil
        return MarkdownlintAdjuster(book: book, names: markdownlintNames, rules: rules, base: base)
            .adjust(comments)
    }
}

/// Makes the rules for a document whose comments switch rules.
struct MarkdownlintAdjuster {
    let book: RuleBook
    let names: MarkdownlintNames
    let rules: RuleSet
    /// What the configuration says in markdownlint's own words; nil where comments can only take away.
    let base: MarkdownlintSettings?

    func adjust(_ comments: MarkdownlintComments) -> DocumentRules {
        var on = RuleMask()
        for (place, rule) in names.rules.enumerated() where rules[rule.id] != nil { on.insert(place) }
        let before = base?.resolved(names) ?? standard(on)
        var after = before
        if comments.configuresFile {
            after =
                base.map { comments.settings(over: $0).resolved(names) }
                ?? comments.settings().resolved(names, over: before)
        }
        var configured = RuleMask(after)
        if base == nil { configured.formIntersection(on) }
        let lines = comments.lineStates(names, on: configured, within: base == nil ? on : nil)
        var needed = lines.everOn
        needed.formUnion(configured)
        if needed == on, before == after { return DocumentRules(rules, lines: lines) }
        return DocumentRules(
            RuleSet(chosen(needed, before, after), names: rules.names), lines: lines)
    }

    /// The rules that are needed, changed where the comments say so.
    private func chosen(
        _ needed: RuleMask, _ before: [MarkdownlintSettings.RuleSetting],
        _ after: [MarkdownlintSettings.RuleSetting]
    ) -> [Rule] {
        var chosen = rules.rules.filter { names.places[$0.id] == nil }
        for (place, name) in names.rules.enumerated() where needed.contains(place) {
            let current = rules[name.id]
            if let current, before[place] == after[place] {
                chosen.append(current)
            } else if let rule = book.rule(name.id, as: after[place], over: base == nil ? current : nil) {
                chosen.append(rule)
            }
        }
        return chosen
    }

    /// The rules as they are, said as settings that a comment can change.
    private func standard(_ on: RuleMask) -> [MarkdownlintSettings.RuleSetting] {
        names.rules.enumerated().map { place, rule in
            MarkdownlintSettings.RuleSetting(
                isOn: on.contains(place), severity: rules[rule.id]?.severity ?? .error, parameters: [])
        }
    }
}

extension RuleBook {
    /// A rule as a setting of markdownlint wants it; what does not fit in it is left out, as there.
    ///
    /// - Parameter current: the rule whose severity holds, and its parameters where the setting says nothing; nil
    ///   for those of markdownlint.
    func rule(_ id: String, as setting: MarkdownlintSettings.RuleSetting, over current: Rule?) -> Rule? {
        guard let entry = self[id] else { return nil }
        var given = current?.parameters.values ?? entry.head.profiles[.markdownlint]?.parameters ?? []
        for value in setting.parameters.fitted(to: entry.check?.parameters ?? []) {
            given.removeAll { $0.key == value.key }
            given.append(value)
        }
        let severity = current?.severity ?? setting.severity
        return rule(id, with: RuleChange(severity: severity, parameters: given)).rule
    }
}
