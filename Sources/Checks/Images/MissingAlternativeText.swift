package import Model

/// Images that say nothing to a reader who does not see them.
package struct MissingAlternativeText: Check {
    package static let id = "images.missing-alternative-text"

    package static let parameters = [
        Parameter(
            "compatible", .flag, standard: .flag(false),
            summary:
                "Whether nothing but `alt` and `aria-hidden` is enough, and white space is a text, as in "
                + "markdownlint.")
    ]

    private let isCompatible: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        isCompatible = parameters.flag("compatible")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if isCompatible {
            judgeAttributes(document, &verdict)
            return
        }
        for link in document.links where link.isImage {
            let text = document.plainText(of: link.node)
            guard text.allSatisfy(\.isWhitespace) else { continue }
            let destination = document.destination(of: link)
            verdict.add(
                Draft(at: document[link.node].range, Self.missing, subject: destination))
        }
        for tag in document.tags where !tag.isClosing && isImage(tag, in: document) {
            let attributes = document.content.attributes[tag.attributes]
            guard !attributes.contains(where: { isEnough($0, in: document) }), !hasSpread(tag, in: document)
            else {
                continue
            }
            let source = attributes.first { document.text.string($0.name).lowercased() == "src" }
            verdict.add(
                Draft(
                    at: tag.range, Self.missingAttribute,
                    subject: source.map { document.text.string($0.value) } ?? ""))
        }
    }

    /// Names the images without a character between their brackets, and the tags without `alt="…"`.
    private func judgeAttributes(_ document: Document, _ verdict: inout Verdict) {
        let text = document.text
        for link in document.links where link.isImage && document[link.node].content.isEmpty {
            verdict.add(
                Draft(
                    at: text.firstLine(of: document[link.node].range), Self.missing,
                    subject: document.destination(of: link)))
        }
        for tag in document.tags where !tag.isClosing && isImage(tag, in: document) {
            let isSaid = document.content.attributes[tag.attributes].contains { attribute in
                guard attribute.hasValue else { return false }
                let name = text.string(attribute.name).lowercased()
                return name == "alt"
                    || name == "aria-hidden" && text.string(attribute.value).lowercased() == "true"
            }
            if !isSaid {
                verdict.add(
                    Draft(
                        at: text.firstLine(of: tag.range), Self.missingAttribute,
                        subject: text.string(tag.range)))
            }
        }
    }

    private func isImage(_ tag: Tag, in document: Document) -> Bool {
        let name = document.text.slice(tag.name)
        return name.count == 3 && name.elementsEqual("img".utf8) { $0 | 0x20 == $1 }
    }

    /// Whether the attribute gives a text, or says that the image is decoration, or makes it one dot wide.
    private func isEnough(_ attribute: Attribute, in document: Document) -> Bool {
        let value = document.text.string(attribute.value).lowercased()
        switch document.text.string(attribute.name).lowercased() {
        case "alt", "aria-label", "aria-labelledby", ":alt", "v-bind:alt", "hidden": return true
        case "aria-hidden": return value == "true" || value == "{true}"
        case "role": return value == "presentation" || value == "none"
        case "width", "height": return value == "1" || value == "0"
        default: return false
        }
    }

    /// `{...props}` may bring a text.
    private func hasSpread(_ tag: Tag, in document: Document) -> Bool {
        document.text.string(tag.range).contains("{...")
    }

    private static let missing = "this image has no alternative text"
    private static let missingAttribute = "this image has no `alt` attribute"
}
