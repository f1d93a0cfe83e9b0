import Engine
import Markup
import Model
import Repositories
package import RuleBook

/// Where something is read from, as the command line says it.
package struct Place: Sendable {
    /// Where the user stands: an absolute path, or one seen from the working directory.
    package var folder: String
    /// A repository to read instead of the one around the folder.
    package var repository: String?
    /// A revision to read instead of the work tree.
    package var revision: String?
    /// A configuration file to use instead of those in the repository.
    package var configuration: String?
    /// Which rules are on, and how, where nothing is said of them.
    package var profile: Profile?

    package init(folder: String) {
        self.folder = folder
    }
}

/// A repository or folder with its configuration and its rule book: what every command starts from.
struct Site: Sendable {
    let snapshot: Snapshot
    let listing: Listing
    let book: RuleBook
    let configuration: Configuration
    /// A dialect that the command line sets for every document.
    var dialect: Dialect?
    private let dialects: DialectDetection

    /// Opens what a place names and reads its configuration.
    ///
    /// - Parameter only: the rules that the command line asks for; empty for those that the configuration has.
    init(at place: Place, only: [String] = []) throws(Refusal) {
        do throws(RepositoryError) {
            snapshot = try Snapshot.open(
                from: place.folder, repository: place.repository, revision: place.revision,
                ceilings: Self.ceilings)
            listing = try snapshot.listing()
        } catch {
            throw Refusal(error)
        }
        dialects = DialectDetection(paths: listing.entries.lazy.map(\.path))
        let files = try Self.configurationFiles(place, snapshot, listing)
        var book = RuleBook.builtIn
        for folder in files.flatMap(\.ruleFolders) {
            book.add(folder: folder, pages: try Self.pages(in: folder, snapshot, listing))
        }
        self.book = book
        var selectors: [RuleSelector] = []
        for word in only { selectors.append(try Self.selector(word, book)) }
        // What a repository says to markdownlint decides, where nobody says otherwise: whoever comes from there
        // need not touch a file.
        let isHeeded =
            place.configuration == nil
            && (place.profile == nil || place.profile == .markdownlint && files.isEmpty)
        let own = isHeeded ? Self.markdownlint(snapshot, listing) : nil
        do throws(ConfigurationError) {
            configuration = try Configuration(
                files: files, book: book, only: selectors, markdownlint: own, profile: place.profile)
        } catch {
            throw Refusal(error)
        }
    }

    func parse(_ file: SourceFile) -> Document {
        let said = dialect ?? configuration.settings(for: file.path).dialect?.value
        return Markdown.parse(file, dialect: said ?? dialects.dialect(of: file))
    }

    /// The family of Markdown that a document is read as, and where that was said.
    func dialect(of path: String) -> Sourced<Dialect> {
        if let dialect { return Sourced(dialect, .option("--dialect")) }
        return configuration.settings(for: path).dialect
            ?? Sourced(dialects.dialect(of: path), .standard)
    }

    /// A reader for one worker.
    func makeReader() -> any DocumentReader {
        SnapshotReader(snapshot, listing)
    }

    /// A path as the user wrote it, inside the repository.
    func wanted(_ written: String) throws(Refusal) -> Documents.Wanted {
        guard let inside = snapshot.path(of: written) else {
            throw Refusal(
                what: "cannot check '\(written)'", why: "it lies outside '\(snapshot.root)'",
                remedy: "name a path inside, or run docent in the other folder")
        }
        return Documents.Wanted(written: written, inside: inside)
    }

    private static func selector(_ word: String, _ book: RuleBook) throws(Refusal) -> RuleSelector {
        let names = book.names
        if let selector = names.selector(for: word) { return selector }
        throw Refusal(
            what: "there is no rule '\(word)'", why: "no page of the rule book has this id, alias or group",
            remedy: names.suggestion(for: word).map { "did you mean '\($0)'?" }
                ?? "`docent rules` lists all rules")
    }

    private static var ceilings: [String] {
        (Console.environment("GIT_CEILING_DIRECTORIES") ?? "").split(separator: ":").map(String.init)
    }

    /// What the repository has for markdownlint.
    static func markdownlint(_ snapshot: Snapshot, _ listing: Listing) -> MarkdownlintConfiguration? {
        let reader = SnapshotReader(snapshot, listing)
        return MarkdownlintConfiguration(paths: listing.entries.lazy.map(\.path)) { path in
            if case .file(let file) = reader.read(path) { file.bytes } else { nil }
        }
    }

    private static func configurationFiles(
        _ place: Place, _ snapshot: Snapshot, _ listing: Listing
    ) throws(Refusal) -> [ConfigurationFile] {
        var sources: [SourceFile] = []
        if let path = place.configuration {
            // It holds for everything, as if it stood at the top under its own name.
            let name = path.split(separator: "/").last.map(String.init) ?? path
            sources = [SourceFile(path: name, bytes: try DiskFile.read(path))]
        } else {
            let name = ConfigurationFile.name
            let entries = listing.entries.filter { $0.path == name || $0.path.hasSuffix("/\(name)") }
            let reader = SnapshotReader(snapshot, listing)
            for entry in entries {
                switch reader.read(entry.path) {
                case .file(let file): sources.append(file)
                case .notAssessed(let reason):
                    throw Refusal(
                        what: "cannot read '\(entry.path)'", why: reason,
                        remedy: "name another configuration with --config")
                }
            }
        }
        var files: [ConfigurationFile] = []
        var failures: [Failure] = []
        for source in sources {
            do throws(ConfigurationError) {
                files.append(try ConfigurationFile(source))
            } catch {
                failures += error.failures
            }
        }
        if !failures.isEmpty { throw Refusal(failures) }
        return files
    }

    private static func pages(
        in folder: String, _ snapshot: Snapshot, _ listing: Listing
    ) throws(Refusal) -> [SourceFile] {
        let start = folder + "/"
        let paths = listing.entries.lazy.map(\.path).filter { $0.hasPrefix(start) && $0.hasSuffix(".md") }
        let reader = SnapshotReader(snapshot, listing)
        var pages: [SourceFile] = []
        for path in paths {
            switch reader.read(path) {
            case .file(let file): pages.append(file)
            case .notAssessed(let reason):
                throw Refusal(
                    what: "cannot read the rule page '\(path)'", why: reason,
                    remedy: "mend or remove the page")
            }
        }
        if pages.isEmpty {
            throw Refusal(
                what: "there are no rule pages in '\(folder)'",
                why: "`rule-folders` names it, and it holds no Markdown file",
                remedy: "mend the path in `rule-folders`, or take it out")
        }
        return pages
    }
}

/// Reads documents of a snapshot by their paths; one for each worker.
final class SnapshotReader: DocumentReader {
    private let listing: Listing
    private let revision: String?
    private var reader: Reader?
    private var failure = ""

    init(_ snapshot: Snapshot, _ listing: Listing) {
        self.listing = listing
        revision = snapshot.revision
        do throws(RepositoryError) {
            reader = try snapshot.reader()
        } catch {
            failure = "\(error.operation): \(error.message)"
        }
    }

    func read(_ path: String) -> DocumentReading {
        guard let entry = listing.entry(at: path) else { return .notAssessed("there is no such file") }
        switch reader?.read(entry) {
        case .bytes(let bytes)?: return .file(SourceFile(path: path, bytes: bytes, revision: revision))
        case .notAssessed(let reason)?: return .notAssessed(reason)
        case nil: return .notAssessed(failure)
        }
    }
}
