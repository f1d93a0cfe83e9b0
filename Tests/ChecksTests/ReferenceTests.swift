import Checks
import Testing

@Suite("Where a link leads")
struct ReferenceTests {
    @Test(
        "is taken apart into path and fragment",
        arguments: [
            ("a/b.md", "a/b.md", nil), ("a%20b.md?raw=1#x%20y", "a b.md", "x y"), ("#top", "", "top"),
            ("?tab=x#y", "", "y"),
            ("a.md#", "a.md", ""), ("100%.md", "100%.md", nil), ("%zz", "%zz", nil),
            ("caf%C3%A9.md", "café.md", nil),
            ("", "", nil), ("a.md#b#c", "a.md", "b#c"),
        ] as [(String, String, String?)])
    func parts(destination: String, path: String, fragment: String?) {
        let reference = Reference(destination)
        #expect(reference.path == path)
        #expect(reference.fragment == fragment)
    }

    @Test(
        "is another site, this page, a path, a route or a template",
        arguments: [
            ("https://example.org/a", .external), ("mailto:me@example.org", .external),
            ("//cdn.example.org", .external),
            ("doc:Article", .external), ("vscode:extension/x", .external), ("#a", .samePage), ("", .samePage),
            ("a.md", .relative), ("./a:b.md", .relative), ("../x", .relative), ("/guide", .rooted),
            ("{{ site.url }}/a", .template), ("@site/docs/a.md", .template), ("{url}", .template),
            ("${HOME}/a", .template),
        ] as [(String, Reference.Kind)])
    func kinds(destination: String, kind: Reference.Kind) {
        #expect(Reference(destination).kind == kind)
    }

    @Test(
        "is found from the folder of the page",
        arguments: [
            ("docs/guide", "a.md", "docs/guide/a.md"), ("docs/guide", "../a.md", "docs/a.md"),
            ("docs", "./x//y/./z", "docs/x/y/z"),
            ("", "a.md", "a.md"), ("docs", "/a.md", "a.md"), ("docs", "../../a.md", nil), ("docs", "..", ""),
            ("", "..", nil),
        ] as [(String, String, String?)])
    func resolution(folder: String, destination: String, path: String?) {
        #expect(Reference(destination).resolved(fromFolder: folder) == path)
    }

    @Test("has an ending only where its last part has one")
    func endings() {
        #expect(
            ["a.MD", "a.b/c", ".gitignore", "a.tar.gz", "v1.2/", "x."].map { Reference.ending(of: $0) } == [
                "md", "", "", "gz", "2", "",
            ])
    }

    @Test(
        "can be written anew from a folder",
        arguments: [
            ("docs/a.md", "docs", "a.md"), ("docs/b/c.md", "docs/a", "../b/c.md"),
            ("README.md", "docs/a", "../../README.md"),
            ("docs/a", "docs/a", "../a"),
        ])
    func relative(path: String, folder: String, written: String) {
        let made = Reference.relative(path, fromFolder: folder)
        #expect(made == written)
        #expect(Reference(made).resolved(fromFolder: folder) == path)
    }

    @Test("is encoded so that it stays one destination")
    func encoding() {
        #expect(Reference.percentEncoded("a b(c)<d>#é%.md") == "a%20b%28c%29%3Cd%3E%23é%25.md")
        #expect(Reference.percentDecoded(Reference.percentEncoded("a b(c)<d>#é%.md")) == "a b(c)<d>#é%.md")
    }
}
