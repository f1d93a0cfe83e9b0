package import Model

/// More than one space behind a quote marker.
package struct QuoteExtraSpace: Check {
    package static let id = "whitespace.quote-extra-space"
    package static let parameters = [
        Parameter(
            "list_items", .flag, standard: .flag(true),
            summary: "Whether list items in quotations are looked at.")
    ]

    private let includesListItems: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        includesListItems = parameters.flag("list_items")
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines, !document.places(of: .blockQuote).isEmpty else { return }
        let text = document.text
        var quotes = Quotes(document)
        let blocks = Blocks(document)
        var isBelowList = false
        for line in map.firstLine..<map.count {
            guard map[line].contains(.quote) else {
                isBelowList = false
                continue
            }
            quotes.advance(to: line)
            let range = text.line(line)
            var spaces = quotes.spaces(on: range, contentStart: Int(map.contentStarts[line]))
            let isBlank = (spaces.last?.range.upper ?? range.lower) == range.upper
            if !isBlank { isBelowList = map[line].contains(.list) }
            if let last = spaces.last, last.isBeforeContent {
                // The indentation of a list item takes what it finds on a blank line.
                let isIndentation = isBlank && isBelowList
                if isIndentation || !blocks.hasMargin(line, map[line]) { spaces.removeLast() }
                if let width = blocks.codeIndents[line], width < last.range.count, !spaces.isEmpty {
                    spaces[spaces.count - 1].range.upper = last.range.lower + width
                }
            }
            for space in spaces where !space.range.isEmpty {
                if !includesListItems, space.isBeforeListMarker || map[line].contains(.list) { continue }
                verdict.add(
                    Draft(
                        at: space.range, Self.extra(space.range.count), subject: text.subject(range),
                        fixes: [Fix(title: Self.remove, safety: .safe, edits: [Edit(space.range, "")])]))
            }
        }
    }

    private static func extra(_ count: Int) -> String {
        "\(count) space\(count == 1 ? "" : "s") too many behind the quote marker"
    }
    private static let remove = "leave one space"
}

/// White space behind a quote marker and the one space that belongs to it.
private struct QuoteSpace {
    var range: SourceRange
    /// Whether no further marker follows.
    var isBeforeContent: Bool
    var isBeforeListMarker: Bool
}

/// The quotations that are open on a line, the outermost first.
private struct Quotes {
    private let document: Document
    private let places: [Int32]
    private var next = 0
    private var open: [NodeID] = []
    /// The offsets of the markers of lists that stand in a list item.
    private let nestedMarkers: Set<Int>

    init(_ document: Document) {
        self.document = document
        places = Array(document.places(of: .blockQuote))
        var markers: Set<Int> = []
        for item in document.ids(of: .listItem) {
            if let list = document.parent(of: item), let parent = document.parent(of: list),
                document[parent].kind == .listItem
            {
                markers.insert(document[item].range.lower)
            }
        }
        nestedMarkers = markers
    }

    mutating func advance(to line: Int) {
        let range = document.text.fullLine(line)
        open.removeAll { document[$0].range.upper <= range.lower }
        while next < places.count, Int(document.nodes[Int(places[next])].lower) < range.upper {
            open.append(NodeID(Int(places[next])))
            next += 1
        }
    }

    /// The white space behind the markers of a line that is neither the one space of a marker nor the
    /// indentation of a list item.
    func spaces(on line: SourceRange, contentStart: Int) -> [QuoteSpace] {
        let text = document.text
        var found: [QuoteSpace] = []
        var depth = 0
        var offset = line.lower
        while offset < contentStart {
            guard text.bytes[offset] == UInt8(ascii: ">") else {
                offset += 1
                continue
            }
            depth += 1
            offset += 1
            if offset < line.upper, text.bytes[offset] == 0x20 || text.bytes[offset] == 0x09 { offset += 1 }
            let end = text.endOfSpaces(from: offset, before: line.upper)
            let space = SourceRange(offset, end)
            if end < contentStart {
                if text.bytes[end] == UInt8(ascii: ">") {
                    let parent = depth < open.count ? document.parent(of: open[depth]) : nil
                    if let parent, document[parent].kind == .listItem { continue }
                    found.append(QuoteSpace(range: space, isBeforeContent: false, isBeforeListMarker: false))
                } else if !nestedMarkers.contains(end) {
                    found.append(QuoteSpace(range: space, isBeforeContent: false, isBeforeListMarker: true))
                }
            } else if contentStart == offset {
                found.append(QuoteSpace(range: space, isBeforeContent: true, isBeforeListMarker: false))
            }
            offset = max(offset, min(end, contentStart))
        }
        return found
    }
}

/// What the blocks of a document say of the white space before their lines.
private struct Blocks {
    /// The lines of fenced code, and how much indentation each of them may have because the fence has it.
    private(set) var codeIndents: [Int: Int] = [:]
    /// Closing fences, and rows of tables below the first.
    private var withoutMargin: Set<Int> = []

    init(_ document: Document) {
        let text = document.text
        for block in document.codeBlocks where block.isFenced {
            let lines = document.lines(of: block.node)
            var start = block.openingFence.lower
            while start > 0, text.bytes[start - 1] == 0x20 || text.bytes[start - 1] == 0x09 { start -= 1 }
            // One space belongs to the marker.
            let width = max(0, block.openingFence.lower - start - 1)
            for line in lines.dropFirst() { codeIndents[line] = width }
            if !block.closingFence.isEmpty { withoutMargin.insert(lines.upperBound) }
        }
        for table in document.ids(of: .table) {
            for line in document.lines(of: table).dropFirst() { withoutMargin.insert(line) }
        }
    }

    func hasMargin(_ line: Int, _ traits: LineMap.Traits) -> Bool {
        traits.isDisjoint(with: [.indentedCode, .html]) && !withoutMargin.contains(line)
    }
}
