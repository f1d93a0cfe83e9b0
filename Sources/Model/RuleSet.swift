/// The rules that are on for a document, and every name that a rule is known by.
///
/// Resolved once for each distinct configuration and shared by all documents that it is for.
package final class RuleSet: Sendable {
    /// In the order of their ids.
    package let rules: [Rule]
    package let names: RuleNames
    /// What any of the rules needs.
    package let needs: Needs
    /// The check of each rule, in the order of the rules.
    package let checks: [any Check]
    /// What is to be prepared for each check.
    package let preparations: [Needs]
    /// What each rule puts under its findings.
    package let signers: [Finding.Signer]
    private let places: [String: Int]
    /// Those of the rules that judge formats of which only code is read; nil where these are all.
    private let ofCode: RuleSet?

    /// - Parameter names: the names of all rules there are, on or off; by default of those that are on.
    package convenience init(_ rules: [Rule], names: RuleNames? = nil) {
        let names = names ?? RuleNames(rules)
        let ofCode = rules.filter { type(of: $0.check).formats.count > 1 }
        self.init(rules, names, ofCode: RuleSet(ofCode, names, ofCode: nil))
    }

    private init(_ rules: [Rule], _ names: RuleNames, ofCode: RuleSet?) {
        self.ofCode = ofCode
        self.rules = rules.sorted { $0.id < $1.id }
        self.names = names
        checks = self.rules.map(\.check)
        signers = self.rules.map { Finding.Signer($0) }
        preparations = checks.map { $0.needs.intersection([.prose, .lines, .characters]) }
        needs = checks.reduce(into: []) { $0.formUnion($1.needs) }
        places = Dictionary(
            zip(self.rules.map(\.id), self.rules.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The rules that judge documents of a format.
    package func rules(for format: DocumentFormat) -> RuleSet {
        format == .markdown ? self : ofCode ?? self
    }

    /// The rule with an id, where it is on.
    package subscript(id: String) -> Rule? { places[id].map { rules[$0] } }

    /// The place of the rule with an id, where it is on.
    package func place(of id: String) -> Int? { places[id] }
}

/// Every name that a rule can be called by, whether it is on or off.
package final class RuleNames: Sendable {
    /// Ids in order.
    package let ids: [String]
    private let idsByName: [String: String]
    private let groups: Set<String>
    /// What people can have meant, the ids first.
    private let candidates: [String]

    package convenience init(_ rules: some Sequence<Rule>) {
        self.init(rules.map { ($0.id, $0.aliases) })
    }

    package init(_ rules: [(id: String, aliases: [String])]) {
        ids = rules.map(\.id).sorted()
        var idsByName: [String: String] = [:]
        for rule in rules {
            for alias in rule.aliases { idsByName[alias.lowercased()] = rule.id }
        }
        for rule in rules { idsByName[rule.id] = rule.id }
        self.idsByName = idsByName
        groups = Set(ids.compactMap(Self.group))
        candidates = ids + groups.sorted().map { $0 + "/*" } + rules.flatMap(\.aliases) + ["all"]
    }

    /// The id of the rule that a name is for; the case of an alias does not matter.
    package func id(for name: String) -> String? {
        idsByName[name] ?? idsByName[name.lowercased()]
    }

    /// What a word of a comment or of a configuration selects; nil where it names nothing.
    package func selector(for word: String) -> RuleSelector? {
        if word == "all" { return .all }
        if word.hasSuffix("/*") {
            let group = String(word.dropLast(2))
            return groups.contains(group) ? .group(group) : nil
        }
        return id(for: word).map { .rule($0) }
    }

    /// The name that was probably meant by a word that names nothing.
    package func suggestion(for word: String) -> String? {
        // A rule's own name without its group, or in another group, is the commonest slip.
        let tail = word.split(separator: "/").last.map(String.init) ?? word
        if let same = ids.first(where: { $0.hasSuffix("/" + tail) }) { return same }
        return closest(to: word, among: candidates)
    }

    private static func group(of id: String) -> String? {
        id.lastIndex(of: "/").map { String(id[..<$0]) }
    }
}

/// Which rules a comment or a configuration speaks of.
package enum RuleSelector: Hashable, Sendable {
    /// Every rule that is not about the comments and rule pages themselves (`docent/…`).
    case all
    /// Every rule of a folder of the rule book.
    case group(String)
    case rule(String)

    package func matches(_ id: String) -> Bool {
        switch self {
        case .all: !id.hasPrefix("docent/")
        case .group(let group): id.hasPrefix(group + "/")
        case .rule(let rule): id == rule
        }
    }
}
