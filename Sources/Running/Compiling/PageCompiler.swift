package import Model
package import Sandbox
package import Snippets
import Toolchains

/// Compiles the snippets of pages: all that are in one language together.
package struct PageCompiler: Sendable {
    private let sandbox: Sandbox
    private let level: SnippetLevel
    private let workers: Int
    private let memory: (any CompileMemory)?
    private let time: Duration
    private let projects: ProjectBuilder?
    private let settings: @Sendable (String) -> SnippetSettings

    /// - Parameters:
    ///   - time: how long compilers may take for all snippets together; what is left then is not assessed. What was compiled is
    ///     kept, so that the next run goes on from there.
    ///   - projects: makes the projects ready that snippets may use; nil where they may use none.
    ///   - settings: what the configuration says of the snippets of a page.
    package init(
        _ sandbox: Sandbox, level: SnippetLevel, workers: Int, memory: (any CompileMemory)? = nil,
        time: Duration = Self.usualTime, projects: ProjectBuilder? = nil,
        settings: @escaping @Sendable (String) -> SnippetSettings = { _ in SnippetSettings() }
    ) {
        self.time = time
        self.projects = projects
        self.settings = settings
        self.sandbox = sandbox
        self.level = level
        self.workers = workers
        self.memory = memory
    }

    /// What compilers say of each page, by path.
    ///
    /// - Parameter resolver: finds the files that snippets take in.
    package func compile(
        _ pages: [Document], _ resolver: IncludeResolver
    ) async -> [String: PageCompile] {
        var planner = CompilePlanner(level: level, settings: settings, resolver: resolver)
        var jobs: [CompileJob] = []
        var found: [[SnippetCompile]] = []
        for (index, page) in pages.enumerated() {
            let plan = planner.plan(page, page: index)
            jobs += plan.jobs
            found.append(plan.known)
        }
        // The language with the most snippets comes last, so that it leaves the others their share of the time.
        let languages = Dictionary(grouping: jobs) { $0.language.id }.values.sorted {
            ($0.count, $0[0].language.id) < ($1.count, $1[0].language.id)
        }
        let end = ContinuousClock.now.advanced(by: time)
        for (place, own) in languages.enumerated() {
            let share = (end - .now) / (languages.count - place)
            let deadline = ContinuousClock.now.advanced(by: share)
            let own = await asked(own, pages)
            if own.isEmpty { continue }
            var states = await states(of: own, own[0].language, pages, deadline)
            let chained = CompileChains.jobs(from: own, states)
            if !chained.isEmpty {
                let second = await self.states(of: chained.map(\.job), own[0].language, pages, deadline)
                for (place, state) in zip(chained.map(\.place), second) {
                    states[place] = CompileChains.state(state, after: states[place])
                }
            }
            for (job, state) in zip(own, states) {
                found[job.page].append(SnippetCompile(place: job.place, state: state))
            }
        }
        await projects?.clear()
        memory?.save()
        return Dictionary(
            zip(pages, found).map { ($0.path, PageCompile($1.sorted { $0.place < $1.place })) }
        ) { first, _ in first }
    }

    /// The jobs without those that are compiled only where a project asks for it, and whose project does not.
    private func asked(_ jobs: [CompileJob], _ pages: [Document]) async -> [CompileJob] {
        guard jobs.first?.language.isOptional == true else { return jobs }
        var asked: [CompileJob] = []
        for job in jobs {
            let path = pages[job.page].path
            if await projects?.asksForTypes(path, job.language.id, settings(path)) == true {
                asked.append(job)
            }
        }
        return asked
    }

    private func states(
        of jobs: [CompileJob], _ language: CompileLanguage, _ pages: [Document],
        _ deadline: ContinuousClock.Instant
    ) async -> [CompileState] {
        let toolchain: Toolchain
        switch await language.search.find(memory) {
        case .success(let found): toolchain = found
        case .failure(let missing): return jobs.map { _ in .noToolchain(missing.reason) }
        }
        var jobs = await withProjects(jobs, language, toolchain, pages)
        let version = toolchain.version.firstMatch(of: /\d+(?:\.\d+)+/).map {
            $0.output.split(separator: ".").compactMap { Int($0) }
        }
        if let version {
            for index in jobs.indices {
                guard let wanted = jobs[index].wanted, version.lexicographicallyPrecedes(wanted) else {
                    continue
                }
                let here = version.map(String.init).joined(separator: ".")
                jobs[index].newer =
                    "it is for \(language.name) \(wanted.map(String.init).joined(separator: ".")), and \(here) is here"
            }
        }
        var states = [CompileState?](repeating: nil, count: jobs.count)
        var judges = jobs.map { CompileJudge($0) }
        for (index, job) in jobs.enumerated() {
            if let version, !job.snippet.mark.versions.allSatisfy({ $0.holds(for: version) }) {
                states[index] = .skipped("it is for another version of \(language.name)")
            } else if job.forms.isEmpty {
                states[index] = .notAssessed("it shows only a part of its code")
            }
        }
        var form = 0
        while true {
            let asked = jobs.indices.filter { states[$0] == nil && form < jobs[$0].forms.count }
            if asked.isEmpty { break }
            let verdicts = await self.verdicts(on: asked.map { jobs[$0] }, form: form, toolchain, deadline)
            for (index, verdict) in zip(asked, verdicts) {
                switch verdict {
                case .unknown(let reason): states[index] = .notAssessed(reason)
                case .compiled(let words):
                    let isFine = judges[index].hear(words, form: form)
                    if isFine || form + 1 == jobs[index].forms.count { states[index] = judges[index].state }
                }
            }
            form += 1
        }
        return states.map { $0 ?? .notAssessed("it was not compiled") }
    }

    /// The jobs with the projects that they may use.
    private func withProjects(
        _ jobs: [CompileJob], _ language: CompileLanguage, _ toolchain: Toolchain, _ pages: [Document]
    ) async -> [CompileJob] {
        guard let projects else { return jobs }
        var jobs = jobs
        for (index, job) in jobs.enumerated() {
            let path = pages[job.page].path
            // Most pages have none, and to read code takes longer than to see that.
            guard await projects.hasProject(for: path, language.id, settings(path)),
                job.forms.first.map(language.needsProject) == true
            else { continue }
            switch await projects.context(for: path, language.id, settings(path), toolchain) {
            case .ready(let project)?: jobs[index].project = project
            case .failed(let trouble)?: jobs[index].projectTrouble = trouble
            case nil: break
            }
        }
        return jobs
    }

    /// How long compilers take where nobody says otherwise.
    package static let usualTime = Duration.seconds(600)

    /// What the compiler says of each job in one of its forms; the same code is compiled once.
    private func verdicts(
        on jobs: [CompileJob], form: Int, _ toolchain: Toolchain, _ deadline: ContinuousClock.Instant
    ) async -> [BatchCompiler.Verdict] {
        let questions = jobs.map { job in
            var question = CompileQuestion(
                subject: "\(job.language.id) \(job.level.rawValue)", code: job.forms[form].bytes,
                edition: job.snippet.mark.edition, toolchain: toolchain)
            question.flags = job.flags
            question.project = job.project?.identity
            return question
        }
        var verdicts: [CompileQuestion: BatchCompiler.Verdict] = [:]
        var open: [(setting: CompileSetting, group: [(question: CompileQuestion, job: CompileJob)])] = []
        for (job, question) in zip(jobs, questions) where verdicts[question] == nil {
            if let words = memory?.words(for: question) {
                verdicts[question] = .compiled(words)
            } else {
                verdicts[question] = .unknown("it was not compiled")
                var setting = CompileSetting(level: job.level, toolchain: toolchain)
                setting.flags = job.flags
                setting.project = job.project
                if let index = open.firstIndex(where: { $0.setting == setting }) {
                    open[index].group.append((question, job))
                } else {
                    open.append((setting, [(question, job)]))
                }
            }
        }
        for (setting, group) in open {
            let units = group.enumerated().map { number, entry in
                // What is meant to fail would only fail among others, and be compiled again.
                let merged =
                    entry.job.snippet.mark.isStandalone
                        || entry.job.snippet.mark.failure?.stage == .compile
                            && !entry.job.language.looksAtEach(setting.level)
                    ? nil : entry.job.language.merged(entry.job.forms[form])
                return CompileUnit(
                    number: number, bytes: entry.question.code, merged: merged,
                    edition: entry.question.edition)
            }
            var compiler = BatchCompiler(
                language: group[0].job.language, setting: setting, sandbox: sandbox, workers: workers,
                deadline: deadline)
            // Kept at once, so that a run that is ended has not worked for nothing.
            let (memory, asked) = (memory, group.map(\.question))
            compiler.heard = { found in
                for (number, verdict) in found where asked.indices.contains(number) {
                    if case .compiled(let words) = verdict { memory?.keep(words, for: asked[number]) }
                }
                memory?.saveNowAndThen()
            }
            for (entry, verdict) in zip(group, await compiler.compile(units)) {
                verdicts[entry.question] = verdict
            }
        }
        return questions.map { verdicts[$0] ?? .unknown("it was not compiled") }
    }
}
