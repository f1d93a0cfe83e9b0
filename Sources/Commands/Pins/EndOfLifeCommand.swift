import ArgumentParser
import Ecosystems
import Model
import Repositories

/// `docent eol`
struct EndOfLifeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "eol", abstract: "Show when release cycles end, or refresh what is known of them.",
        subcommands: [List.self, Refresh.self], defaultSubcommand: List.self)

    /// `docent eol [PRODUCT …]`
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "list", abstract: "List products, or the release cycles of some.")

        @Argument(help: "Names of products, such as python; all products where none is named.")
        var products: [String] = []
        @Option(
            name: .customLong("eol"),
            help: "A file of `docent eol refresh` to use instead of what is built in.")
        var file: String?
        @Option(help: "The day that is seen from, YYYY-MM-DD (default: today).")
        var asOf: Day?

        func run() throws {
            let data = try LifecycleFile.read(file)
            let today = asOf ?? Clock.today
            if products.isEmpty {
                Console.write("\(data.source), \(data.day)\n\n")
                Console.write(
                    Columns.text(
                        data.products.values.sorted { $0.name < $1.name }.map {
                            [$0.name, $0.title, "\($0.cycles.count) release cycles"]
                        }))
                return
            }
            for name in products {
                guard let product = data.products[name] else {
                    throw Refusal(
                        what: "there is no product '\(name)'", why: "the data of \(data.day) do not hold it",
                        remedy: closest(to: name, among: data.products.keys.sorted()).map {
                            "did you mean '\($0)'?"
                        }
                            ?? "`docent eol` lists all products")
                }
                let rows = product.cycles.map { cycle in
                    [
                        "\(product.title) \(cycle.name)", cycle.released?.description ?? "",
                        PinWords.text(cycle.state(on: today, horizon: 90)),
                    ]
                }
                Console.write(Columns.text(rows))
            }
        }
    }

    /// `docent eol refresh`
    struct Refresh: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "refresh",
            abstract:
                "Make a file of release cycles from a clone of endoflife.date, or from pages of your own.",
            discussion: """
                Reads the pages of a folder (`products/*.md` of endoflife.date, or pages in the same form), for the \
                products that are built in and for those that --product names. What the folder does not hold \
                stays as it is built in. Use the file with --eol.
                """)

        @Option(help: "A folder with one page for each product.")
        var from: String
        @Option(help: "The file to write; '-' for standard output.")
        var to: String
        @Option(name: .customLong("product"), help: "A further product; may be repeated.")
        var products: [String] = []
        @Option(help: "Where the pages are from, in words.")
        var source = "endoflife.date"
        @Option(help: "The day of the pages, YYYY-MM-DD (default: today).")
        var asOf: Day?

        func run() throws {
            var place = Place(folder: from)
            place.repository = nil
            let snapshot = try Site.open(place)
            let listing: Listing
            var data = LifecycleData.bundled
            let wanted = Set(data.products.keys).union(products)
            var found = 0
            do throws(RepositoryError) {
                listing = try snapshot.listing()
                var reader = try snapshot.reader()
                for entry in listing.entries where entry.path.hasSuffix(".md") {
                    let parts = entry.path.split(separator: "/")
                    let name = String(parts[parts.count - 1].dropLast(3))
                    let isInside = snapshot.prefix.isEmpty || entry.path.hasPrefix(snapshot.prefix + "/")
                    guard isInside, wanted.contains(name), case .bytes(let bytes) = reader.read(entry),
                        let product = LifecycleData.product(named: name, page: SourceText(bytes))
                    else { continue }
                    data.add(product)
                    found += 1
                }
            } catch {
                throw Refusal(error)
            }
            guard found > 0 else {
                throw Refusal(
                    what: "cannot refresh from '\(from)'", why: "no page in it is of a product that is known",
                    remedy: "name the folder `products` of a clone of endoflife.date")
            }
            data.day = asOf ?? Clock.today
            data.source = source
            let bytes = Array(data.written.utf8)
            if to == "-" {
                guard Console.write(bytes) else { throw Ending(status: .couldNotRun) }
            } else {
                try DiskFile.replace(to, bytes)
            }
            Console.complain("\(found) of \(wanted.count) products refreshed")
        }
    }
}

/// The file of release cycles that a user names.
enum LifecycleFile {
    /// - Parameter path: nil for what is built in.
    static func read(_ path: String?) throws(Refusal) -> LifecycleData {
        guard let path else { return .bundled }
        guard let data = LifecycleData.read(SourceText(try DiskFile.read(path))) else {
            throw Refusal(
                what: "cannot use '\(path)'", why: "it is no file of release cycles",
                remedy: "make one with `docent eol refresh`")
        }
        return data
    }
}
