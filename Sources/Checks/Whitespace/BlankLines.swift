internal import Model

/// What checks of the blank lines around a block share: finding them, and adding those that are missing.
struct BlankLines {
    let document: Document
    let map: LineMap

    init?(_ document: Document, _ facts: Facts) {
        guard let map = facts.lines else { return nil }
        self.document = document
        self.map = map
    }

    /// How many of the lines above a line are blank, as far as somebody asks. Beyond the beginning all are.
    func countAbove(_ line: Int, upTo wanted: Int) -> Int {
        var count = 0
        while count < wanted, map.isSeparator(line - 1 - count) { count += 1 }
        return count
    }

    /// How many of the lines below a line are blank, as far as somebody asks. Beyond the end all are.
    func countBelow(_ line: Int, upTo wanted: Int) -> Int {
        var count = 0
        while count < wanted, map.isSeparator(line + 1 + count) { count += 1 }
        return count
    }

    /// Adds blank lines before a line, with the quote markers that another line begins with.
    ///
    /// - Parameter model: the line whose quote markers are taken.
    func insertion(before line: Int, like model: Int, count: Int = 1) -> Edit {
        let text = document.text
        let ending = text.lineEnding
        let added = prefix(of: model) + ending
        guard line < text.lineCount else {
            return Edit(SourceRange(at: text.count), ending + String(repeating: added, count: count))
        }
        return Edit(
            SourceRange(at: text.bareLine(line).lower), String(repeating: added, count: count))
    }

    /// A fix that adds blank lines.
    func fix(_ edit: Edit, count: Int = 1) -> Fix {
        Fix(title: count == 1 ? "add a blank line" : "add \(count) blank lines", safety: .safe, edits: [edit])
    }

    /// The first line of a block without the prefixes of containers: what a finding points to.
    func content(ofLine line: Int) -> SourceRange {
        let whole = document.text.line(line)
        let start = document.text.leadingSpace(
            of: SourceRange(min(max(whole.lower, Int(map.contentStarts[line])), whole.upper), whole.upper))
        return SourceRange(start, max(start, document.text.trailingSpace(of: whole)))
    }

    /// What a blank line in the containers of a line looks like: its quote markers, with spaces where a list
    /// has its indentation.
    private func prefix(of line: Int) -> String {
        guard line >= 0, line < map.count, map[line].contains(.quote) else { return "" }
        var prefix: [UInt8] = []
        var length = 0
        for offset in Int(document.text.lineStarts[line])..<Int(map.contentStarts[line]) {
            let byte = document.text.bytes[offset]
            prefix.append(byte == UInt8(ascii: ">") || byte == 0x09 ? byte : 0x20)
            if byte == UInt8(ascii: ">") { length = prefix.count }
        }
        return String(decoding: prefix[..<length], as: UTF8.self)
    }
}
