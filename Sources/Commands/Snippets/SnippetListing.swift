import Engine
import Model
import RuleBook
import Snippets
import Toolchains

extension CheckRequest {
    /// Every snippet of the documents that were asked for, by path and place.
    func snippets() async throws(Refusal) -> [ListedSnippet] {
        let site = try Site(at: place)
        let wanted = try wantedPaths(site)
        let documents = try Documents.wanted(in: site.listing, wanted: wanted) { path in
            site.configuration.exclusion(of: path) != nil
        }
        var reader = site.makeReader()
        var listed: [ListedSnippet] = []
        var questions: [SyntaxQuestion] = []
        var texts: [String: SourceText] = [:]
        for path in documents {
            guard case .file(let file) = reader.read(path) else { continue }
            let document = site.parse(file)
            texts[path] = document.text
            for snippet in document.snippets {
                if let question = snippet.syntaxQuestion { questions.append(question) }
                listed.append(
                    ListedSnippet(
                        path: path, line: document.text.line(at: snippet.range.lower) + 1, snippet: snippet,
                        state: .noLanguage))
            }
        }
        var answers: [SyntaxQuestion: SyntaxState] = [:]
        let asked = Array(Set(questions))
        for (question, state) in zip(
            asked, await SyntaxChecker(toolbox: Toolbox(workers: workers)).states(of: asked))
        {
            answers[question] = state
        }
        return listed.map { entry in
            var entry = entry
            entry.state = SnippetState(entry.snippet, answers, texts[entry.path])
            return entry
        }
    }
}
