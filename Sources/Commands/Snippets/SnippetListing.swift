import Engine
import Model
import Reporting
import Repositories
import RuleBook
import Running
import Snippets
import Toolchains

/// The snippets of some documents, each with its state.
struct SnippetListing: Sendable {
    /// By path and place.
    var snippets: [ListedSnippet]
    /// Documents that could not be read, each with the reason.
    var notRead: [(path: String, reason: String)]
    /// The full id of the commit that was read; nil for a work tree or a plain folder.
    var revision: String?
}

extension CheckRequest {
    /// Every snippet of the documents that were asked for.
    ///
    /// - Parameter isWanted: whether a snippet counts; of the others no parser is asked.
    func snippets(
        where isWanted: (Snippet) -> Bool = { _ in true }
    ) async throws(Refusal) -> SnippetListing {
        let site = try Site(at: place)
        let wanted = try wantedPaths(site)
        let documents = try Documents.wanted(in: site.listing, wanted: wanted) { path in
            site.configuration.exclusion(of: path) != nil
        }
        var reader = site.makeReader()
        var listing = SnippetListing(snippets: [], notRead: [], revision: site.snapshot.revision)
        var questions: [SyntaxQuestion] = []
        var pages: [String: Document] = [:]
        for path in documents {
            switch reader.read(path) {
            case .notAssessed(let reason): listing.notRead.append((path, reason))
            case .file(let file):
                let document = site.parse(file)
                pages[path] = document
                for (number, snippet) in document.snippets.enumerated() where isWanted(snippet) {
                    if let question = snippet.syntaxQuestion { questions.append(question) }
                    let place = SnippetState.place(of: snippet.range.lower, in: document.text)
                    listing.snippets.append(
                        ListedSnippet(
                            path: path, line: place.line, column: place.column,
                            endLine: document.text.line(at: snippet.range.upper) + 1, snippet: snippet,
                            state: .noLanguage, place: number))
                }
            }
        }
        let probe = SnippetProbe(
            makeSyntax: makeSyntax, shelf: site.includeShelf)
        let answers = await probe.states(of: questions)
        for index in listing.snippets.indices {
            let entry = listing.snippets[index]
            let page = pages[entry.path]
            listing.snippets[index].state = SnippetState(
                entry.snippet, answers, page?.text, isProposal: page?.isProposal == true)
        }
        try await raise(&listing, site, pages)
        return listing
    }
}

extension CheckRequest {
    /// Looks further at snippets than at their syntax, where that was asked for.
    private func raise(
        _ listing: inout SnippetListing, _ site: Site, _ pages: [String: Document]
    ) async throws(Refusal) {
        let asked = Set(listing.snippets.map(\.path)).sorted().compactMap { pages[$0] }
        let surroundings = site.surroundings(site.includeShelf)
        if let compile {
            let compiler = try await compile.compiler(workers: workers, surroundings)
            let found = await compiler.compile(asked, site.includeShelf.resolver())
            for index in listing.snippets.indices {
                let entry = listing.snippets[index]
                guard let text = pages[entry.path]?.text,
                    let compiled = found[entry.path]?.snippets.first(where: { $0.place == entry.place })
                else { continue }
                listing.snippets[index].take(compiled.state, in: text)
            }
        }
        if let run {
            let found = try await run.probe(workers: workers).at(surroundings).runs(of: asked)
            for index in listing.snippets.indices {
                let entry = listing.snippets[index]
                guard let text = pages[entry.path]?.text,
                    let ran = found[entry.path]?.snippets.first(where: { $0.place == entry.place })
                else { continue }
                listing.snippets[index].take(ran, in: text)
            }
        }
    }
}

extension SnippetListing {
    /// How a run over these snippets ends: 1 where one is wrong, 2 where there are snippets and none was checked.
    var status: ExitStatus {
        if snippets.contains(where: { $0.state.kind.isWrong }) { return .findings }
        if snippets.isEmpty { return notRead.isEmpty ? .clean : .couldNotRun }
        return snippets.contains { $0.state.isChecked } ? .clean : .couldNotRun
    }

    /// What is said where none was checked.
    var nothingChecked: Refusal {
        let reasons =
            snippets.isEmpty
            ? "no document could be read" : SnippetSummary.reasons(snippets)
        return Refusal(
            what: "no snippet was checked",
            why: "of \(snippets.count) \(snippets.count == 1 ? "snippet" : "snippets"), \(reasons)",
            remedy:
                "name the languages of the snippets, and install what checks them; nothing is known of this code"
        )
    }

    func report(_ languageID: (String) -> String?) -> SnippetReport {
        SnippetReport(
            revision: revision,
            entries: snippets.map { entry in
                var fault: SnippetReport.Place?
                var origin: SnippetReport.Place?
                var confidence: Confidence?
                if case .failed(let found, let line, let column) = entry.state {
                    fault = SnippetReport.Place(path: entry.path, line: line, column: column)
                    confidence = found.confidence
                    origin = found.origin.map {
                        SnippetReport.Place(path: $0.path, line: $0.line, column: $0.column)
                    }
                }
                return SnippetReport.Entry(
                    place: SnippetReport.Place(path: entry.path, line: entry.line, column: entry.column),
                    endLine: entry.endLine, label: entry.snippet.label,
                    language: languageID(entry.snippet.language), form: entry.snippet.form.rawValue,
                    isHidden: entry.snippet.mark.isHidden, state: entry.state.kind.rawValue,
                    level: entry.state.isChecked ? entry.level.rawValue : nil, detail: entry.state.detail,
                    fault: fault, origin: origin, confidence: confidence.map { $0.rawValue },
                    inclusions: entry.snippet.inclusions.map(\.inclusion.path),
                    conventions: entry.snippet.mark.conventions.map(\.rawValue))
            }, notRead: notRead,
            states: SnippetState.Kind.allCases.map { (name: $0.rawValue, isChecked: $0.isChecked) })
    }
}
