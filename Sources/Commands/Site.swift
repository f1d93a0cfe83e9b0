import Engine
import Markup
import Model
import Repositories
import RuleBook
package import RulePages
import Snippets

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
    /// What pages take in code from beside the repository itself.
    var otherRepositories: [OtherRepository] = []
    private let dialects: DialectDetection
    /// Where what is read is noted; nil where nobody asks for it.
    private let readings: Readings?

    /// Opens what a place names and reads its configuration.
    ///
    /// - Parameter only: the rules that the command line asks for; empty for those that the configuration has.
    init(at place: Place, only: [String] = []) throws(Refusal) {
        try self.init(at: place, over: try Self.open(place), only: only)
    }

    /// - Parameters:
    ///   - snapshot: what the place names.
    ///   - readings: where what is read is noted.
    init(
        at place: Place, over snapshot: Snapshot, only: [String], noting readings: Readings? = nil
    ) throws(Refusal) {
        self.snapshot = snapshot
        self.readings = readings
        do throws(RepositoryError) { listing = try snapshot.listing() } catch { throw Refusal(error) }
        let reader = SnapshotReader(snapshot, listing, readings)
        dialects = DialectDetection(paths: listing.entries.lazy.map(\.path))
        let files = try Self.configurationFiles(place, listing, reader)
        var book = RuleBook.builtIn
        for folder in files.flatMap(\.ruleFolders) {
            if let file = place.configuration {
                // What is beside a file from elsewhere is not watched: nothing tells when it changes.
                readings?.giveUp()
                book.add(folder: folder, pages: try Self.pages(in: folder, beside: file))
            } else {
                book.add(folder: folder, pages: try Self.pages(in: folder, listing, reader))
            }
        }
        self.book = book
        var selectors: [RuleSelector] = []
        for word in only { selectors.append(try Self.selector(word, book)) }
        // What a repository says to markdownlint decides, where nobody says otherwise: whoever comes from there
        // need not touch a file.
        let isHeeded =
            place.configuration == nil
            && (place.profile == nil || place.profile == .markdownlint && files.isEmpty)
        let own = isHeeded ? Self.markdownlint(listing, reader) : nil
        do throws(ConfigurationError) {
            configuration = try Configuration(
                files: files, book: book, only: selectors, markdownlint: own, profile: place.profile)
        } catch {
            throw Refusal(error)
        }
        if !configuration.repositories.isEmpty {
            otherRepositories = OtherRepositories().configured(of: self, noting: readings)
        }
    }

    func parse(_ file: SourceFile) -> Document {
        let document = Documents.parse(file) { file in
            let said = dialect ?? configuration.settings(for: file.path).dialect?.value
            return Markdown.parse(file, dialect: said ?? dialects.dialect(of: file))
        }
        let conventions = configuration.conventions(for: file.path)
        return conventions == SnippetConventions() ? document : Document(document, conventions)
    }

    /// The family of Markdown that a document is read as, and where that was said.
    func dialect(of path: String) -> Sourced<Dialect> {
        if let dialect { return Sourced(dialect, .option("--dialect")) }
        return configuration.settings(for: path).dialect
            ?? Sourced(dialects.dialect(of: path), .standard)
    }

    /// A reader for one worker.
    func makeReader() -> any DocumentReader {
        SnapshotReader(snapshot, listing, readings)
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

    static func open(_ place: Place) throws(Refusal) -> Snapshot {
        do throws(RepositoryError) {
            return try Snapshot.open(
                from: place.folder, repository: place.repository, revision: place.revision,
                ceilings: ceilings)
        } catch {
            throw Refusal(error)
        }
    }

    private static var ceilings: [String] {
        (Console.environment("GIT_CEILING_DIRECTORIES") ?? "").split(separator: ":").map(String.init)
    }

    /// What the repository has for markdownlint.
    static func markdownlint(_ listing: Listing, _ reader: SnapshotReader) -> MarkdownlintConfiguration? {
        MarkdownlintConfiguration(paths: listing.entries.lazy.map(\.path)) { path in
            if case .file(let file) = reader.read(path) { file.bytes } else { nil }
        }
    }

    private static func configurationFiles(
        _ place: Place, _ listing: Listing, _ reader: SnapshotReader
    ) throws(Refusal) -> [ConfigurationFile] {
        var sources: [SourceFile] = []
        if let path = place.configuration {
            // It holds for everything, as if it stood at the top under its own name.
            let name = path.split(separator: "/").last.map(String.init) ?? path
            sources = [SourceFile(path: name, bytes: try DiskFile.read(path))]
        } else {
            let name = ConfigurationFile.name
            let entries = listing.entries.filter { $0.path == name || $0.path.hasSuffix("/\(name)") }
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

    /// The rule pages of a folder that is seen from a file on disk.
    private static func pages(in folder: String, beside file: String) throws(Refusal) -> [SourceFile] {
        let home = file.lastIndex(of: "/").map { file.prefix(through: $0) } ?? "./"
        let snapshot = try open(Place(folder: String(home)))
        let listing: Listing
        do throws(RepositoryError) { listing = try snapshot.listing() } catch { throw Refusal(error) }
        let inside = snapshot.path(of: folder) ?? folder
        return try pages(in: inside, listing, SnapshotReader(snapshot, listing))
    }

    private static func pages(
        in folder: String, _ listing: Listing, _ reader: SnapshotReader
    ) throws(Refusal) -> [SourceFile] {
        let start = folder + "/"
        let paths = listing.entries.lazy.map(\.path).filter { $0.hasPrefix(start) && $0.hasSuffix(".md") }
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
    private let readings: Readings?

    init(_ snapshot: Snapshot, _ listing: Listing, _ readings: Readings? = nil) {
        self.listing = listing
        self.readings = readings
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
        case .bytes(let bytes)?:
            note(path, bytes)
            return .file(SourceFile(path: path, bytes: bytes, revision: revision))
        case .notAssessed(let reason)?:
            readings?.giveUp()
            return .notAssessed(reason)
        case nil:
            readings?.giveUp()
            return .notAssessed(failure)
        }
    }

    /// What comes from a revision never changes.
    private func note(_ path: String, _ bytes: [UInt8]) {
        guard let readings, revision == nil else { return }
        if let identity = reader?.identity {
            readings.add(path, identity, bytes)
        } else {
            readings.giveUp()
        }
    }
}
