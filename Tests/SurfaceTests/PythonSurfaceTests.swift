import Markup
import Model
import Testing
import Toolchains

@testable import Surface

@Suite("What Python packages offer, and what code uses of them")
struct PythonSurfaceTests {
    private func outline(_ module: String, _ code: String) async -> Outline {
        let task = RecordProcess.Task("outline", name: module, bytes: Array(code.utf8))
        return Outline.ofPython(await RecordProcess.python.answers(to: [task], workers: 1)[0])
    }

    private func history(_ releases: [(String, String)]) async -> SurfaceHistory {
        var outlines: [String: Outline] = [:]
        for (name, code) in releases { outlines[name] = await outline("net.__init__", code) }
        let contents = releases.map {
            SurfaceHistory.Content(
                Release(name: $0.0), files: [SurfaceHistory.File(path: "net/__init__.py", blob: $0.0)])
        }
        return SurfaceHistory(product: "net", modules: ["net"], contents: contents, style: .python) {
            outlines[$0]
        }
    }

    @Test(
        "Names, members, and every way to say that something is deprecated",
        .enabled(if: Toolbox.isThere("python3")))
    func symbols() async {
        let outline = await outline(
            "net.__init__",
            """
            import warnings
            from .client import Client as Client
            class Session(Base):
                def get(self, url, *, timeout=None): pass
                @property
                def old(self):
                    warnings.warn("Use 'new' instead.", DeprecationWarning, stacklevel=2)
                @deprecated("It is slow.")
                def slow(self): pass
                def noted(self):
                    \"\"\"Does it.

                    .. deprecated:: 2.1
                       Use `get`.
                    \"\"\"
                def _own(self): pass
                def careful(self, a=None):
                    if a is not None:
                        warnings.warn("a is deprecated", DeprecationWarning)
            def _own(): pass
            def __getattr__(name):
                if name == "escape":
                    warnings.warn("'net.escape' is deprecated", DeprecationWarning)
            """)
        let found = Dictionary(outline.symbols.map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        #expect(found["net.Client"]?.result == "net.client.Client")
        #expect(found["net.Session.get"]?.parameters.map(\.label) == ["url", "timeout"])
        #expect(found["net.Session.old"]?.availability.renamed == "new")
        #expect(found["net.Session.slow"]?.availability.message == "It is slow.")
        #expect(found["net.Session.noted"]?.availability.deprecated == "2.1")
        #expect(found["net.Session.careful"]?.availability.isFine == true)
        #expect(found["net.escape"]?.availability.isDeprecated == true)
        #expect(found["net._own"] == nil && found["net.Session._own"] == nil)
    }

    @Test(
        "A file that is no Python is a problem, and takes no other with it",
        .enabled(if: Toolbox.isThere("python3")))
    func broken() async {
        let tasks = ["a = (", "def f(): pass", "\0"].map {
            RecordProcess.Task("outline", name: "net.a", bytes: Array($0.utf8))
        }
        let outlines = await RecordProcess.python.answers(to: tasks, workers: 1).map(Outline.ofPython)
        #expect(outlines[0].problem != nil && outlines[2].problem != nil)
        #expect(outlines[1].symbols.map(\.path) == ["net.a.f"])
    }

    @Test(
        "What a base elsewhere may have by now is not said to be gone",
        .enabled(if: Toolbox.isThere("python3")))
    func inherited() async {
        let net = await history([
            (
                "1.0",
                "from werk import Base\nclass Mixin:\n  def before(self): pass\nclass App(Base, Mixin): pass\nclass Own:\n  def before(self): pass"
            ),
            ("2.0", "from werk import Base\nclass App(Base): pass\nclass Own: pass"),
        ])
        let view = SurfaceView(net, at: 1)
        func judgement(_ type: String) -> Judgement? {
            view.judge(
                Mention(
                    .member(of: type, base: "before", arguments: nil), form: .source,
                    name: Mention.Stretch(0, 6),
                    written: "before", imports: ["net"]))
        }
        #expect(judgement("net.App") == nil)
        #expect(judgement("net.Own")?.standing == .removed)
    }

    @Test(
        "Uses are followed through imports and the values they make", .enabled(if: Toolbox.isThere("python3"))
    )
    func uses() async {
        let net = await history([
            ("1.0", "class App:\n  def before(self): pass\n  def run(self): pass\ndef escape(s): pass"),
            ("2.0", "class App:\n  def run(self): pass"),
        ])
        let page = """
            ```python
            from net import App, escape
            import net as n
            app = App()
            @app.before
            def f(): n.escape("x")
            other.before()
            ```

            And `App.before()` or `net.escape`.
            """
        let document = Markdown.parse(SourceFile(path: "page.md", bytes: Array(page.utf8)), dialect: .gfm)
        let codes = PageMentions.pythonCode(of: document)
        let answers = await RecordProcess.python.answers(
            to: codes.map { RecordProcess.Task("uses", bytes: $0) }, workers: 1)
        let view = SurfaceView(net, at: 1)
        let known = Dictionary(uniqueKeysWithValues: zip(codes, answers.compactMap(\.self)))
        let found = PageMentions(of: document, view, answers: known).placed.compactMap { placed -> String? in
            guard let judgement = view.judge(placed.mention), judgement.standing != .holds else { return nil }
            return
                "\(document.text.string(placed.range)) \(judgement.path) \(judgement.standing) \(judgement.certainty)"
        }
        #expect(
            found == [
                "escape net.escape removed exact", "before net.App.before removed exact",
                "escape net.escape removed exact", "before net.App.before removed likely",
                "escape net.escape removed likely",
            ])
    }
}
