package import Model

/// Turns what the rules say of one document into signed findings.
struct Settlement {
    let document: Document
    let rules: RuleSet
    private(set) var findings: [Finding] = []
    private(set) var unknowns: [Unknown] = []
    /// How often each rule has spoken of a subject, and what the fingerprints of its findings begin with.
    private var speakers: [String: Speaker] = [:]

    private struct Speaker {
        var ordinals: [Fingerprint.Subject: Int] = [:]
        var start: Fingerprint.Start
    }

    init(_ document: Document, _ rules: RuleSet) {
        self.document = document
        self.rules = rules
    }

    mutating func take(_ verdict: Verdict, of rule: Rule) {
        // Checks may go over a document in several passes; ordinals count in the order of the text.
        sign(verdict.drafts, by: rule)
        for unknown in verdict.unknowns {
            unknowns.append(
                Unknown(
                    rule: rule.id, path: document.path, range: clamped(unknown.range),
                    subject: unknown.subject, reason: unknown.reason))
        }
    }

    mutating func take(_ remarks: [Remark]) {
        for remark in remarks {
            if let rule = rules[remark.rule] { sign([remark.draft], by: rule) }
        }
    }

    /// Signs drafts in the order of the text.
    mutating func sign(_ drafts: [Draft], by rule: Rule) {
        guard !drafts.isEmpty else { return }
        var speaker =
            speakers[rule.id] ?? Speaker(start: Fingerprint.Start(rule: rule.id, path: document.path))
        speakers[rule.id] = nil
        let isSorted = zip(drafts, drafts.dropFirst()).allSatisfy { $0.range <= $1.range }
        for draft in isSorted ? drafts : drafts.sorted(by: { $0.range < $1.range }) {
            sign(draft, by: rule, &speaker)
        }
        speakers[rule.id] = speaker
    }

    /// Signs a draft. One that points outside the file is moved into it, and what was wrong with it is said:
    /// a check with a mistake must not bring down a run, nor may its mistake be hidden.
    private mutating func sign(_ draft: Draft, by rule: Rule, _ speaker: inout Speaker) {
        var draft = draft
        if !isInside(draft.range) {
            complain(CheckMistake.placeOutsideFile, of: draft, by: rule)
            draft.range = clamped(draft.range)
        }
        for index in draft.notes.indices {
            if let range = draft.notes[index].range, !isInside(range) { draft.notes[index].range = nil }
        }
        if !draft.fixes.allSatisfy({ areSound($0.edits) }) {
            complain(CheckMistake.unsoundFix, of: draft, by: rule)
            draft.fixes.removeAll { !areSound($0.edits) }
        }
        let subject = speaker.start.subject(draft.subject)
        let ordinal = speaker.ordinals[subject, default: 0]
        speaker.ordinals[subject] = ordinal + 1
        findings.append(
            Finding(
                rule: rule.id, aliases: rule.aliases, severity: rule.severity, confidence: rule.confidence,
                audience: rule.audience, path: document.path, draft: draft, fixChanges: rule.fixChanges,
                fingerprint: Fingerprint(subject, ordinal: ordinal)))
    }

    /// Takes findings away.
    ///
    /// - Returns: how many.
    mutating func removeFindings(where isUnwanted: (Finding) -> Bool) -> Int {
        let before = findings.count
        findings.removeAll(where: isUnwanted)
        return before - findings.count
    }

    /// Takes away what rules say at lines where they are off. What they could not assess there does not
    /// count either.
    ///
    /// - Returns: how many findings were silenced.
    mutating func silence(where lines: LineStates?) -> Int {
        guard let lines else { return 0 }
        let text = document.text
        unknowns.removeAll { unknown in
            guard let rule = unknown.rule, let range = unknown.range else { return false }
            return !lines.isOn(rule, line: text.line(at: range.lower))
        }
        return removeFindings { !lines.isOn($0.rule, line: text.line(at: $0.range.lower)) }
    }

    /// By range, then rule, then message.
    func sorted() -> [Finding] {
        // Findings are large: their places are sorted, and each is moved once.
        findings.indices.sorted { one, other in
            let (a, b) = (findings[one].range, findings[other].range)
            if a != b { return a < b }
            return (findings[one].rule, findings[one].message)
                < (findings[other].rule, findings[other].message)
        }.map { findings[$0] }
    }

    private func isInside(_ range: SourceRange) -> Bool {
        0 <= range.lower && range.lower <= range.upper && range.upper <= document.text.count
    }

    private func clamped(_ range: SourceRange) -> SourceRange {
        let lower = max(0, min(range.lower, document.text.count))
        return SourceRange(lower, max(lower, min(range.upper, document.text.count)))
    }

    /// Whether the edits lie in the file, in order, without overlaps.
    private func areSound(_ edits: [Edit]) -> Bool {
        var end = 0
        for edit in edits {
            guard isInside(edit.range), edit.range.lower >= end else { return false }
            end = edit.range.upper
        }
        return !edits.isEmpty
    }

    private mutating func complain(_ reason: String, of draft: Draft, by rule: Rule) {
        unknowns.append(
            Unknown(
                rule: rule.id, path: document.path, range: clamped(draft.range), subject: draft.subject,
                reason: reason))
    }
}

/// What the engine says of a check that makes a mistake, as the reason of an unknown.
package enum CheckMistake {
    package static let placeOutsideFile = "the check named a place outside the file"
    package static let unsoundFix = "the check proposed a fix whose edits overlap or leave the file"

    /// Whether an unknown is about a mistake of its check and not about the world.
    package static func isReason(of unknown: Unknown) -> Bool {
        unknown.reason == placeOutsideFile || unknown.reason == unsoundFix
    }
}
