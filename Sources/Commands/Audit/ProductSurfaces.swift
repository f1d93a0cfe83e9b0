import Engine
import Fleet
import Model
import Repositories
import Surface

/// The public surfaces of the products of a fleet, each read once.
struct ProductSurfaces: Sendable {
    /// A product at the latest release of a line.
    struct Seen: Sendable {
        /// The repository of the product.
        var repository: String
        /// The name that product lines call it by.
        var package: String
        var history: SurfaceHistory

        /// Nil where the line has no release.
        func view(inLine line: String?) -> SurfaceView? {
            history.latest(inLine: line).map { SurfaceView(history, at: $0) }
        }
    }

    private(set) var products: [Seen] = []
    /// Products whose surface could not be read, with the reason.
    private(set) var gaps: [String: String] = [:]

    /// - Parameter repositories: those of the fleet that could be opened.
    static func read(_ repositories: [OpenedRepository], workers: Int) async -> ProductSurfaces {
        var surfaces = ProductSurfaces()
        for repository in repositories where repository.member.role == .product {
            guard let language = language(of: repository) else {
                surfaces.gaps[repository.name] = "its language is none whose public symbols are read"
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
                surfaces.gaps[repository.name] = error.failures.first.map { "\($0.what): \($0.why)" } ?? ""
            }
        }
        return surfaces
    }

    private static func language(of repository: OpenedRepository) -> Product.Language? {
        if repository.listing.entry(at: "Package.swift") != nil { return .swift }
        let isPython = ["pyproject.toml", "setup.py", "setup.cfg"].contains {
            repository.listing.entry(at: $0) != nil
        }
        return isPython ? .python : nil
    }
}
