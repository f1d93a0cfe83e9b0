import Testing

/// One rule of the house: what is looked at, why it is a rule, and what to do about a breach.
struct HouseRule: Sendable, CustomTestStringConvertible {
    /// Says what holds where the rule is kept.
    let name: String
    /// Why it is a rule, and what to do: the end of every complaint.
    let advice: String
    /// A small package that breaks the rule, so that a rule that sees nothing is noticed.
    let offender: [String: String]
    /// The breaches, each beginning with the path and, where there is one, the line.
    let breaches: @Sendable (Tree) -> [String]

    var testDescription: String { name }

    /// Every rule of the house.
    static let all = swiftRules + packageRules + repositoryRules + rulePageRules
}
