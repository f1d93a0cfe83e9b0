import ArgumentParser
import Audit
import Fleet
import Model
import Reporting
import Sandbox

/// `docent audit`
struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract:
            "Look at every repository of a fleet: what docs and samples refer to, and whether it still holds.",
        discussion: """
            Repositories are read from their Git objects; no work tree is touched. What could not be learnt is \
            counted as not assessed, with the reason, and never as good.

            Exit status: 0 no error found, 1 errors, 2 could not run.
            """)

    @Argument(help: "The fleet file; `docent fleet init` proposes one.")
    var fleet: String
    @OptionGroup var options: AuditOptions
    @Option(
        help: "Only one of several parts of the work, such as 3/16; `docent merge` joins them.",
        transform: Self.part)
    var shard: Shard?
    @Flag(help: "Build the samples, in a sandbox.")
    var build = false
    @Flag(help: "Let builds download what they depend on.")
    var allowDownload = false
    @Flag(help: "Where a sample stopped building, build what lies between to find the commit.")
    var bisect = false
    @Flag(help: "Print the work and what it is estimated to cost, and do nothing.")
    var plan = false

    func validate() throws {
        try options.check()
        if shard != nil, !plan, options.report.format != "json" {
            throw ValidationError("A part of an audit is written as JSON: add --format json.")
        }
        if !build, allowDownload || bisect {
            throw ValidationError("--allow-download and --bisect are about builds: add --build.")
        }
    }

    func run() async throws {
        let bytes = try DiskFile.read(fleet)
        let read: Fleet
        do throws(FleetError) {
            read = try FleetReader.read(path: fleet, SourceText(bytes))
        } catch {
            throw Refusal(error.failures)
        }
        var request = AuditRequest(fleet: read, file: fleet)
        request.shard = shard
        try options.apply(to: &request)
        if plan { return await printPlan(request) }
        let archive = try options.opened(for: request.scope)
        if build { request.building = try await building(archive) }
        try await options.report.finish(await request.perform(), in: archive)
    }

    private static func part(_ text: String) throws -> Shard {
        if let shard = Shard(text) { return shard }
        throw ValidationError("A part is written as I/N, with I from 1 to N and N up to 10000, such as 3/16.")
    }

    private func building(_ archive: AuditArchive?) async throws(Refusal) -> AuditRequest.Building {
        switch await Sandbox.find() {
        case .failure(let unavailable):
            throw Refusal(
                what: "samples cannot be built", why: unavailable.reason, remedy: unavailable.remedy)
        case .success(let sandbox):
            return AuditRequest.Building(
                sandbox: sandbox, allowsDownload: allowDownload, bisects: bisect, archive: archive)
        }
    }

    private func printPlan(_ request: AuditRequest) async {
        let members = await request.open()
        let items = request.items(members)
        let parts = AuditItem.dealt(items, into: shard?.count ?? 1)
        var rows: [[String]] = []
        for (index, part) in parts.enumerated() where shard == nil || shard?.index == index + 1 {
            let name = shard?.description ?? "1/1"
            for item in part.sorted(by: { $0.place.lexicographicallyPrecedes($1.place) }) {
                rows.append([name, "\(item.cost) ms", item.name])
            }
            rows.append([name, "\(part.reduce(0) { $0 + $1.cost }) ms", Self.whole(part.count)])
        }
        for case .refused(let repository, let reason) in members {
            rows.append(["", "", "\(repository.name): not read, because \(reason)"])
        }
        Console.write(Columns.text(rows))
    }

    private static func whole(_ count: Int) -> String {
        "all \(count) pieces of the work, on one processor, where nothing is known from earlier audits"
    }
}

/// What every command that audits is asked.
struct AuditOptions: ParsableArguments {
    @OptionGroup var report: AuditReportOptions
    @Option(help: "The day that counts as today, YYYY-MM-DD: the same day gives the same bytes.")
    var asOf: Day?
    @Option(help: "How many processors are used (default: all).")
    var jobs: Int?
    @Flag(help: "Ask no server: mirrors are taken as they are.")
    var offline = false

    @Option(
        help: "A file of `docent versions snapshot` to judge packages by that are none of the fleet's own.")
    var versions: String?
    @Option(help: "The archive in which audits are kept (default: below the folder for data).")
    var archive: String?
    @Flag(help: "Compare with no earlier audit, and keep nothing.")
    var noArchive = false
    @Flag(help: "Look at everything again, and use nothing that earlier audits have learnt.")
    var noCache = false

    func check() throws {
        try report.check()
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1.") }
    }

    func apply(to request: inout AuditRequest) throws {
        request.versions = try versions.map { try VersionFile.read($0) }
        if let asOf { request.asOf = asOf }
        if let jobs { request.workers = jobs }
        request.store.isOffline = offline
        request.remembers = !noCache
        if Console.errorIsTerminal { request.progress = { Console.showProgress($0) } }
    }

    /// The archive that an audit is kept in; nil where it is kept in none.
    ///
    /// - Parameter scope: what is compared with each other; nil for what is compared only where an archive is named.
    func opened(for scope: String?) throws(Refusal) -> AuditArchive? {
        if noArchive || scope == nil && archive == nil { return nil }
        return try AuditArchive(at: try ArchivePlace.path(archive), scope: scope ?? "")
    }

}

/// How the report of an audit is written.
struct AuditReportOptions: ParsableArguments {
    @Option(help: "How the report is written: \(AuditFormats.all.map { $0.name }.joined(separator: ", ")).")
    var format = "terminal"
    @Option(help: "Colour: auto, always, never.")
    var color = ColorChoice.auto

    func check() throws {
        if AuditFormats.named(format) == nil {
            throw ValidationError(Options.noFormat(format, AuditFormats.all.map { $0.name }))
        }
    }

    /// Writes the report, remembers the audit, and ends with the status that it asks for.
    func finish(_ part: AuditPart, in archive: AuditArchive?) async throws {
        if Console.errorIsTerminal { Console.showProgress("") }
        let key = part.key
        let known = try archive?.former(to: key, asOf: part.header.asOf)
        let report = AuditReport(of: part, former: known?.former)
        guard let format = AuditFormats.named(format) else { return }
        let renderer = format.init(.forConsole(color, elapsed: nil))
        guard Console.write(renderer.render(report)) else { throw Ending(status: .couldNotRun) }
        if report.repositories.allSatisfy({ !$0.notAssessed.isEmpty }) {
            throw Refusal(
                what: "no repository could be audited", why: "none of the fleet could be read",
                remedy: "the report tells the reason for each")
        }
        // A part knows nothing of what the others have found.
        if let archive, let known, part.shard == nil, !known.isDone {
            if let later = known.later {
                Console.complain(Self.notKept(part.header.asOf, later))
            } else {
                try archive.keep(report, key: key, now: Clock.nanoseconds / 1_000_000_000)
            }
        }
        let fails = report.findings.contains { $0.finding.severity == .error }
        throw Ending(status: fails ? .findings : .clean)
    }

    private static func notKept(_ day: Day, _ later: Day) -> String {
        "docent: the audit as of \(day) is not kept: the archive has one as of \(later), and keeps them in the order of their days"
    }
}

extension AuditPart {
    /// Stands for all that the result depends on: two audits with one key are the same.
    var key: String {
        let heads = repositories.map { "\($0.name) \($0.revision) \($0.notAssessed)" }.joined(separator: "\n")
        let snapshots = header.snapshots.map { "\($0.name) \($0.id)" }.joined(separator: "\n")
        let toolchains = Set(builds.map(\.toolchain)).sorted().joined(separator: "\n")
        let text = [
            header.version, header.configuration, header.asOf.description, heads, snapshots, toolchains,
        ]
        return String(ContentHash(of: Array(text.joined(separator: "\n\n").utf8), seed: 0).digits.prefix(16))
    }
}
