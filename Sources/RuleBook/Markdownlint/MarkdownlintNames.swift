package import Model

/// Every name by which markdownlint's comments and configurations call rules: numbers such as `MD013`,
/// aliases, tags and ids, in any case.
///
/// Only rules with a number take part: they are what a comment without names speaks of. Of these, some are
/// not markdownlint's but rumdl's or ours; they answer to their own names alone.
package struct MarkdownlintNames: Sendable {
    package struct Rule: Hashable, Sendable {
        package var id: String
        /// `MD013`
        package var number: String
    }

    /// In the order of their numbers; a rule's place is its bit in a `RuleMask`.
    package let rules: [Rule]
    /// The place of every rule by its id.
    package let places: [String: Int]
    /// The rules that markdownlint has.
    package let book: RuleMask
    private let masks: [String: RuleMask]

    /// - Parameter rules: every rule there is; of one without a number among its aliases nothing is kept.
    package init(_ rules: [(id: String, aliases: [String], tags: [String])]) {
        var known: [(rule: Rule, names: [String])] = []
        for rule in rules {
            guard let number = rule.aliases.first(where: Self.isNumber) else { continue }
            let tags = Self.isInBook(number.uppercased()) ? rule.tags : []
            known.append(
                (Rule(id: rule.id, number: number.uppercased()), rule.aliases + tags + [rule.id]))
        }
        known.sort { ($0.rule.number, $0.rule.id) < ($1.rule.number, $1.rule.id) }
        self.rules = known.map(\.rule)
        places = Dictionary(
            zip(known.map(\.rule.id), known.indices), uniquingKeysWith: { first, _ in first })
        var masks: [String: RuleMask] = [:]
        var book = RuleMask()
        for (place, entry) in known.enumerated() {
            if Self.isInBook(entry.rule.number) { book.insert(place) }
            for name in entry.names { masks[name.lowercased(), default: RuleMask()].insert(place) }
        }
        self.masks = masks
        self.book = book
    }

    package init(_ rules: some Sequence<Model.Rule>) {
        self.init(rules.map { ($0.id, $0.aliases, $0.tags) })
    }

    package var all: RuleMask { RuleMask(first: rules.count) }

    /// The rules that a number, an alias, a tag or an id is for; nil where it names nothing.
    package func rules(for name: some StringProtocol) -> RuleMask? { masks[name.lowercased()] }

    /// The name that was probably meant by a word that names nothing.
    package func suggestion(for word: String) -> String? {
        closest(to: word, among: masks.keys.sorted())
    }

    /// Whether markdownlint 0.40 has a rule of a number, in capital letters: 001 to 060 but for those that it
    /// has given up or never had.
    package static func isInBook(_ number: String) -> Bool {
        guard number.utf8.count == 5, let value = Int(number.dropFirst(2)) else { return false }
        return (1...60).contains(value) && ![2, 6, 8, 15, 16, 17, 57].contains(value)
    }

    /// `MD` and digits.
    private static func isNumber(_ alias: String) -> Bool {
        let bytes = alias.utf8
        return bytes.count >= 5 && alias.prefix(2).lowercased() == "md"
            && bytes.dropFirst(2).allSatisfy { (0x30...0x39).contains($0) }
    }
}
