import Markup
import Model
import Running
import Sandbox
import Snippets
import Testing

/// A page and what comes of running it, for tests.
struct Page {
    let document: Document
    var settings = SnippetSettings()
    /// The files of the repository around it, by path.
    var files: [String: String] = [:]
    /// The folder of the work tree on this machine, where packages are installed.
    var workTree: String?

    init(_ text: String, path: String = "page.md") {
        document = Markdown.parse(Array(text.utf8), path: path, dialect: .gfm)
    }

    func plan(versions: [String: [Int]] = [:]) -> SessionPlan {
        let read: (String) -> [UInt8]? = { files[$0].map { Array($0.utf8) } }
        let resolver = IncludeResolver(IncludeSites(paths: Array(files.keys), read: read), read: read)
        return SessionPlanner(document, versions: versions, settings: settings, resolver: resolver).plan()
    }

    /// Runs every snippet in the sandbox.
    func run(patience: Int = 10_000) async throws -> PageRun {
        let sandbox = try await Sandbox.find().get()
        let runner = SessionRunner(sandbox, workers: 2, patience: patience)
        var plan = plan()
        let files = files
        let projects = ProjectBuilder(
            sandbox,
            ProjectFiles(
                paths: { files.keys.sorted() }, makeRead: { { path in files[path].map { Array($0.utf8) } } },
                workTree: workTree), shelf: nil)
        await plan.add(projects, settings)
        var replies: [Int: [SessionReply.Address: SessionReply]] = [:]
        var troubles: [Int: String] = [:]
        let languages = Dictionary(plan.sessions.map { ($0.language.id, $0.language) }) { first, _ in first }
        for language in languages.values {
            let places = plan.sessions.indices.filter { plan.sessions[$0].language.id == language.id }
            let outcome = await runner.run(places.map { plan.sessions[$0] }, language)
            for (address, reply) in outcome.replies {
                var own = address
                own.session = places[address.session]
                replies[own.session, default: [:]][own] = reply
            }
            for place in places { troubles[place] = outcome.trouble }
        }
        await projects.clear()
        var judge = RunJudge(plan)
        return judge.judge(replies, troubles: troubles)
    }

    /// The page with what is printed in the place of what it says.
    func updated() async throws -> String {
        let edits = try await run().snippets.flatMap(\.mismatches).compactMap(\.edit)
        var bytes = document.text.bytes
        for edit in edits.sorted(by: { $1.range < $0.range }) {
            bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: edit.replacement.utf8)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension PageRun {
    /// What each snippet came to, in a word or two.
    var words: [String] {
        snippets.map { run in
            switch run.state {
            case .passed:
                run.mismatches.isEmpty ? "passed" : "prints \(run.mismatches.map { $0.printed ?? "nothing" })"
            case .failed(let fault): fault.message
            case .failedAsSaid: "fails as said"
            case .didNotFail: "does not fail"
            case .skipped(let reason): "skipped: \(reason)"
            case .noToolchain(let reason): "no toolchain: \(reason)"
            case .notAssessed(let reason): "not assessed: \(reason)"
            }
        }
    }
}
