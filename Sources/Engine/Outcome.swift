import Model

/// What came of one document.
struct Outcome: Sendable {
    enum Reading: Sendable {
        case read, notRead
        /// Read, and nothing but its code can be judged.
        case readForCode
        /// It was not among the documents of the run.
        case notAsked
    }

    var reading: Reading
    /// Nil where there is nothing to show.
    var page: Report.Page?
    /// The page, once it has been written down.
    var sheet: WrittenReport.Sheet? { written?.sheet }
    private var written: Written?
    var unknowns: [Unknown] = []
    var suppressed = 0
    /// The rules it was judged by.
    var rules: RuleSet?

    init(notRead path: String, because reason: String) {
        reading = .notRead
        unknowns = [Unknown(path: path, subject: path, reason: reason)]
    }

    /// Runs every rule over a document and settles what they say.
    init(
        judging document: Document, _ own: DocumentRules, _ facts: Facts, remarks: [Remark], _ plan: Plan
    ) {
        let rules = own.rules
        reading = document.format == .markdown ? .read : .readForCode
        self.rules = rules
        let prose = rules.needs.contains(.prose) ? Prose(of: document) : nil
        let lines = rules.needs.contains(.lines) ? LineMap(of: document) : nil
        let characters = rules.needs.contains(.characters) ? RareCharacters(of: document.text) : nil
        // Each check is given what it needs and no more.
        var (withProse, withLines, withCharacters) = (facts, facts, facts)
        withProse.prose = prose
        withLines.lines = lines
        withCharacters.characters = characters
        var settlement = Settlement(document, rules, hasFingerprints: plan.hasFingerprints)
        for place in rules.checks.indices {
            var verdict = Verdict()
            switch rules.preparations[place] {
            case []: rules.checks[place].judge(document, given: facts, into: &verdict)
            case .prose: rules.checks[place].judge(document, given: withProse, into: &verdict)
            case .lines: rules.checks[place].judge(document, given: withLines, into: &verdict)
            case .characters: rules.checks[place].judge(document, given: withCharacters, into: &verdict)
            case let needs:
                var given = facts
                if needs.contains(.prose) { given.prose = prose }
                if needs.contains(.lines) { given.lines = lines }
                if needs.contains(.characters) { given.characters = characters }
                rules.checks[place].judge(document, given: given, into: &verdict)
            }
            if !verdict.isEmpty { settlement.take(verdict, of: place) }
        }
        settlement.take(remarks)
        suppressed = settlement.applySuppressions(plan.today, wasJudged: true)
        suppressed += settlement.silence(where: own.lines)
        finish(settlement)
    }

    /// Settles what was remarked on a document that no rule has judged.
    init(signing remarks: [Remark], on document: Document, _ own: DocumentRules, _ plan: Plan) {
        reading = .notAsked
        var settlement = Settlement(document, own.rules, hasFingerprints: plan.hasFingerprints)
        settlement.take(remarks)
        suppressed = settlement.applySuppressions(plan.today, wasJudged: false)
        suppressed += settlement.silence(where: own.lines)
        finish(settlement)
    }

    /// Writes the page down and lets go of it.
    func written(by write: ((Report.Page) -> [UInt8])?) -> Outcome {
        guard let write, let page else { return self }
        var outcome = self
        outcome.written = Written(
            WrittenReport.Sheet(page, written: write(page), keepsText: !unknowns.isEmpty))
        outcome.page = nil
        return outcome
    }

    /// By far the most documents have nothing to show: those need no room for it.
    private final class Written: Sendable {
        let sheet: WrittenReport.Sheet

        init(_ sheet: WrittenReport.Sheet) { self.sheet = sheet }
    }

    private mutating func finish(_ settlement: consuming Settlement) {
        unknowns = settlement.unknowns
        let document = settlement.document
        let findings = settlement.sorted()
        // A report shows where an unknown is, for which it needs the text.
        if !findings.isEmpty || !unknowns.isEmpty {
            page = Report.Page(path: document.path, text: document.text, findings: findings)
        }
    }
}
