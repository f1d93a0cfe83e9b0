import Checks
import Markup
import Model

/// A small site in memory, whose pages are judged as the engine would.
struct Site {
    /// Path to text.
    var files: [String: String]
    var dialect: Dialect = .gfm
    /// What could not be read, and why.
    var unreadable: [String: String] = [:]

    /// What a check says of a page.
    func verdict(
        _ id: String, on path: String, _ parameters: [ParameterValue.Entry] = []
    ) throws -> Verdict {
        var mistakes: [Parameters.Mistake] = []
        guard let type = CheckCatalog.check(id) else { throw NoSuchCheck(id: id) }
        let given = Parameters(checking: parameters, against: type.parameters, mistakes: &mistakes)
        if let mistake = mistakes.first { throw mistake }
        let check = try type.init(given)
        let document = page(path)
        var facts = Facts(prose: Prose(of: document))
        for question in check.questions(about: document) { facts.answers[question] = answer(question) }
        var verdict = Verdict()
        check.judge(document, given: facts, into: &verdict)
        return verdict
    }

    /// The messages of the findings on a page.
    func messages(
        _ id: String, on path: String, _ parameters: [ParameterValue.Entry] = []
    ) throws -> [String] {
        try verdict(id, on: path, parameters).drafts.map(\.message)
    }

    private func page(_ path: String) -> Document {
        Markdown.parse(files[path] ?? "", path: path, dialect: dialect)
    }

    private func answer(_ question: Question) -> Answer {
        switch question {
        case .path(let path):
            if let reason = unreadable[path] { return .unknown(reason) }
            if files[path] != nil { return .entry(.file) }
            let isFolder = path.isEmpty || files.keys.contains { $0.hasPrefix(path + "/") }
            return .entry(
                isFolder ? .folder : .nothing(nearest: closest(to: path, among: files.keys.sorted())))
        case .anchors(let path):
            if let reason = unreadable[path] { return .unknown(reason) }
            return files[path] == nil ? .unknown("there is no such page") : .anchors(Anchors(of: page(path)))
        case .named: return .named([])
        default: return .unknown("nothing of the kind is at hand")
        }
    }

    struct NoSuchCheck: Error { var id: String }
}

/// The text after all fixes of a verdict, the last first.
func fixed(_ text: String, by verdict: Verdict) -> String {
    var bytes = Array(text.utf8)
    let edits = verdict.drafts.flatMap { $0.fixes.first?.edits ?? [] }.sorted { $0.range > $1.range }
    for edit in edits {
        bytes.replaceSubrange(edit.range.lower..<edit.range.upper, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
}
