package import Model

/// A link, image or definition of a page that leads somewhere, and the files of the repository it may mean.
package struct LinkTarget: Sendable {
    package let reference: Reference
    /// Where the destination is written.
    package let range: SourceRange
    /// Whether the destination stands in the file byte for byte as it is read.
    package let isExact: Bool
    package let isImage: Bool
    /// What it says when it is read as a path from the page; nil where that leads out of the repository, as
    /// `../../issues` does.
    package let path: String?

    /// All targets of a page in the order they are written; a definition counts once, however often it is used.
    package static func all(in document: Document) -> [LinkTarget] {
        var targets: [LinkTarget] = []
        for link in document.links where link.definition < 0 && link.style == .inline {
            targets.append(
                LinkTarget(
                    document.destination(of: link), at: link.destination,
                    isExact: link.decodedDestination < 0,
                    isImage: link.isImage, in: document))
        }
        for definition in document.definitions where !definition.isShadowed {
            targets.append(
                LinkTarget(
                    document.destination(of: definition), at: definition.destination,
                    isExact: definition.decodedDestination < 0, isImage: false, in: document))
        }
        for tag in document.tags where !tag.isClosing {
            let name = document.text.string(tag.name)
            guard let wanted = Self.attributes[name] else { continue }
            for attribute in document.content.attributes[tag.attributes] where !attribute.value.isEmpty {
                guard document.text.string(attribute.name).lowercased() == wanted else { continue }
                let text = document.text.string(attribute.value)
                targets.append(
                    LinkTarget(
                        text, at: attribute.value, isExact: !text.contains("&"), isImage: name != "a",
                        in: document))
            }
        }
        return targets.sorted { $0.range < $1.range }
    }

    /// The elements whose addresses are judged, and the attribute that has the address.
    private static let attributes = ["a": "href", "A": "href", "img": "src", "IMG": "src"]

    init(_ destination: String, at range: SourceRange, isExact: Bool, isImage: Bool, in document: Document) {
        reference = Reference(destination)
        self.range = range
        self.isExact = isExact
        self.isImage = isImage
        path = reference.resolved(fromFolder: Reference.folder(of: document.path))
    }

    /// The range of the path in the file, without query and fragment.
    package var pathRange: SourceRange {
        isExact ? SourceRange(range.lower, range.lower + reference.rawPath.utf8.count) : range
    }

    /// The endings of pages that Docent can read the fragments of.
    package static let pageEndings: Set<String> = ["md", "mdx", "markdown", "mdown", "mkd", "mkdn"]
    /// The endings of files that are what they are on every site.
    package static let fileEndings: Set<String> = [
        "png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "mp4", "webm", "mov", "pdf", "zip", "gz",
        "json", "yml", "yaml", "toml", "xml", "txt", "csv", "lock", "sh", "py", "rb", "rs", "go", "js", "mjs",
        "ts", "tsx", "jsx", "swift", "java", "kt", "c", "h", "cc", "cpp", "hpp", "cs", "php", "css", "scss",
        "ipynb", "rst", "adoc", "proto", "graphql", "gradle", "tf", "ini", "cfg", "patch", "diff",
    ]
}
