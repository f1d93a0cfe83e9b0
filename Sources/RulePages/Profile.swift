/// Which rules are on, and how, where nothing is said of them.
package enum Profile: String, CaseIterable, Sendable {
    /// What the pages of the rules say.
    case docent
    /// The rules of markdownlint with its own values, and no others.
    case markdownlint
}
