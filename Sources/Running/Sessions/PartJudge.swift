import Model

/// Holds what one part of a snippet did against what the page says of it.
struct PartJudge {
    private let part: Session.Part
    private let step: Session.Step
    private let language: RunLanguage
    private let reply: SessionReply

    init(
        _ part: Session.Part, _ step: Session.Step, _ language: RunLanguage, _ reply: SessionReply
    ) {
        self.part = part
        self.step = step
        self.language = language
        self.reply = reply
    }

    /// Whether it ran, without a look at what it printed.
    var state: RunState {
        switch reply.ending {
        case .finished: return statusState
        case .timedOut: return failed(.tooLong(seconds), line: 0)
        case .exited(let code):
            if language.id == RunLanguage.shell.id { return statusState }
            return code == 0 ? .notAssessed(.endedItself) : failed(.endedWith(code), line: 0)
        case .signalled(let signal):
            return announces([]) ? .failedAsSaid : failed(.endedBy(signal), line: 0)
        case .failed(let failure):
            let shown = shownFailure
            if let shown, failure.kinds.contains(shown.kind) || shown.kind.isEmpty { return .passed }
            if let excuse = RunTriage.excuse(for: failure, in: language) { return .notAssessed(excuse) }
            if isAnnounced(failure) { return .failedAsSaid }
            if shown != nil { return .passed }
            var message = String.fails(failure.text.firstLine)
            if let near = failure.near { message += "; did you mean `\(near)`?" }
            return failed(message, line: failure.line)
        }
    }

    private var seconds: Int { max(1, (step.mark.timeout ?? 10_000) / 1000) }

    /// Whether a comment of the code tells that it fails: it names the error, or says that something is thrown.
    private func isAnnounced(_ failure: SessionReply.Failure) -> Bool {
        announces(failure.kinds.prefix(2).filter { $0.utf8.count > 5 })
    }

    private func announces(_ names: [String]) -> Bool {
        part.code.split(separator: "\n").contains { line in
            guard let start = line.firstRange(of: language.comment) else { return false }
            let comment = line[start.upperBound...]
            let words = comment.lowercased().split { !$0.isLetter && $0 != "'" }
            return names.contains { comment.contains($0) }
                || words.contains {
                    ["throws", "throw", "raises", "raise", "fails", "panics", "crashes", "traps", "error"]
                        .contains($0)
                }
        }
    }

    /// The exception that the page shows for an example; nil where it shows none.
    private var shownFailure: ShownException? {
        guard part.isTyped, let expectation = part.expectations.first,
            case .example(let ignoresDetail) = expectation.subject
        else { return nil }
        return ShownException(expectation.written.text.lines, ignoresDetail: ignoresDetail)
    }

    /// A command whose page names a status must end with that one; a script must end with 0.
    private var statusState: RunState {
        guard let status = reply.status else { return .passed }
        for expectation in part.expectations {
            guard case .terminal(let wanted) = expectation.subject else { continue }
            if let wanted, wanted != status { return failed(.otherStatus(status, wanted), line: 0) }
            return .passed
        }
        return status == 0 ? .passed : failed(.endedWith(status), line: 0)
    }

    private func failed(_ message: String, line: Int?) -> RunState {
        var message = message
        if let origin = line.flatMap({ step.origins[part.line + $0] }) { message += " (`\(origin)`)" }
        let range = line.map { step.lines.source(ofLine: part.line + $0) } ?? step.lines.snippet.head
        return .failed(RunFault(range: range, message: message))
    }

    // MARK: Output

    func compare(_ captures: inout [String: String]) -> (mismatches: [OutputMismatch], compared: Int) {
        var mismatches: [OutputMismatch] = []
        var compared = 0
        var output = WholeOutput(reply.output, of: part)
        for expectation in part.expectations where step.mark.comparison != OutputComparison.none {
            if language.isWhole, case .printed = expectation.subject {
                compared += 1
                guard let found = output.next(expectation) else { continue }
                var mismatch = mismatch(
                    found.difference, expectation, expectation.written.text, found.printed, [:])
                if found.isGuess { (mismatch.confidence, mismatch.edit) = (.possible, nil) }
                mismatches.append(mismatch)
                continue
            }
            guard let actual = printed(for: expectation), !showsWarning(expectation) else { continue }
            compared += 1
            var expected = expectation.written.text
            var printed = actual
            if case .example(let ignoresDetail) = expectation.subject,
                case .failed(let failure) = reply.ending
            {
                guard let shown = shownFailure, !shown.lines.isEmpty else { continue }
                expected = OutputText(lines: shown.lines)
                printed = OutputText(
                    lines: ShownException.lines(of: failure.text, like: shown, ignoresDetail: ignoresDetail))
            }
            guard let found = expectation.matcher.difference(of: printed, from: expected, &captures) else {
                continue
            }
            if case .example = expectation.subject, isSameOnScreen(expectation, &captures) { continue }
            if expectation.isGuess, expectation.isInComment, Self.isSameValue(printed, expected) { continue }
            if expectation.saysValue, !Self.isLiteral(expected.lines.first ?? "") {
                compared -= 1
                continue
            }
            mismatches.append(mismatch(found, expectation, expected, printed, captures))
        }
        return (mismatches, compared)
    }

    /// Whether an example shows a warning, which goes to another stream and names the place of the code.
    private func showsWarning(_ expectation: Expectation) -> Bool {
        guard case .example = expectation.subject else { return false }
        return expectation.written.text.lines.contains { $0.contains(/:\d+: \w*Warning:/) }
    }

    /// What was printed, as far as an expectation is about it; nil where that cannot be told.
    private func printed(for expectation: Expectation) -> OutputText? {
        switch expectation.subject {
        case .output: return OutputText(reply.output)
        case .errors: return OutputText(reply.errors)
        case .terminal: return OutputText(reply.output)
        case .example:
            if case .failed(let failure) = reply.ending { return OutputText(failure.text) }
            var lines = reply.output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
            if lines.last?.isEmpty == true { lines.removeLast() }
            return OutputText(lines: lines.map { $0.allSatisfy(\.isWhitespace) ? "<BLANKLINE>" : $0 })
        case .value(let line): return reply.values[line - part.line].map { OutputText($0) }
        case .printed(let range): return printed(by: range, expectation)
        }
    }

    /// Whether the page shows what goes to the error stream, too, as a terminal does, or answers with empty lines.
    private func isSameOnScreen(_ expectation: Expectation, _ captures: inout [String: String]) -> Bool {
        guard reply.ending == .finished else { return false }
        var ways = [(reply.output, expectation.longer)]
        if !reply.errors.isEmpty {
            ways += [reply.errors + reply.output, reply.output + reply.errors].flatMap {
                [($0, expectation.written), ($0, expectation.longer)]
            }
        }
        return ways.contains { text, written in
            guard let written else { return false }
            return expectation.matcher.difference(of: OutputText(text), from: written.text, &captures) == nil
        }
    }

    /// What some lines printed: in the order of the lines that are run, or, where a function prints, of its own.
    private func printed(by range: ClosedRange<Int>, _ expectation: Expectation) -> OutputText? {
        let own = { (line: Int) in line >= 0 && range.contains(line + part.line) }
        var ways: [[SessionReply.Print]] = []
        for line in [\SessionReply.Print.outer, \.inner] {
            let all = reply.prints.filter { own($0[keyPath: line]) }
            guard let last = all.last?[keyPath: line] else { continue }
            ways += [all, all.filter { $0[keyPath: line] == last }]
        }
        let texts = ways.map { way in OutputText(way.map(\.text).joined()) }
        for text in texts {
            var trial: [String: String] = [:]
            if expectation.matcher.difference(of: text, from: expectation.written.text, &trial) == nil {
                return text
            }
        }
        return expectation.isGuess || expectation.written.isOneLine ? texts.dropFirst().first : texts.first
    }

    private func mismatch(
        _ found: OutputMatcher.Difference, _ expectation: Expectation, _ expected: OutputText,
        _ printed: OutputText, _ captures: [String: String]
    ) -> OutputMismatch {
        let isMore = found.expected >= expected.lines.count
        var edit: Edit?
        let isBlessed: Bool
        if case .failed = reply.ending { isBlessed = false } else { isBlessed = (reply.status ?? 0) == 0 }
        if isBlessed,
            let update = OutputUpdate(of: expected, to: printed, at: found, expectation.matcher, captures)
        {
            edit = expectation.written.edit(update.replaced, by: update.lines)
        }
        var line = min(found.expected, max(0, expected.lines.count - 1))
        if case .failed = reply.ending { line = max(0, expectation.written.text.lines.count - 1) }
        return OutputMismatch(
            range: expectation.written.place(of: line) ?? expectation.head,
            printed: found.actual.flatMap { printed.lines.indices.contains($0) ? printed.lines[$0] : nil },
            isMore: isMore, reason: found.reason, edit: edit,
            confidence: confidence(of: expectation, expected, printed))
    }

    /// Where nothing but the addresses of objects is another, or the order of a set, it was never meant to stay.
    private func confidence(
        of expectation: Expectation, _ expected: OutputText, _ printed: OutputText
    ) -> Confidence {
        var passing: [String: String] = [:]
        let matcher = OutputMatcher(marks: expectation.matcher.marks, filters: Self.addresses)
        if matcher.difference(of: printed, from: expected, &passing) == nil { return .possible }
        let isSet = expected.lines.first?.first == "{" && printed.lines.first?.first == "{"
        if isSet, Self.letters(expected).sorted() == Self.letters(printed).sorted() { return .possible }
        // What is only broken into lines in another way shows the same value.
        if case .example = expectation.subject, Self.letters(expected) == Self.letters(printed) {
            return .possible
        }
        return expectation.isGuess ? .likely : .certain
    }

    private static let addresses = [try? LineFilter(.named("addresses"))].compactMap { $0 }

    private static func letters(_ text: OutputText) -> [Character] {
        text.lines.joined().filter { !$0.isWhitespace }
    }

    // MARK: Values

    private static func isSameValue(_ printed: OutputText, _ expected: OutputText) -> Bool {
        let plain = { (text: OutputText) in
            text.lines.joined(separator: " ").replacing("\"", with: "'").filter { !$0.isWhitespace }
        }
        let (one, other) = (plain(printed), plain(expected))
        if one == other || "'\(other)'" == one { return true }
        // Words for a reader may follow.
        guard other.hasPrefix(one), let next = other.dropFirst(one.count).first else { return false }
        return !next.isLetter && !next.isNumber && !"._".contains(next)
    }

    /// Whether a comment gives a value, and does not tell of it.
    private static func isLiteral(_ text: String) -> Bool {
        guard let first = text.first else { return false }
        if first.isNumber || "\"'[{:-".contains(first) { return true }
        let word = String(text.prefix { $0.isLetter })
        return word == text.trimmingSpace
            && ["true", "false", "nil", "null", "None", "True", "False", "undefined", "NaN"].contains(word)
    }
}

extension String {
    fileprivate var trimmingSpace: String { String(prefix { !$0.isWhitespace }) }

    fileprivate static func fails(_ text: String) -> String { "this fails when it is run: \(text)" }
    fileprivate static func tooLong(_ seconds: Int) -> String { "this did not end within \(seconds) s" }
    fileprivate static func endedWith(_ code: Int) -> String { "this ends with exit status \(code)" }
    fileprivate static func endedBy(_ signal: Int) -> String { "this was ended by signal \(signal)" }
    fileprivate static let endedItself = "it ended the program that runs the page"
    fileprivate static func otherStatus(_ status: Int, _ wanted: Int) -> String {
        "this ends with exit status \(status), not \(wanted)"
    }
}
