import Model

extension ListedSnippet {
    /// Takes what a compiler says of it.
    mutating func take(_ compile: CompileState, in text: SourceText) {
        switch compile {
        case .passed(let level):
            // What a parser does not know as a form, a compiler may.
            if state.kind == .failed { return }
            // A language of the configuration's own has no parser.
            if [.unknownLanguage, .noToolchain].contains(state.kind) {
                state = .passed(form: "file", adaptations: [])
            }
            reach(level)
        case .failed(let faults):
            guard let fault = faults.first else { return }
            fail(
                fault.message, at: fault.range, fault.language, text, fault.confidence, from: fault.origin)
            level = .types
        case .failedAsSaid:
            state = .failedAsSaid
            level = .types
        case .didNotFail(let word):
            state = .staleExpectation(by: word)
            level = .types
        case .failedOtherwise(_, _, let fault):
            fail(fault.message, at: fault.range, fault.language, text, fault.confidence)
            level = .types
        case .skipped(let reason): limit(reason)
        case .noToolchain(let reason): if state.isChecked { state = .noToolchain(reason) }
        case .notAssessed(let reason): if state.kind == .passed { state = .notAssessed(reason) }
        }
    }

    /// Takes what came of running it; what does not compile is not asked.
    mutating func take(_ run: SnippetRun, in text: SourceText) {
        switch run.state {
        case .passed:
            if let mismatch = run.mismatches.first {
                let printed = mismatch.printed.map { "it prints `\($0)`" }
                fail(
                    mismatch.reason ?? printed ?? "it prints less", at: mismatch.range, "", text,
                    mismatch.confidence)
                level = .run
            } else if [.passed, .notAssessed, .unknownLanguage, .noToolchain].contains(state.kind) {
                if state.kind != .passed { state = .passed(form: "file", adaptations: []) }
                reach(.run)
            }
        case .failed(let fault):
            fail(fault.message, at: fault.range, "", text, fault.confidence)
            level = .run
        case .failedAsSaid:
            state = .failedAsSaid
            level = .run
        case .didNotFail(let word):
            state = .staleExpectation(by: word)
            level = .run
        case .skipped(let reason): limit(reason)
        case .noToolchain(let reason): if state.isChecked { state = .noToolchain(reason) }
        case .notAssessed(let reason): if state.kind == .passed { state = .notAssessed(reason) }
        }
    }

    private mutating func reach(_ level: SnippetLevel) {
        self.level = max(self.level, level)
    }

    /// Its author does not want more of it: what is known stays.
    private mutating func limit(_ reason: String) {
        if case .passed(let form, let adaptations) = state {
            state = .passed(form: form, adaptations: adaptations + ["no further, because \(reason)"])
        }
    }

    private mutating func fail(
        _ message: String, at range: SourceRange, _ language: String, _ text: SourceText,
        _ confidence: Confidence, from origin: SyntaxFault.Origin? = nil
    ) {
        let place = SnippetState.place(of: range.lower, in: text)
        var fault = SyntaxFault(
            range: SourceRange(at: 0), message: message, language: language, confidence: confidence)
        fault.origin = origin
        state = .failed(fault, line: place.line, column: place.column)
    }
}
