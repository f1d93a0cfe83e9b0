import Model
import Reporting
import Testing

@Suite("The last line says what was found, what was read, and what was not")
struct LastLineTests {
    private func lines(
        read: Int, forCode: Int = 0, notRead: Int = 0, suppressed: Int = 0, _ pages: [Report.Page] = [],
        _ unknowns: [Unknown] = [],
        elapsed: Duration? = nil
    ) -> [String] {
        var counts = Report.Counts()
        counts.documentsRead = read
        counts.documentsReadForCode = forCode
        counts.documentsNotRead = notRead
        counts.suppressed = suppressed
        let report = Report(revision: nil, pages: pages, unknowns: unknowns, counts: counts)
        let text = String(decoding: Terminal(ReportOptions(elapsed: elapsed)).render(report), as: UTF8.self)
        return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    @Test("a clean run names the documents it read")
    func clean() {
        #expect(lines(read: 1) == ["no findings in 1 document"])
        #expect(lines(read: 40, elapsed: .milliseconds(124)) == ["no findings in 40 documents; 0.12 s"])
        #expect(lines(read: 40, elapsed: .seconds(75)) == ["no findings in 40 documents; 75.00 s"])
        #expect(lines(read: 2, suppressed: 3) == ["no findings in 2 documents; 3 silenced"])
        #expect(lines(read: 9, forCode: 2) == ["no findings in 9 documents, 2 of them read for code only"])
        #expect(lines(read: 2, forCode: 2) == ["no findings in 2 documents, read for code only"])
    }

    @Test("a run that read nothing does not look like a clean one")
    func nothing() {
        #expect(lines(read: 0) == ["no documents"])
        let gone = Unknown(path: "a.md", subject: "a.md", reason: "it is larger than 100 MB")
        #expect(
            lines(read: 0, notRead: 1, [], [gone]) == [
                "not assessed, because it is larger than 100 MB (1 document):", "  a.md", "",
                "no findings in 0 documents; 1 document not read (because it is larger than 100 MB)",
            ])
    }

    @Test("reasons are grouped, the most frequent first, and never flood")
    func reasons() {
        let unknowns = (0..<8).flatMap { reason in
            (0...reason).map {
                Unknown(path: "\(reason)-\($0).md", subject: "x", reason: "of reason \(reason)")
            }
        }
        let lines = lines(read: 1, notRead: 36, [], unknowns)
        #expect(
            lines.last
                == "no findings in 1 document; 36 documents not read (8 because of reason 7, 7 because of reason 6, "
                + "6 because of reason 5, 15 for other reasons)")
        #expect(lines.count == 5 * 5 + 1 + 1 + 1)
        #expect(lines[0] == "not assessed, because of reason 7 (8 documents):")
        #expect(lines[4] == "  and 5 more")
        #expect(lines[25] == "not assessed, for 3 other reasons: 6 more")
    }

    @Test("findings are counted by severity and by document")
    func findings() {
        let text = SourceText("abc\n")
        let pages = [Severity.error, .warning, .warning].enumerated().map { index, severity in
            Report.Page(
                path: "\(index).md", text: text,
                findings: [SampleReport.finding("a/b", severity, SourceRange(0, 1), "m")])
        }
        #expect(lines(read: 40, pages).last == "1 error, 2 warnings in 3 of 40 documents")
    }

    @Test("rule pages get the findings alone, parted by an empty line")
    func findingsAlone() {
        let page = Report.Page(
            path: "a.md", text: SourceText("ab\n"),
            findings: [
                SampleReport.finding("x/b", .error, SourceRange(1, 2), "second", path: "a.md"),
                SampleReport.finding("x/a", .advice, SourceRange(0, 1), "first", path: "a.md"),
            ])
        #expect(
            Terminal.renderFindings(of: [page]) == """
                advice[x/a]: first
                 --> a.md:1:1
                  |
                1 | ab
                  | ^

                error[x/b]: second
                 --> a.md:1:2
                  |
                1 | ab
                  |  ^

                """)
        #expect(Terminal.renderFindings(of: []) == "")
    }

    @Test("colour is written when asked for, or to a terminal that nobody forbids it")
    func color() {
        #expect(ColorChoice.always.usesColor(isTerminal: false, environment: ["NO_COLOR": "1"]))
        #expect(!ColorChoice.never.usesColor(isTerminal: true, environment: [:]))
        #expect(ColorChoice.auto.usesColor(isTerminal: true, environment: ["TERM": "xterm", "NO_COLOR": ""]))
        #expect(!ColorChoice.auto.usesColor(isTerminal: false, environment: [:]))
        #expect(!ColorChoice.auto.usesColor(isTerminal: true, environment: ["NO_COLOR": "0"]))
        #expect(!ColorChoice.auto.usesColor(isTerminal: true, environment: ["TERM": "dumb"]))
    }
}
