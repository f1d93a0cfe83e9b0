// Foundation reads JSON and files, which the program itself does otherwise.
import Foundation
import Model
import RuleBook
import RulePages
import Testing

@Suite("Names of markdownlint")
struct MarkdownlintNamesTests {
    static let names = MarkdownlintNames(
        markdownlintRules.map { ($0.id, [$0.number] + $0.aliases, $0.tags) })

    @Test func `there are the 53 rules of version 0.40`() {
        #expect(Self.names.rules.count == 53)
        #expect(Self.names.book == Self.names.all)
    }

    @Test func `numbers that it has given up are none of its rules`() {
        for number in [
            "MD000", "MD002", "MD006", "MD008", "MD015", "MD016", "MD017", "MD057", "MD061", "MD0001",
        ] {
            #expect(!MarkdownlintNames.isInBook(number))
        }
    }

    @Test(arguments: markdownlintRules.map(\.number))
    func `our page of a rule has its names and tags`(number: String) throws {
        let rule = try #require(markdownlintRules.first { $0.number == number })
        // A rule whose page is yet to come has no names to compare.
        guard let head = RuleBook.builtIn.entries.first(where: { $0.head.aliases.contains(number) })?.head
        else {
            return
        }
        #expect(head.id == rule.id)
        #expect(Set(rule.aliases).isSubset(of: head.aliases))
        #expect(Set(rule.tags).isSubset(of: head.tags))
    }
}

/// The documents that markdownlint tests itself with; without them nothing is said.
private let caseFolder = ProcessInfo.processInfo.environment["DOCENT_CONFORMANCE"].map {
    $0 + "/markdownlint"
}

@Suite(
    "Comments in markdownlint's own documents",
    .enabled(if: caseFolder != nil, "not run: DOCENT_CONFORMANCE is not set"))
struct MarkdownlintCaseTests {
    private struct Case: Decodable {
        struct Finding: Decodable {
            var rule: String
            var line: Int
        }
        var file: String
        var findings: [Finding]
    }

    @Test func `have every rule on at the lines where it finds something`() throws {
        let folder = try #require(caseFolder)
        let lines = try String(contentsOfFile: folder + "/expected.jsonl", encoding: .utf8).split(
            separator: "\n")
        #expect(lines.count > 200)
        let names = MarkdownlintNamesTests.names
        var withComments = 0
        for line in lines {
            let expected = try JSONDecoder().decode(Case.self, from: Data(line.utf8))
            let bytes = try [UInt8](Data(contentsOf: URL(filePath: folder + "/cases/" + expected.file)))
            guard let comments = MarkdownlintComments(in: SourceText(bytes)) else { continue }
            withComments += 1
            let settings = comments.settings(over: MarkdownlintSettings(everyRuleOn: true)).resolved(names)
            let states = comments.lineStates(names, on: RuleMask(settings))
            for finding in expected.findings {
                let id = try #require(markdownlintRules.first { $0.number == finding.rule }?.id)
                #expect(
                    states.isOn(id, line: finding.line - 1),
                    "\(expected.file):\(finding.line) \(finding.rule)")
            }
        }
        #expect(withComments > 100)
    }
}
