package import Model
import Snippets

/// `docent: snippet` comments with words that mean nothing.
package struct MalformedMark: Check {
    package static let id = "snippets.malformed-mark"

    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for comment in MarkReader(document).comments {
            for mistake in comment.mistakes { verdict.add(draft(mistake)) }
        }
    }

    private func draft(_ mistake: MarkComment.Mistake) -> Draft {
        let key = mistake.key
        switch mistake.kind {
        case .unknownKey(let nearest):
            let fixes = nearest.map {
                [Fix(title: "replace with `\($0)`", safety: .unsafe, edits: [Edit(mistake.name, $0)])]
            }
            return Draft(
                at: mistake.name, Self.unknown(key), subject: key, notes: nearest == nil ? [Self.keys] : [],
                fixes: fixes ?? [])
        case .noValue(let expected):
            return Draft(
                at: mistake.range, Self.noValue(key), subject: key, notes: [Self.expected(key, expected)])
        case .badValue(let expected):
            return Draft(
                at: mistake.range.isEmpty ? mistake.name : mistake.range, Self.badValue(key), subject: key,
                notes: [Self.expected(key, expected)])
        case .needlessValue: return Draft(at: mistake.range, Self.needless(key), subject: key)
        case .saidTwice: return Draft(at: mistake.range, Self.twice(key), subject: key)
        case .noReason: return Draft(at: mistake.range, Self.noReason, subject: key, notes: [Self.because])
        case .empty: return Draft(at: mistake.range, Self.empty, subject: key, notes: [Self.keys])
        }
    }

    private static func unknown(_ key: String) -> String { "a comment on a snippet cannot say `\(key)`" }
    private static func noValue(_ key: String) -> String { "`\(key)` takes a value" }
    private static func badValue(_ key: String) -> String { "this is nothing that `\(key)` can be" }
    private static func needless(_ key: String) -> String { "`\(key)` takes no value" }
    private static func twice(_ key: String) -> String { "the comment says `\(key)` twice" }
    private static let noReason = "the comment gives no reason to skip the snippet"
    private static let empty = "the comment says nothing of the snippet"
    private static func expected(_ key: String, _ value: String) -> Note {
        Note("write \(value) for `\(key)`")
    }
    private static let because = Note("end it with `because` and a reason")
    private static let keys = Note(
        "it can say \(MarkComment.Key.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", "))")
}
