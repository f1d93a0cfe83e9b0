package import Model
package import RulePages
import Synchronization

/// All configuration files of a repository, and what they mean for each document.
///
/// For a document the files in its folder and in those above it hold, up to one that says `root: true`. Of
/// what several say, the nearest file wins, and within a file the last override that fits the document.
/// Where none holds for a document, a configuration of markdownlint does, if the repository has one.
package final class Configuration: Sendable {
    private let files: [String: ConfigurationFile]
    let book: RuleBook
    let names: RuleNames
    let markdownlintNames: MarkdownlintNames
    let markdownlint: MarkdownlintConfiguration?
    /// A profile that was chosen for the run, whatever the files say.
    let profile: Profile?
    /// What the command line asks for; empty where it leaves that to the files.
    let only: [RuleSelector]
    private let cache = Mutex(Cache())

    private struct Cache {
        /// Folder to the files that hold there, the outermost first.
        var chains: [String: [ConfigurationFile]] = [:]
        var settings: [Key: Settings] = [:]
        /// Folder to the settings of all documents in it, where these do not depend on their names.
        var settingsOfFolders: [String: Settings] = [:]
    }

    /// Documents for which the same layers hold have the same settings.
    private struct Key: Hashable {
        var layers: [String]
    }

    /// Makes sure that all rules that the files name exist and take what is given to them.
    ///
    /// - Parameters:
    ///   - only: the rules that are on, whatever the files say; empty for those that they have on.
    ///   - markdownlint: the configuration of markdownlint that the repository has.
    ///   - profile: the one that the command line names; where it is our own, markdownlint's files are not heeded.
    package init(
        files: [ConfigurationFile], book: RuleBook, only: [RuleSelector] = [],
        markdownlint: MarkdownlintConfiguration? = nil, profile: Profile? = nil
    ) throws(ConfigurationError) {
        self.only = only
        self.files = Dictionary(files.map { ($0.folder, $0) }, uniquingKeysWith: { first, _ in first })
        self.book = book
        names = book.names
        markdownlintNames = MarkdownlintNames(
            book.entries.map { (id: $0.head.id, aliases: $0.head.aliases, tags: $0.head.tags) })
        self.profile = profile
        self.markdownlint = profile == .docent ? nil : markdownlint
        var mistakes: [ConfigurationError.Mistake] = []
        for file in files.sorted(by: { $0.path < $1.path }) {
            var collector = MistakeCollector(path: file.path, text: file.text)
            for setting in file.layers.flatMap(\.rules) { check(setting, &collector) }
            mistakes += collector.mistakes
        }
        for notice in self.markdownlint?.notices ?? [] where notice.isFatal {
            if chain(for: notice.path).isEmpty { mistakes.append(ConfigurationError.Mistake(notice)) }
        }
        if !mistakes.isEmpty { throw ConfigurationError(mistakes) }
    }

    /// What holds for a document.
    package func settings(for path: String) -> Settings {
        let folder = Self.folder(of: path)
        if let known = cache.withLock({ $0.settingsOfFolders[folder] }) { return known }
        let chain = chain(for: path)
        let group = chain.isEmpty ? markdownlint?.group(for: path) : nil
        let found: Settings
        if let group {
            found = settings(Key(layers: ["markdownlint \(group)"])) { resolve(markdownlint: group) }
        } else {
            found = settings(for: path, chain)
        }
        let dependsOnName =
            chain.isEmpty
            ? markdownlint?.dependsOnName(path) ?? false
            : chain.contains { $0.layers.contains { $0.files != nil } }
        if !dependsOnName { cache.withLock { $0.settingsOfFolders[folder] = found } }
        return found
    }

    private func settings(for path: String, _ chain: [ConfigurationFile]) -> Settings {
        var layers: [(file: ConfigurationFile, layer: ConfigurationFile.Layer)] = []
        for file in chain {
            for layer in file.layers where fits(path, layer, of: file) { layers.append((file, layer)) }
        }
        let key = Key(layers: layers.map { "\($0.file.path) \($0.layer.override ?? -1)" })
        return settings(key) { resolve(layers.map(\.layer), chain) }
    }

    private func settings(_ key: Key, _ resolve: () -> Settings) -> Settings {
        if let known = cache.withLock({ $0.settings[key] }) { return known }
        let settings = resolve()
        // Another worker may have been faster: all documents of a kind share one value.
        return cache.withLock { cache in
            if let known = cache.settings[key] { return known }
            cache.settings[key] = settings
            return settings
        }
    }

    /// Why a document is not wanted: the patterns that leave it out; nil where it is wanted.
    package func exclusion(of path: String) -> Origin? {
        let chain = chain(for: path)
        if let file = chain.last(where: { $0.include != nil }), let include = file.include,
            let local = file.local(path), !include.value.contains(where: { $0.matches(local) })
        {
            return include.origin
        }
        if let file = chain.last(where: { $0.exclude != nil }), let exclude = file.exclude,
            let local = file.local(path), exclude.value.contains(where: { $0.matches(local) })
        {
            return exclude.origin
        }
        if chain.isEmpty, let markdownlint, !markdownlint.isChosen(path) {
            return .markdownlint(markdownlint.source(of: path))
        }
        return nil
    }

    /// The files that hold for a path, the nearest first.
    package func files(for path: String) -> [String] {
        let chain = chain(for: path)
        if chain.isEmpty, let markdownlint, let group = markdownlint.group(for: path) {
            return markdownlint.groups[group].sources
        }
        return chain.reversed().map(\.path)
    }

    /// The products that a document is about: those of the nearest file that names some.
    package func products(for path: String) -> [ProductSetting] {
        chain(for: path).last { $0.products != nil }?.products ?? []
    }

    /// How the snippets of a document are compiled and run: what the files say, the nearest last.
    package func snippets(for path: String) -> SnippetSettings {
        var settings = SnippetSettings()
        for file in chain(for: path) { file.snippets?.apply(to: &settings) }
        return settings
    }

    /// How a document writes its code: what the files say, the nearest last.
    package func conventions(for path: String) -> SnippetConventions {
        var conventions = SnippetConventions()
        for file in chain(for: path) {
            file.snippets?.apply(to: &conventions, at: file.local(path) ?? path)
        }
        return conventions
    }

    /// The other repositories that a document takes in code from; of those with one name the nearest.
    package func repositories(for path: String) -> [SampleRepository] {
        var found: [SampleRepository] = []
        for file in chain(for: path).reversed() {
            let named = file.snippets?.repositories ?? []
            found += named.filter { other in !found.contains { $0.name == other.name } }
        }
        return found
    }

    /// The other repositories that any document takes in code from, by name and place.
    package var repositories: [SampleRepository] {
        let all = files.values.sorted { $0.path < $1.path }.flatMap { $0.snippets?.repositories ?? [] }
        return all.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }

    func chain(for path: String) -> [ConfigurationFile] {
        let folder = Self.folder(of: path)
        if let known = cache.withLock({ $0.chains[folder] }) { return known }
        var chain: [ConfigurationFile] = []
        var current: Substring? = folder[...]
        while let place = current {
            if let file = files[String(place)] {
                chain.insert(file, at: 0)
                if file.isRoot { break }
            }
            current = place.isEmpty ? nil : place.lastIndex(of: "/").map { place[..<$0] } ?? ""
        }
        cache.withLock { $0.chains[folder] = chain }
        return chain
    }

    private static func folder(of path: String) -> String {
        path.utf8.lastIndex(of: 0x2F).map { String(path[..<$0]) } ?? ""
    }

    private func fits(
        _ path: String, _ layer: ConfigurationFile.Layer, of file: ConfigurationFile
    ) -> Bool {
        guard let globs = layer.files else { return true }
        guard let local = file.local(path) else { return false }
        return globs.contains { $0.matches(local) }
    }

    // MARK: Resolving

    private func resolve(_ layers: [ConfigurationFile.Layer], _ chain: [ConfigurationFile]) -> Settings {
        let said = chain.last { $0.profile != nil }?.profile
        let profile =
            self.profile.map { Sourced($0, .option("--profile")) } ?? said ?? Sourced(.docent, .standard)
        var states = book.entries.map { state($0, profile.value) }
        for layer in layers {
            for setting in inOrder(layer.rules) {
                // For a comment `all` leaves out what is said of comments; a configuration means all.
                for index in states.indices
                where setting.selector == .all || setting.selector.matches(states[index].id) {
                    apply(setting.setting, to: &states[index])
                }
            }
        }
        narrow(&states)
        if !chain.contains(where: { $0.products != nil }) { leaveOutProducts(&states) }
        return Settings(
            rules: ruleSet(states), states: states,
            dialect: layers.last { $0.dialect != nil }?.dialect,
            failOn: chain.last { $0.failOn != nil }?.failOn ?? Sourced(.error, .standard), profile: profile,
            readsMarkdownlintComments: chain.last { $0.readsMarkdownlintComments != nil }?
                .readsMarkdownlintComments ?? Sourced(true, .standard),
            markdownlint: profile.value == .markdownlint ? inWordsOfMarkdownlint(states) : nil)
    }

    /// Leaves only those rules on that the command line asks for, where it asks for some.
    func narrow(_ states: inout [Settings.RuleState]) {
        guard !only.isEmpty else { return }
        for index in states.indices {
            let isWanted = only.contains { $0.matches(states[index].id) }
            states[index].isOn = Sourced(isWanted, .option("--rule"))
        }
    }

    /// Switches off what would have nothing to say, because no product is named.
    func leaveOutProducts(_ states: inout [Settings.RuleState]) {
        for index in states.indices where book[states[index].id]?.check?.needsProducts == true {
            states[index].isOn = Sourced(false, .standard)
        }
    }

    func ruleSet(_ states: [Settings.RuleState]) -> RuleSet {
        RuleSet(states.compactMap { state in state.isOn.value ? rule(state) : nil }, names: names)
    }

    /// What the page of a rule says for a profile.
    func state(_ entry: RuleBook.Entry, _ profile: Profile) -> Settings.RuleState {
        var state = state(entry)
        let origin = Origin.profile(profile)
        let change = entry.head.profiles[profile]
        if profile == .markdownlint {
            let place = markdownlintNames.places[entry.head.id]
            state.isOn = Sourced(place.map(markdownlintNames.book.contains) ?? false, origin)
            if state.isOn.value { state.severity = Sourced(.error, origin) }
        }
        if let severity = change?.severity { state.severity = Sourced(severity, origin) }
        state.set(change?.parameters ?? [], origin)
        return state
    }

    private func state(_ entry: RuleBook.Entry) -> Settings.RuleState {
        let page = Origin.page(entry.source)
        let given = Set(entry.head.parameters.map(\.key))
        return Settings.RuleState(
            id: entry.head.id, isOn: Sourced(entry.head.isOnByDefault, page),
            severity: Sourced(entry.head.severity, page), confidence: Sourced(entry.head.confidence, page),
            parameters: entry.parameters.map {
                Sourced($0, given.contains($0.key) ? page : .standard)
            })
    }

    /// What is said of all rules first, then of groups, then of single rules.
    private func inOrder(
        _ settings: [ConfigurationFile.RuleSetting]
    ) -> [(setting: ConfigurationFile.RuleSetting, selector: RuleSelector)] {
        var buckets: [[(setting: ConfigurationFile.RuleSetting, selector: RuleSelector)]] = [[], [], []]
        for setting in settings {
            guard let selector = names.selector(for: setting.name) else { continue }
            switch selector {
            case .all: buckets[0].append((setting, selector))
            case .group: buckets[1].append((setting, selector))
            case .rule: buckets[2].append((setting, selector))
            }
        }
        return buckets.flatMap { $0 }
    }

    private func apply(
        _ setting: ConfigurationFile.RuleSetting, to state: inout Settings.RuleState
    ) {
        if let isOn = setting.isOn { state.isOn = isOn }
        if let severity = setting.severity { state.severity = severity }
        if let confidence = setting.confidence { state.confidence = confidence }
        for entry in setting.parameters { state.set([entry.value], entry.origin) }
    }

    private func rule(_ state: Settings.RuleState) -> Rule? {
        var change = RuleChange()
        if isConfigured(state.severity.origin) { change.severity = state.severity.value }
        if isConfigured(state.confidence.origin) { change.confidence = state.confidence.value }
        change.parameters = state.parameters.filter { isConfigured($0.origin) }.map(\.value)
        return book.rule(state.id, with: change).rule
    }

    private func isConfigured(_ origin: Origin) -> Bool {
        switch origin {
        case .standard, .page: false
        case .file, .option, .profile, .markdownlint: true
        }
    }

    // MARK: Checking

    private func check(_ setting: ConfigurationFile.RuleSetting, _ collector: inout MistakeCollector) {
        guard let selector = names.selector(for: setting.name) else {
            let near = names.suggestion(for: setting.name)
            return collector.add(
                setting.range, "there is no rule `\(setting.name)`",
                why: "neither the built-in rules nor those of `rule-folders` have this id, alias or group",
                remedy: near.map { "write `\($0)`, if that is what is meant" }
                    ?? "`docent rules` lists the rules there are")
        }
        guard case .rule(let id) = selector else {
            if let entry = setting.parameters.first?.value, let place = setting.places[entry.key] {
                collector.add(
                    place.key, "`\(entry.key)` cannot be set for several rules at once",
                    why: "parameters belong to one rule", remedy: "set it for the rule that is meant")
            }
            return
        }
        for mistake in book.rule(id, with: RuleChange(parameters: setting.parameters.map(\.value))).mistakes {
            let place = setting.places[mistake.key]
            let isUnknown = book[id]?.check?.parameters.contains { $0.name == mistake.key } == false
            collector.add(
                (isUnknown ? place?.key : place?.value) ?? setting.range, mistake.sentence,
                why: "this is what the rule `\(id)` takes",
                remedy: mistake.suggestion.map { "write `\($0)`, if that is what is meant" }
                    ?? "`docent explain \(id)` lists its parameters")
        }
    }
}
