import ArgumentParser
import Engine
import Model
import Repositories
import Surface

/// `docent surface uses`
struct SurfaceUsesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uses",
        abstract: "Tell what pages and samples use of a product that is deprecated or gone.",
        discussion: """
            Judges every mention in Markdown pages and in Swift sources against a release of the product. Each is exact \
            (told by imports and types), likely (a qualified name), or by its name only. Exit status: 1 where something is \
            found.
            """)

    @Argument(help: "The repository of the product.")
    var product: String
    @Option(
        name: .customLong("in"), help: "The repository with pages and samples (default: the one around here)."
    )
    var place = "."
    @Option(name: .customLong("rev"), help: "A revision of it to read instead of the work tree.")
    var revision: String?
    @Argument(help: "Files and folders of it (default: all).")
    var paths: [String] = []
    @Option(help: "The release to judge by (default: the newest of the line).")
    var at: String?
    @Flag(help: "Also what is only known by its name.")
    var all = false
    @OptionGroup var options: ProductOptions

    func run() async throws {
        let history = try await options.product(product).history(
            workers: options.workers, naming: [at].compactMap { $0 })
        let view = SurfaceView(history, at: try history.place(named: at))
        var place = Place(folder: self.place)
        place.repository = revision == nil ? nil : self.place
        place.revision = revision
        let site = try Site(at: place)
        let uses = await ProductUses.read(site, view, paths, workers: options.workers)
        var out = ""
        var found = 0
        for use in uses.judged where all || use.judgement.certainty > .nameOnly {
            found += 1
            out += use.line + "\n"
        }
        out += "\(found) found in \(uses.files) files, judged by \(history.releases[view.release].name) of "
        out += "\(history.product); \(uses.holding) mentions hold, \(uses.unknown) name nothing of it\n"
        Console.write(out)
        throw Ending(status: found == 0 ? .clean : .findings)
    }
}
