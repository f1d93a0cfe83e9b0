/// A question that a rule can put to a document.
///
/// A check is a pure function of the document and the facts: it reads no file, knows no clock and no
/// network, and never throws.
package protocol Check: Sendable {
    /// The name a rule page gives after `check:`.
    static var id: String { get }
    static var parameters: [Parameter] { get }
    /// What its fixes may change of a page, where the rule page says nothing else.
    static var fixChanges: FixChanges { get }
    /// Whether it has nothing to say before the configuration names a product.
    static var needsProducts: Bool { get }

    /// The formats of documents that it can judge.
    static var formats: Set<DocumentFormat> { get }

    /// Makes the check for a rule.
    ///
    /// - Throws: `Parameters.Mistake` where values fit their kinds and yet make no sense, such as a
    ///   pattern that does not compile.
    init(_ parameters: Parameters) throws(Parameters.Mistake)

    var needs: Needs { get }
    /// What must be learnt before `judge` can be called.
    func questions(about document: Document) -> [Question]
    func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict)
}

extension Check {
    package static var parameters: [Parameter] { [] }
    package static var fixChanges: FixChanges { .nothing }
    package static var needsProducts: Bool { false }
    package static var formats: Set<DocumentFormat> { [.markdown] }
    package var needs: Needs { [] }
    package func questions(about document: Document) -> [Question] { [] }
}

/// What the engine prepares for a check.
package struct Needs: OptionSet, Sendable {
    package let rawValue: Int
    @inlinable package init(rawValue: Int) { self.rawValue = rawValue }
    /// A set in code is a constant then, and not made by the generic protocol.
    @inlinable
    package init(arrayLiteral elements: Needs...) {
        self.init(rawValue: elements.reduce(0) { $0 | $1.rawValue })
    }

    /// `Facts.prose`
    @inlinable package static var prose: Needs { Needs(rawValue: 1) }
    /// The check asks questions: `questions(about:)` is called first.
    @inlinable package static var answers: Needs { Needs(rawValue: 2) }
    /// `Facts.lines`
    @inlinable package static var lines: Needs { Needs(rawValue: 4) }
    /// `Facts.characters`
    @inlinable package static var characters: Needs { Needs(rawValue: 8) }
}

/// What a check has to say of one document.
package struct Verdict: Sendable {
    package var drafts: [Draft] = []
    package var unknowns: [(range: SourceRange, subject: String, reason: String)] = []

    package init() {}

    /// Whether nothing is said at all.
    package var isEmpty: Bool { drafts.isEmpty && unknowns.isEmpty }

    package mutating func add(_ draft: Draft) { drafts.append(draft) }

    /// Says that something could not be assessed.
    ///
    /// - Parameter reason: a clause that goes after "because".
    package mutating func addUnknown(at range: SourceRange, subject: String, because reason: String) {
        unknowns.append((range, subject, reason))
    }
}

/// A rule: what is asked, how bad it is, who can act, and the page that explains it.
package struct Rule: Sendable {
    /// The path of its page in the rule book, without ending: `links/missing-anchor`.
    package var id: String
    package var title: String
    /// One sentence.
    package var summary: String
    package var severity: Severity
    package var confidence: Confidence
    package var audience: Audience
    package var aliases: [String]
    package var tags: [String]
    /// Whether it is on where no configuration speaks of it.
    package var isOnByDefault: Bool
    package var parameters: Parameters
    package var check: any Check
    /// What its fixes may change of a page.
    package var fixChanges: FixChanges
    /// Where its page comes from: "built in", or the path of the user's page.
    package var source: String

    package init(
        id: String, title: String, summary: String, severity: Severity, confidence: Confidence,
        audience: Audience, aliases: [String], tags: [String], isOnByDefault: Bool, parameters: Parameters,
        check: any Check, fixChanges: FixChanges? = nil, source: String
    ) {
        self.id = id
        self.title = title
        self.summary = summary
        self.severity = severity
        self.confidence = confidence
        self.audience = audience
        self.aliases = aliases
        self.tags = tags
        self.isOnByDefault = isOnByDefault
        self.parameters = parameters
        self.check = check
        self.fixChanges = fixChanges ?? type(of: check).fixChanges
        self.source = source
    }
}
