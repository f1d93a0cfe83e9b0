package import Model
import RulePages

extension Configuration {
    /// What a configuration of markdownlint says for those of its documents that share settings.
    func resolve(markdownlint place: Int) -> Settings {
        let group = markdownlint?.groups[place]
        let origin = Origin.markdownlint(group?.sources.first ?? "")
        let given = group?.settings ?? MarkdownlintSettings()
        let settings = given.resolved(markdownlintNames)
        var states = book.entries.map { entry in
            var state = state(entry, .markdownlint)
            guard let place = markdownlintNames.places[entry.head.id] else { return state }
            let setting = settings[place]
            if state.isOn.value != setting.isOn { state.isOn = Sourced(setting.isOn, origin) }
            if state.severity.value != setting.severity { state.severity = Sourced(setting.severity, origin) }
            state.set(setting.parameters.fitted(to: entry.check?.parameters ?? []), origin)
            return state
        }
        narrow(&states)
        leaveOutProducts(&states)
        return Settings(
            rules: ruleSet(states), states: states, dialect: nil, failOn: Sourced(.error, .standard),
            profile: Sourced(.markdownlint, origin),
            readsMarkdownlintComments: Sourced(group?.readsComments ?? true, origin), markdownlint: given)
    }

    /// What a user should know of markdownlint's configuration, and what does not keep it from being used.
    package var notices: [Failure] {
        guard let markdownlint else { return [] }
        let notices = markdownlint.notices.filter { !$0.isFatal } + unknownNames(markdownlint)
        return notices.filter { chain(for: $0.path).isEmpty }.map { notice in
            var failure = notice.failure
            let place = notice.place.map { ":\($0.line):\($0.column)" } ?? ""
            failure.what = "\(notice.path)\(place): \(failure.what)"
            return failure
        }
    }

    private func unknownNames(_ markdownlint: MarkdownlintConfiguration) -> [MarkdownlintNotice] {
        var seen: Set<String> = []
        var notices: [MarkdownlintNotice] = []
        for group in markdownlint.groups {
            for entry in group.settings.entries
            where !["default", "$schema"].contains(entry.key.lowercased()) {
                guard markdownlintNames.rules(for: entry.key) == nil, seen.insert(entry.key).inserted else {
                    continue
                }
                let near = markdownlintNames.suggestion(for: entry.key)
                notices.append(.unknownName(group.sources.first ?? "", entry.key, near))
            }
        }
        return notices
    }

    /// What files of ours say in the profile of markdownlint, as a configuration of its own would say it.
    func inWordsOfMarkdownlint(_ states: [Settings.RuleState]) -> MarkdownlintSettings {
        let nowhere = SourceRange(at: 0)
        return MarkdownlintSettings(
            states.compactMap { state in
                let parameters = state.parameters.filter { isSaid($0.origin) }.map(\.value)
                guard markdownlintNames.places[state.id] != nil,
                    isSaid(state.isOn.origin) || isSaid(state.severity.origin) || !parameters.isEmpty
                else { return nil }
                let table: [ParameterValue.Entry] = [
                    .init(key: "enabled", value: .flag(state.isOn.value)),
                    .init(key: "severity", value: .text(state.severity.value.rawValue)),
                ]
                return MarkdownlintValue.Entry(
                    .init(key: state.id, value: .table(table + parameters)), at: nowhere)
            })
    }

    private func isSaid(_ origin: Origin) -> Bool {
        switch origin {
        case .standard, .page, .profile: false
        case .file, .option, .markdownlint: true
        }
    }
}
