package import Model

/// Turns what the rules say of one document into signed findings.
struct Settlement {
    let document: Document
    let rules: RuleSet
    private(set) var findings: [Finding] = []
    private(set) var unknowns: [Unknown] = []
    /// How often each rule has spoken of a subject, and what the fingerprints of its findings begin with.
    private var speakers: [String: Speaker] = [:]

    /// Whether anybody asks for fingerprints.
    private let hasFingerprints: Bool

    private struct Speaker {
        var ordinals: [Fingerprint.Subject: Int] = [:]
        var start: Fingerprint.Start

        mutating func fingerprint(of subject: Draft.Subject, in text: SourceText) -> Fingerprint {
            let subject = start.subject(subject, in: text)
            let ordinal = ordinals[subject, default: 0]
            ordinals[subject] = ordinal + 1
            return Fingerprint(subject, ordinal: ordinal)
        }
    }

    init(_ document: Document, _ rules: RuleSet, hasFingerprints: Bool) {
        self.document = document
        self.rules = rules
        self.hasFingerprints = hasFingerprints
    }

    /// - Parameter rule: its place among the rules.
    mutating func take(_ verdict: consuming Verdict, of rule: Int) {
        let (drafts, unknowns) = (verdict.drafts, verdict.unknowns)
        _ = consume verdict
        for unknown in unknowns {
            self.unknowns.append(
                Unknown(
                    rule: rules.signers[rule].rule, path: document.path, range: clamped(unknown.range),
                    subject: unknown.subject, reason: unknown.reason))
        }
        sign(drafts, by: rules.signers[rule])
    }

    mutating func take(_ remarks: [Remark]) {
        for remark in remarks {
            if let place = rules.place(of: remark.rule) { sign([remark.draft], by: rules.signers[place]) }
        }
    }

    /// Signs drafts in the order of the text: checks may go over a document in several passes.
    mutating func sign(_ drafts: consuming [Draft], by signer: Finding.Signer) {
        guard !drafts.isEmpty else { return }
        var speaker: Speaker
        if hasFingerprints {
            speaker =
                speakers[signer.rule]
                ?? Speaker(start: Fingerprint.Start(rule: signer.rule, path: document.path))
            speakers[signer.rule] = nil
        } else {
            speaker = Speaker(start: Fingerprint.Start())
        }
        if !drafts.indices.dropFirst().allSatisfy({ drafts[$0 - 1].range <= drafts[$0].range }) {
            drafts.sort { $0.range < $1.range }
        }
        // Taken from the end, each is moved and none is copied.
        drafts.reverse()
        while let draft = drafts.popLast() { sign(draft, by: signer, &speaker) }
        if hasFingerprints { speakers[signer.rule] = speaker }
    }

    /// Signs a draft. One that points outside the file is moved into it, and what was wrong with it is said:
    /// a check with a mistake must not bring down a run, nor may its mistake be hidden.
    private mutating func sign(
        _ draft: consuming Draft, by signer: Finding.Signer, _ speaker: inout Speaker
    ) {
        if !isSound(draft) { mend(&draft, by: signer) }
        let fingerprint = hasFingerprints ? speaker.fingerprint(of: draft.subject, in: document.text) : .none
        findings.append(Finding(draft, by: signer, path: document.path, fingerprint: fingerprint))
    }

    private func isSound(_ draft: borrowing Draft) -> Bool {
        isInside(draft.range) && draft.notes.allSatisfy { $0.range.map(isInside) ?? true }
            && draft.fixes.allSatisfy { areSound($0.edits) }
    }

    private mutating func mend(_ draft: inout Draft, by signer: Finding.Signer) {
        if !isInside(draft.range) {
            complain(CheckMistake.placeOutsideFile, of: draft, by: signer)
            draft.range = clamped(draft.range)
        }
        for index in draft.notes.indices {
            if let range = draft.notes[index].range, !isInside(range) { draft.notes[index].range = nil }
        }
        if !draft.fixes.allSatisfy({ areSound($0.edits) }) {
            complain(CheckMistake.unsoundFix, of: draft, by: signer)
            draft.fixes.removeAll { !areSound($0.edits) }
        }
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

    /// The findings by range, then rule, then message.
    consuming func sorted() -> [Finding] {
        let order = findings.indices.sorted { findings[$0].comes(before: findings[$1]) }
        var sorted = findings
        findings = []
        // Findings are large: their places are sorted, and each is moved to its own.
        var places = order
        for start in places.indices where places[start] != start {
            var hole = start
            while places[hole] != start {
                let source = places[hole]
                sorted.swapAt(hole, source)
                places[hole] = hole
                hole = source
            }
            places[hole] = hole
        }
        return sorted
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

    private mutating func complain(_ reason: String, of draft: Draft, by signer: Finding.Signer) {
        unknowns.append(
            Unknown(
                rule: signer.rule, path: document.path, range: clamped(draft.range),
                subject: draft.subject.string(in: document.text),
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
