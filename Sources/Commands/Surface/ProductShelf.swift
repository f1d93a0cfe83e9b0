import Engine
import Model
import RuleBook
import Surface
import Synchronization

/// The products of a run, each read once.
final class ProductShelf: Sendable {
    enum Opened: Sendable {
        case symbols(SurfaceView)
        case operations(Service, past: SurfaceView?)
        /// The reason, as a clause that goes after "because".
        case failed(String)
    }

    private let makeReader: @Sendable () -> any DocumentReader
    /// The folder that repositories are looked for from.
    private let root: String
    private let workers: Int
    private let readings: Readings?
    private let state = Mutex<[ProductSetting: Opened]>([:])

    var opened: [ProductSetting: Opened] { state.withLock { $0 } }

    init(
        root: String, makeReader: @escaping @Sendable () -> any DocumentReader, workers: Int,
        readings: Readings?
    ) {
        self.root = root
        self.makeReader = makeReader
        self.workers = workers
        self.readings = readings
    }

    /// Reads what has not been read yet.
    func open(_ products: Set<ProductSetting>) async {
        for product in products.sorted(by: { "\($0)" < "\($1)" }) where opened[product] == nil {
            let result = await open(product)
            state.withLock { $0[product] = result }
        }
    }

    private func open(_ product: ProductSetting) async -> Opened {
        switch product.source {
        case .list(let path):
            guard let bytes = read(path) else { return .failed("the list `\(path)` cannot be read") }
            if path.hasSuffix(".json") { return graph(bytes, path, product) }
            let list = SymbolList(SourceText(bytes))
            if let mistake = list.mistakes.first {
                return .failed("line \(mistake.line) of `\(path)` makes no sense: \(mistake.sentence)")
            }
            let style = product.language.flatMap { SurfaceHistory.Style(rawValue: $0) } ?? .names
            return view(of: list.history(of: product.name, style: style), product)
        case .openAPI(let path):
            guard let bytes = read(path) else { return .failed("the document `\(path)` cannot be read") }
            guard let service = Service(SourceText(bytes)) else {
                return .failed("`\(path)` is no OpenAPI document of version 2 or 3")
            }
            return .operations(service, past: nil)
        case .repository(let path, let document):
            // What another repository holds is not compared the next time.
            readings?.giveUp()
            var wanted = Product(name: product.name, repository: place(of: path, product.folder))
            wanted.line = product.line
            wanted.language = product.language.flatMap { Product.Language(rawValue: $0) } ?? .swift
            if !product.sources.isEmpty { wanted.sources = product.sources }
            if let document {
                wanted.language = .openapi
                wanted.sources = [document]
            }
            return await open(wanted, product)
        }
    }

    private func open(_ wanted: Product, _ product: ProductSetting) async -> Opened {
        do throws(Refusal) {
            let opened = view(
                of: try await wanted.history(workers: workers, naming: [product.at].compactMap { $0 }),
                product)
            guard wanted.language == .openapi, case .symbols(let view) = opened else { return opened }
            let release = view.history.releases[view.release]
            guard let bytes = wanted.newestSource(release), let service = Service(SourceText(bytes)) else {
                return .failed(
                    "`\(wanted.sources[0])` in \(release.name) of \(product.name) is no OpenAPI document of version 2 or 3"
                )
            }
            return .operations(service, past: view)
        } catch {
            return .failed(error.failures.first.map { "\($0.what): \($0.why)" } ?? "it cannot be read")
        }
    }

    /// The symbol graph of one release.
    private func graph(_ bytes: [UInt8], _ path: String, _ product: ProductSetting) -> Opened {
        let outline = Outline.ofSymbolGraph(bytes)
        if let problem = outline.problem { return .failed("`\(path)` cannot be used: \(problem)") }
        let content = SurfaceHistory.Content(
            Release(name: product.at ?? "the symbol graph"),
            files: [SurfaceHistory.File(path: path, blob: path)])
        let module = path.split(separator: "/").last?.prefix { $0 != "." && $0 != "@" } ?? ""
        let history = SurfaceHistory(
            product: product.name, modules: [String(module), product.name], contents: [content]
        ) { _ in outline }
        return .symbols(SurfaceView(history, at: 0))
    }

    private func view(of history: SurfaceHistory, _ product: ProductSetting) -> Opened {
        let place = product.at.map { history.place(of: $0) } ?? history.latest(inLine: product.line)
        guard let place else {
            return .failed("\(product.name) has no release \(product.at ?? product.line ?? "")")
        }
        return .symbols(SurfaceView(history, at: place))
    }

    private func place(of path: String, _ folder: String) -> String {
        if path.hasPrefix("/") { return path }
        return folder.isEmpty ? "\(root)/\(path)" : "\(root)/\(folder)/\(path)"
    }

    private func read(_ path: String) -> [UInt8]? {
        var reader = makeReader()
        if case .file(let file) = reader.read(Self.plain(path)) { return file.bytes }
        return nil
    }

    /// A path without `.` and `..`.
    private static func plain(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." { _ = parts.popLast() } else { parts.append(part) }
        }
        return parts.joined(separator: "/")
    }
}
