/// Finds where the text of each line begins after the prefixes of the containers that it stands in.
///
/// It reads lines as the parser did, with the parser's containers: a line that leaves a prefix out (a lazy
/// continuation) begins where the first missing prefix would be.
struct PrefixReader {
    private struct Container {
        var kind: NodeKind
        var lastLine: Int
        /// Columns that belong to it on lines after its first, counted from where its parent's text begins.
        var indent: Int
    }

    private let text: SourceText
    private let document: Document
    /// The nodes of containers with a prefix, in document order.
    private let places: [Int]
    private var open: [Container] = []

    init(_ document: Document) {
        self.document = document
        text = document.text
        var places: [Int] = []
        for kind in [NodeKind.blockQuote, .listItem, .footnoteDefinition, .directive] {
            places += document.places(of: kind).map { Int($0) }
        }
        places.sort()
        self.places = places
    }

    mutating func read(into starts: inout [UInt32]) {
        var next = 0
        var line = 0
        while line < starts.count {
            open.removeAll { $0.lastLine < line }
            if open.isEmpty {
                guard next < places.count else { return }
                line = max(line, text.line(at: Int(document.nodes[places[next]].lower)))
            }
            let range = text.line(line)
            var cursor = Cursor(bytes: text.bytes, offset: range.lower, end: range.upper)
            continueContainers(&cursor)
            let end = text.fullLine(line).upper
            while next < places.count, Int(document.nodes[places[next]].lower) < end {
                begin(places[next], &cursor)
                next += 1
            }
            starts[line] = UInt32(cursor.offset)
            line += 1
        }
    }

    /// Goes over the prefixes of the open containers, as far as the line has them.
    private func continueContainers(_ cursor: inout Cursor) {
        for container in open {
            let isThere =
                container.kind == .blockQuote
                ? cursor.skipQuoteMarker() : cursor.skip(columns: container.indent)
            guard isThere else { return }
        }
    }

    private mutating func begin(_ place: Int, _ cursor: inout Cursor) {
        let node = document.nodes[place]
        guard node.kind == .blockQuote || node.payload >= 0 else { return }
        let last = text.line(at: max(node.range.lower, node.range.upper - 1))
        var container = Container(kind: node.kind, lastLine: last, indent: 4)
        let before = cursor.column
        switch node.kind {
        case .blockQuote:
            cursor.move(to: node.range.lower)
            _ = cursor.skipQuoteMarker()
        case .listItem:
            let marker = document.content.listItems[Int(node.payload)].marker
            cursor.move(to: marker.upper)
            cursor.skipSpacesAfterMarker()
            container.indent = cursor.column - before
        case .footnoteDefinition:
            cursor.move(to: node.content.lower)
        default:
            let syntax = document.content.directives[Int(node.payload)].syntax
            guard syntax == .exclamation || syntax == .question || syntax == .tab else { return }
            cursor.move(to: node.range.lower)
        }
        open.append(container)
    }

    /// A place in a line that knows its column, tabs counted to the next multiple of four.
    private struct Cursor {
        let bytes: [UInt8]
        var offset: Int
        let end: Int
        var column = 0

        init(bytes: [UInt8], offset: Int, end: Int) {
            self.bytes = bytes
            self.offset = offset
            self.end = end
        }

        mutating func move(to target: Int) {
            while offset < min(target, end) { step() }
        }

        private mutating func step() {
            column += bytes[offset] == 0x09 ? 4 - column % 4 : 1
            offset += 1
        }

        private var isAtSpace: Bool { offset < end && (bytes[offset] == 0x20 || bytes[offset] == 0x09) }

        /// Goes over white space that is as wide as asked for; a tab that is wider is not gone over.
        mutating func skip(columns width: Int) -> Bool {
            let target = column + width
            var probe = self
            while probe.column < target, probe.isAtSpace { probe.step() }
            if probe.column < target { return false }
            if probe.column == target {
                self = probe
            } else {
                while column < target, isAtSpace, bytes[offset] == 0x20 { step() }
                column = target
            }
            return true
        }

        mutating func skipQuoteMarker() -> Bool {
            var probe = self
            while probe.isAtSpace, probe.column - column < 4 { probe.step() }
            guard probe.offset < end, bytes[probe.offset] == UInt8(ascii: ">") else { return false }
            probe.step()
            if probe.isAtSpace { probe.step() }
            self = probe
            return true
        }

        /// Goes over the white space between a list marker and its text: one to four columns, or one where more
        /// follow or nothing does.
        mutating func skipSpacesAfterMarker() {
            var probe = self
            while probe.isAtSpace { probe.step() }
            if probe.offset < end, probe.column - column <= 4 {
                self = probe
            } else if isAtSpace, bytes[offset] == 0x20 {
                step()
            } else {
                column += 1
            }
        }
    }
}
