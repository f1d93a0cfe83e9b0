package import Model
package import Snippets

/// Decides which snippets of a page are run, in which sessions, and what is held against what they print.
package struct SessionPlanner {
    private let document: Document
    private let snippets: [Snippet]
    private let expectations: ExpectationReader
    /// The versions of the toolchains, by the id of their language; one that is left out is not known.
    private let versions: [String: [Int]]
    private let settings: SnippetSettings
    /// The snippets that take files in, by place: with them in their places, or why that is not known.
    private var expansions: [Int: Expansion] = [:]
    /// Reads the files that snippets take in, to tell lines.
    private var origins: [Int: [Int: String]] = [:]

    /// - Parameters:
    ///   - settings: what the configuration says of the page's snippets.
    ///   - resolver: finds the files that snippets take in; nil where none are found.
    package init(
        _ document: Document, versions: [String: [Int]] = [:], settings: SnippetSettings = SnippetSettings(),
        resolver: IncludeResolver? = nil
    ) {
        self.document = document
        self.versions = versions
        self.settings = settings
        var snippets = document.snippets
        if var resolver {
            for (place, snippet) in snippets.enumerated() where !snippet.inclusions.isEmpty {
                let expansion = Expansion(of: snippet.code, snippet.inclusions, &resolver)
                expansions[place] = expansion
                guard expansion.gap == nil else { continue }
                snippets[place] = snippet.taking(in: expansion)
                origins[place] = expansion.origins(&resolver)
            }
        }
        self.snippets = snippets
        expectations = ExpectationReader(document, snippets, filters: settings.filters) { snippet in
            !snippet.mark.isOutput && Self.language(of: snippet, settings) != nil
        }
    }

    /// The languages with a condition on their version.
    package static func languagesWithConditions(in document: Document) -> Set<String> {
        Set(document.snippets.filter { !$0.mark.versions.isEmpty }.compactMap { language(of: $0)?.id })
    }

    /// The language of a snippet; a block without one that begins with `>>> ` is a session of Python's.
    static func language(
        of snippet: Snippet, _ settings: SnippetSettings = SnippetSettings()
    ) -> RunLanguage? {
        if let directive = SphinxDirective(snippet) { return directive == .output ? nil : .python }
        if let language = RunLanguage.named(snippet.label, settings) { return language }
        guard ["", "text", "default"].contains(snippet.label.lowercased()) else { return nil }
        return snippet.code.drop { $0 == 0x20 || $0 == 0x0A }.starts(with: ">>> ".utf8) ? .python : nil
    }

    package func plan() -> SessionPlan {
        var plan = SessionPlan()
        let outputs = expectations.outputs
        var steps: [(language: RunLanguage, step: Session.Step)] = []
        for (place, snippet) in snippets.enumerated() where !outputs.contains(place) && !snippet.mark.isOutput
        {
            guard let language = Self.language(of: snippet, settings) else { continue }
            if let state = exclusion(of: snippet, place, language) {
                plan.states[place] = state
                continue
            }
            let lines = CodeLines(snippet, in: document.text)
            let parts = expectations.parts(of: place, lines, language)
            guard !parts.isEmpty, !lines.lines.allSatisfy({ $0.allSatisfy(\.isWhitespace) }) else { continue }
            steps.append(
                (
                    language,
                    Session.Step(
                        place: place, lines: lines, parts: parts, mark: snippet.mark,
                        origins: origins[place] ?? [:])
                ))
        }
        let languages = Dictionary(grouping: steps) { $0.language.id }
        for (id, own) in languages.sorted(by: { $0.key < $1.key }) {
            for group in groups(own.map(\.step), own[0].language) {
                var session = Session(
                    language: own[0].language, page: document.path, steps: group, files: files(group))
                session.prelude = settings.preludes[id] ?? ""
                session.flags = settings.flags[id] ?? []
                plan.sessions.append(session)
            }
        }
        return plan
    }

    /// Why a snippet is not run; nil where it is.
    private func exclusion(of snippet: Snippet, _ place: Int, _ language: RunLanguage) -> RunState? {
        let mark = snippet.mark
        if let skip = mark.skip {
            return .skipped(skip.reason.isEmpty ? .saysSo(skip.word) : skip.reason)
        }
        if let level = mark.level, level < .run { return .skipped(.level(level)) }
        if language.isCompiled, mark.failure?.stage == .compile {
            return .skipped(.mustNotCompile(mark.failure?.word ?? ""))
        }
        if !snippet.inclusions.isEmpty {
            guard let expansion = expansions[place] else { return .notAssessed(.takesFilesIn) }
            if let gap = expansion.gap { return .notAssessed(gap) }
        }
        if language.needsMark, mark.level != .run, mark.session == nil {
            return .skipped(.needsMark(language.name))
        }
        for filter in mark.filters {
            do throws(LineFilter.Mistake) { _ = try LineFilter(filter, own: settings.filters) } catch {
                return .notAssessed(error.reason)
            }
        }
        return versionExclusion(mark, language)
    }

    private func versionExclusion(_ mark: SnippetMark, _ language: RunLanguage) -> RunState? {
        guard !mark.versions.isEmpty else { return nil }
        guard let version = versions[language.id] else { return .notAssessed(.noVersion(language.name)) }
        guard let condition = mark.versions.first(where: { !$0.holds(for: version) }) else { return nil }
        return .skipped(
            .otherVersion(language.name, condition, version.map(String.init).joined(separator: ".")))
    }

    // MARK: Sessions

    private func groups(_ steps: [Session.Step], _ language: RunLanguage) -> [[Session.Step]] {
        var named: [String: Int] = [:]
        var groups: [[Session.Step]] = []
        /// The group of the page itself.
        var current: Int?
        var setups: [Session.Step] = []
        var names = NameChains()
        for step in steps {
            let name = step.mark.session ?? step.mark.group
            if step.mark.isSetup, name == nil {
                setups.append(step)
                continue
            }
            if let name {
                if let group = named[name] {
                    groups[group].append(step)
                } else {
                    named[name] = groups.count
                    groups.append([step])
                }
                continue
            }
            if step.mark.isStandalone {
                groups.append([step])
                continue
            }
            var target: Int?
            if step.mark.continues {
                target = current
            } else {
                switch language.sharing {
                case .page: target = current
                case .names: target = names.group(for: step.parts[0].code)
                case .none: target = nil
                }
            }
            if let target {
                groups[target].append(step)
            } else {
                target = groups.count
                groups.append([step])
            }
            if case .names = language.sharing { names.add(step.parts[0].code, to: target ?? 0) }
            current = target
        }
        if !setups.isEmpty, groups.isEmpty { groups.append([]) }
        return groups.map { group in
            let own = group.filter(\.mark.isSetup)
            return setups + own + group.filter { !$0.mark.isSetup }
        }
    }

    /// The files that the page names.
    private func files(_ steps: [Session.Step]) -> [Session.File] {
        snippets.compactMap { snippet in
            guard let title = snippet.title, Self.isSafe(title) else { return nil }
            return Session.File(path: title, content: snippet.code)
        }
    }

    /// Whether a title is the path of a file below the folder.
    static func isSafe(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return path.utf8.count < 200 && path.contains(".")
            && parts.allSatisfy { part in
                !part.isEmpty && part != "." && part != ".."
                    && part.allSatisfy { $0.isLetter || $0.isNumber || "._- @+".contains($0) }
            }
    }
}

extension String {
    fileprivate static func saysSo(_ word: String) -> String { "it is marked `\(word)`" }
    fileprivate static func level(_ level: SnippetLevel) -> String {
        "it is marked `level=\(level.rawValue)`"
    }
    fileprivate static func mustNotCompile(_ word: String) -> String {
        "it is marked `\(word)`, and must not even compile"
    }
    fileprivate static func needsMark(_ language: String) -> String {
        "commands of a \(language) are run only where a comment says `docent: snippet level=run`"
    }
    fileprivate static let takesFilesIn = "another file comes into it, and files are not put in for a run"
    fileprivate static func noVersion(_ language: String) -> String {
        "the version of \(language) that is installed is not known"
    }
    fileprivate static func otherVersion(
        _ language: String, _ condition: VersionCondition, _ version: String
    ) -> String {
        let wanted = condition.version.map(String.init).joined(separator: ".")
        return "it is for \(language) \(condition.relation.rawValue) \(wanted), and \(version) is installed"
    }
}
