import Engine
import Model
import Running

/// Answers questions about what compilers say, for all pages in one go, and hands all others on.
struct CompileProbe: Probe {
    /// Nil where nobody asked for snippets to be compiled.
    let compiler: PageCompiler?
    /// Finds the files that snippets take in.
    let shelf: IncludeShelf
    var next: any Probe

    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] {
        var others: [Question] = []
        var pages: [String] = []
        for question in questions {
            if case .compile(let page) = question { pages.append(page) } else { others.append(question) }
        }
        var answers = others.isEmpty ? [:] : await next.answers(to: others, parsed: parsed)
        guard let compiler else {
            for page in pages { answers[.compile(page)] = .compile(.notAsked) }
            return answers
        }
        let found = await compiler.compile(pages.sorted().compactMap { parsed[$0] }, shelf.resolver())
        for page in pages { answers[.compile(page)] = found[page].map { .compile($0) } }
        return answers
    }
}
