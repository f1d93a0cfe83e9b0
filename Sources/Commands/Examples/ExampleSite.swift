import Engine
import Markup
import Model
import RuleBook
import RulePages

/// The files of an example as a small repository.
struct ExampleSite: Sendable, DocumentReader {
    private(set) var files: [RulePage.Example.File]
    private let unreadable: [String: String]
    /// What stands before every line of the documents, and is none of their text.
    private var prefix = ""

    init(_ example: RulePage.Example) {
        files = example.files
        unreadable = Dictionary(
            example.unreadable.map { ($0.path, $0.reason) }, uniquingKeysWith: { first, _ in first })
    }

    var paths: [String] {
        (files.map(\.path) + unreadable.keys.filter { path in !files.contains { $0.path == path } }).sorted()
    }

    func read(_ path: String) -> DocumentReading {
        if let reason = unreadable[path] { return .notAssessed(reason) }
        guard let file = files.first(where: { $0.path == path }) else {
            return .notAssessed("there is no such file")
        }
        return .file(SourceFile(path: path, bytes: file.bytes))
    }

    var reader: @Sendable () -> any DocumentReader { { self } }

    /// The dialect of a file of this site: told from its name, and from the site's own configuration.
    func dialect(of path: String) -> Dialect {
        DialectDetection(paths: paths).dialect(of: path)
    }

    /// The products that the site's configuration names.
    var products: [ProductSetting] {
        guard let file = files.first(where: { $0.path == ConfigurationFile.name }) else { return [] }
        let source = SourceFile(path: file.path, bytes: file.bytes)
        return (try? ConfigurationFile(source))?.products ?? []
    }

    /// What a finding says, and of which words, without the lines they stand on.
    func gist(of finding: Finding, in text: SourceText) -> String {
        var words = text.string(finding.range).replacing("\r\n", with: "\n")
        if !prefix.isEmpty {
            let isAtLineStart = text.line(text.line(at: finding.range.lower)).lower == finding.range.lower
            words = words.split(separator: "\n", omittingEmptySubsequences: false).enumerated().map {
                index, line in
                let blank = prefix.hasSuffix(" ") ? String(prefix.dropLast()) : prefix
                guard index > 0 || isAtLineStart else { return String(line) }
                if line.hasPrefix(prefix) { return String(line.dropFirst(prefix.count)) }
                return line.hasPrefix(blank) ? String(line.dropFirst(blank.count)) : String(line)
            }.joined(separator: "\n")
        }
        let fixes = finding.fixes.map { " [\($0.title)]" }.joined()
        return "\(finding.path): \(finding.severity.rawValue): \(finding.message): '\(words)'\(fixes)"
    }

    // MARK: Disguises

    /// The same documents in another form; nil where the form makes no difference to them.
    func wearing(_ disguise: Disguise, rule: String, after report: Report) -> ExampleSite? {
        var site = self
        switch disguise {
        case .crlf:
            site.change { $0.replacing("\n", with: "\r\n") }
        case .blockQuote:
            site.prefix = "> "
            site.change { Self.splitFrontMatter($0) { body in Self.indented(body, by: "> ") } }
        case .listItem:
            site.prefix = "  "
            site.change {
                Self.splitFrontMatter($0) { body in "- First.\n\n" + Self.indented(body, by: "  ") }
            }
        case .frontMatter:
            site.change { text in
                Self.hasFrontMatter(text) ? text : "---\ndraft: false\n---\n\n" + text
            }
        case .emoji:
            site.change { text in
                Self.splitFrontMatter(text) { body in "🎉 👩‍👩‍👧 🇨🇭\n\n" + body }
            }
        case .suppressed:
            guard report.findings.contains(where: { _ in true }) else { return nil }
            site.changeEach { path, text in
                let comment = "docent: ignore-file \(rule) because it is an example"
                let line = path.hasSuffix(".mdx") ? "{/* \(comment) */}" : "<!-- \(comment) -->"
                return Self.splitFrontMatter(text) { body in line + "\n\n" + body }
            }
        case .fixed: return nil
        }
        return site
    }

    private mutating func change(_ body: (String) -> String) {
        changeEach { _, text in body(text) }
    }

    private mutating func changeEach(_ body: (_ path: String, _ text: String) -> String) {
        for index in files.indices where Documents.isDocument(files[index].path) {
            // An example with bytes that are no UTF-8 cannot be on a page, which is itself a text.
            let text = String(decoding: files[index].bytes, as: UTF8.self)
            files[index].bytes = Array(body(files[index].path, text).utf8)
        }
    }

    /// The same documents with what was mended in them.
    func replacing(_ mended: [MendedFile]) -> ExampleSite {
        var site = self
        for file in mended {
            guard let index = files.firstIndex(where: { $0.path == file.path }) else { continue }
            site.files[index].bytes = file.new
        }
        return site
    }

    private static func indented(_ body: String, by prefix: String) -> String {
        let blank = prefix.hasSuffix(" ") ? String(prefix.drop { $0 == " " }.prefix { $0 != " " }) : prefix
        var lines = body.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let endsWithNewline = lines.last?.isEmpty == true
        if endsWithNewline { lines.removeLast() }
        return lines.map { $0.isEmpty ? blank : prefix + $0 }.joined(separator: "\n")
            + (endsWithNewline ? "\n" : "")
    }

    private static func hasFrontMatter(_ text: String) -> Bool {
        text.hasPrefix("---\n") || text.hasPrefix("+++\n") || text.hasPrefix("{\n")
    }

    /// Changes what follows the front matter, which can stand nowhere but at the beginning of a file.
    private static func splitFrontMatter(_ text: String, _ change: (String) -> String) -> String {
        for fence in ["---\n", "+++\n"] where text.hasPrefix(fence) {
            let rest = text.dropFirst(fence.count)
            guard let close = rest.firstRange(of: "\n" + fence) else { break }
            return String(text[..<close.upperBound]) + change(String(text[close.upperBound...]))
        }
        return change(text)
    }
}
