package import Model

/// Finds which block of a page is the output of which.
///
/// A block counts as output only where something says so: its label, a mark, or words such as "Output:" between it and
/// the code.
package struct OutputPairing: Sendable {
    package struct Pair: Hashable, Sendable {
        /// Places among the snippets of the page.
        package var code: Int
        package var output: Int
        package var isErrors: Bool
        /// Whether only words of the text say so.
        package var isGuess: Bool
    }

    package private(set) var pairs: [Pair] = []

    /// - Parameter isCode: whether a snippet is code that can be run.
    package init(_ document: Document, _ snippets: [Snippet], isCode: (Snippet) -> Bool) {
        /// The last snippet that may have output after it.
        var last: Int?
        for (place, snippet) in snippets.enumerated() {
            let isOutput =
                snippet.mark.isOutput || Self.labels.contains(snippet.label.lowercased())
                || SphinxDirective(snippet) == .output
            guard isOutput || Self.mayBeOutput(snippet) else {
                last = isCode(snippet) ? place : nil
                continue
            }
            guard let code = last else { continue }
            let isErrors = snippet.label.lowercased() == "stderr"
            let between = SourceRange(
                snippets[code].range.upper, max(snippets[code].range.upper, snippet.range.lower))
            if isOutput, snippet.mark.isOutput || Self.isNear(between, in: document) {
                pairs.append(Pair(code: code, output: place, isErrors: isErrors, isGuess: false))
                // A second block may hold what goes to the other stream.
                if !isErrors, !snippet.mark.isOutput { last = nil }
            } else if Self.isAnnounced(between, in: document) {
                pairs.append(Pair(code: code, output: place, isErrors: false, isGuess: true))
                last = nil
            } else {
                last = isCode(snippet) ? place : nil
            }
        }
    }

    /// Labels that say that a block is output.
    private static let labels: Set<String> = [
        "output", "stdout", "stderr", "out", "console-output", "result",
    ]
    /// Labels that output often has.
    private static let plain: Set<String> = [
        "", "text", "txt", "plain", "plaintext", "console", "terminal", "none", "json", "shell", "bash",
    ]

    private static func mayBeOutput(_ snippet: Snippet) -> Bool {
        guard plain.contains(snippet.label.lowercased()), snippet.mark.skip == nil else { return false }
        let first = snippet.code.drop { $0 == 0x20 || $0 == 0x0A }
        return !first.starts(with: "$ ".utf8) && !first.starts(with: ">>> ".utf8)
    }

    /// Whether there is at most one paragraph between two blocks.
    private static func isNear(_ range: SourceRange, in document: Document) -> Bool {
        isBlank(range, in: document) || paragraph(in: range, of: document) != nil
    }

    /// Whether words between two blocks say that the second is what the first prints.
    private static func isAnnounced(_ range: SourceRange, in document: Document) -> Bool {
        guard let paragraph = paragraph(in: range, of: document) else { return false }
        let text = document.plainText(of: paragraph).lowercased()
        guard text.hasSuffix(":"), text.utf8.count < 200 else { return false }
        let words = text.split { !$0.isLetter && $0 != "'" }
        return words.contains { announcing.contains(String($0)) }
            || zip(words, words.dropFirst()).contains { pair in
                (pair.0 == "you" || pair.0 == "will" || pair.0 == "should" || pair.0 == "you'll")
                    && (pair.1 == "see" || pair.1 == "get")
            }
    }

    private static let announcing: Set<String> = [
        "output", "outputs", "prints", "printed", "displays", "displayed", "produces", "gives", "yields",
        "logs",
    ]

    /// The one paragraph of a range, where there is nothing else in it.
    private static func paragraph(in range: SourceRange, of document: Document) -> NodeID? {
        var found: NodeID?
        for id in document.ids(of: .paragraph) {
            let node = document[id].range
            guard node.lower >= range.lower, node.upper <= range.upper else { continue }
            if found != nil { return nil }
            found = id
        }
        guard let found else { return nil }
        let node = document[found].range
        let isAlone =
            isBlank(SourceRange(range.lower, node.lower), in: document)
            && isBlank(SourceRange(node.upper, range.upper), in: document)
        return isAlone ? found : nil
    }

    /// Whether nothing but white space, prefixes of block quotes and comments stands in a range.
    private static func isBlank(_ range: SourceRange, in document: Document) -> Bool {
        var place = range.lower
        for comment in document.comments
        where comment.range.lower >= range.lower && comment.range.upper <= range.upper {
            guard isSpace(SourceRange(place, comment.range.lower), in: document.text) else { return false }
            place = comment.range.upper
        }
        return isSpace(SourceRange(place, range.upper), in: document.text)
    }

    private static func isSpace(_ range: SourceRange, in text: SourceText) -> Bool {
        range.lower >= range.upper
            || text.slice(range).allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == 0x3E }
    }
}
