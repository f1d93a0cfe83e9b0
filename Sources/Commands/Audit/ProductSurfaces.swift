import Engine
import Fleet
import Model
import Repositories
import Surface
import Synchronization

/// The public surfaces of the products of a fleet, each read once.
struct ProductSurfaces: Sendable {
    /// A product at the latest release of a line.
    final class Seen: Sendable {
        /// The repository of the product.
        let repository: String
        /// The name that product lines call it by.
        let package: String
        let history: SurfaceHistory
        /// By release: making one looks at every symbol, and every page asks.
        private let views = Mutex<[Int: SurfaceView]>([:])

        init(repository: String, package: String, history: SurfaceHistory) {
            self.repository = repository
            self.package = package
            self.history = history
        }

        /// Nil where the line has no release.
        func view(inLine line: String?) -> SurfaceView? {
            guard let release = history.latest(inLine: line) else { return nil }
            if let known = views.withLock({ $0[release] }) { return known }
            let view = SurfaceView(history, at: release)
            views.withLock { $0[release] = view }
            return view
        }
    }

    /// A product's operations over HTTP, as its description says at the commit that is audited.
    struct Served: Sendable {
        var repository: String
        var service: Service
        /// The operations of its releases; nil where it has none.
        var past: SurfaceView?
    }

    private(set) var products: [Seen] = []
    private(set) var services: [Served] = []
    /// What could not be read of products, as "what, because why", by their repositories.
    private(set) var gaps: [String: String] = [:]

    /// Whether a parser did not answer when it was asked what a source declares.
    var hasSilence: Bool {
        products.contains { product in
            product.history.problems.contains { $0.reason == Outline.noAnswer }
        }
    }

    /// Whether the parser of Python is to be asked about code.
    var hasPython: Bool { products.contains { $0.history.style == .python } }

    /// - Parameter repositories: those of the fleet that could be opened.
    static func read(_ repositories: [OpenedRepository], workers: Int) async -> ProductSurfaces {
        var surfaces = ProductSurfaces()
        for repository in repositories where repository.member.role == .product {
            if let path = repository.member.openAPI {
                await surfaces.read(path, of: repository, workers)
                if language(of: repository) == nil { continue }
            }
            guard let language = language(of: repository) else {
                surfaces.gaps[repository.name] = Self.noLanguage
                continue
            }
            var product = Product(name: repository.name, repository: repository.snapshot.root)
            product.language = language
            do throws(Refusal) {
                let history = try await product.history(workers: workers)
                surfaces.products.append(
                    Seen(
                        repository: repository.name, package: repository.member.package ?? repository.name,
                        history: history))
            } catch {
                let why = error.failures.first.map { "\($0.what): \($0.why)" } ?? ""
                surfaces.gaps[repository.name] = "its public symbols, because \(why)"
            }
        }
        return surfaces
    }

    private mutating func read(_ path: String, of repository: OpenedRepository, _ workers: Int) async {
        let bytes: [UInt8]
        switch repository.read(path) {
        case .bytes(let read): bytes = read
        case .notAssessed(let reason):
            gaps[repository.name] = "its operations, because `\(path)` could not be read: \(reason)"
            return
        }
        guard let service = Service(SourceText(bytes)) else {
            gaps[repository.name] =
                "its operations, because `\(path)` is no OpenAPI document of version 2 or 3"
            return
        }
        var product = Product(name: repository.name, repository: repository.snapshot.root)
        product.language = .openapi
        product.sources = [path]
        // Without releases there is nothing to tell what is gone from what never was.
        let history = try? await product.history(workers: workers)
        let view = history.flatMap { history in history.latest.map { SurfaceView(history, at: $0) } }
        services.append(Served(repository: repository.name, service: service, past: view))
    }

    private static func language(of repository: OpenedRepository) -> Product.Language? {
        if repository.listing.entry(at: "Package.swift") != nil { return .swift }
        let isPython = ["pyproject.toml", "setup.py", "setup.cfg"].contains {
            repository.listing.entry(at: $0) != nil
        }
        return isPython ? .python : nil
    }

    private static let noLanguage = "its public symbols, because its language is none whose are read"
}
