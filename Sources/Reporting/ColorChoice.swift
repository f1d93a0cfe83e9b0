/// What was asked for with `--color`.
package enum ColorChoice: String, CaseIterable, Sendable {
    /// Colour where a person looks at a terminal that can show it.
    case auto
    case always, never

    /// Whether to write colour.
    ///
    /// What was asked for wins. Otherwise there is colour only on a terminal, and only where neither
    /// `NO_COLOR` (any text but an empty one) nor `TERM=dumb` forbids it.
    package func usesColor(isTerminal: Bool, environment: [String: String]) -> Bool {
        switch self {
        case .always: true
        case .never: false
        case .auto:
            isTerminal && (environment["NO_COLOR"] ?? "").isEmpty && environment["TERM"] != "dumb"
        }
    }
}
