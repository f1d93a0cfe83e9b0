import Commands
import Engine
import HTMLRendering
import Markup
import Model
import RandomDocuments
import RuleBook
import Testing

@Suite("Fixes of all rules, on documents made at random")
struct FixPropertyTests {
    private static let vocabulary = Vocabulary.commonMark + Vocabulary.gfm
    private static let rules = RuleBook.builtIn.rules.filter { !$0.id.hasPrefix("docent/") }

    /// A document, and nothing around it.
    private struct Page: DocumentReader, Sendable {
        var bytes: [UInt8]
        func read(_ path: String) -> DocumentReading {
            path == "a.md"
                ? .file(SourceFile(path: path, bytes: bytes)) : .notAssessed("there is no such file")
        }
    }

    private func mend(_ bytes: [UInt8], _ rules: [Rule], unsafe: Bool = false) async -> Mending {
        let overlay = Overlay()
        return await Engine.mend(plan(bytes, rules, overlay), .markdown(takesUnsafe: unsafe), overlay)
    }

    private func plan(_ bytes: [UInt8], _ rules: [Rule], _ overlay: Overlay) -> Plan {
        let reader = overlay.reading { Page(bytes: bytes) }
        let set = RuleSet(rules, names: RuleBook.builtIn.names)
        let parse: @Sendable (SourceFile) -> Document = { Markdown.parse($0, dialect: .gfm) }
        let map = SiteMap(["a.md"])
        return Plan(
            paths: ["a.md"], makeReader: reader, parse: parse, rules: { _ in set },
            probe: SiteProbe(
                makeEntry: { { .entry(map.entry(at: $0)) } }, isDocument: { $0.hasSuffix(".md") },
                anchors: { Anchors(of: $0) }, makeReader: reader, parse: parse, workers: 1),
            today: Day(secondsSince1970: 0), workers: 1)
    }

    private func html(_ bytes: [UInt8]) -> [UInt8] {
        HTMLRenderer().bytes(of: Markdown.parse(bytes, path: "a.md", dialect: .gfm))
    }

    /// What is wrong with the fixes of some rules on a document; nothing where all is well.
    private func violations(_ bytes: [UInt8], _ rules: [Rule], unsafe: Bool) async -> [String] {
        let first = await mend(bytes, rules, unsafe: unsafe)
        let fixed = first.files.first?.new ?? bytes
        var out: [String] = []
        let second = await mend(fixed, rules, unsafe: unsafe)
        if let again = second.files.first {
            out.append("the second time: \(String(decoding: again.new, as: UTF8.self).debugDescription)")
        }
        let before = Dictionary(
            grouping: await Engine.run(plan(bytes, rules, Overlay())).findings, by: \.rule)
        for (rule, after) in Dictionary(grouping: second.report.findings, by: \.rule)
        where after.count > before[rule, default: []].count {
            out.append("more of \(rule): \(String(decoding: fixed, as: UTF8.self).debugDescription)")
        }
        if rules.allSatisfy({ $0.fixChanges == .nothing }),
            !HTMLComparison.isSame(html(bytes), html(fixed), allowing: [])
        {
            out.append("other HTML: \(String(decoding: fixed, as: UTF8.self).debugDescription)")
        }
        return out
    }

    @Test(
        "are made once and for all, show the same where the rules say so, and lead to nothing new",
        arguments: 0..<4)
    func mended(part: Int) async {
        var random = RandomDocument(seed: UInt64(part) + 11, vocabulary: Self.vocabulary)
        var changed = 0
        for round in 0..<150 {
            let bytes = random.next()
            let quiet = Self.rules.filter { $0.fixChanges == .nothing }
            let rules =
                round % 3 == 0 ? Self.rules : quiet.filter { _ in random.random.chance(oneIn: 2) }
            let isUnsafe = round % 2 == 0
            if await mend(bytes, rules).files.first != nil { changed += 1 }
            let wrong = await violations(bytes, rules, unsafe: isUnsafe)
            guard !wrong.isEmpty else { continue }
            Issue.record(
                """
                \(String(decoding: bytes, as: UTF8.self).debugDescription)
                \(wrong.joined(separator: "\n"))
                \(rules.map(\.id).joined(separator: " "))
                """)
            return
        }
        #expect(changed > 20)
    }

    @Test("come to an end where a blank line would be code of the list above it")
    func openFenceInQuote() async {
        let rules = Self.rules.filter { $0.id == "whitespace/blanks-around-lists" }
        let text = "> [^1]: a\n>\n>     - ```\n-\n"
        let mending = await mend(Array(text.utf8), rules)
        let new = mending.files.first.map { String(decoding: $0.new, as: UTF8.self) } ?? text
        #expect(new.split(separator: "\n").count(where: { $0 == ">" }) == 1)
        #expect(mending.report.findings.flatMap(\.notes).isEmpty)
    }
}
