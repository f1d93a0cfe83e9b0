import Archive
import ArgumentParser
import Model

/// `docent history`
struct HistoryCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history",
        abstract: "Say what is known of a page, and since when; export what runs have found.",
        subcommands: [HistoryOfPage.self, HistoryExport.self], defaultSubcommand: HistoryOfPage.self)
}

/// `docent history PATH`
struct HistoryOfPage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "page",
        abstract: "Say what is known of one page, and since when.",
        discussion: """
            Reads the first-parent history of the repository: since when the page says what it says (edits of \
            metadata, white space and hosts of links alone do not count), when it came, what it was called before, \
            and what date it declares. Beside that stands what audits have kept in the archive.

            Exit status: 0, or 2 where it could not run.
            """)

    @Argument(help: "The file.")
    var path: String
    @Option(name: .customLong("rev"), help: "A branch, tag or commit to read instead of the work tree.")
    var revision: String?
    @Option(help: "A repository to read, bare or not (default: the one around the current folder).")
    var repository: String?
    @Option(help: "The file that runs are kept in (default: docent/archive.sqlite in the user's data).")
    var archive: String?
    @Option(help: "The last day that counts, YYYY-MM-DD (default: today).")
    var asOf: Day?

    func run() async throws {
        let today = asOf ?? Clock.today
        var page = try await PageHistory(
            path, repository: repository, revision: revision, today: today, workers: Machine.cores)
        let file = try ArchivePlace.path(archive)
        do throws(ArchiveError) {
            page.memory = try PageMemory(path: page.path, archive: try Archive.reading(file))
        } catch {
            // Without an audit there is nothing to remember; a file that was named must be there.
            guard error.kind == .missing, archive == nil else { throw Refusal(error) }
        }
        Console.write(page.text)
    }
}

/// `docent history export`
struct HistoryExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Write all that finished runs have left as JSON Lines.",
        discussion: "Equal archives give equal bytes. Exit status: 0, or 2 where it could not run.")

    @Option(help: "The file that runs are kept in (default: docent/archive.sqlite in the user's data).")
    var archive: String?

    func run() throws {
        var isWritten = true
        let file = try ArchivePlace.path(archive)
        do throws(ArchiveError) {
            try Archive.reading(file).export { lines in
                if isWritten { isWritten = Console.write(lines) }
            }
        } catch {
            throw Refusal(error)
        }
        if !isWritten { throw Ending(status: .couldNotRun) }
    }
}
