// For JSONDecoder and reading files; the suites are JSON.
import Foundation
import HTMLRendering
import Markup
import Model

/// Examples that others wrote: Markdown, and the HTML that it means.
struct ConformanceSuite {
    struct Example: Decodable {
        var example: Int
        var section: String
        var markdown: String
        var html: String
        /// The extensions that the example needs; tells where tags are to be filtered.
        var extensions: [String]?
    }

    /// An example that we see differently, and why.
    struct KnownDifference {
        var example: Int
        var reason: String
    }

    var name: String
    var dialect: Dialect
    var footnotes: HTMLRenderer.FootnoteStyle = .numbered
    /// Whether every example was made with the tag filter on.
    var filtersTags = false
    var knownDifferences: [KnownDifference] = []

    static let commonMark = ConformanceSuite(name: "commonmark-0.31.2", dialect: .commonmark)
    static let gfm = ConformanceSuite(name: "gfm-0.29-extensions", dialect: .gfm)
    static let cmarkGFM = ConformanceSuite(
        name: "cmark-gfm-extensions", dialect: .gfm, filtersTags: true)

    /// The folder that `DOCENT_CONFORMANCE` names.
    static var folder: String? { ProcessInfo.processInfo.environment["DOCENT_CONFORMANCE"] }

    /// Whether the suite can be run; says on standard output why not where it cannot.
    func isThere() -> Bool {
        if Self.folder != nil { return true }
        print("\(name): not run, because DOCENT_CONFORMANCE is not set")
        return false
    }

    func examples() throws -> [Example] {
        let url = URL(fileURLWithPath: Self.folder ?? "").appending(path: "commonmark/\(name).json")
        return try JSONDecoder().decode([Example].self, from: Data(contentsOf: url))
    }

    func html(of example: Example) -> String {
        let file = SourceFile(path: "example.md", bytes: Array(example.markdown.utf8))
        let renderer = HTMLRenderer(
            footnotes: footnotes,
            filtersTags: filtersTags || example.extensions?.contains("tagfilter") == true)
        return renderer.string(of: Markdown.parse(file, dialect: dialect))
    }

    /// Runs all examples and prints one line with the count.
    ///
    /// - Returns: a text for every example that is not as it should be.
    func failures() throws -> [String] {
        let examples = try examples()
        var failures: [String] = []
        var passed = 0
        for example in examples {
            let got = html(of: example)
            // The suite's own sign that only not crashing is asked for.
            let isRight = got == example.html || example.html == "<IGNORE>\n"
            let known = knownDifferences.first { $0.example == example.example }
            if isRight { passed += 1 }
            if isRight, let known {
                failures.append(
                    "\(name) \(example.example) is right now; take it off the known differences "
                        + "(\(known.reason))")
            } else if !isRight, known == nil {
                failures.append(
                    """
                    \(name) \(example.example), \(example.section)
                    --- markdown
                    \(example.markdown)--- expected
                    \(example.html)--- got
                    \(got)---
                    """)
            }
        }
        let known = knownDifferences.isEmpty ? "" : ", \(knownDifferences.count) known to differ"
        print("\(name): \(passed) of \(examples.count)\(known)")
        return failures
    }
}
