import RuleBook
package import RulePages

/// What came of replaying the examples of one rule page.
package struct ExampleReport: Sendable {
    package var rule: String
    package var path: String
    package var examples: [Example]

    package struct Example: Sendable {
        /// The sentence before it on the page.
        package var caption: String
        /// The line of that sentence, counted from 1.
        package var line: Int
        /// How often it was run: as it is written, and in disguises.
        package var replays = 0
        package var failures: [Failure] = []
        /// Whether a safe fix could be made; nil where there is none.
        var isMended: Bool?
    }

    package struct Failure: Sendable {
        /// Nil where the example fails as it is written.
        package var disguise: Disguise?
        package var sentence: String
        /// Lines of a difference, each with `-` (wanted), `+` (got) or a space before it.
        package var details: [String]

        init(disguise: Disguise?, _ sentence: String, details: [String] = []) {
            self.disguise = disguise
            self.sentence = sentence
            self.details = details
        }
    }

    package var isPassed: Bool { !examples.isEmpty && examples.allSatisfy(\.failures.isEmpty) }
    package var replays: Int { examples.reduce(0) { $0 + $1.replays } }

    /// The report for a person: one line where all is well, else every failure with its place.
    package var lines: [String] {
        let count = examples.count == 1 ? "1 example" : "\(examples.count) examples"
        if isPassed { return ["ok    \(rule): \(count) in \(replays) replays"] }
        if examples.isEmpty { return ["FAIL  \(rule): the page \(path) has no examples"] }
        var lines: [String] = []
        for example in examples where !example.failures.isEmpty {
            lines.append("FAIL  \(rule): \(example.caption)")
            lines.append("  --> \(path):\(example.line)")
            for failure in example.failures {
                lines.append("      \(failure.sentence)")
                lines += failure.details.map { "        \($0)" }
            }
        }
        return lines
    }

    /// What differs between two lists of lines: what is the same at their beginning and end is left out but
    /// for one line.
    static func difference(_ wanted: [String], _ got: [String]) -> [String] {
        let head = zip(wanted, got).prefix { $0 == $1 }.count
        let tail = zip(wanted.dropFirst(head).reversed(), got.dropFirst(head).reversed())
            .prefix { $0 == $1 }.count
        var lines: [String] = []
        if head > 0 { lines.append("  " + wanted[head - 1]) }
        lines += wanted[head..<(wanted.count - tail)].map { "- " + $0 }
        lines += got[head..<(got.count - tail)].map { "+ " + $0 }
        if tail > 0 { lines.append("  " + wanted[wanted.count - tail]) }
        return lines
    }
}
