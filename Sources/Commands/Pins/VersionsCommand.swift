import ArgumentParser
import Audit
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
            Console.complain(Self.summary(snapshot, addresses))
        }

        /// How many packages are known, why the others are not, and what to set where no registry was asked.
        private static func summary(_ snapshot: VersionSnapshot, _ addresses: RegistryAddresses) -> String {
            var tally = Tally()
            var unset: Set<Ecosystem> = []
            for (package, answer) in snapshot.answers {
                guard case .unknown(let reason) = answer else {
                    tally.holds += 1
                    continue
                }
                tally.unknown[reason, default: 0] += 1
                if addresses.isUnset(package.ecosystem) { unset.insert(package.ecosystem) }
            }
            var lines = ["\(tally.checked) of \(tally.all) packages known, \(tally.notChecked) not"]
            if tally.notChecked > 0 { lines[0] += ":" }
            for (reason, count) in tally.reasons.prefix(8) { lines.append("  \(count) because \(reason)") }
            let others = tally.reasons.dropFirst(8).reduce(0) { $0 + $1.count }
            if others > 0 { lines.append("  \(others) for other reasons, which stand in the file") }
            for name in unset.map(\.rawValue).sorted() {
                lines.append("  set --registry \(name)=ADDRESS or DOCENT_REGISTRY_\(name.uppercased())")
            }
            return lines.joined(separator: "\n")
        }
    }
}
