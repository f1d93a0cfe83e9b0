import Model
import RulePages
import YAML

/// Finds the examples of a rule page.
struct ExampleReader {
    private let document: Document
    private(set) var sections: [RulePage.Section] = []
    private(set) var examples: [RulePage.Example] = []
    private(set) var mistakes: [Draft] = []

    /// What the section that is being read is for.
    private var kind: Kind?
    private var caption: (text: String, range: SourceRange)?
    private var example: RulePage.Example?

    private enum Kind: String, CaseIterable {
        case flagged = "Flagged"
        case accepted = "Accepted"
    }

    init(_ document: Document) {
        self.document = document
    }

    mutating func read() {
        for id in document.children(of: NodeID(0)) {
            let node = document[id]
            switch node.kind {
            case .heading: enter(document.headings[Int(node.payload)], node)
            case .paragraph where kind != nil:
                finish()
                caption = (document.plainText(of: id), node.range)
            case .codeBlock where kind != nil: take(document.codeBlocks[Int(node.payload)], node)
            default: break
            }
        }
        finish()
        if let last = sections.indices.last { sections[last].range.upper = document.text.count }
        for problem in document.problems where problem.kind == .unclosedFence {
            mistakes.append(Draft(at: problem.range, .unclosedFence, subject: "fence"))
        }
        if examples.isEmpty {
            let title = document.headings.first.map { document[$0.node].range }
            mistakes.append(
                Draft(
                    at: sections.last(where: { Kind(rawValue: $0.title) != nil })?.heading ?? title
                        ?? SourceRange(at: 0),
                    .noExamples, subject: "examples", notes: [.noExamples]))
        }
    }

    private mutating func enter(_ heading: Heading, _ node: Node) {
        finish()
        caption = nil
        guard heading.level <= 2 else { return }
        if let last = sections.indices.last { sections[last].range.upper = node.range.lower }
        kind = nil
        guard heading.level == 2 else { return }
        let title = document.plainText(of: heading.node)
        kind = Kind(rawValue: title)
        sections.append(RulePage.Section(title: title, range: node.range, heading: node.range))
        // "Flaged" would take its examples out of every test without a word.
        if kind == nil, let near = closest(to: title, among: Kind.allCases.map(\.rawValue)) {
            mistakes.append(
                Draft(
                    at: node.content, .strangeSection(title), subject: title,
                    fixes: Fix.replacing(node.content, by: near)))
        }
    }

    private mutating func take(_ block: CodeBlock, _ node: Node) {
        guard block.isFenced else {
            mistakes.append(Draft(at: node.range, .notFenced, subject: "fence"))
            return
        }
        guard let caption else {
            mistakes.append(Draft(at: block.openingFence, .noCaption, subject: "caption"))
            return
        }
        var current =
            example
            ?? RulePage.Example(
                isFlagged: kind == .flagged, caption: caption.text, range: caption.range)
        current.range.upper = node.range.upper
        let words = document.text.string(block.info).split(separator: " ", maxSplits: 1)
        // "yaml options" says the same as "options" and is coloured by editors.
        let isYAML = words.count == 2 && words[0] == "yaml" && ["options", "facts"].contains(words[1])
        switch isYAML ? words[1] : words.first {
        case "options": readOptions(block, &current)
        case "facts": readFacts(block, &current)
        case "findings": readFindings(block, &current)
        default: readFile(block, words.count > 1 ? String(words[1]) : nil, &current)
        }
        example = current
    }

    private mutating func readOptions(_ block: CodeBlock, _ example: inout RulePage.Example) {
        for pair in yaml(block) {
            example.options.append(ParameterValue.Entry(key: pair.key, value: pair.value.parameter))
            example.optionPlaces[pair.key] = (pair.keyRange, pair.value.range)
        }
    }

    private mutating func readFacts(_ block: CodeBlock, _ example: inout RulePage.Example) {
        for pair in yaml(block) {
            switch pair.key {
            case "today":
                example.today = pair.value.text.flatMap { Day($0) }
                if example.today == nil {
                    mistakes.append(Draft(at: pair.value.range, .notADay, subject: "today"))
                }
            case "unreadable":
                for path in pair.value.pairs ?? [] {
                    example.unreadable.append((path.key, path.value.text ?? ""))
                }
            default:
                let near = closest(to: pair.key, among: ["today", "unreadable"])
                mistakes.append(
                    Draft(
                        at: pair.keyRange, .unknownFact(pair.key), subject: pair.key,
                        fixes: Fix.replacing(pair.keyRange, by: near)))
            }
        }
    }

    private mutating func yaml(_ block: CodeBlock) -> [YAMLNode.Pair] {
        let range = lines(of: block)
        do {
            let root = try YAMLNode.read(document.text, in: range)
            if let pairs = root.pairs { return pairs }
            mistakes.append(Draft(at: root.range, .notATable, subject: "options"))
        } catch {
            mistakes.append(Draft(at: error.range, error.sentence, subject: "options"))
        }
        return []
    }

    private mutating func readFindings(_ block: CodeBlock, _ example: inout RulePage.Example) {
        if kind == .accepted {
            mistakes.append(Draft(at: block.openingFence, .findingsAccepted, subject: "findings"))
        } else if example.findings != nil {
            mistakes.append(Draft(at: block.openingFence, .findingsTwice, subject: "findings"))
        } else {
            example.findings = String(decoding: code(of: block), as: UTF8.self)
            example.findingsRange = lines(of: block)
        }
    }

    private mutating func readFile(_ block: CodeBlock, _ path: String?, _ example: inout RulePage.Example) {
        let path = path ?? "example.md"
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        if parts.contains("") || parts.contains(".") || parts.contains("..") {
            mistakes.append(Draft(at: block.info, .strangePath(path), subject: path))
        } else if example.files.contains(where: { $0.path == path }) {
            mistakes.append(Draft(at: block.info, .fileTwice(path), subject: path))
        } else {
            example.files.append(RulePage.Example.File(path: path, bytes: code(of: block)))
        }
        example.filesEnd = example.range.upper
        example.fence = document.text.string(block.openingFence)
    }

    private mutating func finish() {
        guard let done = example else { return }
        example = nil
        caption = nil
        if done.files.isEmpty {
            mistakes.append(Draft(at: done.range, .noFiles, subject: done.caption))
            return
        }
        if done.isFlagged, done.findings == nil {
            mistakes.append(
                Draft(
                    at: SourceRange(at: done.filesEnd), .noFindings, subject: done.caption,
                    notes: [.noFindings]))
        }
        examples.append(done)
    }

    /// The lines between the fences.
    private func lines(of block: CodeBlock) -> SourceRange {
        let text = document.text
        let lower = text.fullLine(text.line(at: block.openingFence.lower)).upper
        guard !block.closingFence.isEmpty else {
            return SourceRange(lower, max(lower, document[block.node].range.upper))
        }
        return SourceRange(lower, max(lower, text.fullLine(text.line(at: block.closingFence.lower)).lower))
    }

    private func code(of block: CodeBlock) -> [UInt8] {
        var bytes: [UInt8] = []
        for segment in document.content.segments[block.lines] {
            bytes.append(contentsOf: repeatElement(0x20, count: segment.padding))
            bytes.append(contentsOf: document.text.slice(segment.range))
        }
        return bytes
    }
}

extension String {
    fileprivate static let unclosedFence = "this fence is never closed"
    fileprivate static let noExamples = "the rule page has no examples"
    fileprivate static func strangeSection(_ title: String) -> String {
        "the section `\(title)` is read as prose, not as examples"
    }
    fileprivate static let notFenced = "code among the examples must stand in a fence"
    fileprivate static let noCaption = "no sentence before this example says what it shows"
    fileprivate static let notADay = "`today` takes a day as YYYY-MM-DD"
    fileprivate static func unknownFact(_ name: String) -> String { "there is no fact `\(name)`" }
    fileprivate static let notATable = "this takes a table of names and values"
    fileprivate static let findingsAccepted = "an accepted example has no findings"
    fileprivate static let findingsTwice = "this example has findings already"
    fileprivate static func strangePath(_ path: String) -> String {
        "`\(path)` is no path inside a repository"
    }
    fileprivate static func fileTwice(_ path: String) -> String {
        "this example has a file `\(path)` already"
    }
    fileprivate static let noFiles = "this example has no file"
    fileprivate static let noFindings = "a flagged example must say what is found"
}

extension Note {
    fileprivate static let noExamples = Note("put examples under `## Flagged` and `## Accepted`")
    fileprivate static let noFindings = Note("`docent rules test` prints what a `findings` fence holds")
}
