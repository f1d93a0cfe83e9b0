import Model
import Running
import Sandbox

/// Where what runs snippets comes from.
enum RunSource: Sendable {
    case probe(RunProbe)
    /// A sandbox that is looked for when a page asks.
    case sandbox(workers: Int)

    func probe() async throws(Refusal) -> RunProbe {
        switch self {
        case .probe(let probe): probe
        case .sandbox(let workers): try await RunRequest().probe(workers: workers)
        }
    }
}

/// Runs the snippets of pages in a sandbox, all pages in one go.
struct RunProbe: Sendable {
    let sandbox: Sandbox
    let workers: Int
    var network = SandboxedCommand.Network.none

    /// What came of running the snippets of each page.
    func runs(of pages: [Document]) async -> [String: PageRun] {
        let runner = SessionRunner(sandbox, workers: workers, network: network)
        var versions: [String: [Int]] = [:]
        let asked = pages.reduce(into: Set<String>()) {
            $0.formUnion(SessionPlanner.languagesWithConditions(in: $1))
        }
        for language in RunLanguage.all where asked.contains(language.id) {
            versions[language.id] = await runner.version(of: language)
        }
        let plans = pages.map { SessionPlanner($0, versions: versions).plan() }
        var replies = plans.map { _ in [Int: [SessionReply.Address: SessionReply]]() }
        var troubles = plans.map { _ in [Int: String]() }
        for language in RunLanguage.all {
            let places = plans.indices.flatMap { page in
                plans[page].sessions.indices.filter { plans[page].sessions[$0].language.id == language.id }
                    .map { (page: page, session: $0) }
            }
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
        }
        return Dictionary(
            uniqueKeysWithValues: pages.indices.map { page in
                var judge = RunJudge(plans[page])
                return (pages[page].path, judge.judge(replies[page], troubles: troubles[page]))
            })
    }
}
