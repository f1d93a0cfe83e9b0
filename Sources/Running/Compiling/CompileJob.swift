import Model
import Snippets
import Toolchains

/// A snippet on its way to a compiler, with all that it goes on with.
struct CompileJob: Sendable {
    var page: Int
    /// Its place among the snippets of the page.
    var place: Int
    var language: CompileLanguage
    var snippet: Snippet
    var level: SnippetLevel
    /// What stands before it, for the compiler.
    var prelude: [UInt8]
    /// Its own code, with the files that it takes in.
    var own: [UInt8]
    /// From `own` to the snippet; nil where it takes nothing in.
    var expansion: Expansion?
    /// The forms in which a compiler may take it.
    var forms: [Code]
    /// The words of the page's other snippets in the language: what this one may go on with.
    var neighbours: Set<String>
    /// What the page's other snippets declare, and this one does not.
    var declared: Set<String>
    /// The words in the rest of the files of which the page takes in a part.
    var rest: Set<String>
    /// Further words for the compiler.
    var flags: [String]
    /// Whether the page says that it does not compile, or may well do so.
    var isDoubtful = false
    /// The version of the language that the page asks for; nil where it asks for none.
    var wanted: [Int]?
    /// Why the compiler is too old for it, as a clause that goes after "because"; nil where it is not.
    var newer: String?
    /// Whether snippets stand before it that nobody has put there but Docent.
    var isChained = false
    /// The project that it may use; nil where there is none, or it needs none.
    var project: ProjectContext?
    /// Why there is a project that cannot be used, as a clause that goes after "because".
    var projectTrouble: String?

    /// Takes the headers of the page's other snippets into account, where it has none of them.
    mutating func addForm(with headers: [String]) {
        let code = Code(prelude + own)
        let missing = headers.filter { !code.contains($0) }
        if missing.isEmpty || Shape.hasElision(code) { return }
        let head = missing.joined(separator: "\n") + "\n"
        forms += language.formsWithHeaders(code, head)
    }

    /// Where a range of a form stands in a file that the page takes in; nil where it stands in the page.
    func origin(of range: SourceRange, in form: Code) -> SyntaxFault.Origin? {
        expansion?.place(of: form.source(range).lower - prelude.count)
    }

    /// The range of the document that a range of a form stands for; nil where it stands for what goes before the
    /// snippet.
    func source(of range: SourceRange, in form: Code) -> SourceRange? {
        let range = form.source(range)
        guard range.upper > prelude.count || range.lower >= prelude.count else { return nil }
        let lower = max(0, range.lower - prelude.count)
        let ownRange = SourceRange(lower, max(lower, range.upper - prelude.count))
        return snippet.source(of: expansion.map { $0.map.source(of: ownRange) } ?? ownRange)
    }
}

/// Finds what of a page is compiled, and with what before it.
struct CompilePlanner {
    let level: SnippetLevel
    let settings: @Sendable (String) -> SnippetSettings
    /// Finds the files that snippets take in.
    var resolver: IncludeResolver

    /// What is to be compiled, and what is known already of the rest.
    mutating func plan(_ document: Document, page: Int) -> (jobs: [CompileJob], known: [SnippetCompile]) {
        let snippets = document.snippets
        let doubts = CompileDoubts(document, snippets)
        let settings = settings(document.path)
        let language = { (label: String) in
            CompileCatalog.language(label) ?? settings.language(label).flatMap { CompileLanguage($0) }
        }
        var jobs: [CompileJob] = []
        var known: [SnippetCompile] = []
        var words: [Int: Set<String>] = [:]
        var declared: [Int: Set<String>] = [:]
        for (place, snippet) in snippets.enumerated() where language(snippet.label) != nil {
            words[place] = Shape.words(snippet.code)
            declared[place] = Shape.declared(snippet.code)
        }
        for (place, snippet) in snippets.enumerated() {
            guard let language = language(snippet.label), !snippet.mark.isOutput,
                snippet.code.contains(where: { $0 > 0x20 })
            else { continue }
            if let state = Self.state(of: snippet.mark) {
                known.append(SnippetCompile(place: place, state: state))
                continue
            }
            if language.id == CompileLanguage.typescript.id, Twoslash.isSilent(snippet.code) {
                known.append(SnippetCompile(place: place, state: .skipped("it is marked `@noErrors`")))
                continue
            }
            let before = Self.before(place, snippets, language)
            var gap: String?
            let expanded = (before + [place]).map { expansion(of: snippets[$0], &gap) }
            let codes = zip(before + [place], expanded).map { $1?.code ?? snippets[$0].code }
            if let gap {
                known.append(SnippetCompile(place: place, state: .notAssessed(gap)))
                continue
            }
            var prelude = Array(codes.dropLast().joined())
            if let hidden = settings.preludes[language.id] {
                prelude = Array((hidden.hasSuffix("\n") ? hidden : hidden + "\n").utf8) + prelude
            }
            let own = codes.last ?? []
            var snippet = snippet
            if language.id == CompileLanguage.typescript.id, snippet.mark.failure == nil {
                snippet.mark.failure = Twoslash.failure(in: own)
            }
            let others = words.filter { $0.key != place && language.has(snippets[$0.key].label) }
            var job = CompileJob(
                page: page, place: place, language: language, snippet: snippet,
                level: min(level, snippet.mark.level ?? level, language.highestLevel), prelude: prelude,
                own: own,
                expansion: expanded.last ?? nil, forms: language.forms(Code(prelude + own)),
                neighbours: others.values.reduce(into: []) { $0.formUnion($1) },
                declared: others.keys.reduce(into: Set<String>()) { $0.formUnion(declared[$1] ?? []) }
                    .subtracting(Shape.declared(prelude + own)),
                rest: Shape.words(expanded.reduce(into: []) { $0 += $1?.rest ?? [] }),
                flags: settings.flags[language.id] ?? [])
            job.isDoubtful = doubts.isDoubtful(snippet)
            job.wanted = doubts.version(for: language.name, snippet)
            if !doubts.isOfThePast { job.addForm(with: headers(of: snippets, but: place, language)) }
            jobs.append(job)
        }
        return (jobs, known)
    }

    /// The lines of the page's other snippets that take in headers; none but in languages that have such lines.
    private func headers(of snippets: [Snippet], but place: Int, _ language: CompileLanguage) -> [String] {
        guard language.hasHeaders else { return [] }
        var lines: [String] = []
        for (other, snippet) in snippets.enumerated() where other != place && language.has(snippet.label) {
            for line in String(decoding: snippet.code, as: UTF8.self).split(separator: "\n")
            where line.contains(/^\s*#\s*include\s*[<"]/) && !lines.contains(String(line)) {
                lines.append(String(line))
            }
        }
        return lines
    }

    private static func state(of mark: SnippetMark) -> CompileState? {
        if let skip = mark.skip { return .skipped("it is marked `\(skip.word)`") }
        if mark.level == .syntax { return .skipped("it is marked for its syntax only") }
        return nil
    }

    /// The snippets of the page that stand before one in what is compiled.
    private static func before(_ place: Int, _ snippets: [Snippet], _ language: CompileLanguage) -> [Int] {
        let mark = snippets[place].mark
        let earlier = snippets.indices.filter {
            $0 != place && language.has(snippets[$0].label) && snippets[$0].mark.skip == nil
                && snippets[$0].mark.failure?.stage != .compile
        }
        var found = Set(
            earlier.filter {
                let other = snippets[$0].mark
                return other.isSetup && !mark.isSetup && (other.group == nil || other.group == mark.group)
            })
        if let group = mark.group {
            found.formUnion(earlier.filter { $0 < place && snippets[$0].mark.group == group })
        }
        var first = place
        while snippets[first].mark.continues, let last = earlier.last(where: { $0 < first }) {
            found.insert(last)
            first = last
        }
        return found.sorted {
            (snippets[$0].mark.isSetup ? 0 : 1, $0) < (snippets[$1].mark.isSetup ? 0 : 1, $1)
        }
    }

    private mutating func expansion(of snippet: Snippet, _ gap: inout String?) -> Expansion? {
        guard !snippet.inclusions.isEmpty else { return nil }
        let expansion = Expansion(of: snippet.code, snippet.inclusions, &resolver)
        gap = gap ?? expansion.gap
        return expansion
    }
}
