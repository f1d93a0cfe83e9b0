// For JSONDecoder and reading files; the suite is JSON.
import Foundation
import Markup
import Model
import RuleBook
import RulePages

/// Documents with what markdownlint 0.40 finds in each of them by its own configuration and the one that the
/// document gives by comments.
struct MarkdownlintSuite {
    struct Case: Decodable {
        var file: String
        var findings: [Expected]
        /// The text after all fixes, where it is known.
        var fixed: String?
    }

    struct Expected: Decodable {
        var rule: String
        /// Counted from 1.
        var line: Int
        /// The first column, counted from 1, and the length, in UTF-16 code units.
        var range: [Int]?
        var fix: ExpectedFix?
    }

    struct ExpectedFix: Decodable {
        var lineNumber: Int?
        var editColumn: Int?
        var deleteCount: Int?
        var insertText: String?
    }

    /// A rule and a line, the unit that is compared.
    struct Spot: Hashable, Comparable {
        var rule: String
        var line: Int
        static func < (a: Spot, b: Spot) -> Bool { (a.rule, a.line) < (b.rule, b.line) }
    }

    static let name = "markdownlint-0.40"
    private let configuration: Configuration

    init() throws {
        configuration = try Configuration(files: [], book: .builtIn, profile: .markdownlint)
    }

    /// The folder that `DOCENT_CONFORMANCE` names.
    static var folder: URL? {
        ProcessInfo.processInfo.environment["DOCENT_CONFORMANCE"].map {
            URL(fileURLWithPath: $0).appending(path: "markdownlint")
        }
    }

    /// Whether the suite can be run; says on standard output why not where it cannot.
    static func isThere() -> Bool {
        if folder != nil { return true }
        print("\(name): not run, because DOCENT_CONFORMANCE is not set")
        return false
    }

    static func cases() throws -> [(case: Case, text: [UInt8])] {
        guard let folder else { return [] }
        let lines = try Data(contentsOf: folder.appending(path: "expected.jsonl")).split(separator: 0x0A)
        return try lines.map {
            let one = try JSONDecoder().decode(Case.self, from: $0)
            return (one, Array(try Data(contentsOf: folder.appending(path: "cases/\(one.file)"))))
        }
    }

    /// What the rules of markdownlint's profile find in a document, by their numbers, sorted by place.
    func findings(in bytes: [UInt8]) -> [(number: String, draft: Draft)] {
        let document = Markdown.parse(bytes, path: "example.md", dialect: .gfm)
        let rules = configuration.adjusted(configuration.settings(for: document.path).rules, for: document)
        let facts = Facts(prose: Prose(of: document), lines: LineMap(of: document))
        var found: [(number: String, draft: Draft)] = []
        for rule in rules.rules.rules {
            var given = facts
            for question in rule.check.questions(about: document) {
                given.answers[question] = answer(to: question, about: document)
            }
            var verdict = Verdict()
            rule.check.judge(document, given: given, into: &verdict)
            let number = rule.aliases.first { $0.hasPrefix("MD") } ?? rule.id
            for draft in verdict.drafts {
                let line = document.text.line(at: draft.range.lower)
                if rules.lines?.isOn(rule.id, line: line) ?? true { found.append((number, draft)) }
            }
        }
        return found.sorted { ($0.draft.range, $0.number) < ($1.draft.range, $1.number) }
    }

    private func answer(to question: Question, about document: Document) -> Answer {
        switch question {
        case .anchors(let path) where path == document.path: .anchors(Anchors(of: document))
        case .anchors: .unknown("it is another page")
        case .path: .entry(.file)
        default: .unknown("no rule of markdownlint asks for it")
        }
    }
}
