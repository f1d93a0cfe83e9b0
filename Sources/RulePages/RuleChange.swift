package import Model

/// What a configuration, or an example of a rule page, changes about a rule.
package struct RuleChange: Hashable, Sendable {
    package var severity: Severity?
    package var confidence: Confidence?
    package var parameters: [ParameterValue.Entry]

    package init(
        severity: Severity? = nil, confidence: Confidence? = nil, parameters: [ParameterValue.Entry] = []
    ) {
        self.severity = severity
        self.confidence = confidence
        self.parameters = parameters
    }
}
