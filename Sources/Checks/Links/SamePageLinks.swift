internal import Model

/// Judges the fragments of links within a page as markdownlint does.
struct SamePageLinks {
    private let document: Document
    private let isIgnored: (String) -> Bool
    private let ignoresCase: Bool

    init(_ document: Document, isIgnored: @escaping (String) -> Bool, ignoresCase: Bool) {
        self.document = document
        self.isIgnored = isIgnored
        self.ignoresCase = ignoresCase
    }

    func judge(given facts: Facts, into verdict: inout Verdict) {
        // Most pages have no such link, so that their headings are asked for only here.
        var fragments: PageFragments?
        for link in document.links where link.style == .inline && !link.isImage && begins(link.destination) {
            if isTab(link) { continue }
            let known = fragments ?? PageFragments(of: document)
            fragments = known
            judge(link.destination, of: document[link.node].range, known, facts, &verdict)
        }
        for definition in document.definitions where begins(definition.destination) {
            let known = fragments ?? PageFragments(of: document)
            fragments = known
            judge(definition.destination, of: document[definition.node].range, known, facts, &verdict)
        }
    }

    private func begins(_ destination: SourceRange) -> Bool {
        destination.count > 1 && document.text.bytes[destination.lower] == UInt8(ascii: "#")
    }

    private func judge(
        _ destination: SourceRange, of whole: SourceRange, _ known: PageFragments, _ facts: Facts,
        _ verdict: inout Verdict
    ) {
        let text = document.text
        let name = Self.unescaped(text.slice(destination))
        let fragment = String(name.dropFirst())
        guard !fragment.isEmpty else { return }
        let encoded = "#" + PageFragments.encoded(fragment)
        if known.contains(encoded) || Self.isLines(encoded) || isIgnored(fragment) { return }
        let line = text.line(text.line(at: whole.lower))
        let isOneLine = whole.upper <= line.upper
        let near = known.ignoringCase(name)
        if near != nil, ignoresCase || near == name { return }
        if facts.isInFormula(whole, text) { return }
        var draft = Draft(
            at: SourceRange(whole.lower, min(whole.upper, line.upper)), Self.missing(name), subject: name)
        if let near, isOneLine {
            draft.fixes.append(
                Fix(
                    title: Self.replace(near), safety: .safe, edits: [Edit(destination, near)]))
        }
        verdict.add(draft)
    }

    /// A destination without the backslashes of its escapes and without its character references.
    private static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
        var out: [UInt8] = []
        var place = bytes.startIndex
        while place < bytes.endIndex {
            let byte = bytes[place]
            if byte == UInt8(ascii: "\\"), place + 1 < bytes.endIndex, ASCII.isPunctuation(bytes[place + 1]) {
                out.append(bytes[place + 1])
                place += 2
            } else {
                out.append(byte)
                place += 1
            }
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// `#L10`, `#L10-L20`, `#L10C3-L12C1`: lines of a file as GitHub shows it.
    private static func isLines(_ name: String) -> Bool {
        var rest = name.utf8.dropFirst()
        guard let hasColumn = dropPlace(&rest) else { return false }
        if rest.isEmpty { return !hasColumn }
        guard rest.popFirst() == UInt8(ascii: "-"), dropPlace(&rest) != nil else { return false }
        return rest.isEmpty
    }

    /// Drops `L10` or `L10C3`.
    ///
    /// - Returns: whether it has a column; nil where it is no place.
    private static func dropPlace(_ rest: inout String.UTF8View.SubSequence) -> Bool? {
        guard drop(UInt8(ascii: "L"), &rest) else { return nil }
        guard rest.first == UInt8(ascii: "C") else { return false }
        return drop(UInt8(ascii: "C"), &rest) ? true : nil
    }

    private static func drop(_ letter: UInt8, _ rest: inout String.UTF8View.SubSequence) -> Bool {
        guard rest.popFirst() == letter, let digit = rest.first, ASCII.isDigit(digit) else { return false }
        rest = rest.drop { ASCII.isDigit($0) }
        return true
    }

    /// Whether a link is all there is of a heading and leads to `#tab/…`: Docfx makes tabs of such headings.
    private func isTab(_ link: Link) -> Bool {
        guard document.text.slice(link.destination).starts(with: "#tab/".utf8),
            let parent = document.parent(of: link.node), document[parent].kind == .heading
        else { return false }
        return document[parent].content == document[link.node].range
    }

    private static func missing(_ name: String) -> String { "no heading on this page gives `\(name)`" }
    private static func replace(_ name: String) -> String { "replace with `\(name)`" }
}
