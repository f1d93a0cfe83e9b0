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

    func run() throws {
        let site = try Site(at: Place(folder: "."))
        let survey = Survey(paths: site.listing.entries.map(\.path), isDocument: Documents.isDocument)
        let bytes = Array(Configuration.starter(for: survey, book: site.book).utf8)
        if print {
            Console.write(bytes)
            return
        }
        let path =
            site.snapshot.isBare ? ConfigurationFile.name : site.snapshot.root + "/" + ConfigurationFile.name
        try DiskFile.create(path, bytes)
        Console.write("wrote \(path)\n")
    }
}
