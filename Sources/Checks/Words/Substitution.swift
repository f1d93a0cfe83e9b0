package import Model
internal import Text

/// Words that have a right spelling, and are written in another way.
package struct Substitution: Check {
    package static let id = "words.substitution"
    package static let fixChanges = FixChanges.text
    package static let parameters = [
        Parameter(
            "swap", .textTable, standard: .table([]),
            summary: "Wrong spellings and the right one of each, as they stand in the text."),
        Parameter(
            "names", .texts, standard: .list([]),
            summary: "Right spellings; the same letters with other capitals are wrong."),
        Parameter(
            "small-letters", .flag, standard: .flag(false),
            summary: "Whether names that are written in small letters only are wrong too."),
        Parameter(
            "message", .text, standard: .text("`{match}` is spelled `{right}`"),
            summary: "What is said; `{match}` stands for the text, `{right}` for the right spelling."),
    ]

    private let pattern: Pattern
    private let swap: [String: String]
    private let names: [String: String]
    private let small: Bool
    private let message: String

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        let table = parameters.textTable("swap")
        swap = Dictionary(table.map { ($0.key, $0.value) }) { first, _ in first }
        names = Dictionary(parameters.texts("names").map { ($0.lowercased(), $0) }) { first, _ in first }
        small = parameters.flag("small-letters")
        message = parameters.text("message")
        let words = Pattern.source(ofAny: table.map(\.key) + names.keys.sorted())
        // Not within an address, a path, a name of a package or a file, or beside code.
        let source = ##"(?<![@/\\#.:\x{FFFC}])"## + words + ##"(?![/\\@\x{FFFC}]|[.:]\w)"##
        pattern = try parameters.pattern("swap", source, .ignoringCase)
    }

    package var needs: Needs { .prose }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let prose = facts.prose else { return }
        for match in verdict.matches(of: [pattern], in: prose) {
            let text = prose.oneLine(match.range)
            guard let right = rightSpelling(of: text), right != text,
                !isPartOfName(match.range, text, in: prose)
            else { continue }
            let range = prose.map.source(of: match.range)
            var draft = Draft(
                at: range, message.replacing("{match}", with: text).replacing("{right}", with: right),
                subject: text)
            if prose.map.isExact(match.range) {
                draft.fixes.append(
                    Fix(title: "replace with `\(right)`", safety: .safe, edits: [Edit(range, right)]))
            }
            verdict.add(draft)
        }
    }

    private func rightSpelling(of text: String) -> String? {
        if let right = swap[text] { return right }
        guard let right = names[text.lowercased()] else { return nil }
        // A line in capitals shouts every word.
        if text == text.uppercased() { return nil }
        return text == text.lowercased() && !small ? nil : right
    }

    /// Whether small letters stand in a name with hyphens, as packages and branches have.
    private func isPartOfName(_ range: SourceRange, _ text: String, in prose: Prose) -> Bool {
        guard text == text.lowercased() else { return false }
        let before = range.lower > 0 ? prose.bytes[range.lower - 1] : 0x20
        let after = range.upper < prose.bytes.count ? prose.bytes[range.upper] : 0x20
        return before == UInt8(ascii: "-") || after == UInt8(ascii: "-") || before == UInt8(ascii: "<")
            || before == UInt8(ascii: "\"")
    }
}
