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
    /// What the finding is about, for its fingerprint: an address, a heading, a word. Never the message, a
    /// number measured today, or a line.
    package var subject: String
    package var notes: [Note]
    package var fixes: [Fix]
    /// Where it is less sure than its rule.
    package var confidence: Confidence?
    /// Where it matters less than its rule.
    package var severity: Severity?

    package init(
        at range: SourceRange, _ message: String, subject: String, notes: [Note] = [], fixes: [Fix] = [],
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
package struct Finding: Hashable, Sendable {
    package var rule: String
    package var aliases: [String]
    package var severity: Severity
    package var confidence: Confidence
    package var audience: Audience
    package var path: String
    package var range: SourceRange
    package var message: String
    package var notes: [Note]
    package var fixes: [Fix]
    /// What the fixes of its rule may change of the page.
    package var fixChanges: FixChanges
    package var fingerprint: Fingerprint

    package init(
        rule: String, aliases: [String], severity: Severity, confidence: Confidence, audience: Audience,
        path: String, draft: Draft, fixChanges: FixChanges = .nothing, fingerprint: Fingerprint
    ) {
        self.rule = rule
        self.aliases = aliases
        self.severity = min(severity, draft.severity ?? severity)
        self.confidence = draft.confidence ?? confidence
        self.audience = audience
        self.path = path
        range = draft.range
        message = draft.message
        notes = draft.notes
        fixes = draft.fixes
        self.fixChanges = fixChanges
        self.fingerprint = fingerprint
    }
}

/// What stays the same of a finding while the text around it moves: 128 bits of rule, path, subject and
/// ordinal among equals.
package struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
    package var value: UInt128

    /// What the fingerprints of all findings of a rule on a page begin with.
    package struct Start: Sendable {
        fileprivate var hash = FNV1a()

        package init(rule: String, path: String) {
            hash.combine(rule)
            hash.combine(path)
        }

        package func subject(_ name: String) -> Subject {
            var subject = Subject(hash: hash)
            subject.hash.combine(name)
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
