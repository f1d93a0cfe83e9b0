package import Model
internal import YAML

/// Front matter that no program can read.
package struct Unreadable: Check {
    package static let id = "front-matter.unreadable"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for problem in document.problems where problem.kind == .unclosedFrontMatter {
            verdict.add(Draft(at: problem.range, Self.unclosed, subject: "front matter"))
        }
        guard let frontMatter = document.content.frontMatter, frontMatter.format == .yaml,
            !Self.isTemplate(document.text.slice(frontMatter.content))
        else { return }
        do {
            let root = try YAMLNode.read(document.text, in: frontMatter.content)
            guard root.pairs == nil else { return }
            verdict.add(Draft(at: root.range, Self.noTable, subject: "front matter"))
        } catch {
            verdict.add(Draft(at: error.range, Self.unreadable(error.sentence), subject: "front matter"))
        }
    }

    /// Whether something fills the front matter in before it is read.
    private static func isTemplate(_ bytes: ArraySlice<UInt8>) -> Bool {
        zip(bytes, bytes.dropFirst()).contains { first, second in
            first == UInt8(ascii: "{") && (second == UInt8(ascii: "{") || second == UInt8(ascii: "%"))
        }
    }

    private static func unreadable(_ sentence: String) -> String {
        "this front matter cannot be read: \(sentence)"
    }
    private static let noTable = "this front matter has no keys"
    private static let unclosed = "this front matter is never closed, so that it is shown as text"
}
