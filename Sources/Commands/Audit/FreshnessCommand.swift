import ArgumentParser
import Fleet
import Model
import Repositories

/// `docent freshness`
struct FreshnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "freshness",
        abstract: "Tell for every page of one repository whether what it refers to still holds.",
        discussion:
            "An audit of one repository, without a fleet file. Read from Git objects; age alone makes nothing stale."
    )

    @Argument(help: "Files and folders (default: the whole repository).")
    var paths: [String] = []
    @Option(name: .customLong("rev"), help: "A branch, tag or commit (default: HEAD).")
    var revision: String?
    @Option(help: "A repository to read, bare or not (default: the one around the current folder).")
    var repository: String?
    @OptionGroup var options: AuditOptions

    func validate() throws { try options.check() }

    func run() async throws {
        var place = Place(folder: repository ?? ".")
        place.repository = repository
        if revision == nil, try !Site.open(place).isRepository { throw Refusal.outsideOfGit }
        place.revision = revision ?? "HEAD"
        let snapshot = try Site.open(place)
        let listing: Listing
        do throws(RepositoryError) { listing = try snapshot.listing() } catch { throw Refusal(error) }
        var wanted: [String] = []
        for path in paths {
            guard let inside = snapshot.path(of: path) else {
                throw Refusal(
                    what: "cannot look at '\(path)'", why: "it lies outside '\(snapshot.root)'",
                    remedy: "name a path inside, or run docent in the other folder")
            }
            try Documents.found(.init(written: path, inside: inside), in: listing, to: "look at")
            wanted.append(inside)
        }
        var member = FleetRepository(
            name: FleetReader.name(of: .path(snapshot.root)), source: .path(snapshot.root), role: .docs)
        member.revision = place.revision
        var fleet = Fleet()
        fleet.repositories = [member]
        var request = AuditRequest(fleet: fleet)
        try options.apply(to: &request)
        request.only = wanted.filter { !$0.isEmpty }
        request.isPagesOnly = true
        try await options.report.finish(await request.perform(), in: try options.opened(for: nil))
    }
}
