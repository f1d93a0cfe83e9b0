package import Model

extension Document {
    /// Whether it proposes something, as its first lines say: what it shows need not exist, nor ever have existed.
    ///
    /// Sources: the templates of Swift's evolution, of Python's PEPs, of Rust's RFCs and of KEPs.
    package var isProposal: Bool {
        var keys: Set<String> = []
        for number in 0..<min(25, text.lineCount) {
            let line = text.string(text.line(number)).drop { " *-#>:".contains($0) }
            guard let colon = line.firstIndex(of: ":") else { continue }
            keys.insert(line[..<colon].lowercased())
        }
        return Self.heads.contains { keys.isSuperset(of: $0) }
    }

    private static let heads: [Set<String>] = [
        ["proposal", "status"], ["pep", "status"], ["feature name", "start date"], ["rfc pr", "start date"],
        ["kep-number", "status"],
    ]
}

extension Snippet {
    /// Why nothing can be told of a snippet that no parser takes, as a clause that goes after "because".
    package static let isProposed = "a proposal may show syntax that no parser knows"

    /// Whether brackets of a kind are not in pairs: no syntax that anybody proposes would want that.
    package var hasLoneBracket: Bool {
        ["()", "[]", "{}"].contains { pair in
            let signs = Array(pair.utf8)
            return code.count { $0 == signs[0] } != code.count { $0 == signs[1] }
        }
    }
}
