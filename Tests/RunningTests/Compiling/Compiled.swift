import Markup
import Model
import Sandbox
import Snippets
import Testing

@testable import Running

/// What compilers say of a page, one line for each snippet that is compiled: its state, and where a fault is, as
/// `line:column: message`.
func compiled(
    _ page: String, level: SnippetLevel = .types, memory: (any CompileMemory)? = nil,
    files: [String: String] = [:], settings: SnippetSettings = SnippetSettings(), workTree: String? = nil,
    path: String = "page.md", time: Duration = PageCompiler.usualTime,
    dialect: Dialect = .gfm
) async throws -> [String] {
    let document = Markdown.parse(SourceFile(path: path, bytes: Array(page.utf8)), dialect: dialect)
    let sandbox = try await Sandbox.find().get()
    let projects = ProjectBuilder(
        sandbox,
        ProjectFiles(
            paths: { files.keys.sorted() }, makeRead: { { path in files[path].map { Array($0.utf8) } } },
            workTree: workTree), shelf: nil)
    let compiler = PageCompiler(
        sandbox, level: level, workers: 2, memory: memory, time: time, projects: projects,
        settings: { _ in settings })
    let read: (String) -> [UInt8]? = { files[$0].map { Array($0.utf8) } }
    let resolver = IncludeResolver(IncludeSites(paths: files.keys, read: read), read: read)
    let found = await compiler.compile([document], resolver)
    return (found[path]?.snippets ?? []).map { $0.state.line(in: document.text) }
}

/// A page with one snippet.
func compiled(_ label: String, _ code: String, memory: (any CompileMemory)? = nil) async throws -> String {
    try await compiled("```\(label)\n\(code)\n```\n", memory: memory).first ?? "not compiled"
}

extension CompileState {
    func line(in text: SourceText) -> String {
        switch self {
        case .passed(let level): "passed \(level)"
        case .failed(let faults): "failed " + faults.map { $0.line(in: text) }.joined(separator: "; ")
        case .failedAsSaid: "failed as said"
        case .didNotFail(let word): "did not fail: \(word)"
        case .failedOtherwise(_, _, let fault): "failed otherwise " + fault.line(in: text)
        case .skipped(let reason): "skipped: \(reason)"
        case .noToolchain(let reason): "no toolchain: \(reason)"
        case .notAssessed(let reason): "not assessed: \(reason)"
        }
    }
}

extension CompileFault {
    fileprivate func line(in text: SourceText) -> String {
        let line = text.line(at: range.lower)
        let column = text.string(SourceRange(text.line(line).lower, range.lower)).unicodeScalars.count + 1
        return "\(line + 1):\(column) `\(text.string(range))`" + (code.map { " \($0)" } ?? "")
            + (origin.map { " from \($0.path):\($0.line):\($0.column)" } ?? "")
    }
}

/// Whether code can be compiled here. Where not, the tests say that they were not run.
enum Compilers {
    static let haveWalls: Bool = { Programs.path("bwrap") != nil }()
    static func areThere(_ names: String...) -> Bool {
        haveWalls && names.allSatisfy { Programs.path($0) != nil }
    }
}
