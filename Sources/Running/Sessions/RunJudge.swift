package import Model

/// Holds what snippets did against what their page says.
package struct RunJudge {
    private let plan: SessionPlan
    /// What names stand for, on the whole page.
    private var captures: [String: String] = [:]
    private var runs: [Int: SnippetRun] = [:]

    package init(_ plan: SessionPlan) {
        self.plan = plan
    }

    /// - Parameters:
    ///   - replies: by the session's place in the plan.
    ///   - troubles: why a session was not run, by its place.
    ///   - gaps: why a session was not run to its end, by its place, where nothing in it is the cause.
    package mutating func judge(
        _ replies: [Int: [SessionReply.Address: SessionReply]], troubles: [Int: String],
        gaps: [Int: String] = [:]
    ) -> PageRun {
        for (place, state) in plan.states { runs[place] = SnippetRun(place: place, state: state) }
        // In the order of the page, so that what a name stands for is settled where it comes first.
        let order = plan.sessions.indices.sorted {
            (plan.sessions[$0].steps.first?.place ?? 0) < (plan.sessions[$1].steps.first?.place ?? 0)
        }
        for index in order {
            judge(plan.sessions[index], index, replies[index] ?? [:], troubles[index], gaps[index])
        }
        return PageRun(runs.sorted { $0.key < $1.key }.map(\.value))
    }

    private mutating func judge(
        _ session: Session, _ index: Int, _ replies: [SessionReply.Address: SessionReply], _ trouble: String?,
        _ gap: String?
    ) {
        // A block that did not run to its end has not given names their meaning; what uses them tells nothing.
        var doubts: [String: String] = [:]
        for (position, step) in session.steps.enumerated() {
            var run = SnippetRun(place: step.place, state: .passed)
            if let trouble {
                run.state =
                    trouble.hasSuffix(SessionRunner.notInstalled)
                    ? .noToolchain(trouble) : .notAssessed(trouble)
                add(run)
                continue
            }
            for number in step.parts.indices {
                let address = SessionReply.Address(session: index, step: step.place, part: number)
                guard let reply = replies[address] else {
                    run.state = .notAssessed(gap ?? Self.notReached)
                    Self.doubt(step, from: number, Self.doubtAfterGap, &doubts)
                    break
                }
                let used = doubts.isEmpty ? [] : NameChains.names(in: step.parts[number].code)
                let doubt = used.sorted().lazy.compactMap { doubts[$0] }.first
                let part = PartJudge(step.parts[number], step, session.language, reply)
                let state = part.state
                if case .passed = state {
                    let outcome = part.compare(&captures)
                    if let doubt, !outcome.mismatches.isEmpty {
                        run.state = .notAssessed(doubt)
                        Self.doubt(step, from: number, doubt, &doubts)
                        break
                    }
                    run.mismatches += outcome.mismatches
                    run.compared += outcome.compared
                    continue
                }
                run.state =
                    doubt.map { .notAssessed($0) } ?? session.weakened(state, of: reply, position, number)
                Self.doubt(step, from: number, doubt ?? Self.doubt(after: state), &doubts)
                // What comes after in the same block would only repeat it.
                break
            }
            if let failure = step.mark.failure { Self.turn(&run, failure) }
            add(run)
        }
    }

    /// A block that stands in several sessions is as good as in the worst of them.
    private mutating func add(_ run: SnippetRun) {
        guard let known = runs[run.place], case .passed = known.state else {
            runs[run.place] = runs[run.place] ?? run
            return
        }
        var run = run
        run.mismatches = known.mismatches + run.mismatches.filter { !known.mismatches.contains($0) }
        runs[run.place] = run
    }

    /// What is meant to fail and does is well.
    private static func turn(_ run: inout SnippetRun, _ failure: ExpectedFailure) {
        switch run.state {
        case .passed:
            run.state = .didNotFail(word: failure.word)
            run.mismatches = []
        case .failed(let fault):
            let codes = failure.errors.compactMap(\.code)
            if codes.isEmpty || codes.contains(where: { fault.message.contains($0) }) {
                run.state = .failedAsSaid
            }
        case .notAssessed where failure.stage == .compile: run.state = .failedAsSaid
        default: break
        }
    }

    private static func doubt(
        _ step: Session.Step, from part: Int, _ reason: String, _ doubts: inout [String: String]
    ) {
        for part in step.parts[part...] {
            for name in NameChains.definitions(part.code) { doubts[name] = doubts[name] ?? reason }
        }
    }

    private static func doubt(after state: RunState) -> String {
        if case .failed = state { doubtAfterFailure } else { doubtAfterGap }
    }

    private static let notReached = "a block before it ended the session"
    private static let doubtAfterFailure = "it uses what a block before it defines, and that block fails"
    private static let doubtAfterGap =
        "it uses what a block before it defines, and that block could not be run to its end"
}
