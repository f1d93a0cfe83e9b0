import Engine
import Model
import Snippets
import Toolchains

/// Answers questions about snippets, and hands all others on.
struct SnippetProbe: Probe {
    /// Made when the first snippet is asked about: most runs of one file have none.
    let makeSyntax: @Sendable () -> SyntaxChecker
    /// Finds the files that pages take in.
    let shelf: IncludeShelf
    var site: (any Probe)?
    /// Where the programs that are asked are noted.
    var readings: Readings?
    /// How snippets are run; nil where nobody asked for that.
    var runs: RunSource?
    /// What was said before; nil where nobody asks twice.
    var memory: AnswerMemory?

    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] {
        var others: [Question] = []
        var snippets: [SyntaxQuestion] = []
        var inclusions: [Inclusion] = []
        var pages: [String] = []
        for question in questions {
            switch question {
            case .syntax(let snippet): snippets.append(snippet)
            case .inclusion(let inclusion): inclusions.append(inclusion)
            case .run(let page): pages.append(page)
            default: others.append(question)
            }
        }
        var answers = others.isEmpty ? [:] : await site?.answers(to: others, parsed: parsed) ?? [:]
        if !inclusions.isEmpty {
            var resolver = shelf.resolver()
            for inclusion in inclusions { answers[.inclusion(inclusion)] = resolver.state(of: inclusion) }
        }
        for (snippet, state) in await states(of: snippets) { answers[.syntax(snippet)] = .syntax(state) }
        if !pages.isEmpty {
            for (page, answer) in await self.runs(of: pages, parsed) { answers[.run(page)] = answer }
        }
        return answers
    }

    private func runs(of pages: [String], _ parsed: [String: Document]) async -> [String: Answer] {
        let everywhere = { (answer: Answer) in
            Dictionary(pages.map { ($0, answer) }, uniquingKeysWith: { first, _ in first })
        }
        guard let runs else { return everywhere(.run(.notAsked)) }
        var answers: [String: Answer] = [:]
        var asked: [Document] = []
        for document in Set(pages).sorted().compactMap({ parsed[$0] }) {
            // A file that comes into the code may be another now.
            let known = document.inclusions.isEmpty ? memory?.run(of: document) : nil
            if let known { answers[document.path] = known } else { asked.append(document) }
        }
        do throws(Refusal) {
            let ran = asked.isEmpty ? [:] : await (try await runs.probe()).runs(of: asked)
            for document in asked {
                let answer = Answer.run(ran[document.path] ?? PageRun([]))
                answers[document.path] = answer
                memory?.keep(answer, for: document)
            }
            return answers
        } catch {
            return everywhere(.unknown(error.failures.first?.why ?? "there is no sandbox"))
        }
    }

    /// The state of each snippet. Code that takes in other files is judged with them in their places.
    func states(of questions: [SyntaxQuestion]) async -> [SyntaxQuestion: SyntaxState] {
        var states: [SyntaxQuestion: SyntaxState] = [:]
        let all = Set(questions)
        for question in all { states[question] = memory?.state(of: question) }
        let questions = all.filter { states[$0] == nil }
        guard !questions.isEmpty else { return states }
        let asked = await newStates(of: Array(questions))
        memory?.keep(asked)
        return states.merging(asked) { $1 }
    }

    private func newStates(of questions: [SyntaxQuestion]) async -> [SyntaxQuestion: SyntaxState] {
        let syntax = makeSyntax()
        let expansions = expansions(of: questions)
        let asked = zip(questions, expansions).map { question, expansion in
            SyntaxQuestion(label: question.label, code: expansion?.code ?? question.code)
        }
        var states: [SyntaxQuestion: SyntaxState] = [:]
        readings?.add(programs: syntax.places(ofProgramsFor: asked))
        let answers = await partly(syntax.states(of: asked), asked, expansions, syntax)
        for (index, state) in answers.enumerated() {
            // A program that did not answer may do so the next time.
            if case .noToolchain = state, syntax.isInstalled(for: asked[index]) { readings?.giveUp() }
            states[questions[index]] = expansions[index].map { Self.state(state, $0) } ?? state
        }
        return states
    }

    /// The states, where a part of a file that is right as a whole is right, too: authors of pages show what begins in one part
    /// and ends in another.
    private func partly(
        _ states: [SyntaxState], _ asked: [SyntaxQuestion], _ expansions: [Expansion?],
        _ syntax: SyntaxChecker
    ) async -> [SyntaxState] {
        let wholes = states.indices.compactMap { index -> (index: Int, question: SyntaxQuestion)? in
            guard case .failed = states[index], let whole = expansions[index]?.whole else { return nil }
            return (index, SyntaxQuestion(label: asked[index].label, code: whole))
        }
        if wholes.isEmpty { return states }
        var states = states
        for (whole, state) in zip(wholes, await syntax.states(of: wholes.map(\.question))) {
            if case .passed = state {
                states[whole.index] = .passed(form: "part of a file that is right", adaptations: [])
            }
        }
        return states
    }

    /// The code of each snippet with the files that it takes in; nil where it takes none in.
    private func expansions(of questions: [SyntaxQuestion]) -> [Expansion?] {
        guard questions.contains(where: { !$0.inclusions.isEmpty }) else {
            return [Expansion?](repeating: nil, count: questions.count)
        }
        var resolver = shelf.resolver()
        return questions.map { question in
            question.inclusions.isEmpty
                ? nil : Expansion(of: question.code, question.inclusions, &resolver)
        }
    }

    /// What is known of code with files in it, said of the snippet that takes them in.
    private static func state(
        _ state: SyntaxState, _ expansion: Expansion
    ) -> SyntaxState {
        switch state {
        case .notCode, .unknownLanguage: return state
        default: break
        }
        if let gap = expansion.gap { return .noInclude(gap) }
        guard case .failed(var fault) = state else { return state }
        fault.origin = expansion.place(of: fault.range.lower)
        fault.range = expansion.map.source(of: fault.range)
        return .failed(fault)
    }
}
