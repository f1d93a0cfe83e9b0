import Engine
import Model
import Synchronization

/// Finds every place where a word stands, but for comments.
struct FindWord: Check {
    static let id = "test.word"
    var word: String

    init(_ word: String) { self.word = word }
    init(_ parameters: Parameters) throws(Parameters.Mistake) { word = parameters.text("word") }

    func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for range in document.text.ranges(of: word)
        where !document.comments.contains(where: { $0.range.contains(range) }) {
            verdict.add(Draft(at: range, "found `\(word)`", subject: word))
        }
    }
}

/// Asks for the path in every `[[…]]`, finds those where nothing stands, and does not know the rest.
struct FindMissingPath: Check {
    static let id = "test.path"
    var needs: Needs { .answers }

    init() {}
    init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    private func targets(_ document: Document) -> [(range: SourceRange, path: String)] {
        document.text.ranges(of: "[[").map { open in
            let rest = document.text.string(SourceRange(open.upper, document.text.count))
            let path = String(rest.prefix { $0 != "]" })
            return (SourceRange(open.upper, open.upper + path.utf8.count), path)
        }
    }

    func questions(about document: Document) -> [Question] {
        targets(document).map { .path($0.path) }
    }

    func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for target in targets(document) {
            switch facts[.path(target.path)] {
            case .entry(.nothing): verdict.add(Draft(at: target.range, "no such file", subject: target.path))
            case .unknown(let reason):
                verdict.addUnknown(at: target.range, subject: target.path, because: reason)
            default: break
            }
        }
    }
}

/// Says what it is told to say, right or wrong.
struct SayAnything: Check {
    static let id = "test.anything"
    var drafts: [Draft] = []
    init(_ drafts: [Draft]) { self.drafts = drafts }
    init(_ parameters: Parameters) throws(Parameters.Mistake) {}
    func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        verdict.drafts += drafts
    }
}

/// The rules of the engine itself: it says them, their check is silent.
struct Silent: Check {
    static let id = "engine"
    init() {}
    init(_ parameters: Parameters) throws(Parameters.Mistake) {}
    func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {}
}

func rule(_ id: String, _ check: any Check, aliases: [String] = [], severity: Severity = .warning) -> Rule {
    var mistakes: [Parameters.Mistake] = []
    return Rule(
        id: id, title: id, summary: id, severity: severity, confidence: .certain, audience: .docs,
        aliases: aliases, tags: [], isOnByDefault: true,
        parameters: Parameters(checking: [], against: [], mistakes: &mistakes), check: check,
        source: "built in")
}

let suppressionRules = [
    rule("docent/unused-suppression", Silent()), rule("docent/expired-suppression", Silent()),
    rule("docent/malformed-suppression", Silent(), severity: .error),
]

/// A repository in memory; paths whose text is nil are there and cannot be read.
struct Site: Sendable {
    var files: [String: String?]

    init(_ files: [String: String?]) { self.files = files }

    struct Reader: DocumentReader {
        var site: Site
        mutating func read(_ path: String) -> DocumentReading {
            guard let text = site.files[path] else { return .notAssessed("there is no such file") }
            guard let text else { return .notAssessed("permission was denied") }
            return .file(SourceFile(path: path, bytes: Array(text.utf8)))
        }
    }

    func plan(_ rules: [Rule], workers: Int = 2, paths: [String]? = nil) -> Plan {
        let set = RuleSet(rules)
        let all = files.keys.sorted()
        let map = SiteMap(all)
        return Plan(
            paths: paths ?? all.filter { $0.hasSuffix(".md") }, makeReader: { Reader(site: self) },
            parse: parse, rules: { _ in set },
            probe: SiteProbe(
                makeEntry: { { .entry(map.entry(at: $0)) } }, isDocument: { $0.hasSuffix(".md") },
                anchors: { _ in Anchors() },
                makeReader: { Reader(site: self) }, parse: parse, workers: workers),
            today: day("2026-11-23"), workers: workers)
    }
}

func day(_ text: String) -> Day {
    Day(text) ?? Day(secondsSince1970: 0)
}

extension SourceText {
    func ranges(of word: String) -> [SourceRange] {
        let wanted = Array(word.utf8)
        guard count >= wanted.count else { return [] }
        return (0...(count - wanted.count)).compactMap { start in
            bytes[start..<(start + wanted.count)].elementsEqual(wanted)
                ? SourceRange(start, start + wanted.count) : nil
        }
    }
}

extension Report {
    /// `path:line rule message`, one line per finding.
    var lines: [String] {
        pages.flatMap { page in
            page.findings.map { finding in
                "\(page.path):\(page.text.line(at: finding.range.lower) + 1) \(finding.rule): \(finding.message)"
            }
        }
    }
}
