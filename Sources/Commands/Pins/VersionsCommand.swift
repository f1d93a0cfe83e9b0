import ArgumentParser
import Ecosystems
import Model
import Registries

/// `docent versions`
struct VersionsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "versions",
        abstract: "Ask registries for the releases of packages, and keep the answers.",
        subcommands: [Snapshot.self])

    /// `docent versions snapshot`
    struct Snapshot: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "snapshot",
            abstract: "Write the releases of all packages that are asked for into a file.",
            discussion: """
                The file is what `docent pins --versions FILE` judges by: without a network, and with the same \
                result later. A registry is asked where its address is set, with --registry, with \
                DOCENT_REGISTRY_PYPI and the like, or with the variables of pip, uv, npm and Go. What could not \
                be learnt stands in the file with the reason.
                """)

        @OptionGroup var place: PlaceOptions
        @Argument(help: "Files and folders (default: everything below the current folder).")
        var paths: [String] = []
        @Option(help: "The file to write; '-' for standard output.")
        var to: String
        @Option(
            name: .customLong("registry"),
            help: "NAME=ADDRESS, such as pypi=https://…/simple; may be repeated.")
        var registries: [String] = []
        @Option(help: "The day of the snapshot, YYYY-MM-DD (default: today).")
        var asOf: Day?

        func run() async throws {
            let addresses = try RegistryAddresses(registries)
            var request = PinRequest(place: place.value)
            request.paths = paths
            let result = try await request.result()
            let fetcher = Fetcher(
                program: Fetcher.curl, kept: CacheFolder.standard.map { KeptAnswers(folder: $0) })
            let shown = Progress("asked")
            let isShown = Console.errorIsTerminal
            let snapshot = await addresses.sources(fetcher).snapshot(
                of: result.survey.packages, on: asOf ?? Clock.today
            ) { done, all in
                if isShown { shown.update(done, of: all) }
            }
            shown.end()
            let bytes = Array(snapshot.written.utf8)
            if to == "-" {
                guard Console.write(bytes) else { throw Ending(status: .couldNotRun) }
            } else {
                try DiskFile.replace(to, bytes)
            }
            let unknown = snapshot.answers.values.count { if case .unknown = $0 { true } else { false } }
            Console.complain(
                "\(snapshot.answers.count - unknown) of \(snapshot.answers.count) packages known, \(unknown) not"
            )
        }
    }
}
