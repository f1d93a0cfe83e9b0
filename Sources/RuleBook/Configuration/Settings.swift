package import Model

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

    /// One rule and what holds for it.
    package struct RuleState: Sendable {
        package var id: String
        package var isOn: Sourced<Bool>
        package var severity: Sourced<Severity>
        package var confidence: Sourced<Confidence>
        package var parameters: [Sourced<ParameterValue.Entry>]
    }

    init(
        rules: RuleSet, states: [RuleState], dialect: Sourced<Dialect>?, failOn: Sourced<Severity?>
    ) {
        self.rules = rules
        self.states = states
        self.dialect = dialect
        self.failOn = failOn
    }
}
