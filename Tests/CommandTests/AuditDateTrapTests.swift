import Testing

/// Dates that look like edits, or like age, and are none, each beside one that counts.
///
/// Every repository is made by the test, with fixed dates.
@Suite("An audit is not led astray by dates")
struct AuditDateTrapTests {
    /// The content date of a page in a report as JSON; nil where there is none.
    private func contentDay(_ path: String, in json: String) -> Substring? {
        guard let unit = json.firstRange(of: "\"path\": \"\(path)\"") else { return nil }
        return json[unit.upperBound...].firstMatch(of: /"contentDay": (?:"([^"]*)"|null)/)?.1
    }

    @Test(
        "a bulk edit and a mended spelling make no declared date a lie; a page that says something new does")
    func bulkEdits() throws {
        try AuditYard.with { yard in
            let head = "---\nms.date: 01/05/2024\n---\n# Page\n\n"
            let text = "The command get-item reads an item from the store and prints it.\n"
            for number in 0..<30 { try yard.write("docs/bulk\(number).md", head + "\(number). " + text) }
            try yard.write("docs/spelling.md", head + text)
            try yard.write("docs/news.md", head + text)
            try yard.commit("docs", "2024-01-05")
            let notice = String(repeating: "This page is about a version that is no longer made. ", count: 4)
            for number in 0..<30 {
                try yard.write("docs/bulk\(number).md", head + "\(number). " + text + "\n\(notice)\n")
            }
            try yard.commit("docs", "2025-02-01")
            try yard.write("docs/spelling.md", head + text.replacing("get-item", with: "Get-Item"))
            try yard.commit("docs", "2025-03-01")
            try yard.write("docs/news.md", head + text + "\n\(notice)\n")
            try yard.commit("docs", "2025-04-01")
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(report.contains("docs:news.md:2"), "\(report)")
            #expect(report.contains("`ms.date` says 2024-01-05, and the page was changed on 2025-04-01"))
            #expect(!report.contains("docs:bulk") && !report.contains("docs:spelling.md"))
            #expect(report.contains("the page was changed along with many others"))
        }
    }

    @Test(
        "links written in another way, and a date that waited for its merge, are no lie; a text after it is")
    func linksAndMerges() throws {
        try AuditYard.with { yard in
            let links = (1...15).map { "See [part \($0)](https://example.org/\($0)) of it." }
            let labels = (1...15).map { "See [part \($0)][\($0)] of it." }
            let definitions = (1...15).map { "[\($0)]: https://example.org/place/\($0)" }
            func page(_ day: String, _ lines: [String]) -> String {
                "---\nms.date: \(day)\n---\n# Page\n\n" + lines.joined(separator: "\n") + "\n"
            }
            let notice = Array(repeating: "This page is about something that nobody makes.", count: 4)
            for name in ["links", "merge", "after"] {
                try yard.write("docs/\(name).md", page("01/05/2024", links))
            }
            try yard.commit("docs", "2024-01-05")
            try yard.write(
                "docs/links.md",
                page(
                    "01/05/2024",
                    labels + ["", "<!-- the references of all links of this page -->"] + definitions))
            // Written on the first of February, and let in three weeks later.
            try yard.write("docs/merge.md", page("02/01/2025", links + notice))
            try yard.write("docs/after.md", page("02/01/2025", links))
            try yard.commit("docs", "2025-02-22")
            try yard.write("docs/after.md", page("02/01/2025", links + notice))
            try yard.commit("docs", "2025-03-22")
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(report.matches(of: /\[date-contradicted\]/).count == 1, "\(report)")
            #expect(report.contains("docs:after.md:2"))
        }
    }

    @Test("what was changed and changed back within a month is no edit; what stays changed is one")
    func reverts() throws {
        try AuditYard.with { yard in
            let head = "---\nlast_reviewed: 2024-01-05\n---\n# Page\n\nWords.\n"
            let more =
                "\n"
                + String(repeating: "There is a new way to do this that everybody should take. ", count: 3)
            for name in ["reverted", "kept"] { try yard.write("docs/\(name).md", head) }
            try yard.commit("docs", "2024-01-05")
            for name in ["reverted", "kept"] { try yard.write("docs/\(name).md", head + more + "\n") }
            try yard.commit("docs", "2025-02-01")
            try yard.write("docs/reverted.md", head)
            try yard.commit("docs", "2025-02-20")
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(report.contains("docs:kept.md:2"), "\(report)")
            #expect(!report.contains("docs:reverted.md"))
        }
    }

    @Test("a commit of 1970 makes no page old: its date is not assessed; the page beside it is dated")
    func impossibleDates() throws {
        try AuditYard.with { yard in
            try yard.write("docs/fine.md", "# Fine\n\nWords.\n")
            try yard.commit("docs", "2024-01-05")
            try yard.write("docs/clock.md", "# Clock\n\nWords.\n")
            try yard.commit("docs", "1970-01-01")
            try yard.fleet(["docs": "docs"])
            let json = try yard.audit("--format json")
            #expect(json.contains("is dated 1970-01-01, before there was Git"), "\(json)")
            #expect(json.contains(#""contentDay": "2024-01-05""#))
            #expect(!json.contains(#""contentDay": "1970-01-01""#))
        }
    }

    @Test(
        "links that move to another host, metadata, blanks, a rename, and a commit that `.git-blame-ignore-revs` lists date no page; words do"
    )
    func editsThatSayNothing() throws {
        try AuditYard.with { yard in
            let kinds = ["hosts", "metadata", "blanks", "moved", "ignored", "words"]
            func page(_ kind: String, _ topic: String = "how", _ host: String = "a.example.org") -> String {
                "---\ntitle: \(kind)\nms.topic: \(topic)\n---\n# \(kind)\n\nSee [it](https://\(host)/\(kind)).\n"
            }
            for kind in kinds { try yard.write("docs/\(kind).md", page(kind)) }
            try yard.commit("docs", "2024-01-05")
            try yard.write("docs/ignored.md", page("ignored") + "\nWrapped\nanew.\n")
            try yard.commit("docs", "2025-02-01")
            let wrapped = try Shell.succeed("git -C docs rev-parse HEAD", in: yard.folder)
            try yard.write("docs/.git-blame-ignore-revs", wrapped)
            try yard.write("docs/hosts.md", page("hosts", "how", "b.example.org"))
            try yard.write("docs/metadata.md", page("metadata", "concept"))
            try yard.write("docs/blanks.md", page("blanks").replacing("\n", with: "  \r\n"))
            try yard.write("docs/words.md", page("words") + "\nIt is new.\n")
            try Shell.succeed("mkdir docs/guides && git -C docs mv moved.md guides/moved.md", in: yard.folder)
            try yard.commit("docs", "2025-03-01")
            try yard.fleet(["docs": "docs"])
            let json = try yard.audit("--format json")
            for path in ["hosts.md", "metadata.md", "blanks.md", "guides/moved.md", "ignored.md"] {
                #expect(contentDay(path, in: json) == "2024-01-05", "\(path) in \(json)")
            }
            #expect(contentDay("words.md", in: json) == "2025-03-01")
        }
    }

    @Test("what is missing from a partial clone is no file that was deleted")
    func missingObjects() throws {
        try AuditYard.with { yard in
            try yard.write("docs/lost.md", "# Lost\n\n[Here](here.md)\n")
            try yard.write("docs/here.md", "# Here\n\n[Lost](lost.md) [its part](lost.md#part)\n")
            try yard.commit("docs", "2025-01-05")
            try Shell.succeed(
                """
                cd docs && id=$(git rev-parse HEAD:lost.md)
                rm -f .git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)
                """, in: yard.folder)
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(!report.contains("[link-gone]") && !report.contains("[anchor-gone]"), "\(report)")
            #expect(report.contains("is missing from the repository"))
            #expect(report.contains("pages: 1 current, 1 not assessed"))
        }
    }

    @Test("a page of many years is current where what it refers to holds, and drifted only where it does not")
    func age() throws {
        try AuditYard.with { yard in
            try yard.write("docs/holds.md", "# Holds\n\n[The other](fails.md)\n")
            try yard.write("docs/fails.md", "# Fails\n\n[Nothing](nothing.md)\n")
            try yard.write("docs/alone.md", "# Alone\n\nWords.\n")
            try yard.commit("docs", "2009-01-05")
            try yard.fleet(["docs": "docs"])
            let report = try yard.audit()
            #expect(
                report.contains("pages: 1 drifted, 1 current, 1 unanchored"),
                "\(report)")
        }
    }
}
