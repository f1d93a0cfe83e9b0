import Markup
import Model
import Repositories

/// The documents of a snapshot that a run looks at.
enum Documents {
    /// The format that the ending of a path says; nil where it is that of no document.
    static func format(of path: String) -> DocumentFormat? {
        if isDocument(path) { return .markdown }
        guard let dot = path.utf8.lastIndex(of: 0x2E) else { return nil }
        switch path[path.index(after: dot)...].lowercased() {
        case "adoc", "asciidoc": return .asciiDoc
        case "rst": return .restructuredText
        default: return nil
        }
    }

    /// Reads a file in its format.
    ///
    /// - Parameter markdown: reads it as Markdown.
    static func parse(_ file: SourceFile, markdown: (SourceFile) -> Document) -> Document {
        switch format(of: file.path) {
        case .asciiDoc: AsciiDoc.parse(file)
        case .restructuredText: ReStructuredText.parse(file)
        case .markdown, nil: markdown(file)
        }
    }

    /// Whether a path is that of a Markdown document.
    @Sendable static func isDocument(_ path: String) -> Bool {
        let bytes = path.utf8
        // By far the most end so; a look at their bytes is enough.
        if bytes.count > 3, bytes.suffix(3).elementsEqual(".md".utf8) { return true }
        guard let dot = bytes.lastIndex(of: 0x2E) else { return false }
        switch path[path.index(after: dot)...].lowercased() {
        case "md", "mdx", "markdown", "mdown", "mkd", "mkdn": return true
        default: return false
        }
    }

    /// The documents that a user asked for, in order.
    ///
    /// A file that is named is checked whatever it is called and whatever the configuration leaves out, and so
    /// is a folder; in folders the documents are checked, without generated and vendored ones.
    ///
    /// - Parameters:
    ///   - wanted: paths inside the snapshot; empty for all of it.
    ///   - isLeftOut: whether the configuration excludes a path.
    /// - Throws: where a wanted path is not there, with the name that was probably meant.
    static func wanted(
        in listing: Listing, wanted: [Wanted], isLeftOut: (String) -> Bool
    ) throws(Refusal) -> [String] {
        let listed = listing.entries.filter { entry in
            guard case .file = entry.kind else { return false }
            return format(of: entry.path) != nil && !entry.isGenerated && !entry.isVendored
        }
        guard !wanted.isEmpty else { return listed.map(\.path).filter { !isLeftOut($0) } }
        var out: Set<String> = []
        for path in wanted {
            if path.inside.isEmpty {
                out.formUnion(listed.map(\.path).filter { !isLeftOut($0) })
                continue
            }
            switch try found(path, in: listing) {
            case .file: out.insert(path.inside)
            case .folder:
                let start = path.inside + "/"
                // Who names a folder that the configuration leaves out wants it all the same.
                let isMeant = isLeftOut(path.inside)
                out.formUnion(
                    listed.map(\.path).filter { $0.hasPrefix(start) && (isMeant || !isLeftOut($0)) })
            case .nothing: break
            }
        }
        return out.sorted()
    }

    /// What stands at a path that a user named.
    ///
    /// - Parameter verb: what is to be done with it.
    /// - Throws: where nothing does, with the name that was probably meant.
    @discardableResult
    static func found(
        _ path: Wanted, in listing: Listing, to verb: String = "check"
    ) throws(Refusal) -> Answer.Entry {
        if path.inside.isEmpty { return .folder }
        switch listing.answer(at: path.inside) {
        case .entry(.nothing(let nearest)):
            throw Refusal(
                what: "cannot \(verb) '\(path.written)'", why: "there is nothing at this path",
                remedy: nearest.map { "did you mean '\($0)'?" }
                    ?? "name a file or a folder; ignored files are not looked at")
        case .unknown(let reason):
            throw Refusal(
                what: "cannot \(verb) '\(path.written)'", why: reason, remedy: "name a path inside")
        case .entry(let entry): return entry
        default: return .file
        }
    }

    /// A path as a user wrote it, and what it means inside the snapshot.
    struct Wanted {
        var written: String
        var inside: String
    }
}
