import Engine
import Model
import RuleBook
import Snippets
import Toolchains

extension CheckRequest {
    /// Every snippet of the documents that were asked for, by path and place.
    ///
    /// - Parameter isWanted: whether a snippet with this label counts; of the others no parser is asked.
    func snippets(where isWanted: (String) -> Bool = { _ in true }) async throws(Refusal) -> [ListedSnippet] {
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
            for snippet in document.snippets where isWanted(snippet.label) {
                if let question = snippet.syntaxQuestion(on: path) { questions.append(question) }
                listed.append(
                    ListedSnippet(
                        path: path, line: document.text.line(at: snippet.range.lower) + 1, snippet: snippet,
                        state: .noLanguage))
            }
        }
        let probe = SnippetProbe(
            syntax: SyntaxChecker(toolbox: Toolbox(workers: workers)), makeReader: site.makeReader)
        let answers = await probe.states(of: questions)
        return listed.map { entry in
            var entry = entry
            entry.state = SnippetState(entry.snippet, on: entry.path, answers, texts[entry.path])
            return entry
        }
    }
}
