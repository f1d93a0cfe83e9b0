package import Model
import Snippets

/// Finds what a page names of a product: in its snippets, its code spans and its links.
package struct PageMentions {
    /// A mention with its place in the page.
    package struct Placed: Sendable {
        package var mention: Mention
        package var range: SourceRange
        /// The labels of the arguments in the page; nil where one does not stand there as it is.
        package var labels: [SourceRange]?
    }

    package private(set) var placed: [Placed] = []
    /// How many pieces of code were looked at, and how many were left out because the page speaks of a change there.
    package private(set) var looked = 0
    package private(set) var aboutChange = 0

    /// - Parameters:
    ///   - view: the product at the release that the page is written for.
    ///   - answers: of a product of Python, what its parser says of the code of `pythonCode(of:)`.
    ///   - shadows: what the sample declares that the page belongs to.
    package init(
        of document: Document, _ view: SurfaceView, answers: [[UInt8]: String] = [:],
        shadows: Shadows = Shadows()
    ) {
        if ChangeTalk.isPath(document.path) {
            aboutChange = 1
            return
        }
        let talk = ChangeTalk(document)
        var ambient = SwiftPage()
        switch view.history.style {
        case .swift:
            ambient = SwiftPage(document, view, shadows)
            for (snippet, use) in ambient.uses where isWanted(snippet, talk) {
                for mention in use.mentions { place(mention, snippet) }
            }
        case .python:
            for snippet in document.snippets where Self.isPython(snippet.label) && isWanted(snippet, talk) {
                for mention in PythonUses(answers[snippet.code], form: .snippet).mentions {
                    place(mention, snippet)
                }
            }
        case .names: break
        }
        for id in document.ids(of: .codeSpan) {
            let node = document[id]
            let text = document.text.slice(node.content)
            guard text.count < 200, !text.contains(0x0A) else { continue }
            let mentions: [Mention]
            switch view.history.style {
            case .swift: mentions = ambient.mentions(in: Array(text), view)
            case .python: mentions = PythonUses.mentions(in: text, view)
            case .names: mentions = Self.wholeNames(in: text, view)
            }
            guard !mentions.isEmpty else { continue }
            looked += 1
            if talk.isAboutChange(node.range) {
                aboutChange += 1
                continue
            }
            for mention in mentions { place(mention, at: node.content.lower) }
        }
        for (mention, range) in Self.links(of: document, view) {
            looked += 1
            if talk.isAboutChange(range) {
                aboutChange += 1
                continue
            }
            place(mention, at: range.lower)
        }
        placed.sort { $0.range < $1.range }
    }

    /// The code of a page that Python's parser is to be asked about.
    package static func pythonCode(of document: Document) -> [[UInt8]] {
        document.snippets.filter { isPython($0.label) }.map(\.code)
    }

    private mutating func isWanted(_ snippet: Snippet, _ talk: ChangeTalk) -> Bool {
        looked += 1
        if talk.isAboutChange(snippet.range) || ChangeTalk.isSaid(in: snippet.code) {
            aboutChange += 1
            return false
        }
        return true
    }

    /// A name that a list has, and nothing else in the code span.
    private static func wholeNames(in text: ArraySlice<UInt8>, _ view: SurfaceView) -> [Mention] {
        let name = String(decoding: text, as: UTF8.self).trimmed
        let plain = name.hasSuffix("()") ? name.dropLast(2) : name
        for candidate in [name, plain] where view.history.line(String(candidate)) != nil {
            let lower = text.firstIndex { $0 != 0x20 } ?? text.startIndex
            let start = lower - text.startIndex
            return [
                Mention(
                    .whole(String(candidate)), form: .codeSpan,
                    name: Mention.Stretch(start, start + name.utf8.count), written: String(name))
            ]
        }
        return []
    }

    private mutating func place(_ mention: Mention, _ snippet: Snippet) {
        let range = snippet.map.source(of: SourceRange(mention.name.lower, mention.name.upper))
        let labels = mention.labels.map { SourceRange($0.lower, $0.upper) }
        let areExact = labels.allSatisfy { $0.isEmpty || snippet.map.isExact($0) }
        placed.append(
            Placed(
                mention: mention, range: range,
                labels: areExact ? labels.map { snippet.map.source(of: $0) } : nil))
    }

    private mutating func place(_ mention: Mention, at offset: Int) {
        placed.append(
            Placed(
                mention: mention,
                range: SourceRange(offset + mention.name.lower, offset + mention.name.upper),
                labels: mention.labels.map { SourceRange(offset + $0.lower, offset + $0.upper) }))
    }

    private static func isPython(_ label: String) -> Bool {
        ["python", "py", "python3", "pycon"].contains(label.lowercased())
    }
}
