import Engine
import Model
import Repositories
import Snippets

/// Makes what finds the files that pages take in.
struct IncludeShelf: Sendable {
    /// All files of the repository.
    let paths: @Sendable () -> [String]
    /// Prepares what tells what stands at a path.
    let makeEntry: @Sendable () -> @Sendable (String) -> Answer
    /// The file that a path leads to over symbolic links; nil where it leads to none.
    let file: @Sendable (String) -> String?
    let makeReader: @Sendable () -> any DocumentReader
    /// Other repositories that pages take in code from.
    var others: [OtherRepository] = []

    /// A resolver for one task.
    func resolver() -> IncludeResolver {
        let reader = FileShelf(makeReader)
        let entry = makeEntry()
        let sites = IncludeSites(paths: paths(), read: { reader.bytes(of: $0) }, others: others)
        return IncludeResolver(
            sites, read: { path in file(path).flatMap { reader.bytes(of: $0) } ?? reader.bytes(of: path) },
            nearest: { path in
                if case .entry(.nothing(let nearest)) = entry(path) { nearest } else { nil }
            },
            hidden: { path in if case .unknown(let reason) = entry(path) { reason } else { nil } })
    }
}

extension Site {
    /// Finds files that pages take in, as they are in the repository.
    var includeShelf: IncludeShelf { shelf(reading: makeReader) }

    /// - Parameter makeReader: reads files, perhaps as they are after changes that are not written yet.
    func shelf(reading makeReader: @escaping @Sendable () -> any DocumentReader) -> IncludeShelf {
        let listing = listing
        return IncludeShelf(
            paths: { listing.entries.map(\.path) }, makeEntry: { PathAnswers(listing).answer },
            file: { listing.file(at: $0) },
            makeReader: makeReader, others: otherRepositories)
    }
}

/// Reads files for one task.
final class FileShelf {
    private var reader: any DocumentReader

    init(_ makeReader: @Sendable () -> any DocumentReader) {
        reader = makeReader()
    }

    func bytes(of path: String) -> [UInt8]? {
        if case .file(let file) = reader.read(path) { file.bytes } else { nil }
    }
}
