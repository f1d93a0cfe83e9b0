import Model

/// A comment that silences rules in a part of a document, for a reason.
struct Suppression {
    /// A word of the comment that names rules, and whether there was anything for it to silence.
    struct Target {
        var selector: RuleSelector
        var word: SourceRange
        var isUsed = false
    }

    /// The comment, or the two that enclose a span.
    var comments: [Comment]
    var targets: [Target]
    /// Nil where there is nothing that it could be for.
    var scope: SourceRange?
    var expiry: Expiry?

    struct Expiry {
        var day: Day
        var word: SourceRange
    }

    /// Whether it is about what begins at a place.
    ///
    /// A finding belongs to where it begins: one that runs over half the document is not silenced by a
    /// comment on a paragraph in its middle.
    func covers(_ range: SourceRange) -> Bool {
        guard let scope else { return false }
        return scope.contains(range.lower) || (range.isEmpty && range.lower == scope.upper)
    }

    /// The place of the comment, for its own findings.
    var range: SourceRange { comments[0].range }
}

/// The rules that speak of suppressions: their pages are in the rule book, what they say comes from here.
enum SuppressionRule {
    static let unused = "docent/unused-suppression"
    static let expired = "docent/expired-suppression"
    static let malformed = "docent/malformed-suppression"
}
