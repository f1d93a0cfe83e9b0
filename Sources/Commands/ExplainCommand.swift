import ArgumentParser
import Model
import RuleBook
import RulePages

/// `docent explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Show the page of a rule, by its id or an alias.")

    @OptionGroup var place: PlaceOptions
    @Argument(help: "The id or an alias of a rule, such as links/missing-anchor or MD051.")
    var rule: String

    func run() throws {
        let site = try Site(at: place.value)
        guard let id = site.book.names.id(for: rule), let entry = site.book[id] else {
            let near = site.book.names.suggestion(for: rule)
            throw Refusal(
                what: "there is no rule '\(rule)'", why: "no page of the rule book has this id or alias",
                remedy: near.map { "did you mean '\($0)'?" } ?? "`docent rules` lists all rules")
        }
        let page = RulePage(entry.file, id: id)
        var facts = [["rule", id]]
        if !entry.head.aliases.isEmpty {
            facts.append(["aliases", entry.head.aliases.joined(separator: ", ")])
        }
        facts.append(["severity", entry.head.severity.rawValue])
        facts.append(["confidence", entry.head.confidence.rawValue])
        facts.append(["for", entry.head.audience.rawValue])
        if let rule = site.book.rule(id, with: RuleChange()).rule, rule.fixChanges != .nothing {
            facts.append(["fixes", "may change \(rule.fixChanges.clause)"])
        }
        facts.append(["source", entry.source])
        Console.write(Columns.text(facts) + "\n" + page.body)
    }
}
