import Model

/// The directives of Sphinx's extension `doctest`, in MyST: `{doctest}`, `{testcode}`, `{testoutput}`, `{testsetup}`.
enum SphinxDirective: Hashable, Sendable {
    case session, code, output, setup

    init?(_ snippet: Snippet) {
        let words = snippet.label.isEmpty ? snippet.attributes : snippet.label
        let name = words.drop { $0 == "{" || $0 == " " }.prefix { $0.isLetter }
        switch name {
        case "doctest" where words.hasPrefix("{") || snippet.label == "doctest": self = .session
        case "testcode": self = .code
        case "testoutput": self = .output
        case "testsetup": self = .setup
        default: return nil
        }
    }
}
