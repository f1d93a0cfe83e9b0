import Model
import Running
import Sandbox

/// Where what runs snippets comes from.
enum RunSource: Sendable {
    case probe(SitedRuns)
    /// A sandbox that is looked for when a page asks.
    case sandbox(workers: Int, IncludeShelf)

    func probe() async throws(Refusal) -> SitedRuns {
        switch self {
        case .probe(let probe): probe
        case .sandbox(let workers, let shelf):
            try await RunRequest().probe(workers: workers).at(.bare(shelf))
        }
    }
}

/// Runs the snippets of pages in a sandbox, all pages in one go.
struct RunProbe: Sendable {
    let sandbox: Sandbox
    let workers: Int
    var network = SandboxedCommand.Network.none
    /// How long all of them may run together; what is left then is not assessed.
    var time = PageCompiler.usualTime
    /// Where the projects are kept that snippets may use; nil where they are made anew.
    var shelf: CompileShelf?
    /// What came of running snippets before; nil where all are run.
    var memory: RunShelf?

    /// The same for the pages of a site.
    func at(_ surroundings: SnippetSurroundings) -> SitedRuns {
        SitedRuns(probe: self, surroundings: surroundings)
    }
}

/// Runs the snippets of pages of a site.
struct SitedRuns: Sendable {
    let probe: RunProbe
    let surroundings: SnippetSurroundings

    /// What came of running the snippets of each page.
    func runs(of pages: [Document]) async -> [String: PageRun] {
        let end = ContinuousClock.now.advanced(by: probe.time)
        var runner = SessionRunner(probe.sandbox, workers: probe.workers, network: probe.network)
        var versions: [String: [Int]] = [:]
        let asked = pages.reduce(into: Set<String>()) {
            $0.formUnion(SessionPlanner.languagesWithConditions(in: $1))
        }
        for language in RunLanguage.all where asked.contains(language.id) {
            versions[language.id] = await runner.version(of: language, probe.shelf)
        }
        let projects = ProjectBuilder(
            probe.sandbox, surroundings.files, shelf: probe.shelf, allowsNetwork: probe.network == .allowed)
        var plans: [SessionPlan] = []
        for page in pages {
            let settings = surroundings.settings(page.path)
            var plan = SessionPlanner(
                page, versions: versions, settings: settings, resolver: surroundings.shelf.resolver()
            ).plan()
            await plan.add(projects, settings, probe.shelf)
            plans.append(plan)
        }
        let languages = Dictionary(
            plans.flatMap(\.sessions).map { ($0.language.id, $0.language) },
            uniquingKeysWith: { first, _ in first })
        var replies = plans.map { _ in [Int: [SessionReply.Address: SessionReply]]() }
        var troubles = plans.map { _ in [Int: String]() }
        var gaps = troubles
        let places = { (language: RunLanguage) in
            plans.indices.flatMap { page in
                plans[page].sessions.indices.filter { plans[page].sessions[$0].language.id == language.id }
                    .map { (page: page, session: $0) }
            }
        }
        // The language with the most sessions comes last, so that it leaves the others their share of the time.
        let order = languages.values.map { (language: $0, places: places($0)) }.sorted {
            ($0.places.count, $0.language.id) < ($1.places.count, $1.language.id)
        }
        for (number, (language, places)) in order.enumerated() {
            var sandbox = probe.sandbox
            sandbox.deadline = ContinuousClock.now.advanced(by: (end - .now) / (order.count - number))
            runner = SessionRunner(
                sandbox, workers: probe.workers, network: probe.network, memory: probe.memory)
            let outcome = await runner.run(places.map { plans[$0.page].sessions[$0.session] }, language)
            for (address, reply) in outcome.replies where places.indices.contains(address.session) {
                let place = places[address.session]
                var own = address
                own.session = place.session
                replies[place.page][place.session, default: [:]][own] = reply
            }
            if let trouble = outcome.trouble {
                for place in places { troubles[place.page][place.session] = trouble }
            }
            if sandbox.isOver {
                for place in places { gaps[place.page][place.session] = Sandbox.noTimeLeft }
            }
        }
        await projects.clear()
        probe.shelf?.save()
        probe.memory?.save()
        return Dictionary(
            uniqueKeysWithValues: pages.indices.map { page in
                var judge = RunJudge(plans[page])
                return (
                    pages[page].path, judge.judge(replies[page], troubles: troubles[page], gaps: gaps[page])
                )
            })
    }
}
