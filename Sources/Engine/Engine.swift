package import Model
import Synchronization

/// Carries a plan out: read, parse, probe, judge, settle.
///
/// It knows no rule, no format and no repository: all of that is in the plan. The report does not depend on
/// the number of workers or on who was done first.
package enum Engine {
    package static func run(_ plan: Plan) async -> Report {
        let outcomes = await outcomes(of: plan, writing: nil)
        let (unknowns, counts) = summary(of: outcomes)
        var pages = outcomes.compactMap(\.page)
        sort(&pages, by: \.path)
        return Report(revision: plan.revision, pages: pages, unknowns: unknowns, counts: counts)
    }

    /// - Parameter write: writes a page down as soon as it has been judged.
    package static func run(
        _ plan: Plan, writing write: @escaping @Sendable (Report.Page) -> [UInt8]
    ) async -> WrittenReport {
        let outcomes = await outcomes(of: plan, writing: write)
        let (unknowns, counts) = summary(of: outcomes)
        var sheets = outcomes.compactMap(\.sheet)
        sort(&sheets, by: \.path)
        return WrittenReport(revision: plan.revision, sheets: sheets, unknowns: unknowns, counts: counts)
    }

    private typealias Write = @Sendable (Report.Page) -> [UInt8]

    private static func outcomes(of plan: Plan, writing write: Write?) async -> [Outcome] {
        let remarks = Dictionary(grouping: plan.remarks, by: \.file.path)
        let paths = Set(plan.paths).sorted()
        let counter = Counter(paths.count, plan.progress)

        let visits = await visit(paths, plan, remarks, counter, write)
        let answers = await probe(visits.waiting, plan.probe)
        let late = await judge(visits.waiting, answers, plan, remarks, counter, write)
        let outside = settle(remarksOutside: paths, remarks, plan, write)
        return visits.outcomes + late + outside
    }

    /// Reads and parses every document, and judges those whose rules ask nothing of the world.
    ///
    /// A document that was judged is let go at once; only those with questions are kept.
    private static func visit(
        _ paths: [String], _ plan: Plan, _ remarks: [String: [Remark]], _ counter: Counter, _ write: Write?
    ) async -> (waiting: [Waiting], outcomes: [Outcome]) {
        let visits = await spread(over: paths.count, workers: plan.workers, state: plan.makeReader) {
            reader, index -> Visit in
            let path = paths[index]
            switch reader.read(path) {
            case .notAssessed(let reason):
                counter.advance()
                return .done(Outcome(notRead: path, because: reason))
            case .file(let file):
                let document = plan.parse(file)
                let rules = plan.rules(for: document)
                let questions = Self.questions(about: document, rules.rules)
                if !questions.isEmpty { return .waiting(Waiting(document, rules, questions)) }
                counter.advance()
                let outcome = Outcome(
                    judging: document, rules, Facts(), remarks: remarks[path] ?? [], plan)
                return .done(outcome.written(by: write))
            }
        }
        var waiting: [Waiting] = []
        var outcomes: [Outcome] = []
        for visit in visits {
            switch visit {
            case .waiting(let document): waiting.append(document)
            case .done(let outcome): outcomes.append(outcome)
            }
        }
        return (waiting, outcomes)
    }

    /// Asks every question of the run once.
    private static func probe(_ waiting: [Waiting], _ probe: any Probe) async -> [Question: Answer] {
        var asked: Set<Question> = []
        var questions: [Question] = []
        var parsed: [String: Document] = [:]
        for entry in waiting {
            parsed[entry.document.path] = entry.document
            for question in entry.questions where asked.insert(question).inserted {
                questions.append(question)
            }
        }
        guard !questions.isEmpty, !Task.isCancelled else { return [:] }
        return await probe.answers(to: questions, parsed: parsed)
    }

    /// Judges the documents that waited for answers; each is given the answers to its own questions only,
    /// so that what is said of a page does not depend on which others are checked along with it.
    private static func judge(
        _ waiting: [Waiting], _ answers: [Question: Answer], _ plan: Plan, _ remarks: [String: [Remark]],
        _ counter: Counter, _ write: Write?
    ) async -> [Outcome] {
        await spread(over: waiting.count, workers: plan.workers) { index -> Outcome in
            let entry = waiting[index]
            var own: [Question: Answer] = [:]
            own.reserveCapacity(entry.questions.count)
            for question in entry.questions { own[question] = answers[question] }
            counter.advance()
            return Outcome(
                judging: entry.document, entry.rules, Facts(answers: own),
                remarks: remarks[entry.document.path] ?? [], plan
            ).written(by: write)
        }
    }

    /// Settles what was remarked on files that are not among the documents of the run.
    private static func settle(
        remarksOutside paths: [String], _ remarks: [String: [Remark]], _ plan: Plan, _ write: Write?
    ) -> [Outcome] {
        guard !remarks.isEmpty else { return [] }
        let inside = Set(paths)
        return remarks.keys.sorted().compactMap { path in
            guard !inside.contains(path), let file = remarks[path]?.first?.file else { return nil }
            let document = plan.parse(file)
            return Outcome(
                signing: remarks[path] ?? [], on: document, plan.rules(for: document), plan
            ).written(by: write)
        }
    }

    /// What all outcomes come to, beside their pages.
    private static func summary(of outcomes: [Outcome]) -> (unknowns: [Unknown], counts: Report.Counts) {
        var unknowns: [Unknown] = []
        var counts = Report.Counts()
        var rules: Set<String> = []
        var seen: Set<ObjectIdentifier> = []
        for outcome in outcomes {
            unknowns += outcome.unknowns
            counts.suppressed += outcome.suppressed
            switch outcome.reading {
            case .read: counts.documentsRead += 1
            case .readForCode:
                counts.documentsRead += 1
                counts.documentsReadForCode += 1
            case .notRead: counts.documentsNotRead += 1
            case .notAsked: break
            }
            if let set = outcome.rules, seen.insert(ObjectIdentifier(set)).inserted {
                rules.formUnion(set.rules.lazy.map(\.id))
            }
        }
        counts.rules = rules.count
        sort(&unknowns)
        return (unknowns, counts)
    }

    /// Pages mostly come in the order of their paths.
    private static func sort<Page>(_ pages: inout [Page], by path: (Page) -> String) {
        let isSorted = pages.indices.dropFirst().allSatisfy { path(pages[$0 - 1]) <= path(pages[$0]) }
        if !isSorted { pages.sort { path($0) < path($1) } }
    }

    /// In an order that depends on nothing but the unknowns themselves.
    private static func sort(_ unknowns: inout [Unknown]) {
        unknowns.sort { a, b in
            if a.path != b.path { return a.path < b.path }
            let (here, there) = (a.range ?? SourceRange(at: -1), b.range ?? SourceRange(at: -1))
            if here != there { return here < there }
            return (a.rule ?? "", a.subject, a.reason) < (b.rule ?? "", b.subject, b.reason)
        }
    }

    private static func questions(about document: Document, _ rules: RuleSet) -> [Question] {
        guard rules.needs.contains(.answers) else { return [] }
        var asked: Set<Question> = []
        var questions: [Question] = []
        for rule in rules.rules where rule.check.needs.contains(.answers) {
            for question in rule.check.questions(about: document) where asked.insert(question).inserted {
                questions.append(question)
            }
        }
        return questions
    }

    private enum Visit: Sendable {
        case waiting(Waiting)
        case done(Outcome)
    }

    /// A document that cannot be judged before its questions are answered.
    private struct Waiting: Sendable {
        var document: Document
        var rules: DocumentRules
        var questions: [Question]

        init(_ document: Document, _ rules: DocumentRules, _ questions: [Question]) {
            self.document = document
            self.rules = rules
            self.questions = questions
        }
    }
}

/// Counts documents that are done, and tells whoever wants to know.
private final class Counter: Sendable {
    private let done = Atomic(0)
    private let total: Int
    private let progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

    init(_ total: Int, _ progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?) {
        self.total = total
        self.progress = progress
    }

    func advance() {
        guard let progress else { return }
        progress(done.add(1, ordering: .relaxed).newValue, total)
    }
}
