import Model

/// A report with one of everything that a format has to write.
enum SampleReport {
    static let guide = """
        # Guide
        See [set up](#setup).

        ## Set up

        1. Install\t日本語 tools.
        2. Run `docent`.

        ## Set up

        Currently the e\u{301}tat 👩‍👩‍👧 is \u{1B}[31mred\u{1B}[0m and \u{202E}drawkcab.
        This sentence goes on
        over several
        lines
        of the
        page.

        """

    static var full: Report {
        let text = SourceText(guide)
        let page = Report.Page(
            path: "docs/guide.md", text: text,
            findings: [
                finding(
                    "links/missing-anchor", .error, at("#setup"), "no heading on this page gives `#setup`",
                    aliases: ["MD051", "link-fragments"],
                    fixes: [
                        Fix(
                            title: "replace with `#set-up`", safety: .safe,
                            edits: [Edit(at("#setup"), "#set-up")])
                    ]),
                finding(
                    "headings/duplicate-sibling", .warning, last("Set up"), "two headings are both `Set up`",
                    notes: [Note("the first one", at: at("Set up")), Note("links to it reach the first")]),
                finding(
                    "language/ages", .advice, at("Currently"), "`Currently` ages", confidence: .likely,
                    fixes: [
                        Fix(title: "leave it out", safety: .unsafe, edits: [Edit(at("Currently "), "")])
                    ]),
                finding("prose/marks", .advice, at("👩‍👩‍👧"), "an emoji in running text", confidence: .possible),
                finding("prose/terminal", .warning, at("\u{1B}[31m"), "a control \u{1B}[31m in the text"),
                finding(
                    "prose/long-sentence", .warning, through("sentence", "page."), "33 words in one sentence"),
                finding("lists/tools", .advice, at("日本語"), "name the tools"),
            ])
        let other = Report.Page(
            path: "README.md", text: SourceText("# Read me"),
            findings: [
                finding(
                    "files/end", .warning, SourceRange(at: 9), "no line ending at the end", path: "README.md")
            ])
        var counts = Report.Counts()
        counts.documentsRead = 40
        counts.documentsNotRead = 2
        counts.suppressed = 3
        counts.rules = 12
        return Report(
            revision: "0123456789abcdef0123456789abcdef01234567", pages: [other, page],
            unknowns: [
                Unknown(path: "docs/gone.md", subject: "docs/gone.md", reason: "its object is missing"),
                Unknown(path: "docs/lost.md", subject: "docs/lost.md", reason: "its object is missing"),
                Unknown(
                    rule: "links/missing-anchor", path: "docs/guide.md", range: at("#setup"),
                    subject: "api.md#run", reason: "the page is made from a template"),
            ]
                + (1...5).map {
                    Unknown(
                        rule: "links/missing-file", path: "docs/page-\($0).md", range: SourceRange(4, 9),
                        subject: "vendor/x.md", reason: "the submodule `vendor` was not entered")
                }, counts: counts)
    }

    /// The same report with everything that a report sorts in another order.
    static var shuffled: Report {
        var report = full
        report.pages.reverse()
        for index in report.pages.indices { report.pages[index].findings.reverse() }
        report.unknowns.reverse()
        return report
    }

    static func finding(
        _ rule: String, _ severity: Severity, _ range: SourceRange, _ message: String,
        path: String = "docs/guide.md", aliases: [String] = [], confidence: Confidence = .certain,
        notes: [Note] = [], fixes: [Fix] = []
    ) -> Finding {
        Finding(
            rule: rule, aliases: aliases, severity: severity, confidence: confidence, audience: .docs,
            path: path,
            draft: Draft(at: range, message, subject: message, notes: notes, fixes: fixes),
            fingerprint: Fingerprint(rule: rule, path: path, subject: message, ordinal: 0))
    }

    /// A page with one finding on the first occurrence of a text.
    static func page(_ text: SourceText, _ range: SourceRange, notes: [Note] = []) -> Report.Page {
        Report.Page(
            path: "a.md", text: text,
            findings: [finding("a/b", .error, range, "m", path: "a.md", notes: notes)])
    }

    static func at(_ part: String) -> SourceRange { occurrences(of: part).first ?? SourceRange(at: 0) }
    static func last(_ part: String) -> SourceRange { occurrences(of: part).last ?? SourceRange(at: 0) }
    static func through(_ first: String, _ end: String) -> SourceRange {
        SourceRange(at(first).lower, at(end).upper)
    }

    private static func occurrences(of part: String) -> [SourceRange] {
        let bytes = Array(guide.utf8)
        let wanted = Array(part.utf8)
        return (0...(bytes.count - wanted.count)).filter {
            bytes[$0..<($0 + wanted.count)].elementsEqual(wanted)
        }
        .map { SourceRange($0, $0 + wanted.count) }
    }
}
