import Checks
import Model
import Snippets
import YAML

/// What a page says of itself, and what it refers to.
struct PageFacts: Sendable {
    /// A code span or a comment, with its place.
    struct Quote: Hashable, Sendable {
        var text: String
        /// Counted from 1.
        var line: Int
        var range: SourceRange
    }

    /// Its product area and owners, where its front matter names them.
    var area: String?
    var owners: [String] = []
    /// Links inside the repository.
    var links: [LinkTarget] = []
    /// Addresses of other sites.
    var externalLinks = 0
    /// Code spans that may be paths.
    var paths: [Quote] = []
    /// What `docent: covers` names.
    var covers: [Quote] = []
    /// The files, and the parts of files, that come into it when its site is built.
    let inclusions: [PlacedInclusion]
    /// The page, to quote lines from.
    let text: SourceText

    init(_ document: Document) {
        text = document.text
        inclusions = document.inclusions
        for target in LinkTarget.all(in: document) {
            switch target.reference.kind {
            case .external: externalLinks += target.reference.path.hasPrefix("mailto:") ? 0 : 1
            case .relative, .rooted, .samePage: links.append(target)
            case .template: break
            }
        }
        for id in document.ids(of: .codeSpan) {
            let node = document[id]
            let text = document.text.string(node.content)
            if Self.mayBePath(text) {
                paths.append(Quote(text: text, line: line(node.range.lower), range: node.range))
            }
        }
        for comment in document.comments {
            let words = document.text.string(comment.content).split(whereSeparator: \.isWhitespace)
            guard words.count >= 3, words[0] == "docent:", words[1] == "covers" else { continue }
            for word in words[2...].prefix(while: { $0 != "because" }) {
                let name = word.hasSuffix(",") ? word.dropLast() : word
                covers.append(
                    Quote(text: String(name), line: line(comment.range.lower), range: comment.range))
            }
        }
        readFrontMatter(document)
    }

    /// The line of an offset, counted from 1.
    func line(_ offset: Int) -> Int { text.line(at: offset) + 1 }

    /// A line as it is written, without what stands around it, and cut where it is long.
    func quote(_ line: Int) -> String {
        guard line >= 1, line <= text.lineCount else { return "" }
        return Self.shortened(text.string(text.line(line - 1)))
    }

    /// - Parameter limit: in characters.
    static func shortened(_ line: String, to limit: Int = 160) -> String {
        let trimmed = line.drop(while: \.isWhitespace)
        let end =
            trimmed.lastIndex { !$0.isWhitespace }.map { trimmed.index(after: $0) } ?? trimmed.startIndex
        let whole = trimmed[..<end]
        return whole.count > limit ? whole.prefix(limit - 1) + "…" : String(whole)
    }

    private mutating func readFrontMatter(_ document: Document) {
        guard let matter = document.content.frontMatter, matter.format == .yaml,
            let node = try? YAMLNode.read(document.text, in: matter.content)
        else { return }
        for pair in node.pairs ?? [] {
            switch pair.key {
            case "area", "product-area", "product_area": area = pair.value.text
            case "owner", "owners", "docent-owners": owners = pair.value.texts?.map(\.text) ?? []
            default: break
            }
        }
    }

    /// Whether a text is written like a path of a repository: with a folder and a file, and without what stands for
    /// something else.
    private static func mayBePath(_ text: String) -> Bool {
        guard (4...200).contains(text.utf8.count), text.contains("/"), !text.hasPrefix("/"),
            !text.hasPrefix("~"),
            !text.hasPrefix("-"), !text.hasPrefix("@"), !text.contains("//"), !text.contains("...")
        else { return false }
        let isPlain = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2F || byte == 0x2E || byte == 0x5F || byte == 0x2D || byte == 0x2B
        }
        guard isPlain else { return false }
        let last = text.split(separator: "/").last ?? ""
        // `and/or` and `application/json` are no paths; a file has an ending that files have.
        return text.hasSuffix("/") || LinkTarget.fileEndings.contains(Reference.ending(of: String(last)))
            || LinkTarget.pageEndings.contains(Reference.ending(of: String(last)))
    }
}
