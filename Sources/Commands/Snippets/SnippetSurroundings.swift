import Model
import Repositories
import RuleBook
import Running

/// What a site gives to the snippets of its pages beside their own code.
struct SnippetSurroundings: Sendable {
    /// What the configuration says of the snippets of a page.
    let settings: @Sendable (String) -> SnippetSettings
    /// The files of projects.
    let files: ProjectFiles
    /// Finds the files that snippets take in.
    let shelf: IncludeShelf

    /// Nothing but the pages themselves.
    static func bare(_ shelf: IncludeShelf) -> SnippetSurroundings {
        SnippetSurroundings(settings: { _ in SnippetSettings() }, files: .none, shelf: shelf)
    }
}

extension Site {
    /// - Parameter shelf: finds files that pages take in.
    func surroundings(_ shelf: IncludeShelf) -> SnippetSurroundings {
        let (site, listing, configuration) = (self, listing, configuration)
        let files = ProjectFiles(
            paths: { listing.entries.map(\.path) },
            makeRead: {
                let reader = FileShelf(site.makeReader)
                return { reader.bytes(of: $0) }
            }, workTree: snapshot.revision == nil ? snapshot.root : nil)
        return SnippetSurroundings(
            settings: { configuration.snippets(for: $0) }, files: files, shelf: shelf)
    }
}
