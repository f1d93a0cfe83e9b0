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
    package var check: Named?
    package var aliasPlaces: [SourceRange] = []
    package var parameterPlaces: [String: (key: SourceRange, value: SourceRange)] = [:]
    package var profileParameterPlaces: [Profile: [String: (key: SourceRange, value: SourceRange)]] = [:]

    package struct Named: Sendable {
        package var name: String
        package var range: SourceRange

        package init(name: String, range: SourceRange) {
            self.name = name
            self.range = range
        }
    }

    package init(id: String) {
        self.id = id
    }

    /// The head of a page that was read while the program was built; it knows no places.
    package init(
        id: String, check: String, severity: Severity, confidence: Confidence, audience: Audience,
        aliases: [String], tags: [String], isOnByDefault: Bool, parameters: [ParameterValue.Entry],
        profiles: [Profile: RuleChange], fixChanges: FixChanges?,
        skippedDisguises: [(name: String, reason: String)], title: String, summary: String
    ) {
        self.id = id
        self.check = Named(name: check, range: SourceRange(at: 0))
        self.severity = severity
        self.confidence = confidence
        self.audience = audience
        self.aliases = aliases
        self.tags = tags
        self.isOnByDefault = isOnByDefault
        self.parameters = parameters
        self.profiles = profiles
        self.fixChanges = fixChanges
        self.skippedDisguises = skippedDisguises
        self.title = title
        self.summary = summary
    }
}
