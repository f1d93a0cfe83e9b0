import Model

/// What came of one document.
struct Outcome: Sendable {
    enum Reading: Sendable {
        case read, notRead
        /// It was not among the documents of the run.
        case notAsked
    }

    var reading: Reading
    /// Nil where there is nothing to show.
    var page: Report.Page?
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
        judging document: Document, _ own: DocumentRules, _ facts: Facts, remarks: [Remark], _ today: Day
    ) {
        let rules = own.rules
        reading = .read
        self.rules = rules
        var facts = facts
        if rules.needs.contains(.prose) { facts.prose = Prose(of: document) }
        if rules.needs.contains(.lines) { facts.lines = LineMap(of: document) }
        var settlement = Settlement(document, rules)
        for rule in rules.rules {
            var verdict = Verdict()
            var given = facts
            if !rule.check.needs.contains(.prose) { given.prose = nil }
            if !rule.check.needs.contains(.lines) { given.lines = nil }
            rule.check.judge(document, given: given, into: &verdict)
            settlement.take(verdict, of: rule)
        }
        settlement.take(remarks)
        suppressed = settlement.applySuppressions(today, wasJudged: true)
        suppressed += settlement.silence(where: own.lines)
        finish(settlement)
    }

    /// Settles what was remarked on a document that no rule has judged.
    init(signing remarks: [Remark], on document: Document, _ own: DocumentRules, _ today: Day) {
        reading = .notAsked
        var settlement = Settlement(document, own.rules)
        settlement.take(remarks)
        suppressed = settlement.applySuppressions(today, wasJudged: false)
        suppressed += settlement.silence(where: own.lines)
        finish(settlement)
    }

    private mutating func finish(_ settlement: Settlement) {
        unknowns = settlement.unknowns
        let findings = settlement.sorted()
        // A report shows where an unknown is, for which it needs the text.
        if !findings.isEmpty || !unknowns.isEmpty {
            page = Report.Page(
                path: settlement.document.path, text: settlement.document.text, findings: findings)
        }
    }
}
