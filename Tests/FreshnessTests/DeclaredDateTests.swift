import Freshness
import Markup
import Model
import Testing

@Suite("A declared date")
struct DeclaredDateTests {
    private func found(_ text: String, _ dialect: Dialect = .gfm) -> [String] {
        let document = Markdown.parse(text, dialect: dialect)
        return DeclaredDates.all(in: document).map { date in
            "\(date.key) '\(date.text)' at '\(document.text.string(date.range))'"
        }
    }

    private func verdict(
        _ text: String, content: String? = nil, alone: Bool = false, today: String = "2026-11-26"
    ) throws -> DeclaredDateVerdict {
        DeclaredDateVerdict(
            DeclaredDates.all(in: Markdown.parse(text)), content: content.flatMap { Day($0) },
            wasSetAlone: alone, today: try #require(Day(today)))
    }

    @Test("is found in every form that authors use")
    func forms() {
        #expect(
            found("---\nms.date: 05/14/2026\n---\n# T\n") == ["ms.date '05/14/2026' at '05/14/2026'"])
        #expect(
            found("---\nlast_reviewed: \"2026-01-02\"\n---\n")
                == ["last_reviewed '2026-01-02' at '\"2026-01-02\"'"])
        #expect(
            found("---\nlast_update:\n  date: 5/14/2026\n  author: a\n---\n")
                == ["last_update.date '5/14/2026' at '5/14/2026'"])
        #expect(found("---\nlast_modified_at: 2026-01-02T10:00:00Z\n---\n").count == 1)
        #expect(
            found("+++\ntitle = 'T'\nlastmod = 2026-01-02 # new\n[x]\nlastmod = 2020-01-01\n+++\n# T\n")
                == ["lastmod '2026-01-02' at '2026-01-02'"])
        #expect(
            found("<!--*\n# Say when\nfreshness: { owner: 'a' reviewed: '2023-02-24' }\n*-->\n\n# T\n")
                == ["freshness.reviewed '2023-02-24' at '2023-02-24'"])
        #expect(found("---\nms.date: [mm/dd/yyyy]\n---\n").map { $0.prefix(21) } == ["ms.date '[mm/dd/yyyy]"])
        #expect(found("---\nms.date:\ntitle: T\n---\n") == ["ms.date '' at 'ms.date'"])
    }

    @Test("is found in the metadata of DocC")
    func docc() {
        let text = """
            # T

            @Metadata {
                @CustomMetadata(key: "last_reviewed", value: "2026-01-02")
            }
            """
        #expect(found(text, .docc).map { $0.prefix(26) } == ["last_reviewed '2026-01-02'"])
    }

    @Test("is not the day of a post, nor what stands in an example")
    func others() {
        #expect(found("---\ndate: 2020-01-01\n---\n").isEmpty)
        #expect(found("# T\n\n```yaml\nms.date: 05/14/2026\n```\n").isEmpty)
        #expect(found("---\nparams:\n  lastmod: 2020-01-01\n---\n").isEmpty)
    }

    @Test(
        "is read as its author means it",
        arguments: [
            ("2026-05-14", "2026-05-14"), ("2026/5/4", "2026-05-04"),
            ("2026-05-14T10:00:00+02:00", "2026-05-14"),
            ("'2026-05-14'", "2026-05-14"), ("14 May 2026", "2026-05-14"), ("May 14th, 2026", "2026-05-14"),
            ("Thu, 14 May 2026 10:00:00", "2026-05-14"), ("14/05/2026", "2026-05-14"),
            ("05/14/2026", "2026-05-14"), ("14.05.2026", "2026-05-14"), ("05/05/2026", "2026-05-05"),
        ])
    func readings(text: String, day: String) throws {
        #expect(DateText(text) == .day(try #require(Day(day))))
    }

    @Test(
        "is none where nobody can tell the day",
        arguments: [
            ("05/04/2026", DateText.unreadable("day and month could each be the other")),
            ("2026-02-30", .unreadable("there is no such day")), ("soon", .unreadable("it is no date")),
            ("5/4/26", .unreadable("its year has not four digits")), ("mm/dd/yyyy", .placeholder),
            ("[mm/dd/yyyy]", .placeholder), ("#Required; mm/dd/yyyy format.", .placeholder),
            ("TODO", .placeholder),
            ("<date>", .placeholder), ("{{ page.date }}", .placeholder), ("  ", .empty), ("", .empty),
            ("4026531840", .unreadable("it is no date")), ("2026", .unreadable("it is no date")),
        ])
    func noDay(text: String, reading: DateText) {
        #expect(DateText(text) == reading)
    }

    @Test("in ms.date has the month first, as it is defined")
    func monthFirst() throws {
        #expect(DateText("05/04/2026", order: .monthFirst) == .day(try #require(Day("2026-05-04"))))
        #expect(DateText("14/05/2026", order: .monthFirst) == .unreadable("there is no such day"))
    }

    @Test("is held against the day of the content")
    func states() throws {
        let page = "---\nms.date: 05/14/2026\n---\n"
        let day = try #require(Day("2026-05-14"))
        #expect(try verdict(page, content: "2026-05-21").state == .valid(day))
        #expect(try verdict(page, content: "2025-01-01").state == .valid(day))
        #expect(try verdict(page).state == .valid(day))
        #expect(
            try verdict(page, content: "2026-05-22").state
                == .contradictedOlder(day, changed: try #require(Day("2026-05-22"))))
        #expect(try verdict(page, today: "2026-05-13").state == .future(day))
        #expect(try verdict("# T\n", content: "2026-05-22").state == .missing)
        #expect(try verdict("---\nms.date: [mm/dd/yyyy]\n---\n").state == .placeholder)
        #expect(try verdict("---\nms.date: 2026-13-01\n---\n").state == .unreadable("there is no such day"))
        #expect(try verdict("---\nms.date:\n---\n").state == .missing)
        let both = try verdict("---\nlastmod: 2020-01-01\nlast_reviewed: 2026-05-14\n---\n", alone: true)
        #expect(both.state == .valid(day))
        #expect(both.date?.key == "last_reviewed")
        #expect(both.wasSetAlone)
    }

    @Test("moves the day from which on changes elsewhere count, where it is the later one")
    func anchors() throws {
        let page = "---\nms.date: 05/14/2026\n---\n"
        let reviewed = FreshnessAnchor(
            content: Day("2025-01-01"), declared: try verdict(page, content: "2025-01-01"))
        #expect(reviewed?.day == Day("2026-05-14"))
        #expect(reviewed?.reason == .declared(key: "ms.date"))
        let edited = FreshnessAnchor(
            content: Day("2026-05-20"), declared: try verdict(page, content: "2026-05-20"))
        #expect(edited?.reason == .content)
        #expect(FreshnessAnchor(content: nil, declared: try verdict("# T\n")) == nil)
    }

    @Test("lies as many days after 1970 as the calendar says")
    func numbers() throws {
        for number in stride(from: -700_000, to: 2_000_000, by: 997) {
            #expect(Day(secondsSince1970: number * 86_400).number == number)
        }
    }
}
