package import Model

/// Everything that a run is told: which documents, how to read and parse them, by which rules they are
/// judged, and who answers questions.
package struct Plan: Sendable {
    /// The documents to judge. The order does not matter; a path that comes twice is judged once.
    package var paths: [String]
    /// Makes a reader. Called once for every worker, because a repository handle belongs to one worker.
    package var makeReader: @Sendable () -> any DocumentReader
    package var parse: @Sendable (SourceFile) -> Document
    /// The rules that are on for a path.
    package var rules: @Sendable (_ path: String) -> RuleSet
    /// What a document itself makes of the rules for its path, in comments that switch them; nil where no
    /// document is asked.
    package var adjust: (@Sendable (Document, RuleSet) -> DocumentRules)?
    package var probe: any Probe
    /// What was found before the run, such as mistakes in rule pages.
    package var remarks: [Remark]
    /// The full id of the commit that is read; nil for a work tree or a plain folder.
    package var revision: String?
    /// The day by which suppressions expire.
    package var today: Day
    package var workers: Int
    /// Whether findings get fingerprints: nobody who reads a report in a terminal sees them.
    package var hasFingerprints = true
    /// Called now and then, from any worker, with how many documents are done.
    package var progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

    package init(
        paths: [String], makeReader: @escaping @Sendable () -> any DocumentReader,
        parse: @escaping @Sendable (SourceFile) -> Document, rules: @escaping @Sendable (String) -> RuleSet,
        adjust: (@Sendable (Document, RuleSet) -> DocumentRules)? = nil,
        probe: any Probe, remarks: [Remark] = [], revision: String? = nil, today: Day, workers: Int,
        progress: (@Sendable (_ done: Int, _ of: Int) -> Void)? = nil
    ) {
        self.paths = paths
        self.makeReader = makeReader
        self.parse = parse
        self.rules = rules
        self.adjust = adjust
        self.probe = probe
        self.remarks = remarks
        self.revision = revision
        self.today = today
        self.workers = workers
        self.progress = progress
    }
}

extension Plan {
    /// The rules that a document is judged by.
    func rules(for document: Document) -> DocumentRules {
        let rules = rules(document.path).rules(for: document.format)
        guard document.format == .markdown else { return DocumentRules(rules) }
        return adjust?(document, rules) ?? DocumentRules(rules)
    }
}

/// Something found before the run that belongs into its report under a rule.
package struct Remark: Sendable {
    package var file: SourceFile
    /// The id of the rule that says it; where that rule is off for the file, nothing is said.
    package var rule: String
    package var draft: Draft

    package init(file: SourceFile, rule: String, draft: Draft) {
        self.file = file
        self.rule = rule
        self.draft = draft
    }
}

/// What came of reading one document.
package enum DocumentReading: Sendable {
    case file(SourceFile)
    /// It could not be read: the reason, as a clause that goes after "because".
    case notAssessed(String)
}

/// Reads documents for one worker.
package protocol DocumentReader {
    mutating func read(_ path: String) -> DocumentReading
}
