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
                if let question = snippet.syntaxQuestion(on: path) { questions.append(question) }
                listed.append(
                    ListedSnippet(
                        path: path, line: document.text.line(at: snippet.range.lower) + 1, snippet: snippet,
                        state: .noLanguage))
            }
        }
        let probe = SnippetProbe(
            makeSyntax: { SyntaxChecker(toolbox: Toolbox(workers: workers)) }, makeReader: site.makeReader)
        let answers = await probe.states(of: questions)
        return listed.map { entry in
            var entry = entry
            entry.state = SnippetState(entry.snippet, on: entry.path, answers, texts[entry.path])
            return entry
        }
    }
}
