package import Model

/// What a rule page says before its prose: front matter, title and summary.
package struct RuleHead: Sendable {
    /// The path of the page in its folder, without ending.
    package var id: String
    package var severity: Severity = .warning
    package var confidence: Confidence = .certain
    package var audience: Audience = .docs
    package var aliases: [String] = []
    package var tags: [String] = []
    package var isOnByDefault = true
    /// The parameters as the page gives them; those of the check that it does not name have their standard.
    package var parameters: [ParameterValue.Entry] = []
    /// What differs in a profile. Parameters that it does not name are those of the page.
    package var profiles: [Profile: RuleChange] = [:]
    /// What its fixes may change of a page; nil where the check has the say.
    package var fixChanges: FixChanges?
    /// The disguises in which its examples are not replayed, each with the reason.
    package var skippedDisguises: [(name: String, reason: String)] = []
    package var title = ""
    /// One sentence.
    package var summary = ""

    /// The name of the check, with its place on the page.
    var check: Named?
    var aliasPlaces: [SourceRange] = []
    var parameterPlaces: [String: (key: SourceRange, value: SourceRange)] = [:]
    var profileParameterPlaces: [Profile: [String: (key: SourceRange, value: SourceRange)]] = [:]

    struct Named: Sendable {
        var name: String
        var range: SourceRange
    }
}
