import ArgumentParser
import Model
import Repositories
import RuleBook

/// `docent init`
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Write a commented .docent.yml that fits this repository.")

    @Flag(help: "Print the file instead of writing it.")
    var print = false
    @Option(help: "Say what the configuration of another program says: markdownlint.")
    var from: Origin?

    enum Origin: String, ExpressibleByArgument, CaseIterable { case markdownlint }

    func run() throws {
        if from == .markdownlint { return try translate() }
        let site = try Site(at: Place(folder: "."))
        let survey = Survey(paths: site.listing.entries.map(\.path), isDocument: Documents.isDocument)
        let bytes = Array(Configuration.starter(for: survey, book: site.book).utf8)
        if print {
            Console.write(bytes)
            return
        }
        try write(SourceFile(path: ConfigurationFile.name, bytes: bytes), site)
    }

    /// Writes what markdownlint's configuration says, one file for each folder that has one of its own.
    private func translate() throws {
        let site = try Site(at: Place(folder: "."))
        guard
            let configuration = Site.markdownlint(
                site.listing, SnapshotReader(site.snapshot, site.listing))
        else {
            throw Refusal(
                what: "there is no configuration of markdownlint here",
                why: "no folder has a file `.markdownlint.*` or `.markdownlint-cli2.*`",
                remedy: "run `docent init` without --from")
        }
        let book = site.book
        do throws(ConfigurationError) {
            _ = try Configuration(files: [], book: book, markdownlint: configuration)
        } catch {
            throw Refusal(error)
        }
        for file in configuration.translated(book) {
            if print {
                Console.write(file.bytes)
            } else {
                try write(file, site)
            }
        }
    }

    private func write(_ file: SourceFile, _ site: Site) throws {
        let path = site.snapshot.isBare ? file.path : site.snapshot.root + "/" + file.path
        try DiskFile.create(path, file.bytes)
        Console.write("wrote \(path)\n")
    }
}
