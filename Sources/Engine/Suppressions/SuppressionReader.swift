import Model

/// Reads the comments of a document that silence rules.
///
///     docent: VERB RULES [until YYYY-MM-DD] because REASON
///
/// What does not follow the grammar becomes a mistake and silences nothing; of a list with an unknown rule
/// the others hold.
struct SuppressionReader {
    private let document: Document
    private let names: RuleNames
    private(set) var suppressions: [Suppression] = []
    private(set) var mistakes: [Draft] = []
    /// The spans that are open, the innermost last.
    private var open: [(suppression: Suppression?, verb: SourceRange)] = []

    private enum Verb: String, CaseIterable {
        case block = "ignore"
        case line = "ignore-line"
        case begin = "ignore-begin"
        case end = "ignore-end"
        case file = "ignore-file"
    }

    private static let otherVerbs = ["snippet", "covers"]

    init(_ document: Document, names: RuleNames) {
        self.document = document
        self.names = names
        for comment in document.comments where CommentWords.mayBeOurs(comment, in: document.text) {
            read(comment)
        }
        for begin in open.reversed() {
            mistakes.append(Draft(at: begin.verb, .neverEnds, subject: "ignore-begin", notes: [.neverEnds]))
        }
    }

    private mutating func read(_ comment: Comment) {
        var words = CommentWords(comment, in: document.text)
        guard let verb = readVerb(&words) else { return }
        switch verb.meaning {
        case .end: close(with: comment, verb.range)
        case .begin: open.append((readBody(&words, comment, verb.range), verb.range))
        case .block: append(readBody(&words, comment, verb.range), scope: nextBlock(after: comment))
        case .line: append(readBody(&words, comment, verb.range), scope: lines(of: comment))
        case .file:
            append(readBody(&words, comment, verb.range), scope: SourceRange(0, document.text.count))
        }
    }

    private mutating func append(_ suppression: Suppression?, scope: SourceRange?) {
        guard var suppression else { return }
        suppression.scope = scope
        suppressions.append(suppression)
    }

    private mutating func close(with comment: Comment, _ verb: SourceRange) {
        guard let begin = open.popLast() else {
            mistakes.append(Draft(at: verb, .neverBegan, subject: "ignore-end"))
            return
        }
        guard var suppression = begin.suppression else { return }
        let scope = SourceRange(suppression.range.upper, comment.range.lower)
        suppression.comments.append(comment)
        suppression.scope = scope
        suppressions.append(suppression)
    }

    // MARK: Words

    private mutating func readVerb(
        _ words: inout CommentWords
    ) -> (meaning: Verb, range: SourceRange)? {
        guard let name = words.next() else { return nil }
        if name.text == "docent" {
            // Without the colon it may be any comment that speaks of Docent, unless a verb follows.
            if let next = words.peek(), Verb(rawValue: next.text) != nil {
                let insertion = Edit(SourceRange(at: name.range.upper), ":")
                mistakes.append(
                    Draft(
                        at: name.range, .noColon, subject: "docent",
                        fixes: [Fix(title: "write `docent:`", safety: .unsafe, edits: [insertion])]))
            }
            return nil
        }
        guard name.text.hasPrefix("docent:") else { return nil }
        words.move(to: name.range.lower + "docent:".utf8.count)
        guard let word = words.next() else {
            mistakes.append(Draft(at: name.range, .noVerb, subject: "docent:", notes: [.verbs]))
            return nil
        }
        if let verb = Verb(rawValue: word.text) { return (verb, word.range) }
        // Comments on snippets, and on the code that a page covers, are read where these are.
        if Self.otherVerbs.contains(word.text) { return nil }
        let near = closest(to: word.text, among: Verb.allCases.map(\.rawValue) + Self.otherVerbs)
        mistakes.append(
            Draft(
                at: word.range, .unknownVerb(word.text), subject: word.text,
                notes: near == nil ? [.verbs] : [], fixes: Self.replacement(of: word.range, by: near)))
        return nil
    }

    /// Reads what follows the verb: rules, perhaps a date, and the reason.
    private mutating func readBody(
        _ words: inout CommentWords, _ comment: Comment, _ verb: SourceRange
    ) -> Suppression? {
        let selection = readTargets(&words)
        if selection.isEmpty, words.peek().map({ $0.text == "until" || $0.text == "because" }) ?? true {
            mistakes.append(Draft(at: verb, .noRules, subject: "no rules", notes: [.noRules]))
            return nil
        }
        var expiry: Suppression.Expiry?
        if words.peek()?.text == "until" {
            guard let until = words.next(), let read = readDate(&words, after: until) else { return nil }
            expiry = read
        }
        guard isReasonGiven(&words, comment, verb) else { return nil }
        let targets = selection.compactMap { word in target(word) }
        guard !targets.isEmpty else { return nil }
        return Suppression(comments: [comment], targets: targets, scope: nil, expiry: expiry)
    }

    private func readTargets(_ words: inout CommentWords) -> [CommentWords.Word] {
        var found: [CommentWords.Word] = []
        var isNextDue = true
        while let word = words.peek(), word.text != "until", word.text != "because" {
            if word.text == "," {
                isNextDue = true
            } else if isNextDue {
                found.append(word)
                isNextDue = false
            } else {
                break
            }
            _ = words.next()
        }
        return found
    }

    private mutating func target(_ word: CommentWords.Word) -> Suppression.Target? {
        if let selector = names.selector(for: word.text) {
            return Suppression.Target(selector: selector, word: word.range)
        }
        let near = names.suggestion(for: word.text)
        mistakes.append(
            Draft(
                at: word.range, .unknownRule(word.text), subject: word.text,
                fixes: Self.replacement(of: word.range, by: near)))
        return nil
    }

    private mutating func readDate(
        _ words: inout CommentWords, after until: CommentWords.Word
    ) -> Suppression.Expiry? {
        guard let word = words.peek(), word.text != "because" else {
            mistakes.append(Draft(at: until.range, .noDate, subject: "until", notes: [.date]))
            return nil
        }
        _ = words.next()
        guard let day = Day(word.text) else {
            mistakes.append(Draft(at: word.range, .badDate(word.text), subject: word.text, notes: [.date]))
            return nil
        }
        return Suppression.Expiry(day: day, word: word.range)
    }

    private mutating func isReasonGiven(
        _ words: inout CommentWords, _ comment: Comment, _ verb: SourceRange
    ) -> Bool {
        guard let word = words.next() else {
            var all = CommentWords(comment, in: document.text)
            all.move(to: verb.lower)
            mistakes.append(Draft(at: all.rest(), .noReason, subject: "no reason", notes: [.noReason]))
            return false
        }
        guard word.text == "because" else {
            mistakes.append(Draft(at: word.range, .unexpected(word.text), subject: word.text))
            return false
        }
        let reason = words.rest()
        if reason.isEmpty {
            mistakes.append(Draft(at: word.range, .noReason, subject: "no reason", notes: [.noReason]))
            return false
        }
        // A date behind the reason would read as if it were kept, and would not be.
        let tail = document.text.string(reason).split(whereSeparator: \.isWhitespace).suffix(2)
        if let first = tail.first, let last = tail.last, first == "until", Day(last) != nil {
            let date = SourceRange(reason.upper - last.utf8.count, reason.upper)
            mistakes.append(Draft(at: date, .dateTooLate, subject: "until", notes: [.dateTooLate]))
            return false
        }
        return true
    }

    private static func replacement(of range: SourceRange, by word: String?) -> [Fix] {
        guard let word else { return [] }
        return [Fix(title: "replace with `\(word)`", safety: .unsafe, edits: [Edit(range, word)])]
    }

    // MARK: Scopes

    private func lines(of comment: Comment) -> SourceRange {
        let text = document.text
        let first = text.fullLine(text.line(at: comment.range.lower))
        let last = text.fullLine(text.line(at: comment.range.upper))
        return SourceRange(first.lower, last.upper)
    }

    /// The block that a comment before it, or in it, is for.
    private func nextBlock(after comment: Comment) -> SourceRange? {
        let own = document[comment.node]
        if own.kind.isInline { return textAround(comment.node) }
        // A comment within a longer piece of HTML is for what follows in that.
        let rest = SourceRange(comment.range.upper, max(comment.range.upper, own.range.upper))
        if !isBlank(rest), !isOnlyComments(comment.node) { return rest }
        var next = Int(own.end)
        let end = document.parent(of: comment.node).map { Int(document[$0].end) } ?? 0
        while next < end, isOnlyComments(NodeID(next)) { next = Int(document.nodes[next].end) }
        return next < end ? document.nodes[next].range : nil
    }

    /// The paragraph, heading or table row that an inline stands in.
    private func textAround(_ inline: NodeID) -> SourceRange? {
        var current = document.parent(of: inline)
        while let id = current {
            let node = document[id]
            if !node.kind.isInline, node.kind != .tableCell { return node.range }
            current = document.parent(of: id)
        }
        return nil
    }

    /// Whether a block has nothing but comments in it, so that the block after it is meant.
    private func isOnlyComments(_ id: NodeID) -> Bool {
        let node = document[id]
        guard node.kind == .htmlBlock || node.kind == .verbatimBlock else { return false }
        var position = node.range.lower
        for comment in document.comments where comment.node == id {
            guard isBlank(SourceRange(position, max(position, comment.range.lower))) else { return false }
            position = comment.range.upper
        }
        return position > node.range.lower
            && isBlank(SourceRange(position, max(position, node.range.upper)))
    }

    private func isBlank(_ range: SourceRange) -> Bool {
        document.text.slice(range).allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) || $0 == 0x3E }
    }
}

extension String {
    fileprivate static let noColon = "a colon is missing after `docent`, so this comment silences nothing"
    fileprivate static let noVerb = "the comment does not say what to do"
    fileprivate static func unknownVerb(_ word: String) -> String { "a comment cannot say `\(word)`" }
    fileprivate static let noRules = "the comment does not say which rules it silences"
    fileprivate static func unknownRule(_ word: String) -> String { "there is no rule `\(word)`" }
    fileprivate static let noReason = "the comment gives no reason"
    fileprivate static let noDate = "a date is missing after `until`"
    fileprivate static func badDate(_ word: String) -> String { "`\(word)` is no date" }
    fileprivate static let dateTooLate = "this date is part of the reason, so the comment would never expire"
    fileprivate static func unexpected(_ word: String) -> String {
        "a comma, `until` or `because` is missing before `\(word)`"
    }
    fileprivate static let neverEnds = "this `ignore-begin` has no `ignore-end`"
    fileprivate static let neverBegan = "this `ignore-end` has no `ignore-begin` before it"
}

extension Note {
    fileprivate static let verbs = Note(
        "write `ignore`, `ignore-line`, `ignore-begin`, `ignore-end`, `ignore-file` or `snippet`")
    fileprivate static let noRules = Note("name rules after the verb, separated by commas, or write `all`")
    fileprivate static let noReason = Note("it silences nothing until it ends with `because` and a reason")
    fileprivate static let date = Note("write the date as YYYY-MM-DD")
    fileprivate static let dateTooLate = Note("write `until` and the date before `because`")
    fileprivate static let neverEnds = Note("it silences nothing until it has one")
}
