import Engine
import Model
import Testing

@Suite("The site answers questions about itself")
struct SiteProbeTests {
    private func ask(_ question: Question, _ files: [String: String?]) async -> Answer? {
        let plan = Site(files).plan([])
        return await plan.probe.answers(to: [question], parsed: [:])[question]
    }

    private func entry(_ path: String, _ files: [String]) async -> Answer.Entry? {
        let answer = await ask(
            .path(path), Dictionary(uniqueKeysWithValues: files.map { ($0, Optional("")) }))
        if case .entry(let entry) = answer { return entry }
        return nil
    }

    @Test("files and the folders they make are there")
    func there() async {
        let files = ["docs/guide/setup.md", "README.md"]
        #expect(await entry("docs/guide/setup.md", files) == .file)
        #expect(await entry("docs/guide", files) == .folder)
        #expect(await entry("docs/", files) == .folder)
        #expect(await entry("", files) == .folder)
    }

    @Test(
        "of a path with nothing the nearest is told",
        arguments: [
            ("docs/setpu.md", "docs/setup.md"), ("docs/Setup.md", "docs/setup.md"),
            ("setup.md", "docs/setup.md"), ("guide/de/setup.md", "docs/de/setup.md"),
            ("docs/imgs", "docs/img"), ("elsewhere/logo.png", "docs/img/logo.png"),
        ])
    func nearest(path: String, near: String) async {
        let files = ["docs/setup.md", "docs/de/setup.md", "docs/img/logo.png"]
        #expect(await entry(path, files) == .nothing(nearest: near))
    }

    @Test("where nothing is near, nothing is proposed")
    func farAway() async {
        #expect(await entry("docs/other.md", ["docs/setup.md"]) == .nothing(nearest: nil))
    }

    @Test("the anchors of a page are read where it can be read, and unknown where not")
    func anchors() async {
        let files = ["a.md": "text", "broken.md": nil, "page.html": "<a id=x>"]
        guard case .anchors = await ask(.anchors("a.md"), files) else {
            Issue.record("a.md has anchors")
            return
        }
        for (path, reason) in [
            ("broken.md", "broken.md could not be read: permission was denied"),
            ("page.html", "page.html is not a document whose anchors can be read"),
            ("none.md", "there is no file none.md"),
        ] {
            guard case .unknown(let said) = await ask(.anchors(path), files) else {
                Issue.record("\(path) cannot have anchors")
                continue
            }
            #expect(said == reason)
        }
    }
}
