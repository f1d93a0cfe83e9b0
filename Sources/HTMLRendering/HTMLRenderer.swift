import Markup
package import Model

/// Writes a document as HTML, byte for byte as the CommonMark specification's examples and cmark-gfm have it.
///
/// Tests compare parses with it, and fixes are held against it. What only dialects have is rendered plainly: front
/// matter, module code and verbatim blocks as nothing; directives as `<div>`; math, verbatim inlines and roles
/// as their escaped source.
package struct HTMLRenderer {
    /// The manner in which footnotes are written.
    package enum FootnoteStyle: Sendable {
        /// By number, as in cmark-gfm's first releases and in its test data: `#fn1`.
        case numbered
        /// By label and with a way back from every reference, as since 0.29.0.gfm.3: `#fn-label`.
        case labelled
    }

    package var footnotes: FootnoteStyle
    /// Whether the `<` of tags that GitHub disallows is escaped.
    package var filtersTags: Bool

    package init(footnotes: FootnoteStyle = .labelled, filtersTags: Bool = false) {
        self.footnotes = footnotes
        self.filtersTags = filtersTags
    }

    /// The HTML of a whole document.
    package func bytes(of document: Document) -> [UInt8] {
        var writer = HTMLWriter(document: document, renderer: self)
        writer.write()
        return writer.out
    }

    /// The HTML of a whole document as a string; bytes that are no UTF-8 become U+FFFD.
    package func string(of document: Document) -> String {
        String(decoding: bytes(of: document), as: UTF8.self)
    }
}
