internal import Checks
package import Model
package import RulePages

/// All rules there are: the built-in ones, and those of the user's folders.
///
/// A page with a mistake does not become a rule, or does so without what is mistaken, and the mistake
/// becomes a remark; the other pages are not touched by it.
package struct RuleBook: Sendable {
    /// One rule, with the page that it comes from.
    package struct Entry: Sendable {
        package var head: RuleHead
        /// Where the page comes from: "built in", or its path.
        package var source: String
        /// Nil where the page is too broken to make a rule of.
        var check: (any Check.Type)?
        fileprivate var page: Page

        fileprivate enum Page {
            /// The place among the pages that the program carries.
            case embedded(Int)
            case file(SourceFile)
        }

        /// The page as a file; its path is the one in the rule book for built-in pages.
        package var file: SourceFile {
            switch page {
            case .embedded(let place): EmbeddedRules.pages[place].file
            case .file(let file): file
            }
        }

        /// The rule as its page describes it, made anew; nil where the page is too broken to make one.
        package var rule: Rule? {
            var mistakes: [Parameters.Mistake] = []
            return check.flatMap { RuleBook.rule(head, $0, source, RuleChange(), &mistakes) }
        }

        /// The values of all parameters of its check.
        var parameters: [ParameterValue.Entry] {
            var mistakes: [Parameters.Mistake] = []
            let known = check?.parameters ?? []
            return Parameters(checking: head.parameters, against: known, mistakes: &mistakes).values
        }
    }

    /// Something wrong with a page of the user's.
    package struct Remark: Sendable {
        package var file: SourceFile
        package var draft: Draft
    }

    /// In the order of their ids.
    package private(set) var entries: [Entry] = []
    package private(set) var remarks: [Remark] = []
    private var places: [String: Int] = [:]
    /// Names that are taken, in lower case, and by whom.
    private var owners: [String: String] = [:]

    /// The rule under which remarks on pages are reported.
    package static let pageRule = "docent/rule-page"

    /// The rule book that the program brings along.
    package static let builtIn = RuleBook(builtInWith: .trust)

    /// Whether the pages that the program carries are looked through for mistakes. Tests do that, so that no
    /// start of the program has to: to make a check can mean to compile patterns.
    package enum Scrutiny { case trust, check }

    package init(builtInWith scrutiny: Scrutiny) {
        for (place, page) in EmbeddedRules.pages.enumerated() {
            switch scrutiny {
            case .trust:
                add(EmbeddedRules.head(place), .embedded(place), source: Self.builtInSource, scrutiny)
            case .check:
                let head = SourceText(Array(page.head.utf8))
                add(.embedded(place), head, id: page.id, source: Self.builtInSource, scrutiny)
            }
        }
        sort()
    }

    private static let builtInSource = "built in"

    package init() {}

    package var rules: [Rule] { entries.compactMap(\.rule) }

    /// Every name a rule can be called by, those with broken pages too: a comment about such a rule is right.
    package var names: RuleNames {
        RuleNames(entries.map { (id: $0.head.id, aliases: $0.head.aliases) })
    }

    /// The rule with an id.
    package subscript(id: String) -> Entry? { places[id].map { entries[$0] } }

    /// Adds the pages of a folder of the user's.
    ///
    /// - Parameters:
    ///   - folder: the path of the folder in the repository; what follows it in the path of a page, without
    ///     the ending, is the id of the rule.
    package mutating func add(folder: String, pages: [SourceFile]) {
        let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
        for file in pages.sorted(by: { $0.path < $1.path }) {
            guard let id = Self.id(of: file.path, below: prefix) else { continue }
            add(.file(file), SourceText(file.bytes), id: id, source: file.path, .check)
        }
        sort()
        for file in pages.sorted(by: { $0.path < $1.path }) {
            if let id = Self.id(of: file.path, below: prefix) { check(file, id) }
        }
    }

    /// The id of the rule that a file is the page of; nil where it is no page: a folder may have a
    /// `README.md` and other files in it.
    private static func id(of path: String, below prefix: String) -> String? {
        guard path.hasPrefix(prefix), path.hasSuffix(".md") else { return nil }
        let id = path.dropFirst(prefix.count).dropLast(3)
        let name = id.split(separator: "/").last ?? ""
        return name.isEmpty || name.lowercased() == "readme" ? nil : String(id)
    }

    private mutating func add(
        _ page: Entry.Page, _ text: SourceText, id: String, source: String, _ scrutiny: Scrutiny
    ) {
        let reader = RuleHeadReader(text, id: id)
        let file = Entry(head: reader.head, source: source, check: nil, page: page).file
        for draft in reader.mistakes { remarks.append(Remark(file: file, draft: draft)) }
        if let owner = owners[id] {
            remark(file, Draft(at: text.line(0), .idIsTaken(id, owner), subject: id))
            return
        }
        add(reader.head, page, source: source, scrutiny)
        if !reader.isUsable { entries[entries.count - 1].check = nil }
    }

    private mutating func add(_ head: RuleHead, _ page: Entry.Page, source: String, _ scrutiny: Scrutiny) {
        var entry = Entry(head: head, source: source, check: nil, page: page)
        owners[head.id] = source
        takeAliases(&entry, source)
        compile(&entry, source, scrutiny)
        entries.append(entry)
    }

    private mutating func takeAliases(_ entry: inout Entry, _ source: String) {
        var kept: [String] = []
        for (number, alias) in entry.head.aliases.enumerated() {
            if let owner = owners[alias.lowercased()] {
                let place = entry.head.aliasPlaces[number]
                remark(entry.file, Draft(at: place, .aliasIsTaken(alias, owner), subject: alias))
            } else {
                owners[alias.lowercased()] = source
                kept.append(alias)
            }
        }
        entry.head.aliases = kept
    }

    private mutating func compile(_ entry: inout Entry, _ source: String, _ scrutiny: Scrutiny) {
        guard let named = entry.head.check else { return }
        let isOwn = named.name == SpokenByEngine.id && source == Self.builtInSource
        let found: (any Check.Type)? = isOwn ? SpokenByEngine.self : CheckCatalog.check(named.name)
        guard let check = found else {
            let near = closest(to: named.name, among: CheckCatalog.all.map { $0.id })
            remark(
                entry.file,
                Draft(
                    at: named.range, .unknownCheck(named.name), subject: named.name,
                    fixes: Fix.replacing(named.range, by: near)))
            return
        }
        entry.check = check
        if scrutiny == .trust { return }
        var mistakes: [Parameters.Mistake] = []
        _ = Self.rule(entry.head, check, source, RuleChange(), &mistakes)
        if mistakes.isEmpty {
            for (profile, change) in entry.head.profiles {
                _ = Self.rule(entry.head, check, source, change, &mistakes)
                entry.head.parameterPlaces.merge(entry.head.profileParameterPlaces[profile] ?? [:]) { $1 }
            }
        }
        for mistake in mistakes {
            entry.check = nil
            let place = entry.head.parameterPlaces[mistake.key]
            let isUnknown = !check.parameters.contains { $0.name == mistake.key }
            let range = (isUnknown ? place?.key : place?.value) ?? named.range
            remark(
                entry.file,
                Draft(
                    at: range, mistake.sentence, subject: mistake.key,
                    fixes: Fix.replacing(range, by: mistake.suggestion)))
        }
    }

    private mutating func remark(_ file: SourceFile, _ draft: Draft) {
        remarks.append(Remark(file: file, draft: draft))
    }

    private mutating func sort() {
        entries.sort { $0.head.id < $1.head.id }
        places = Dictionary(
            zip(entries.map(\.head.id), entries.indices), uniquingKeysWith: { first, _ in first })
    }

    /// The examples are looked at only on pages of the user's: tests do it for the built-in ones.
    private mutating func check(_ file: SourceFile, _ id: String) {
        let page = RulePage(file, id: id)
        for draft in page.mistakes { remark(file, draft) }
        guard let entry = self[id], entry.file.path == file.path else { return }
        for example in page.examples where !example.options.isEmpty {
            for mistake in rule(id, with: RuleChange(parameters: example.options)).mistakes {
                let place = example.optionPlaces[mistake.key]
                let isUnknown = !(entry.check?.parameters.contains { $0.name == mistake.key } ?? false)
                let range = (isUnknown ? place?.key : place?.value) ?? example.range
                remark(
                    file,
                    Draft(
                        at: range, mistake.sentence, subject: mistake.key,
                        fixes: Fix.replacing(range, by: mistake.suggestion)))
            }
        }
    }

    // MARK: Rules with other values

    /// A rule as a configuration wants it.
    ///
    /// - Returns: the rule without what is mistaken in the change, and the mistakes; no rule where its page is
    ///   broken.
    package func rule(_ id: String, with change: RuleChange) -> (rule: Rule?, mistakes: [Parameters.Mistake])
    {
        guard let entry = self[id], let check = entry.check else { return (nil, []) }
        var mistakes: [Parameters.Mistake] = []
        let changed = Self.rule(entry.head, check, entry.source, change, &mistakes)
        return (changed ?? entry.rule, mistakes)
    }

    fileprivate static func rule(
        _ head: RuleHead, _ check: any Check.Type, _ source: String, _ change: RuleChange,
        _ mistakes: inout [Parameters.Mistake]
    ) -> Rule? {
        var given = head.parameters.filter { entry in !change.parameters.contains { $0.key == entry.key } }
        given += change.parameters
        let parameters = Parameters(checking: given, against: check.parameters, mistakes: &mistakes)
        do {
            return Rule(
                id: head.id, title: head.title, summary: head.summary,
                severity: change.severity ?? head.severity, confidence: change.confidence ?? head.confidence,
                audience: head.audience, aliases: head.aliases, tags: head.tags,
                isOnByDefault: head.isOnByDefault, parameters: parameters, check: try check.init(parameters),
                fixChanges: head.fixChanges, source: source)
        } catch {
            mistakes.append(error)
            return nil
        }
    }
}

extension String {
    fileprivate static func idIsTaken(_ id: String, _ owner: String) -> String {
        "there is a rule `\(id)` already (\(owner))"
    }
    fileprivate static func aliasIsTaken(_ alias: String, _ owner: String) -> String {
        "the alias `\(alias)` is taken already (\(owner))"
    }
    fileprivate static func unknownCheck(_ name: String) -> String { "there is no check `\(name)`" }
}

extension EmbeddedPage {
    /// The page as it stands in the rule book.
    fileprivate var file: SourceFile {
        SourceFile(path: "rules/\(id).md", bytes: Array(head.utf8) + Array(rest.utf8))
    }
}
