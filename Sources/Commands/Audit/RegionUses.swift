import Fleet
import Model
import Repositories
import Snippets

/// Regions of sample code that the pages of a fleet take in.
struct RegionUses: Sendable {
    /// Names, by the repository of the code.
    private var names: [String: Set<String>] = [:]
    /// Names whose code may be in any repository.
    private var anywhere: Set<String> = []

    /// - Parameter repositories: those of the fleet that could be opened.
    init(_ repositories: [OpenedRepository]) {
        for repository in repositories { read(repository) }
    }

    /// Whether any page takes a region from a repository.
    func isAnyTaken(from repository: String) -> Bool { names[repository]?.isEmpty == false }

    func isTaken(_ name: String, from repository: String) -> Bool {
        anywhere.contains(name) || names[repository]?.contains(name) == true
    }

    private mutating func read(_ repository: OpenedRepository) {
        var place = Place(folder: repository.snapshot.root)
        place.repository = repository.snapshot.root
        guard let site = try? Site(at: place, over: repository.snapshot, only: ["links/missing-file"]),
            var reader = try? repository.snapshot.reader()
        else { return }
        for path in repository.pages {
            guard let entry = repository.listing.entry(at: path), case .bytes(let bytes) = reader.read(entry),
                Self.mayTakeIn(bytes)
            else { continue }
            let document = site.parse(SourceFile(path: path, bytes: bytes))
            for placed in document.inclusions where !placed.inclusion.part.regions.isEmpty {
                names[repository.name, default: []].formUnion(placed.inclusion.part.regions)
                if placed.inclusion.path.hasPrefix("~") { anywhere.formUnion(placed.inclusion.part.regions) }
            }
        }
    }

    /// Whether a page may have a directive that takes in code: parsing all pages for it would take longer than the rest.
    private static func mayTakeIn(_ bytes: [UInt8]) -> Bool {
        let buffer = bytes.span
        var index = 0
        while index + 3 < buffer.count {
            let first = buffer[index]
            if first == 0x3A || first == 0x3C || first == 0x38 || first == 0x23 || first == 0x69
                || first == 0x40
                || first == 0x7B || first == 0x73
            {
                for mark in marks where mark[0] == first && matches(buffer, index, mark) { return true }
            }
            index += 1
        }
        return false
    }

    private static func matches(_ buffer: Span<UInt8>, _ index: Int, _ mark: [UInt8]) -> Bool {
        guard index + mark.count <= buffer.count else { return false }
        for offset in mark.indices where buffer[index + offset] != mark[offset] { return false }
        return true
    }

    private static let marks = [
        ":::code", "<<<", "8<-", "#include", "#rustdoc_include", "include::", "include}", "@Snippet", "{{<",
        "source=",
    ].map { Array($0.utf8) }
}
