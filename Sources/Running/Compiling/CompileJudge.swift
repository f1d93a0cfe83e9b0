import Model
import Toolchains

/// Tells what the words of a compiler mean for a snippet.
///
/// The chief danger is a snippet that is right on its page and yet not all of a program: what it uses stands in another
/// snippet, in prose, or in a package that is not here. So a name that is defined nowhere is a mistake only where the
/// code is a whole program, or where it is nearly a name that is there.
struct CompileJudge {
    private let job: CompileJob
    /// The form that got furthest, and what was said of it.
    private var best: (form: Int, words: [CompilerWord])?

    init(_ job: CompileJob) {
        self.job = job
    }

    /// Takes what the compiler said of a form; whether that settles it.
    mutating func hear(_ words: [CompilerWord], form: Int) -> Bool {
        if job.forms[form].form == CPrototypes.checked {
            // Only this form asks the header, and what it nearly knows is none of another.
            let slips = words.filter(isSlip)
            if !slips.isEmpty {
                best = (form, slips)
                return true
            }
        }
        let isProgram = isProgram(job.forms[form])
        let words = words.filter { isProgram || !job.language.isNoise($0) || isExpected($0) }
        if words.isEmpty || best.map({ isFurther(words, form, than: $0) }) ?? true { best = (form, words) }
        return words.isEmpty
    }

    private func isExpected(_ word: CompilerWord) -> Bool {
        job.snippet.mark.failure?.errors.contains { Self.same($0.code, word.code) } ?? false
    }

    /// Whether the compiler got further with a form: it did not stop at its syntax, and then, it missed less.
    private func isFurther(
        _ words: [CompilerWord], _ form: Int, than best: (form: Int, words: [CompilerWord])
    ) -> Bool {
        // A header of another snippet that is not there tells nothing.
        if words.contains(where: { job.language.missingName($0)?.isOutside ?? false }) { return false }
        let (one, other) = (rank(words, form), rank(best.words, best.form))
        return one == other ? one == 0 && missing(words) < missing(best.words) : one < other
    }

    /// How much is missing; a name that the compiler takes for another counts less.
    private func missing(_ words: [CompilerWord]) -> Int {
        let names = Dictionary(words.compactMap(job.language.missingName).map { ($0.name, $0) }) { a, _ in a }
        return names.values.reduce(0) { $0 + ($1.suggestion == nil ? 2 : 1) }
    }

    /// Whether the code is all of a program as it stands, without a wrapper.
    private func isProgram(_ code: Code) -> Bool { code.form == "file" && job.language.isProgram(code) }

    /// A parser that stopped says least of all about the code.
    private func rank(_ words: [CompilerWord], _ form: Int) -> Int {
        wordAboutForm(words, job.forms[form]) == nil ? 0 : 1
    }

    var state: CompileState {
        guard let best else { return .notAssessed("it was not compiled") }
        let code = job.forms[best.form]
        if best.words.isEmpty {
            guard let failure = job.snippet.mark.failure, failure.stage == .compile else {
                return .passed(job.level)
            }
            // Twoslash has options of its own, such as the strict mode, that make errors.
            if failure.word == Twoslash.word {
                return .notAssessed("it may need other options of the compiler")
            }
            return .didNotFail(word: failure.word)
        }
        let trouble = trouble(best.words, code)
        if let failure = job.snippet.mark.failure, failure.stage == .compile {
            return state(failure, best.words, code, trouble)
        }
        // A slip is one whatever else is missing.
        let slips = wordAboutForm(best.words, code) == nil ? best.words.filter(isSlip) : []
        if !slips.isEmpty {
            let faults = faults(slips, code)
            if !faults.isEmpty { return .failed(faults) }
        }
        if let trouble = trouble ?? job.newer { return .notAssessed(trouble) }
        // Snippets that stand together only here may hinder one another; a slip of the fingers stays one.
        if job.isChained, !best.words.allSatisfy(isNearlyKnown) { return .notAssessed(Self.together) }
        let faults = faults(best.words, code)
        return faults.isEmpty ? .notAssessed("what it goes on with does not compile") : .failed(faults)
    }

    private func state(
        _ failure: ExpectedFailure, _ words: [CompilerWord], _ code: Code, _ trouble: String?
    ) -> CompileState {
        let isReported = { (error: ExpectedError) in
            words.contains { word in
                (error.code == nil || Self.same(error.code, word.code))
                    && (error.line == nil || error.line == line(of: word, code))
            }
        }
        // Twoslash lists the names that one error has in several versions.
        let isMet =
            failure.word == Twoslash.word
            ? failure.errors.contains(where: isReported) : failure.errors.allSatisfy(isReported)
        if isMet, !failure.errors.isEmpty || trouble == nil || words.contains(where: \.isAboutSyntax) {
            return .failedAsSaid
        }
        if let trouble { return .notAssessed(trouble) }
        guard let fault = faults(words, code).first else { return .failedAsSaid }
        return .failedOtherwise(
            word: failure.word,
            said: failure.errors.flatMap { [$0.code, $0.line.map { "line \($0)" }].compactMap(\.self) }, fault
        )
    }

    private static func same(_ one: String?, _ other: String?) -> Bool {
        guard let one, let other else { return false }
        return one == other || one == "TS" + other
    }

    /// The line of the block that a word is about, from 1.
    private func line(of word: CompilerWord, _ code: Code) -> Int? {
        let range = code.source(Self.range(word, code.bytes))
        guard range.lower >= job.prelude.count else { return nil }
        return job.own[..<min(range.lower - job.prelude.count, job.own.count)].count { $0 == 0x0A } + 1
    }

    // MARK: What is missing

    /// Why nothing can be told, as a clause that goes after "because"; nil where the code is at fault.
    private func trouble(_ words: [CompilerWord], _ code: Code) -> String? {
        if let word = wordAboutForm(words, code) {
            return job.language.isBeyond(word) ?? "the compiler stops at its syntax: \(word.message)"
        }
        if let reason = words.lazy.compactMap(job.language.isBeyond).first { return reason }
        if let name = words.lazy.flatMap({ CompilerWords.names(in: $0.message) }).first(
            where: job.declared.contains)
        {
            return "it goes on with `\(name)`, which another snippet of the page declares"
        }
        let isProgram = isProgram(code)
        for word in words {
            guard let missing = job.language.missingName(word) else { continue }
            if isMisspelt(missing, code) { continue }
            if !missing.isOutside, job.rest.contains(missing.name) {
                return
                    "it goes on with `\(missing.name)`, which stands elsewhere in the file that it is a part of"
            }
            if missing.isOutside {
                return "it needs `\(missing.name)`, which is not there"
                    + (job.projectTrouble.map { ", and \($0)" } ?? "")
            }
            if !isProgram || job.neighbours.contains(missing.name) {
                return "`\(missing.name)` is not defined in it"
            }
        }
        return nil
    }

    /// What says that the compiler did not get beyond the form of the code.
    private func wordAboutForm(_ words: [CompilerWord], _ code: Code) -> CompilerWord? {
        if job.language.judgesSyntax { return nil }
        if isProgram(code) { return words.first(where: \.isAboutSyntax) }
        let slips = linesOfSlips(words)
        return words.first { word in
            word.isAboutSyntax || job.language.isAboutForm(word) && !slips.contains(word.line)
        }
    }

    /// The lines on which what is said of the form of the code follows from a name that is written wrongly.
    private func linesOfSlips(_ words: [CompilerWord]) -> Set<Int> {
        Set(words.filter(isSlip).map(\.line))
    }

    /// Whether a word is about a name that the compiler, the code, the page or the language has right, and that is a slip
    /// of the fingers whatever else is missing.
    private func isSlip(_ word: CompilerWord) -> Bool {
        guard let missing = job.language.missingName(word) ?? CompilerWords.missingMember(word),
            !missing.isOutside,
            !job.neighbours.contains(missing.name), !job.rest.contains(missing.name)
        else { return false }
        if let suggestion = missing.suggestion, Misspelling.isSlip(missing.name, of: suggestion) {
            return true
        }
        // Who uses a name again and again means it.
        guard Shape.count(missing.name, in: job.own) == 1 else { return false }
        return Shape.words(job.own).union(KnownNames.of(job.language.id)).contains {
            Self.bare($0) != Self.bare(missing.name) && Misspelling.isSlip(missing.name, of: $0)
        } || isSlipOfNeighbour(missing.name)
    }

    /// Whether another snippet of the page has a name right.
    private func isSlipOfNeighbour(_ name: String) -> Bool {
        job.neighbours.contains {
            max(name.utf8.count, $0.utf8.count) >= 6 && Misspelling.isSlip(name, of: $0)
        }
    }

    /// Whether a name is missing because the program itself writes it wrongly where it is declared.
    private func isDeclaredWrongly(_ name: String) -> Bool {
        Shape.words(job.own).contains { word in
            Misspelling.isSlip(word, of: name) && Shape.count(word, in: job.own) == 1
                && !job.neighbours.contains(word) && !job.rest.contains(word)
        }
    }

    private func isMisspelt(_ missing: MissingName, _ code: Code) -> Bool {
        if isProgram(code), !missing.isOutside, isDeclaredWrongly(missing.name) { return true }
        if job.neighbours.contains(missing.name) || job.rest.contains(missing.name) { return false }
        if let suggestion = missing.suggestion, Misspelling.isLikely(missing.name, for: suggestion) {
            return true
        }
        // Who uses a name again and again means it.
        if Shape.count(missing.name, in: job.own) > 1 { return false }
        if !missing.isOutside, isSlipOfNeighbour(missing.name) { return true }
        // A module is named in the same code only to be taken in.
        let own = missing.isOutside ? [] : Shape.words(job.own)
        return own.union(KnownNames.of(job.language.id)).contains {
            // A name with an underscore in front is another one on purpose.
            Self.bare($0) != Self.bare(missing.name) && Misspelling.isLikely(missing.name, for: $0)
        }
    }

    /// Whether a name that the compiler does not know is nearly one of the code, and stands nowhere else in it.
    private func isNearlyKnown(_ word: CompilerWord) -> Bool {
        let isUnknown = word.message.contains("has no member") || job.language.missingName(word) != nil
        guard isUnknown, let name = CompilerWords.names(in: word.message).last else { return false }
        let code = job.prelude + job.own
        return Shape.count(name, in: code) == 1
            && Shape.words(code).contains { Misspelling.isLikely(name, for: $0) }
    }

    private static let together = "it does not compile together with what it goes on with"

    private static func bare(_ name: String) -> Substring {
        let start = name.drop { $0 == "_" }
        return start.isEmpty ? name[...] : start
    }

    // MARK: Places

    private func faults(_ words: [CompilerWord], _ code: Code) -> [CompileFault] {
        let isWhole = isProgram(code)
        let slips = linesOfSlips(words)
        var faults: [CompileFault] = []
        for word in words where isWhole || !job.language.isAboutForm(word) || !slips.contains(word.line) {
            guard let range = job.source(of: Self.range(word, code.bytes), in: code) else { continue }
            let isName = job.language.missingName(word) != nil
            var fault = CompileFault(
                range: range, message: word.message, language: job.language.name, code: word.code,
                confidence: job.isDoubtful || code.admitsFault(at: Self.range(word, code.bytes))
                    || !isWhole && job.language.showsAlternatives(word)
                    ? .possible : isWhole && !isName && !job.isChained ? .certain : .likely)
            fault.origin = job.origin(of: Self.range(word, code.bytes), in: code)
            faults.append(fault)
        }
        return faults.sorted { $0.range < $1.range }
    }

    /// The word at the place that a compiler names.
    private static func range(_ word: CompilerWord, _ bytes: [UInt8]) -> SourceRange {
        var range: SourceRange
        switch word.columnUnit {
        case .bytes where word.column > 0: range = Lines.range(line: word.line, byte: word.column, in: bytes)
        case .utf16 where word.column > 0:
            let start = Lines.range(line: word.line, column: 1, in: bytes).lower
            let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
            var units = 1
            var scalars = 1
            for scalar in String(decoding: bytes[start..<end], as: UTF8.self).unicodeScalars
            where units < word.column {
                units += scalar.value > 0xFFFF ? 2 : 1
                scalars += 1
            }
            range = Lines.range(line: word.line, column: scalars, in: bytes)
        default: range = Lines.range(line: word.line, column: word.column, in: bytes)
        }
        guard range.lower < bytes.count, isWord(bytes[range.lower]) else { return range }
        var upper = range.upper
        while upper < bytes.count, isWord(bytes[upper]) { upper += 1 }
        range = SourceRange(range.lower, upper)
        return range
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        byte == 0x5F || byte >= 0x80 || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}

extension CompilerWord {
    /// Whether the compiler did not get beyond the grammar.
    var isAboutSyntax: Bool {
        if let code { return code.count == 4 && code.hasPrefix("1") }
        let beginnings = [
            "expected", "unexpected", "syntax error", "mismatched closing", "this file contains an un",
            "unknown start of token", "illegal start", "not a statement", "class, interface",
            "reached end of file",
            "unclosed", "unterminated", "extraneous", "consecutive statements", "stray ",
            "missing terminating",
            "non-declaration statement", "invalid character", "illegal character", "prefix ",
            "unknown prefix",
        ]
        return beginnings.contains { message.hasPrefix($0) } || message.hasSuffix("expected")
            || message.contains("syntax error")
    }
}
