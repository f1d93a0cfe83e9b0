import Audit
import Model
import Reporting
import Testing

@Suite("The report of an audit")
struct AuditReportTests {
    static let day = Day("2026-11-01")!
    static let later = Day("2026-11-08")!

    static func header(_ day: Day = day) -> AuditHeader {
        AuditHeader(version: "1", title: "T", configuration: "c", asOf: day)
    }

    static func page(
        _ path: String, _ tallies: [Topic: Tally] = [.links: Tally(holds: 1)], notAssessed: String = ""
    ) -> UnitRecord {
        UnitRecord(
            .page, repository: "docs", path: path, area: "guides", owners: ["@docs"], ownership: "owned",
            notAssessed: notAssessed, tallies: tallies)
    }

    static func finding(
        _ kind: AuditKind, _ path: String, _ subject: String = "x", cause: AuditFinding.Cause? = nil,
        confidence: Confidence = .certain
    ) -> AuditFinding {
        AuditFinding(
            kind, confidence: confidence, repository: "docs", unit: path, path: path, line: 3,
            quote: "a `b` | c",
            subject: subject, message: "`\(subject)` is gone", cause: cause, area: "guides", owners: ["@docs"]
        )
    }

    static func part(
        _ units: [UnitRecord], _ findings: [AuditFinding] = [], on day: Day = day, shard: Shard? = nil
    ) -> AuditPart {
        AuditPart(
            header: header(day), shard: shard,
            repositories: [
                RepositoryRecord(name: "docs", role: "docs", area: "", lifecycle: "", revision: "abc")
            ], units: units, findings: findings)
    }

    /// What the archive tells the next audit.
    static func left(by report: AuditReport, after former: FormerAudit?) -> FormerAudit {
        var left = Dictionary(
            (former?.findings ?? []).map { ($0.fingerprint, $0) }, uniquingKeysWith: { first, _ in first })
        for finding in report.changes.fixed + report.changes.vanished {
            left[finding.fingerprint]?.isFixed = true
        }
        for item in report.findings {
            let print = item.fingerprint.description
            left[print] = FormerFinding(
                fingerprint: print, kind: item.finding.kind.rawValue, repository: item.finding.repository,
                path: item.finding.path, message: item.finding.message,
                firstSeen: left[print]?.firstSeen ?? report.header.asOf, isFixed: false)
        }
        return FormerAudit(day: report.header.asOf, findings: Array(left.values))
    }

    @Test("a page's state is the worst that its references make of it, and never its age")
    func states() {
        let report = AuditReport(
            of: Self.part(
                [
                    Self.page("a"), Self.page("b"), Self.page("c"), Self.page("d", [:]),
                    Self.page("e", [.links: Tally(unknown: ["no network": 2])]),
                    Self.page("f", notAssessed: "missing"),
                    Self.page("g"),
                ],
                [
                    Self.finding(.symbolRemoved, "a"), Self.finding(.symbolDeprecated, "a", "y"),
                    Self.finding(.symbolDeprecated, "b"),
                    Self.finding(.symbolRemoved, "g", confidence: .possible),
                ]), former: nil)
        #expect(
            report.units.map(\.state) == [
                .drifted, .atRisk, .current, .unanchored, .notAssessed, .notAssessed, .current,
            ])
    }

    @Test("causes are counted over pages and samples, the one that reaches most first")
    func causes() {
        let one = AuditFinding.Cause(what: "`x` removed", origin: "product", reference: "5.2.0")
        let two = AuditFinding.Cause(what: "`y` removed", origin: "product", reference: "5.2.0")
        let report = AuditReport(
            of: Self.part(
                [Self.page("a"), Self.page("b")],
                [
                    Self.finding(.symbolRemoved, "a", cause: one),
                    Self.finding(.symbolRemoved, "b", cause: one),
                    Self.finding(.symbolRemoved, "b", "z", cause: one),
                    Self.finding(.symbolRemoved, "a", "y", cause: two),
                ]), former: nil)
        #expect(report.causes.map(\.cause) == [one, two])
        #expect(report.causes.map(\.pages) == [2, 1])
    }

    @Test("each area tells what reaches it, and what has no owner is listed by its folder")
    func areas() {
        let one = AuditFinding.Cause(
            what: "`x` removed", origin: "product", reference: "5.2.0", day: Self.day)
        let two = AuditFinding.Cause(
            what: "`y` removed", origin: "product", reference: "5.2.0", day: Self.day)
        var other = Self.page("api/c")
        (other.area, other.owners) = ("api", ["@api"])
        var finding = Self.finding(.symbolRemoved, "api/c", "y", cause: two)
        (finding.area, finding.owners) = ("api", ["@api"])
        let ownerless = (0..<8).map { number -> UnitRecord in
            var page = Self.page("old\(number / 2)/\(number)")
            (page.owners, page.ownership) = ([], "no rule")
            return page
        }
        let units = [Self.page("a"), Self.page("b"), other] + ownerless
        let findings = [
            Self.finding(.symbolRemoved, "a", cause: one), Self.finding(.symbolRemoved, "b", cause: one),
            finding,
        ]
        let report = AuditReport(of: Self.part(units, findings), former: nil)
        let text = String(decoding: AuditTerminal(ReportOptions()).render(report), as: UTF8.self)
        #expect(
            text.contains(
                """
                api, owned by @api
                  upstream: `y` removed (5.2.0 of product on 2026-11-01): 1 page
                """), "\(text)")
        #expect(
            text.contains(
                """
                guides, owned by @docs
                  upstream: `x` removed (5.2.0 of product on 2026-11-01): 2 pages
                """))
        #expect(
            text.contains(
                """
                without an owner
                  no rule: 8
                    2 in docs:old0/
                    2 in docs:old1/
                    2 in docs:old2/
                    2 in docs:old3/
                """))
        let markdown = String(decoding: AuditMarkdown(ReportOptions()).render(report), as: UTF8.self)
        #expect(markdown.contains("- upstream: `y` removed"), "\(markdown)")
    }

    @Test("what changed since the last audit: new, fixed, reopened, vanished, and not looked at")
    func changes() {
        func audit(_ part: AuditPart, _ former: FormerAudit?) -> (AuditReport, FormerAudit) {
            let report = AuditReport(of: part, former: former)
            return (report, Self.left(by: report, after: former))
        }
        let (first, one) = audit(
            Self.part(
                [Self.page("a"), Self.page("b"), Self.page("c"), Self.page("d")],
                [
                    Self.finding(.linkGone, "a"), Self.finding(.linkGone, "b"), Self.finding(.linkGone, "c"),
                    Self.finding(.linkGone, "d"),
                ]), nil)
        #expect(first.changes.since == nil)
        let (second, two) = audit(
            Self.part(
                [Self.page("a"), Self.page("b"), Self.page("d", [.links: Tally(unknown: ["off": 1])])],
                [Self.finding(.linkGone, "a"), Self.finding(.linkGone, "a", "new")], on: Self.later), one)
        #expect(second.changes.new.map { second.findings[$0].finding.subject } == ["new"])
        #expect(second.changes.fixed.map(\.path) == ["b"])
        #expect(second.changes.vanished.map(\.path) == ["c"])
        #expect(second.changes.notLookedAt.map(\.path) == ["d"])
        #expect(second.findings.map(\.standing).contains(.known(since: Self.day)))
        let (third, three) = audit(
            Self.part(
                [Self.page("a"), Self.page("b"), Self.page("d")],
                [
                    Self.finding(.linkGone, "a"), Self.finding(.linkGone, "a", "new"),
                    Self.finding(.linkGone, "b"),
                    Self.finding(.linkGone, "d"),
                ]), two)
        #expect(third.changes.reopened.map { third.findings[$0].finding.path } == ["b"])
        let (fourth, _) = audit(
            Self.part(
                [Self.page("a"), Self.page("b"), Self.page("d")],
                [
                    Self.finding(.linkGone, "a"), Self.finding(.linkGone, "a", "new"),
                    Self.finding(.linkGone, "b"),
                    Self.finding(.linkGone, "d"),
                ]), three)
        #expect(fourth.changes.isNothing)
    }

    @Test("parts join in any order to the bytes of the whole, through JSON")
    func joining() throws {
        let units = ["a", "b", "c"].map { Self.page($0) }
        let cause = AuditFinding.Cause(what: "`x` removed", origin: "p", reference: "1", day: Self.day)
        let findings = ["a", "b"].map { Self.finding(.linkGone, $0, cause: cause) }
        let whole = AuditReport(of: Self.part(units, findings), former: nil)
        let parts = try [
            Self.part([units[2], units[0]], [findings[0]], shard: Shard("1/2")),
            Self.part([units[1]], [findings[1]], shard: Shard("2/2")),
        ].map { part in
            try AuditPartReader.read(
                AuditJSON(ReportOptions()).render(AuditReport(of: part, former: nil)))
        }
        for order in [parts, parts.reversed()] {
            let joined = AuditReport(of: try AuditPart.join(order), former: nil)
            for format in AuditFormats.all {
                let renderer = format.init(ReportOptions())
                #expect(renderer.render(joined) == renderer.render(whole))
            }
        }
    }

    @Test("parts of different audits, a missing part, and files that are none are refused with the reason")
    func refusals() throws {
        let one = Self.part([], shard: Shard("1/2"))
        #expect(throws: Failure.self) { try AuditPart.join([one]) }
        #expect(throws: Failure.self) {
            try AuditPart.join([one, Self.part([], on: Self.later, shard: Shard("2/2"))])
        }
        #expect(throws: Failure.self) { try AuditPart.join([Self.part([])]) }
        #expect(throws: Failure.self) { try AuditPart.join([]) }
        let bytes = AuditJSON(ReportOptions()).render(AuditReport(of: one, former: nil))
        for length in stride(from: 0, to: bytes.count - 1, by: 7) {
            #expect(throws: Failure.self) { try AuditPartReader.read(Array(bytes[..<length])) }
        }
    }

    @Test("foreign text is text in Markdown")
    func escaping() {
        var bad = Self.finding(.linkGone, "a|b<script>.md", "@team ``` [x](y) | <b>")
        bad.quote = "`` @all | </td> ``"
        let page = String(
            decoding: AuditMarkdown(ReportOptions()).render(
                AuditReport(of: Self.part([Self.page("a")], [bad]), former: nil)), as: UTF8.self)
        #expect(!page.contains(" <b>") && !page.contains("[x](y)") && !page.contains(" @team"))
        #expect(page.contains("| `@team ``` [x](y) | <b>` is gone") == false)
        #expect(page.contains("``` `` @all \\| </td> `` ```"))
    }

    @Test("a part is written 3/16")
    func shards() {
        #expect(Shard("3/16")?.index == 3)
        for text in ["0/4", "5/4", "a/b", "1", "1/0", "1/2/3", "/"] { #expect(Shard(text) == nil) }
    }
}
