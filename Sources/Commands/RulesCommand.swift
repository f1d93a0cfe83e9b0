import ArgumentParser
import Model
import Reporting
import Repositories
import RuleBook

/// `docent rules` and `docent rules test`
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "List the rule book, or run the examples of rule pages.",
        subcommands: [List.self, Test.self], defaultSubcommand: List.self)

    /// `docent rules`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List the rules: id, severity, title, source.")

        @OptionGroup var place: PlaceOptions

        func run() throws {
            let site = try Site(at: place.value)
            let settings = site.configuration.settings(for: site.snapshot.prefix)
            var rows: [[String]] = []
            for entry in site.book.entries {
                guard let rule = entry.rule, let state = settings.state(of: rule.id) else { continue }
                let severity = state.isOn.value ? state.severity.value.rawValue : "off"
                rows.append([rule.id, severity, rule.title, rule.source])
            }
            Console.write(Columns.text(rows))
        }
    }

    /// `docent rules test`
    struct Test: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "test", abstract: "Run the examples of your own rule pages.")

        @Argument(help: "Folders with rule pages.")
        var folders: [String]

        func run() async throws {
            var failed = false
            for folder in folders {
                let report = try await ExampleRun.test(folder: folder)
                Console.write(report.text)
                failed = failed || !report.isPassed
            }
            if failed { throw Ending(status: .findings) }
        }
    }
}

/// Text in columns that line up.
enum Columns {
    /// The rows as lines; the last cell of a row is as wide as it wants.
    static func text(_ rows: [[String]]) -> String {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        var out = ""
        for row in rows {
            for (column, cell) in row.enumerated() {
                out += cell
                if row[(column + 1)...].contains(where: { !$0.isEmpty }) {
                    out += String(repeating: " ", count: widths[column] - cell.count + 2)
                }
            }
            out += "\n"
        }
        return out
    }
}
