package import Model

/// Turns what the rules say of one document into signed findings.
struct Settlement {
    let document: Document
    let rules: RuleSet
    private(set) var findings: [Finding] = []
    private(set) var unknowns: [Unknown] = []
    /// How often a rule has spoken of a subject.
    private var ordinals: [Subject: Int] = [:]

    private struct Subject: Hashable {
        var rule: String
        var name: String
    }

    init(_ document: Document, _ rules: RuleSet) {
        self.document = document
        self.rules = rules
    }

    mutating func take(_ verdict: Verdict, of rule: Rule) {
        // Checks may go over a document in several passes; ordinals count in the order of the text.
        for draft in verdict.drafts.sorted(by: { $0.range < $1.range }) { sign(draft, by: rule) }
        for unknown in verdict.unknowns {
            unknowns.append(
                Unknown(
                    rule: rule.id, path: document.path, range: clamped(unknown.range),
                    subject: unknown.subject, reason: unknown.reason))
        }
    }

    mutating func take(_ remarks: [Remark]) {
        for remark in remarks {
            if let rule = rules[remark.rule] { sign(remark.draft, by: rule) }
        }
    }

    /// Signs a draft. One that points outside the file is moved into it, and what was wrong with it is said:
    /// a check with a mistake must not bring down a run, nor may its mistake be hidden.
    mutating func sign(_ draft: Draft, by rule: Rule) {
        var draft = draft
        if !isInside(draft.range) {
            complain(CheckMistake.placeOutsideFile, of: draft, by: rule)
            draft.range = clamped(draft.range)
        }
        draft.notes = draft.notes.map { note in
            Note(note.text, at: note.range.flatMap { isInside($0) ? $0 : nil })
        }
        let sound = draft.fixes.filter { areSound($0.edits) }
        if sound.count != draft.fixes.count {
            complain(CheckMistake.unsoundFix, of: draft, by: rule)
            draft.fixes = sound
        }
        let ordinal = ordinals[Subject(rule: rule.id, name: draft.subject), default: 0]
        ordinals[Subject(rule: rule.id, name: draft.subject)] = ordinal + 1
        findings.append(
            Finding(
                rule: rule.id, aliases: rule.aliases, severity: rule.severity, confidence: rule.confidence,
                audience: rule.audience, path: document.path, draft: draft,
                fingerprint: Fingerprint(
                    rule: rule.id, path: document.path, subject: draft.subject, ordinal: ordinal)))
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
        findings.sorted { a, b in
            a.range != b.range ? a.range < b.range : (a.rule, a.message) < (b.rule, b.message)
        }
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
