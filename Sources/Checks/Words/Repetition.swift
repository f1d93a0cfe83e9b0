package import Model
internal import Text

/// Words that are written twice in a row.
package struct Repetition: Check {
    package static let id = "words.repetition"
    package static let parameters =
        [
            Parameter(
                "exceptions", .texts, standard: .list([]),
                summary:
                    "Words that may stand twice, and pairs such as `log in` whose second may be followed by itself."
            ),
            Parameter(
                "certain", .texts, standard: .list([]),
                summary: "Words that never stand twice on purpose, so that the second can go without a look."),
        ] + PageChoice.parameters

    private let pattern: Pattern
    private let exceptions: Set<String>
    private let certain: Set<String>
    private let pages: PageChoice

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        exceptions = Set(parameters.texts("exceptions").map { $0.lowercased() })
        certain = Set(parameters.texts("certain").map { $0.lowercased() })
        pages = PageChoice(parameters)
        // Words of letters only, with nothing but white space between; no part of a name, a path or a formula.
        let source =
            #"(?<![\w'’.\-/@#$<\[{\x{FFFC}])(\p{L}+)([ \t]+|[ \t]*\n[ \t]*)(\1)(?![\w'’\-/@=(<\[\x{FFFC}]|[.:]\w)"#
        pattern = try parameters.pattern("exceptions", ofAny: [source], .ignoringCase)
    }

    package var needs: Needs { .prose }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let prose = facts.prose else { return }
        let found = verdict.matches(of: pattern, in: prose)
        guard !found.isEmpty, pages.includes(document, prose) else { return }
        for match in found {
            guard match.groups.count == 3, let first = match.groups[0], let gap = match.groups[1],
                let second = match.groups[2]
            else { continue }
            let (one, two) = (prose.string(first), prose.string(second))
            let word = one.lowercased()
            if exceptions.contains(word) || isName(one, two, at: first.lower, in: prose)
                || endsPair(first, word, in: prose)
            {
                continue
            }
            var draft = Draft(
                at: prose.map.source(of: SourceRange(first.lower, second.upper)), Self.twice(one),
                subject: word)
            if let edit = edit(gap, second, in: prose) {
                draft.fixes.append(
                    Fix(
                        title: "remove the second", safety: certain.contains(word) ? .safe : .unsafe,
                        edits: [edit]))
            }
            verdict.add(draft)
        }
    }

    /// `Bora Bora`, `x x`, `AND and`, `Web Services services`: not a slip of a typist.
    private func isName(_ one: String, _ two: String, at start: Int, in prose: Prose) -> Bool {
        if one.unicodeScalars.count == 1, one.lowercased() != "a" { return true }
        if one.first?.isUppercase == true, two.first?.isUppercase == true { return true }
        if one == two { return false }
        // They differ in capitals, as at the beginning of a sentence only.
        guard two == two.lowercased(), one.dropFirst() == two.dropFirst() else { return true }
        let before = prose.bytes[..<start].last { $0 != 0x20 && $0 != 0x0A }
        return before.map { !".!?:\u{1E}".utf8.contains($0) } ?? false
    }

    /// Whether the word before makes a pair with it: `log in`.
    private func endsPair(_ first: SourceRange, _ word: String, in prose: Prose) -> Bool {
        guard first.lower > 0, prose.bytes[first.lower - 1] == 0x20 else { return false }
        let before = prose.bytes[..<(first.lower - 1)].reversed().prefix(40)
            .prefix { ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || $0 >= 0x80 }
        return exceptions.contains(
            String(decoding: before.reversed(), as: UTF8.self).lowercased() + " " + word)
    }

    /// Removes the second word with the white space before it, or, where that ends a line, with the space
    /// behind it.
    private func edit(_ gap: SourceRange, _ second: SourceRange, in prose: Prose) -> Edit? {
        let together = SourceRange(gap.lower, second.upper)
        if prose.map.isExact(together) { return Edit(prose.map.source(of: together), "") }
        let withSpace = SourceRange(second.lower, second.upper + 1)
        guard second.upper < prose.bytes.count, prose.bytes[second.upper] == 0x20,
            prose.map.isExact(withSpace)
        else {
            return nil
        }
        return Edit(prose.map.source(of: withSpace), "")
    }

    private static func twice(_ word: String) -> String { "`\(word)` stands here twice" }
}
