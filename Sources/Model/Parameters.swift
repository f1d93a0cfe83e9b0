/// A value that a rule page or a configuration gives to a check.
package indirect enum ParameterValue: Hashable, Sendable {
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([ParameterValue])
    /// Keys in the order they were written.
    case table([Entry])

    package struct Entry: Hashable, Sendable {
        package var key: String
        package var value: ParameterValue
        package init(key: String, value: ParameterValue) {
            self.key = key
            self.value = value
        }
    }
}

/// One parameter that a check takes: its name, what values fit, and the value it has when nothing is said.
package struct Parameter: Sendable {
    package indirect enum Kind: Hashable, Sendable {
        case flag
        case number(ClosedRange<Int>)
        /// One number, or a list of them.
        case numbers(ClosedRange<Int>)
        case text
        /// One of these words.
        case choice([String])
        case texts
        /// Names to texts, such as a wrong spelling to the right one.
        case textTable
    }
    package var name: String
    package var kind: Kind
    package var standard: ParameterValue
    /// One sentence for the rule page and for `docent config`.
    package var summary: String

    package init(_ name: String, _ kind: Kind, standard: ParameterValue, summary: String) {
        self.name = name
        self.kind = kind
        self.standard = standard
        self.summary = summary
    }
}

/// The values of all parameters of a check: each fits its `Parameter.Kind` and none is missing.
///
/// Made by `Parameters(checking:against:)` only, so that a check can read what it needs without a doubt.
package struct Parameters: Hashable, Sendable {
    package private(set) var values: [ParameterValue.Entry]

    /// What does not fit: the key, and a sentence that says what would.
    package struct Mistake: Error, Hashable, Sendable {
        package var key: String
        package var sentence: String
        /// The name that was probably meant.
        package var suggestion: String?
        package init(key: String, sentence: String, suggestion: String? = nil) {
            self.key = key
            self.sentence = sentence
            self.suggestion = suggestion
        }
    }

    /// Fits given values to what a check takes; what is not given has its standard value. Given values that
    /// do not fit are left out and named in `mistakes`.
    package init(
        checking given: [ParameterValue.Entry], against known: [Parameter], mistakes: inout [Mistake]
    ) {
        values = known.map { ParameterValue.Entry(key: $0.name, value: $0.standard) }
        for entry in given {
            guard let place = known.firstIndex(where: { $0.name == entry.key }) else {
                mistakes.append(
                    Mistake(
                        key: entry.key, sentence: "there is no parameter `\(entry.key)`",
                        suggestion: closest(to: entry.key, among: known.map(\.name))))
                continue
            }
            if let wrong = Self.mismatch(entry.value, known[place].kind) {
                mistakes.append(Mistake(key: entry.key, sentence: "`\(entry.key)` takes \(wrong)"))
            } else {
                values[place].value = entry.value
            }
        }
    }

    package func flag(_ name: String) -> Bool {
        if case .flag(let value) = self[name] { value } else { false }
    }

    package func number(_ name: String) -> Int {
        if case .number(let value) = self[name] { value } else { 0 }
    }

    /// The numbers of a list; none where the value is a single number.
    package func numbers(_ name: String) -> [Int] {
        guard case .list(let values) = self[name] else { return [] }
        return values.compactMap(Self.number)
    }

    package func text(_ name: String) -> String {
        if case .text(let value) = self[name] { value } else { "" }
    }

    package func texts(_ name: String) -> [String] {
        guard case .list(let values) = self[name] else { return [] }
        return values.compactMap { if case .text(let text) = $0 { text } else { nil } }
    }

    package func textTable(_ name: String) -> [(key: String, value: String)] {
        guard case .table(let entries) = self[name] else { return [] }
        return entries.compactMap { if case .text(let text) = $0.value { ($0.key, text) } else { nil } }
    }

    private subscript(name: String) -> ParameterValue? {
        values.first { $0.key == name }?.value
    }

    /// What the kind takes, in words, where the value does not fit; nil where it does.
    private static func mismatch(_ value: ParameterValue, _ kind: Parameter.Kind) -> String? {
        switch (kind, value) {
        case (.flag, .flag), (.text, .text): return nil
        case (.number(let range), .number(let number)) where range.contains(number): return nil
        case (.numbers(let range), .number(let number)) where range.contains(number): return nil
        case (.numbers(let range), .list(let values)) where values.allSatisfy({ isNumber($0, in: range) }):
            return nil
        case (.choice(let words), .text(let word)) where words.contains(word): return nil
        case (.texts, .list(let values)) where values.allSatisfy(isText): return nil
        case (.textTable, .table(let entries)) where entries.allSatisfy({ isText($0.value) }): return nil
        case (.flag, _): return "true or false"
        case (.text, _): return "a text"
        case (.number(let range), _):
            return range.upperBound == .max
                ? "a whole number from \(range.lowerBound)"
                : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        case (.numbers(let range), _):
            return "a whole number from \(range.lowerBound) to \(range.upperBound), or a list of them"
        case (.choice(let words), _): return "one of \(words.joined(separator: ", "))"
        case (.texts, _): return "a list of texts"
        case (.textTable, _): return "a table of texts"
        }
    }

    private static func isNumber(_ value: ParameterValue, in range: ClosedRange<Int>) -> Bool {
        number(value).map { range.contains($0) } ?? false
    }

    /// A number, also where it is written as a text, as the elements of lists are.
    private static func number(_ value: ParameterValue) -> Int? {
        switch value {
        case .number(let number): number
        case .text(let text): Int(text)
        default: nil
        }
    }

    private static func isText(_ value: ParameterValue) -> Bool {
        if case .text = value { true } else { false }
    }
}
