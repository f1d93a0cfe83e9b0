import Model
import Toolchains

/// Finds the snippets of a page that another one goes on with, by the names that they declare.
///
/// A snippet that was not assessed because it uses what earlier ones declare is compiled once more, with those before
/// it: the nearest that declares a name, and what that one goes on with.
enum CompileChains {
    /// The languages whose snippets may stand one behind another as they are.
    private static let languages: Set = ["rust", "swift", "typescript"]
    /// How many snippets stand before one at most.
    private static let longest = 12

    /// The jobs that are worth another look, each with its place among all.
    static func jobs(from jobs: [CompileJob], _ states: [CompileState]) -> [(place: Int, job: CompileJob)] {
        guard let language = jobs.first?.language, languages.contains(language.id) else { return [] }
        let pages = Dictionary(grouping: jobs.indices) { jobs[$0].page }
        var found: [(place: Int, job: CompileJob)] = []
        for places in pages.sorted(by: { $0.key < $1.key }).map(\.value) {
            let places = places.sorted { jobs[$0].place < jobs[$1].place }
            let declared = places.map { Shape.declared(jobs[$0].own) }
            for (index, place) in places.enumerated() {
                let job = jobs[place]
                guard case .notAssessed = states[place], job.prelude.isEmpty, !job.forms.isEmpty,
                    job.snippet.mark.failure == nil, !job.snippet.mark.isHidden
                else { continue }
                var needed = Shape.words(job.own).subtracting(declared[index])
                var chain: [Int] = []
                for earlier in (0..<index).reversed() where chain.count < longest {
                    guard !declared[earlier].isDisjoint(with: needed),
                        canStandBefore(places[earlier], jobs, states)
                    else { continue }
                    chain.append(places[earlier])
                    needed.formUnion(Shape.words(jobs[places[earlier]].own))
                    needed.subtract(declared[earlier])
                }
                if chain.isEmpty { continue }
                found.append((place, chained(job, chain.reversed().map { jobs[$0] })))
            }
        }
        return found
    }

    private static func canStandBefore(_ place: Int, _ jobs: [CompileJob], _ states: [CompileState]) -> Bool {
        let job = jobs[place]
        guard job.snippet.mark.failure == nil, !job.snippet.mark.isHidden, !job.forms.isEmpty else {
            return false
        }
        return switch states[place] {
        case .passed, .notAssessed: true
        default: false
        }
    }

    private static func chained(_ job: CompileJob, _ before: [CompileJob]) -> CompileJob {
        var job = job
        job.prelude = before.reduce(into: []) { $0 += $1.own }
        job.forms = job.language.forms(Code(job.prelude + job.own))
        job.declared.subtract(Shape.declared(job.prelude))
        job.isChained = true
        return job
    }

    /// What is known of a snippet after the second look, which counts where it tells anything.
    static func state(_ second: CompileState, after first: CompileState) -> CompileState {
        switch second {
        case .passed, .failed: second
        default: first
        }
    }
}
