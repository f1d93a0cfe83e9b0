package import Model

/// The comments of a document that switch rules in the manner of markdownlint and rumdl:
/// `<!-- markdownlint-disable MD013 -->` and its kin, also with `rumdl-`.
///
/// As there, they are found in the text, wherever they stand: in code too. A comment ends on its line;
/// only one that configures the file may go over several.
package struct MarkdownlintComments: Sendable {
    enum Verb: String, CaseIterable {
        case disable, enable, capture, restore
        case disableFile = "disable-file"
        case enableFile = "enable-file"
        case disableLine = "disable-line"
        case disableNextLine = "disable-next-line"
        case configureFile = "configure-file"
    }

    struct Comment {
        var verb: Verb
        /// What follows the verb, up to the end of the comment.
        var words: SourceRange
        var line: Int
    }

    private let comments: [Comment]
    private let text: SourceText

    /// Nil where there is no such comment, as in most documents.
    ///
    /// - Parameter start: where the search begins: the end of the front matter.
    package init?(in text: SourceText, from start: Int = 0) {
        guard let comments = Self.comments(in: text, from: start) else { return nil }
        self.comments = comments
        self.text = text
    }

    /// Whether a comment configures the whole file.
    package var configuresFile: Bool { comments.contains { $0.verb == .configureFile } }

    /// What the comments say of the whole file, on top of a configuration. A text that is no JSON says
    /// nothing.
    package func settings(over settings: MarkdownlintSettings = MarkdownlintSettings())
        -> MarkdownlintSettings
    {
        var settings = settings
        for comment in comments where comment.verb == .configureFile {
            settings.merge(MarkdownlintSettings(comment: text.slice(comment.words)))
        }
        return settings
    }

    /// Which rules are on at which line.
    ///
    /// What is for the whole file comes first, then what holds from its own line on, then what is for a line.
    ///
    /// - Parameters:
    ///   - configured: the rules that the configuration switches on.
    ///   - limit: the rules that comments may switch on; nil for all.
    package func lineStates(
        _ names: MarkdownlintNames, on configured: RuleMask, within limit: RuleMask? = nil
    ) -> LineStates {
        // A comment without names is for all that markdownlint has, and what else the configuration has on.
        var standard = names.book
        standard.formUnion(configured)
        func enabled(_ comment: Comment) -> RuleMask {
            var rules = rules(comment, names) ?? standard
            if let limit { rules.formIntersection(limit) }
            return rules
        }
        func disabled(_ comment: Comment) -> RuleMask { rules(comment, names) ?? names.all }
        var current = configured
        for comment in comments {
            if comment.verb == .disableFile { current.subtract(disabled(comment)) }
            if comment.verb == .enableFile { current.formUnion(enabled(comment)) }
        }
        let first = current
        var runs: [(line: Int, on: RuleMask)] = []
        var captured = configured
        for comment in comments {
            switch comment.verb {
            case .capture: captured = current
            case .restore: current = captured
            case .disable: current.subtract(disabled(comment))
            case .enable: current.formUnion(enabled(comment))
            default: continue
            }
            if runs.last?.line == comment.line { runs.removeLast() }
            runs.append((comment.line, current))
        }
        return LineStates(
            places: names.places, before: first, changes: Self.changes(runs, lineMasks(names), first))
    }

    /// What is off for single lines.
    private func lineMasks(_ names: MarkdownlintNames) -> [Int: RuleMask] {
        var masks: [Int: RuleMask] = [:]
        for comment in comments where comment.verb == .disableLine || comment.verb == .disableNextLine {
            let line = comment.verb == .disableLine ? comment.line : comment.line + 1
            masks[line, default: RuleMask()].formUnion(rules(comment, names) ?? names.all)
        }
        return masks
    }

    /// Lays single lines over the runs.
    private static func changes(
        _ runs: [(line: Int, on: RuleMask)], _ lines: [Int: RuleMask], _ first: RuleMask
    ) -> [(line: Int, on: RuleMask)] {
        guard !lines.isEmpty else { return runs }
        var edges = Set(runs.map(\.line))
        for line in lines.keys { edges.formUnion([line, line + 1]) }
        var out: [(line: Int, on: RuleMask)] = []
        var run = 0
        var current = first
        for line in edges.sorted() {
            if run < runs.count, runs[run].line == line {
                current = runs[run].on
                run += 1
            }
            var mask = current
            if let off = lines[line] { mask.subtract(off) }
            out.append((line, mask))
        }
        return out
    }

    /// The rules that a comment names; nil where it names none. A word that names nothing is left out.
    private func rules(_ comment: Comment, _ names: MarkdownlintNames) -> RuleMask? {
        let words = text.slice(comment.words).split(whereSeparator: Self.isSpace)
        if words.isEmpty { return nil }
        return words.reduce(into: RuleMask()) { mask, word in
            if let rules = names.rules(for: String(decoding: word, as: UTF8.self)) { mask.formUnion(rules) }
        }
    }
}

// MARK: Finding them

extension MarkdownlintComments {
    private static func comments(in text: SourceText, from start: Int) -> [Comment]? {
        var comments: [Comment]?
        var position = start
        // Kept from one opening to the next, so that a file full of openings is not searched again for each.
        var close = -1
        while let opening = CommentSearch.endOfOpening(in: text.bytes, from: position) {
            position = opening
            guard let head = head(text.bytes, opening) else { continue }
            if close < head.end {
                guard let next = endMark(in: text.bytes, from: head.end) else { break }
                close = next
            }
            let line = text.line(at: opening)
            guard head.verb == .configureFile || close < text.line(line).upper else { continue }
            comments = comments ?? []
            comments?.append(Comment(verb: head.verb, words: SourceRange(head.end, close), line: line))
        }
        return comments
    }

    /// Reads `markdownlint-VERB` after white space; the verb ends at white space or at the comment's end.
    private static func head(_ bytes: [UInt8], _ start: Int) -> (verb: Verb, end: Int)? {
        var position = start
        while position < bytes.count, isSpace(bytes[position]) { position += 1 }
        guard let prefix = prefixes.first(where: { isText($0, bytes, position) }) else { return nil }
        position += prefix.utf8.count
        // The longest first: `disable` begins `disable-line` too.
        for verb in verbs where isText(verb.rawValue, bytes, position) {
            let end = position + verb.rawValue.utf8.count
            guard end < bytes.count, isSpace(bytes[end]) || isText("-->", bytes, end) else { continue }
            return (verb, end)
        }
        return nil
    }

    private static let prefixes = ["markdownlint-", "rumdl-"]
    private static let verbs = Verb.allCases.sorted { $0.rawValue.utf8.count > $1.rawValue.utf8.count }

    /// Whether a text in small letters stands at an offset, in any case.
    private static func isText(_ text: String, _ bytes: [UInt8], _ start: Int) -> Bool {
        guard bytes.count - start >= text.utf8.count else { return false }
        var offset = start
        for wanted in text.utf8 {
            let byte = bytes[offset]
            let small = (0x41...0x5A).contains(byte) ? byte | 0x20 : byte
            if small != wanted { return false }
            offset += 1
        }
        return true
    }

    /// The offset of the next `-->`.
    private static func endMark(in bytes: [UInt8], from start: Int) -> Int? {
        var position = start
        while position + 3 <= bytes.count {
            if bytes[position] == UInt8(ascii: "-"), isText("-->", bytes, position) { return position }
            position += 1
        }
        return nil
    }

    private static func isSpace(_ byte: UInt8) -> Bool {
        byte == 0x20 || (0x09...0x0D).contains(byte)
    }
}
