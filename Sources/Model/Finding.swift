/// A change of a file's bytes.
package struct Edit: Hashable, Sendable {
    /// What is replaced; empty where text is inserted.
    package var range: SourceRange
    package var replacement: String

    package init(_ range: SourceRange, _ replacement: String) {
        self.range = range
        self.replacement = replacement
    }
}

/// A way to mend what a finding names.
package struct Fix: Hashable, Sendable {
    package enum Safety: String, Sendable {
        /// Certain to be what the author wants.
        case safe
        /// A proposal for an author to look at.
        case unsafe
    }
    /// In the imperative: "replace with `#set-up`".
    package var title: String
    package var safety: Safety
    /// In order, without overlaps.
    package var edits: [Edit]

    package init(title: String, safety: Safety, edits: [Edit]) {
        self.title = title
        self.safety = safety
        self.edits = edits
    }
}

/// A further sentence to a finding, with the place it speaks of where there is one.
package struct Note: Hashable, Sendable {
    package var text: String
    package var range: SourceRange?

    package init(_ text: String, at range: SourceRange? = nil) {
        self.text = text
        self.range = range
    }
}

/// What a check says of a place, before the engine has signed it.
package struct Draft: Hashable, Sendable {
    package var range: SourceRange
    package var message: String
    package var subject: Subject
    package var notes: [Note]
    package var fixes: [Fix]
    /// Where it is less sure than its rule.
    package var confidence: Confidence?
    /// Where it matters less than its rule.
    package var severity: Severity?

    /// What a finding is about, for its fingerprint: an address, a heading, a word. Never the message, a number
    /// measured today, or the number of a line.
    package enum Subject: Hashable, Sendable {
        case text(String)
        /// What stands in the document there: it is looked at only where a fingerprint is asked for.
        case source(SourceRange)

        package func string(in text: SourceText) -> String {
            switch self {
            case .text(let string): string
            case .source(let range): text.string(range)
            }
        }
    }

    package init(
        at range: SourceRange, _ message: String, subject: String, notes: [Note] = [], fixes: [Fix] = [],
        confidence: Confidence? = nil, severity: Severity? = nil
    ) {
        self.init(
            at: range, message, subject: .text(subject), notes: notes, fixes: fixes, confidence: confidence,
            severity: severity)
    }

    package init(
        at range: SourceRange, _ message: String, subject: Subject, notes: [Note] = [], fixes: [Fix] = [],
        confidence: Confidence? = nil, severity: Severity? = nil
    ) {
        self.range = range
        self.message = message
        self.subject = subject
        self.notes = notes
        self.fixes = fixes
        self.confidence = confidence
        self.severity = severity
    }
}

/// A draft that the engine has signed with its rule, its severity and a fingerprint.
///
/// There can be a great many: what is the same for all findings of a rule is shared by them.
package struct Finding: Hashable, Sendable {
    /// What stands in a finding of its rule.
    private let signer: Signer
    private var draft: Draft
    package var severity: Severity
    package var confidence: Confidence
    package var path: String
    package var fingerprint: Fingerprint

    package var rule: String { signer.rule }
    package var aliases: [String] { signer.aliases }
    package var audience: Audience { signer.audience }
    /// What the fixes of its rule may change of the page.
    package var fixChanges: FixChanges { signer.fixChanges }
    package var range: SourceRange {
        get { draft.range }
        set { draft.range = newValue }
    }
    package var message: String {
        get { draft.message }
        set { draft.message = newValue }
    }
    package var notes: [Note] {
        _read { yield draft.notes }
        _modify { yield &draft.notes }
    }
    package var fixes: [Fix] {
        _read { yield draft.fixes }
        _modify { yield &draft.fixes }
    }

    package init(_ draft: consuming Draft, by signer: Signer, path: String, fingerprint: Fingerprint) {
        self.signer = signer
        severity = min(signer.severity, draft.severity ?? signer.severity)
        confidence = draft.confidence ?? signer.confidence
        self.path = path
        self.draft = draft
        self.fingerprint = fingerprint
    }

    package init(
        rule: String, aliases: [String], severity: Severity, confidence: Confidence, audience: Audience,
        path: String, draft: Draft, fixChanges: FixChanges = .nothing, fingerprint: Fingerprint
    ) {
        let signer = Signer(
            rule: rule, aliases: aliases, severity: severity, confidence: confidence, audience: audience,
            fixChanges: fixChanges)
        self.init(draft, by: signer, path: path, fingerprint: fingerprint)
    }

    /// Whether it comes before another one on its page: by range, then rule, then message.
    package func comes(before other: Finding) -> Bool {
        if draft.range != other.draft.range { return draft.range < other.draft.range }
        if signer !== other.signer, signer.rule != other.signer.rule {
            return signer.rule < other.signer.rule
        }
        return draft.message < other.draft.message
    }

    /// What a rule puts under its findings.
    package final class Signer: Hashable, Sendable {
        package let rule: String
        let aliases: [String]
        let severity: Severity
        let confidence: Confidence
        let audience: Audience
        let fixChanges: FixChanges

        package convenience init(_ rule: Rule) {
            self.init(
                rule: rule.id, aliases: rule.aliases, severity: rule.severity, confidence: rule.confidence,
                audience: rule.audience, fixChanges: rule.fixChanges)
        }

        init(
            rule: String, aliases: [String], severity: Severity, confidence: Confidence,
            audience: Audience, fixChanges: FixChanges
        ) {
            self.rule = rule
            self.aliases = aliases
            self.severity = severity
            self.confidence = confidence
            self.audience = audience
            self.fixChanges = fixChanges
        }

        package static func == (one: Signer, other: Signer) -> Bool {
            one === other
                || one.rule == other.rule && one.aliases == other.aliases && one.severity == other.severity
                    && one.confidence == other.confidence && one.audience == other.audience
                    && one.fixChanges == other.fixChanges
        }

        package func hash(into hasher: inout Hasher) { hasher.combine(rule) }
    }
}

/// What stays the same of a finding while the text around it moves: 128 bits of rule, path, subject and
/// ordinal among equals.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    package var value: UInt128

    /// Stands where nobody asked for fingerprints.
    package static let none = Fingerprint(value: 0)

    private init(value: UInt128) { self.value = value }

    /// What the fingerprints of all findings of a rule on a page begin with.
    package struct Start: Sendable {
        fileprivate var hash = FNV1a()

        /// Stands where nobody asks for fingerprints.
        package init() {}

        package init(rule: String, path: String) {
            hash.combine(rule)
            hash.combine(path)
        }

        package func subject(_ name: String) -> Subject {
            var subject = Subject(hash: hash)
            subject.hash.combine(name)
            return subject
        }

        package func subject(_ name: Draft.Subject, in text: SourceText) -> Subject {
            guard case .source(let range) = name else { return subject(name.string(in: text)) }
            var subject = Subject(hash: hash)
            subject.hash.combine(text.slice(range))
            return subject
        }
    }

    /// What the fingerprints of all findings of a rule about one thing begin with.
    package struct Subject: Hashable, Sendable {
        fileprivate var hash: FNV1a
    }

    package init(_ subject: Subject, ordinal: Int) {
        var hash = subject.hash
        hash.combine(String(ordinal))
        value = hash.value
    }

    package init(rule: String, path: String, subject: String, ordinal: Int) {
        self.init(Start(rule: rule, path: path).subject(subject), ordinal: ordinal)
    }

    /// 32 hexadecimal digits.
    package var description: String {
        let digits = String(value, radix: 16)
        return String(repeating: "0", count: 32 - digits.count) + digits
    }
}

/// FNV-1a with 128 bits (draft-eastlake-fnv) over texts, each followed by a zero byte.
private struct FNV1a: Hashable, Sendable {
    private(set) var value: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d

    mutating func combine(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            for index in bytes.indices { combine(unsafe bytes[index]) }
        }
        combine(0)
    }

    mutating func combine(_ text: ArraySlice<UInt8>) {
        for byte in text { combine(byte) }
        combine(0)
    }

    @inline(__always)
    private mutating func combine(_ byte: UInt8) {
        value = (value ^ UInt128(byte)) &* 0x0000_0000_0100_0000_0000_0000_0000_013b
    }
}

/// What could not be learnt, and why: never a finding, and never counted as good.
package struct Unknown: Hashable, Sendable {
    /// The rule that asked; nil where a whole document was not read.
    package var rule: String?
    package var path: String
    package var range: SourceRange?
    /// What would have been checked: an address, a path, a revision.
    package var subject: String
    /// The reason, as a clause that goes after "not assessed, because".
    package var reason: String

    package init(
        rule: String? = nil, path: String, range: SourceRange? = nil, subject: String, reason: String
    ) {
        self.rule = rule
        self.path = path
        self.range = range
        self.subject = subject
        self.reason = reason
    }
}
