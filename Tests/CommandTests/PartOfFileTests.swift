import Testing

@Suite("A page that shows a part of a file")
struct PartOfFileTests {
    @Test("is right where the whole file is, and wrong where that is")
    func parts() throws {
        try Shell.withTemporaryFolder { site in
            let page = ":::code language=\"xml\" source=\"a.xml\" range=\"1-2\":::\n"
            try Shell.write(page, to: "\(site)/page.md")
            try Shell.write("<a>\n  <b/>\n</a>\n", to: "\(site)/a.xml")
            #expect(
                try Shell.succeed("docent snippets --no-cache", in: site).contains(
                    "passed  as part of a file that is right"))
            try Shell.write("<a>\n  <b/>\n", to: "\(site)/a.xml")
            #expect(
                try Shell.run("docent snippets --no-cache", in: site).output.contains("`<a>` is never closed")
            )
            try Shell.write("<a>\n  <b\n</a>\n", to: "\(site)/a.xml")
            #expect(try Shell.run("docent snippets --no-cache", in: site).output.contains("failed"))
        }
    }
}
