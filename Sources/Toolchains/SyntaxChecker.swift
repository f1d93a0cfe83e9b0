package import Model

/// Asks parsers whether they take snippets: all of one language at once, each in the first form that is taken.
///
/// No snippet is executed.
package struct SyntaxChecker: Sendable {
    private let languages: [String: Language]
    private let byLabel: [String: String]
    private let toolbox: Toolbox

    package init(_ languages: [Language] = LanguageCatalog.all, toolbox: Toolbox = Toolbox()) {
        self.languages = Dictionary(languages.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        byLabel = Dictionary(
            languages.flatMap { language in language.labels.map { ($0, language.id) } },
            uniquingKeysWith: { first, _ in first })
        self.toolbox = toolbox
    }

    /// The language that a label names.
    package func language(for label: String) -> Language? {
        let name = label.lowercased()
        if let id = byLabel[name] { return languages[id] }
        // Some name the lines to highlight or the first number: `ruby#3-5`, `js:2`, `rust=`, `c=10`.
        let short = name.prefix { $0 != "#" && $0 != ":" && $0 != "=" }
        guard name.dropFirst(short.count + 1).allSatisfy({ "0123456789,-+".contains($0) }) else { return nil }
        return byLabel[String(short)].flatMap { languages[$0] }
    }

    /// Where the programs that parse some snippets are looked for: what stands there decides the answers.
    package func places(ofProgramsFor questions: [SyntaxQuestion]) -> [String] {
        let asked = Set(questions.map(\.label)).compactMap { language(for: $0) }
        let languages = asked + asked.flatMap(\.lookalikes).compactMap { self.languages[$0] }
        return Set(languages.flatMap(\.programs)).sorted().flatMap(Programs.places)
    }

    /// Whether the program that parses a snippet is there.
    package func isInstalled(for question: SyntaxQuestion) -> Bool {
        language(for: question.label)?.programs.contains { Programs.path($0) != nil } ?? false
    }

    /// The state of each snippet, in the order of the questions.
    package func states(of questions: [SyntaxQuestion]) async -> [SyntaxState] {
        var states = [SyntaxState](repeating: .unknownLanguage, count: questions.count)
        var work: [String: [Int]] = [:]
        for (index, question) in questions.enumerated() {
            guard let language = language(for: question.label) else { continue }
            if language.isNotCode {
                states[index] = .notCode
            } else {
                work[language.id, default: []].append(index)
            }
        }
        let batches = work.sorted { $0.key < $1.key }
        let results = await withTaskGroup(of: (Int, [SyntaxState]).self) { group in
            for (place, batch) in batches.enumerated() {
                guard let language = languages[batch.key] else { continue }
                group.addTask { (place, await self.judge(batch.value.map { questions[$0].code }, language)) }
            }
            return await group.reduce(into: [:]) { $0[$1.0] = $1.1 }
        }
        for (place, batch) in batches.enumerated() {
            for (index, state) in zip(batch.value, results[place] ?? []) { states[index] = state }
        }
        return states
    }

    private func judge(_ codes: [[UInt8]], _ language: Language) async -> [SyntaxState] {
        let forms = codes.map { language.forms(Code($0).withoutProse(language)) }
        let asked = forms.indices.filter { !forms[$0].isEmpty }
        let replies = await toolbox.parse(asked.map { forms[$0].map(\.bytes) }, language)
        var states = [SyntaxState](repeating: .notCode, count: codes.count)
        var isTaken = [Bool](repeating: false, count: codes.count)
        for (index, reply) in zip(asked, replies) {
            if case .taken = reply { isTaken[index] = true }
            states[index] = state(reply, Code(codes[index]), forms[index], language)
        }
        await doubtAlternatives(&states, codes, language)
        // What its own parser takes, others take as easily.
        let failed = states.indices.filter { index in
            if case .failed = states[index] { !isTaken[index] } else { false }
        }
        guard !failed.isEmpty, !language.lookalikes.isEmpty else { return states }
        var takers = [[String]](repeating: [], count: codes.count)
        for id in language.lookalikes {
            guard let other = languages[id] else { continue }
            let seeming = failed.filter { other.sign(Code(codes[$0])) }
            // What has no form in a language holds nothing of it.
            let (asked, forms) = seeming.reduce(into: ([Int](), [[[UInt8]]]())) { found, index in
                guard let form = other.forms(Code(codes[index])).first else { return }
                found.0.append(index)
                found.1.append([form.bytes])
            }
            if asked.isEmpty { continue }
            for (index, reply) in zip(asked, await toolbox.parse(forms, other)) {
                if case .taken = reply { takers[index].append(other.name) }
            }
        }
        for index in failed {
            // What is JSON is JavaScript and YAML, too.
            if takers[index].contains("JSON") { takers[index] = ["JSON"] }
            guard case .failed(var fault) = states[index], takers[index].count == 1 else { continue }
            fault.otherLanguage = takers[index][0]
            states[index] = .failed(fault)
        }
        return states
    }

    /// Is less sure of snippets whose parts, between blank lines, are each right: pages show alternatives one below
    /// the other.
    private func doubtAlternatives(
        _ states: inout [SyntaxState], _ codes: [[UInt8]], _ language: Language
    ) async {
        guard let lexis = language.partLexis else { return }
        var parts: [(snippet: Int, forms: [Code])] = []
        for index in states.indices {
            guard case .failed(let fault) = states[index], fault.confidence != .possible else { continue }
            parts += Code(codes[index]).parts(lexis).map {
                (index, language.forms($0.withoutProse(language)))
            }
        }
        guard !parts.isEmpty else { return }
        var refused: Set<Int> = []
        var taken: Set<Int> = []
        for (part, reply) in zip(parts, await toolbox.parse(parts.map { $0.forms.map(\.bytes) }, language)) {
            if case .taken = reply { taken.insert(part.snippet) } else { refused.insert(part.snippet) }
        }
        for index in taken.subtracting(refused) {
            guard case .failed(var fault) = states[index] else { continue }
            fault.confidence = .possible
            states[index] = .failed(fault)
        }
    }

    private func state(_ reply: Reply, _ code: Code, _ forms: [Code], _ language: Language) -> SyntaxState {
        switch reply {
        case .taken(let form):
            if let finding = language.inspection?(forms[form]) {
                let range = forms[form].source(finding.fault.range)
                let isOfOutline = language.outline?.fault(in: forms[form]) == finding.fault
                return failed(
                    Fault(at: range, finding.fault.message), finding.confidence, code, language,
                    by: isOfOutline ? .outline : .parser)
            }
            return .passed(form: forms[form].form, adaptations: forms[form].adaptations)
        case .unknown(let reason), .silent(let reason): return .noToolchain(reason)
        case .refused(let faults, let byGrammar):
            // The form that got furthest is what the author meant; of equals the likeliest.
            var best: Fault?
            for (form, fault) in zip(forms, faults) {
                let range = form.source(fault.range)
                if best.map({ range.lower > $0.range.lower }) ?? true {
                    best = Fault(at: range, fault.message)
                }
            }
            guard var best else { return .noToolchain("the parser of \(language.name) said nothing") }
            var confidence: Confidence
            switch language.reading(code, best) {
            case .wrong(let sure): confidence = sure
            case .asSaid(let words): return .passed(form: words, adaptations: [])
            case .notCode: return .notCode
            case .tooNew(let reason): return .noToolchain(reason)
            }
            if byGrammar || language.isReadByGrammar {
                // A grammar is sure of brackets and quotes alone, and a count of them knows better where.
                let sure = language.outline?.fault(in: forms[0])
                confidence = confidence == .possible || sure == nil ? .possible : .likely
                if let sure { best = Fault(at: forms[0].source(sure.range), sure.message) }
                return failed(
                    best, confidence, code, language, isGuess: sure == nil,
                    by: sure == nil ? .parser : .outline)
            }
            // A parser that runs out of code cannot say what has been left open.
            if best.range.lower >= (code.lines.last { code.slice($0).contains { $0 > 0x20 } }?.upper ?? 0),
                let open = language.outline?.fault(in: forms[0])
            {
                if code.seemsCutOff(at: best.range) { confidence = .possible }
                best = Fault(at: forms[0].source(open.range), best.message)
                return failed(best, confidence, code, language, by: .outline)
            }
            // A bracket without a partner is told where it shows, and not where it is missing.
            let isAgreed =
                language.outline.map { $0.isWhole && isOnLine(of: $0.fault(in: code), best, code) } ?? false
            return failed(best, confidence, code, language, by: isAgreed ? .both : .parser)
        }
    }

    /// Who says that something is wrong.
    private enum Witness {
        case parser, outline
        /// The parser, on the line where the outline finds a bracket without a partner.
        case both
    }

    private func isOnLine(of other: Fault?, _ fault: Fault, _ code: Code) -> Bool {
        guard let other else { return false }
        let lower = min(other.range.lower, fault.range.lower, code.bytes.count)
        let upper = min(max(other.range.lower, fault.range.lower), code.bytes.count)
        return !code.slice(SourceRange(lower, upper)).contains(0x0A)
    }

    private func failed(
        _ fault: Fault, _ confidence: Confidence, _ code: Code, _ language: Language, isGuess: Bool = false,
        by witness: Witness = .parser
    ) -> SyntaxState {
        let isMeant =
            code.admitsFault(at: fault.range) || code.seemsCutOff(at: fault.range)
            || code.showsChange(at: fault.range) || code.showsSymbols(at: fault.range)
            || code.quotes(fault.message)
            || code.leavesOut(behind: fault.range) && isUnclosed(fault, code, language)
        let placed = placed(fault, code, language, witness)
        var told = SyntaxFault(
            range: placed.range, message: placed.message, language: language.name,
            confidence: isMeant ? .possible : confidence)
        told.isGuess = isGuess
        return .failed(told)
    }

    /// The fault at the place where indentation says that a bracket is missing. A parser in this process must take the
    /// snippet with the bracket there; another one is asked no more.
    private func placed(_ fault: Fault, _ code: Code, _ language: Language, _ witness: Witness) -> Fault {
        guard let layout = language.layout else { return fault }
        var isInProcess = false
        if case .inProcess? = language.parsers.first { isInProcess = true }
        guard witness != .parser || isInProcess else { return fault }
        let place = layout.repairs(of: code).prefix(Self.triedRepairs).first { place in
            // A comma behind it may have been forgotten with it.
            ["", ","].contains { rest in
                let bracket = String(decoding: [place.byte], as: UTF8.self)
                let edit = Edit(SourceRange(at: place.offset), bracket + rest)
                return language.takes(code.replacing([edit], because: "")) ?? true
            }
        }
        guard let place else { return fault }
        let placed = BracketRepair.fault(place, in: code)
        return witness != .outline && isOnLine(of: placed, fault, code) ? fault : placed
    }

    /// How many places for a missing bracket are tried.
    private static let triedRepairs = 8

    private func isUnclosed(_ fault: Fault, _ code: Code, _ language: Language) -> Bool {
        fault.message.contains("corresponding closing") || language.outline?.fault(in: code) != nil
    }
}
