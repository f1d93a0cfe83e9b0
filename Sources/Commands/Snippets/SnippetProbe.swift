import Engine
import Model
import Toolchains

/// Answers questions about the syntax of snippets, and hands all others on.
struct SnippetProbe: Probe {
    let syntax: SyntaxChecker
    let site: any Probe

    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] {
        var others: [Question] = []
        var snippets: [SyntaxQuestion] = []
        for question in questions {
            if case .syntax(let snippet) = question {
                snippets.append(snippet)
            } else {
                others.append(question)
            }
        }
        var answers = others.isEmpty ? [:] : await site.answers(to: others, parsed: parsed)
        guard !snippets.isEmpty else { return answers }
        for (snippet, state) in zip(snippets, await syntax.states(of: snippets)) {
            answers[.syntax(snippet)] = .syntax(state)
        }
        return answers
    }
}
