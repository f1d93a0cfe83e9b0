package import Model

/// Lines that are too long.
package struct LineLength: Check {
    package static let id = "whitespace.line-length"
    package static let parameters = [
        Parameter(
            "line_length", .number(-1...1_000_000), standard: .number(80),
            summary: "How long a line may be; 0 means 80, below 0 any length is fine."),
        Parameter(
            "heading_line_length", .number(-1...1_000_000), standard: .number(0),
            summary: "How long a line of a heading may be; 0 means as `line_length`."),
        Parameter(
            "code_block_line_length", .number(-1...1_000_000), standard: .number(0),
            summary: "How long a line of a code block may be; 0 means as `line_length`."),
        Parameter(
            "code_blocks", .flag, standard: .flag(true),
            summary: "Whether lines of code blocks are looked at."),
        Parameter("tables", .flag, standard: .flag(true), summary: "Whether lines of tables are looked at."),
        Parameter("headings", .flag, standard: .flag(true), summary: "Whether headings are looked at."),
        Parameter(
            "strict", .flag, standard: .flag(false),
            summary: "Whether a line counts that has no white space beyond the limit."),
        Parameter(
            "stern", .flag, standard: .flag(false),
            summary: "Whether such a line counts if it has white space before the limit."),
    ]

    private let limit: Int
    private let headingLimit: Int
    private let codeLimit: Int
    private let leftOut: LineMap.Traits
    private let isStrict: Bool
    private let isStern: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        func number(_ name: String, or standard: Int) -> Int {
            let value = parameters.number(name)
            return value == 0 ? standard : value
        }
        limit = number("line_length", or: 80)
        headingLimit = number("heading_line_length", or: limit)
        codeLimit = number("code_block_line_length", or: limit)
        isStrict = parameters.flag("strict")
        isStern = parameters.flag("stern")
        var leftOut: LineMap.Traits = [.definition]
        if !parameters.flag("code_blocks") { leftOut.formUnion(.code) }
        if !parameters.flag("tables") { leftOut.insert(.table) }
        if !parameters.flag("headings") { leftOut.insert(.heading) }
        self.leftOut = leftOut
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        let shortest = [limit, headingLimit, codeLimit].filter { $0 > 0 }.min() ?? .max
        var links: LinkLines?
        for line in map.firstLine..<map.count {
            let whole = text.fullLine(line)
            guard whole.count > shortest else { continue }
            let traits = map[line]
            guard traits.isDisjoint(with: leftOut) else { continue }
            let limit =
                !traits.isDisjoint(with: .code)
                ? codeLimit : traits.contains(.heading) ? headingLimit : self.limit
            let range = text.bareLine(line)
            guard limit > 0, range.count > limit else { continue }
            let isASCII = text.bytes.isASCII(range)
            let length = isASCII ? range.count : text.utf16Count(range)
            guard length > limit else { continue }
            if !isStrict {
                let lastWord = startOfLastWord(range, text, map)
                if isStern {
                    if isOneWord(range, text) { continue }
                } else {
                    let before = SourceRange(range.lower, lastWord)
                    if (isASCII ? before.count : text.utf16Count(before)) + 1 <= limit { continue }
                }
                let known = links ?? LinkLines(document)
                links = known
                if known.isOnlyLink(line) { continue }
            }
            let start = isASCII ? range.lower + limit : text.offset(ofUTF16: limit, in: range)
            let place = SourceRange(start, range.upper)
            verdict.add(Draft(at: place, Self.tooLong(length, limit), subject: text.subject(range)))
        }
    }

    private func startOfLastWord(_ range: SourceRange, _ text: SourceText, _ map: LineMap) -> Int {
        var start = range.upper
        while start > range.lower {
            // No printable ASCII is white space, nor is the last byte of one.
            if text.bytes[start - 1] < 0x80, text.bytes[start - 1] > 0x20 {
                start -= 1
                continue
            }
            let before = text.trailingSpace(of: SourceRange(range.lower, start))
            // White space at the end of a comment's line is the comment's text.
            if before < start, !(start == range.upper && map.isInComment(start)) { break }
            start -= 1
        }
        return start
    }

    /// Whether a line is one word behind heading and quote markers, so that nobody can break it.
    private func isOneWord(_ range: SourceRange, _ text: SourceText) -> Bool {
        var start = range.lower
        var afterMarkers = range.lower
        while start < range.upper {
            let space = LineMap.whiteSpaceLength(text.bytes, at: start, before: range.upper)
            if space > 0 {
                start += space
                afterMarkers = start
            } else if text.bytes[start] == UInt8(ascii: "#") || text.bytes[start] == UInt8(ascii: ">") {
                start += 1
            } else {
                break
            }
        }
        var offset = afterMarkers
        while offset < range.upper {
            if LineMap.whiteSpaceLength(text.bytes, at: offset, before: range.upper) > 0 { return false }
            offset += 1
        }
        return true
    }

    private static func tooLong(_ length: Int, _ limit: Int) -> String {
        // Said of very many lines: interpolation takes several times as long.
        var message = ""
        message.reserveCapacity(64)
        message += "the line is "
        message += String(length)
        message += " characters long, "
        message += String(length - limit)
        message += " more than "
        message += String(limit)
        return message
    }
}

/// Which lines hold links and no other text of a paragraph: nobody can break those. Lines of footnotes count as
/// those of definitions.
private struct LinkLines {
    private let document: Document
    /// For every line whether a link or an image stands on it; empty where there is none.
    private var links: [Bool] = []

    init(_ document: Document) {
        self.document = document
        for kind in [NodeKind.link, .image] {
            for id in document.ids(of: kind) {
                if links.isEmpty { links = [Bool](repeating: false, count: document.text.lineCount) }
                for line in document.lines(of: id) { links[line] = true }
            }
        }
    }

    func isOnlyLink(_ line: Int) -> Bool { !links.isEmpty && links[line] && !hasWords(line) }

    /// Whether a text of a paragraph begins on the line.
    private func hasWords(_ line: Int) -> Bool {
        let range = document.text.fullLine(line)
        let texts = document.places(of: .text)
        var low = texts.startIndex
        var high = texts.endIndex
        while low < high {
            let middle = (low + high) / 2
            if Int(document.nodes[Int(texts[middle])].lower) < range.lower {
                low = middle + 1
            } else {
                high = middle
            }
        }
        while low < texts.endIndex, Int(document.nodes[Int(texts[low])].lower) < range.upper {
            let parent = document.nodes[Int(texts[low])].parent
            if parent >= 0, document.nodes[Int(parent)].kind == .paragraph { return true }
            low += 1
        }
        return false
    }
}
