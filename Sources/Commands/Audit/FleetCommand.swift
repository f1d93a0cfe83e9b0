import ArgumentParser
import Fleet
import Model
import Repositories
import Samples

/// `docent fleet`
struct FleetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fleet", abstract: "Propose a fleet file.", subcommands: [Init.self])

    /// `docent fleet init`
    struct Init: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "init", abstract: "Propose a fleet file for a folder of clones and mirrors.",
            discussion: """
                What a repository is there for is guessed from what is in it, and the comment says why. The file is \
                written to fleet.yml, or printed with --print.
                """)

        @Argument(help: "A folder with clones or bare mirrors in it, at most two levels down.")
        var folder: String
        @Flag(help: "Print the file instead of writing it.")
        var print = false
        @Option(help: "Where the file is written.")
        var output = "fleet.yml"

        func run() throws {
            let found = FolderSearch.repositories(in: folder)
            guard !found.isEmpty else {
                throw Refusal(
                    what: "there is no repository in '\(folder)'",
                    why: "no folder in it, and none below those, is a clone or a bare mirror",
                    remedy: "name the folder that the clones are in")
            }
            var proposal = FleetProposal()
            let home = FolderSearch.folder(of: output)
            for place in found {
                let path = FolderSearch.path(place, seenFrom: home)
                do throws(RepositoryError) {
                    let snapshot = try Snapshot.open(from: place, repository: place, revision: "HEAD")
                    proposal.add(
                        path: path, paths: try snapshot.listing().entries.map(\.path),
                        versions: FolderSearch.versions(of: snapshot))
                } catch {
                    proposal.add(path: path, because: "\(error.operation): \(error.message)")
                }
            }
            let bytes = Array(proposal.text.utf8)
            if print {
                _ = Console.write(bytes)
                return
            }
            try DiskFile.create(output, bytes)
            Console.write("wrote \(output)\n")
        }
    }
}
