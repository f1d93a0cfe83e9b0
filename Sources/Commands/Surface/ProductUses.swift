import Engine
import Model
import Repositories
import Surface

/// What the pages and Swift sources of a repository use of a product.
struct ProductUses: Sendable {
    /// A mention that does not hold.
    struct Judged: Sendable {
        var path: String
        /// Counted from 1.
        var lineNumber: Int
        var judgement: Judgement

        var line: String {
            let words = [
                "\(path):\(lineNumber)", judgement.mention.written, "\(judgement.path)",
                judgement.standing.rawValue, judgement.since.name, judgement.since.day?.description,
                "\(judgement.certainty)", judgement.replacement.map { "use \($0)" } ?? judgement.message,
                judgement.near.map { "there is \($0)" },
            ]
            return words.compactMap { $0 }.joined(separator: "  ")
        }
    }

    var judged: [Judged] = []
    var files = 0
    var holding = 0
    var unknown = 0

    static func read(_ site: Site, _ view: SurfaceView, _ paths: [String], workers: Int) async -> ProductUses
    {
        let wanted = site.listing.entries.map(\.path).filter { path in
            (Documents.isDocument(path) || path.hasSuffix(".swift"))
                && (paths.isEmpty || paths.contains { path == $0 || path.hasPrefix($0 + "/") })
        }
        let shadows = await shadows(of: wanted.filter { $0.hasSuffix(".swift") }, site, workers)
        let found = await spread(over: wanted.count, workers: workers, state: site.makeReader) {
            reader, index -> ProductUses in
            var uses = ProductUses()
            let path = wanted[index]
            guard case .file(let file) = reader.read(path) else { return uses }
            uses.files = 1
            if path.hasSuffix(".swift") {
                let text = SourceText(file.bytes)
                let own = shadows[Self.package(of: path, shadows.keys)] ?? Shadows()
                for mention in SwiftUses.inSource(file.bytes, view, shadows: own) {
                    uses.add(mention, view, path, text.line(at: mention.name.lower))
                }
            } else {
                let document = site.parse(file)
                let root = Self.package(of: path, shadows.keys)
                // What stands at the top may be the product itself.
                let own = root.isEmpty ? Shadows() : shadows[root] ?? Shadows()
                for placed in PageMentions(of: document, view, shadows: own).placed {
                    uses.add(placed.mention, view, path, document.text.line(at: placed.range.lower))
                }
            }
            return uses
        }
        return found.reduce(into: ProductUses()) { all, one in
            all.judged += one.judged
            all.files += one.files
            all.holding += one.holding
            all.unknown += one.unknown
        }
    }

    private mutating func add(_ mention: Mention, _ view: SurfaceView, _ path: String, _ line: Int) {
        guard let judgement = view.judge(mention) else {
            unknown += 1
            return
        }
        if judgement.standing == .holds {
            holding += 1
        } else {
            judged.append(Judged(path: path, lineNumber: line + 1, judgement: judgement))
        }
    }

    /// What the files of each package declare: the code of a sample sees all of it.
    private static func shadows(_ site: Site) -> [String] {
        site.listing.entries.map(\.path).filter { $0 == "Package.swift" || $0.hasSuffix("/Package.swift") }
            .map { String($0.dropLast("Package.swift".count)) }
    }

    private static func shadows(of paths: [String], _ site: Site, _ workers: Int) async -> [String: Shadows] {
        let roots = shadows(site)
        let each = await spread(over: paths.count, workers: workers, state: site.makeReader) {
            reader, index -> Shadows in
            guard case .file(let file) = reader.read(paths[index]) else { return Shadows() }
            return Shadows.ofSwift(file.bytes)
        }
        var all = Dictionary(roots.map { ($0, Shadows()) }, uniquingKeysWith: { first, _ in first })
        all["", default: Shadows()].add(Shadows())
        for (path, shadows) in zip(paths, each) {
            all[package(of: path, all.keys), default: Shadows()].add(shadows)
        }
        return all
    }

    /// The folder of the package that a file belongs to, with a slash at its end; empty where none is nearer.
    private static func package(of path: String, _ roots: some Collection<String>) -> String {
        roots.filter { path.hasPrefix($0) }.max { $0.utf8.count < $1.utf8.count } ?? ""
    }
}
