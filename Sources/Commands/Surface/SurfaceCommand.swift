import ArgumentParser
import Model
import Surface

/// `docent surface`
struct SurfaceCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "surface",
        abstract: "List what a product offers to its users, and what its releases did to it.",
        subcommands: [SurfaceListCommand.self, SurfaceDiffCommand.self, SurfaceUsesCommand.self],
        defaultSubcommand: SurfaceListCommand.self)
}

/// The options that say which product is meant.
struct ProductOptions: ParsableArguments {
    @Option(help: "The releases that count, such as 2.x (default: all).")
    var line: String?
    @Option(
        name: .customLong("sources"), help: "A folder with its sources; may be repeated (default: Sources).")
    var sources: [String] = []
    @Option(help: "The language of the product: swift, python (default: swift).")
    var language: String?
    @Option(help: "How many files are read at the same time (default: one for each processor).")
    var jobs: Int?

    func validate() throws {
        if let language, Product.Language(rawValue: language) == nil {
            throw ValidationError("There is no language '\(language)': name swift or python.")
        }
    }

    var workers: Int { max(1, jobs ?? Machine.cores) }

    func product(_ repository: String) -> Product {
        let name = repository.split(separator: "/").last { $0 != "." && $0 != ".." && $0 != "repo" }
        var product = Product(name: name.map(String.init) ?? "the product", repository: repository)
        product.line = line
        product.language = language.flatMap { Product.Language(rawValue: $0) } ?? .swift
        if !sources.isEmpty { product.sources = sources }
        return product
    }
}

extension SurfaceHistory {
    /// The place of a release that a user names.
    func place(named name: String?) throws(Refusal) -> Int {
        if let name {
            if let place = place(of: name) { return place }
            let near = closest(to: name, among: releases.map(\.name))
            throw Refusal(
                what: "there is no release '\(name)'", why: "no tag of the product has this name or number",
                remedy: near.map { "did you mean '\($0)'?" } ?? "`git tag` lists the tags there are")
        }
        return latest ?? 0
    }
}

/// `docent surface REPOSITORY`
struct SurfaceListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the public symbols of a release.",
        discussion: """
            Reads Git objects and builds nothing. Each line has the kind, the whole name, the release that it came with, \
            and what the product says against its use.
            """)

    @Argument(help: "The repository of the product.")
    var repository = "."
    @Option(help: "The release, by its tag or number (default: the newest).")
    var at: String?
    @OptionGroup var options: ProductOptions

    func run() async throws {
        let history = try await options.product(repository).history(
            workers: options.workers, naming: [at].compactMap { $0 })
        let place = try history.place(named: at)
        var out = ""
        var count = 0
        var old = 0
        for line in history.lines where !line.isPrivate {
            guard let spell = line.spell(at: place) else { continue }
            count += 1
            let availability = spell.symbol.availability
            if !availability.isFine { old += 1 }
            let words = [
                spell.symbol.kind.rawValue, line.path, "since \(history.releases[line.spells[0].from].name)",
                availability.isUnavailable ? "unavailable" : availability.isDeprecated ? "deprecated" : nil,
                availability.renamed.map { "use \($0)" },
            ]
            out += words.compactMap { $0 }.joined(separator: "  ") + "\n"
        }
        out += "\(count) symbols in \(history.releases[place].name), \(old) deprecated or unavailable; "
        out += "\(history.releases.count) releases read\n"
        for problem in history.problems {
            out += "not assessed: \(problem.path), because \(problem.reason)\n"
        }
        Console.write(out)
    }
}

/// `docent surface diff A..B`
struct SurfaceDiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Tell what the releases after A up to B added, deprecated and removed."
    )

    @Argument(help: "Two releases with two dots between them, such as 2.40.0..2.56.0.")
    var range: String
    @Option(help: "The repository of the product.")
    var repository = "."
    @Flag(help: "Also what was added.")
    var added = false
    @OptionGroup var options: ProductOptions

    func run() async throws {
        guard let dots = range.firstRange(of: "..") else {
            throw ValidationError("Name two releases with two dots between them, such as 1.0.0..1.1.0.")
        }
        let ends = [String(range[..<dots.lowerBound]), String(range[dots.upperBound...])]
        let history = try await options.product(repository).history(workers: options.workers, naming: ends)
        let first = try history.place(named: ends[0])
        let last = try history.place(named: ends[1])
        var out = ""
        for event in history.events(after: first, through: last) where added || event.kind != .added {
            let availability = event.symbol.availability
            let words = [
                event.release.name, event.release.day?.description, event.kind.rawValue, event.path,
                availability.renamed.map { "use \($0)" } ?? availability.message.map { "\"\($0)\"" },
                event.wasAnnounced ? nil : "without a release that said so before",
                event.breaksPromise ? "in a release that promised not to" : nil,
            ]
            out += words.compactMap { $0 }.joined(separator: "  ") + "\n"
        }
        let friction = history.friction(after: first, through: last)
        out +=
            "\(friction.silent.count) of \(friction.deprecated) deprecations say neither what to use nor why; "
        out += "\(friction.withoutNotice.count) of \(friction.removed) removals came without notice, "
        out += "\(friction.breaking.count) in a release that promised not to break\n"
        Console.write(out)
    }
}
