package import Model
package import RulePages

/// Everything that holds for one document, each value with the place that it comes from.
package final class Settings: Sendable {
    /// The rules that are on, ready to judge.
    package let rules: RuleSet
    /// Every rule of the book, on or off, in the order of ids.
    package let states: [RuleState]
    /// Nil where it is told from the file.
    package let dialect: Sourced<Dialect>?
    /// From which severity a run fails; a value of nil means never. Without any setting it is `error`.
    package let failOn: Sourced<Severity?>
    /// Which rules are on, and how, where nothing is said of them.
    package let profile: Sourced<Profile>
    /// Whether comments in the manner of markdownlint are heeded.
    package let readsMarkdownlintComments: Sourced<Bool>
    /// In the profile of markdownlint: what is configured, in its words, for comments to change.
    let markdownlint: MarkdownlintSettings?

    /// One rule and what holds for it.
    package struct RuleState: Sendable {
        package var id: String
        package var isOn: Sourced<Bool>
        package var severity: Sourced<Severity>
        package var confidence: Sourced<Confidence>
        package var parameters: [Sourced<ParameterValue.Entry>]

        /// Sets those parameters that the rule has.
        mutating func set(_ given: [ParameterValue.Entry], _ origin: Origin) {
            for entry in given {
                for index in parameters.indices where parameters[index].value.key == entry.key {
                    parameters[index] = Sourced(entry, origin)
                }
            }
        }
    }

    /// What holds for a rule.
    package func state(of rule: String) -> RuleState? { states.first { $0.id == rule } }

    init(
        rules: RuleSet, states: [RuleState], dialect: Sourced<Dialect>?, failOn: Sourced<Severity?>,
        profile: Sourced<Profile>, readsMarkdownlintComments: Sourced<Bool>,
        markdownlint: MarkdownlintSettings?
    ) {
        self.rules = rules
        self.states = states
        self.dialect = dialect
        self.failOn = failOn
        self.profile = profile
        self.readsMarkdownlintComments = readsMarkdownlintComments
        self.markdownlint = markdownlint
    }
}
