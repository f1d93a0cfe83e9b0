package import Model

/// What is wrong with a fleet file: every mistake in it, not only the first.
package struct FleetError: Error, Hashable, Sendable {
    /// The mistakes as a user sees them, the place first.
    package var failures: [Failure]
}

/// Gathers the mistakes of a file.
struct FleetMistakes {
    let path: String
    let text: SourceText
    private(set) var failures: [Failure] = []

    init(path: String, text: SourceText) {
        self.path = path
        self.text = text
    }

    mutating func add(_ range: SourceRange, _ what: String, why: String, remedy: String) {
        let line = text.line(at: range.lower)
        let before = text.slice(SourceRange(text.line(line).lower, range.lower))
        let column = before.count { $0 & 0xC0 != 0x80 } + 1
        failures.append(Failure(what: "\(path):\(line + 1):\(column): \(what)", why: why, remedy: remedy))
    }

    /// A word that is not one of those that are known.
    mutating func addUnknown(_ range: SourceRange, _ what: String, _ word: String, among known: [String]) {
        add(
            range, what, why: "known are \(known.joined(separator: ", "))",
            remedy: closest(to: word, among: known).map { "write `\($0)`, if that is what is meant" }
                ?? "write one of these, or take the line out")
    }
}
