import Model

/// A piece of text as a terminal shows it: one cluster of a source line, harmless, and its columns.
struct Cell: Hashable {
    /// Nil where the bytes are shown as they are.
    var text: String?
    var width: Int
    /// The bytes that it shows.
    var source: SourceRange
}

/// Text made safe for a terminal.
///
/// Nothing that a file or a file name holds may steer the terminal or change how the lines around it read.
/// Controls are shown as their pictures (`␛`), a tab as four spaces, bytes that are no UTF-8 as U+FFFD, and
/// whatever else is invisible or turns the direction of writing as its number (`<U+202E>`).
enum VisibleText {
    /// A text of ours or of a document, such as a message or a path, on one line.
    static func of(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var out: [UInt8] = []
        append(Array(text.utf8), to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether all bytes of a range are printable ASCII, so that each is shown as it is in one column.
    static func isPlain(_ bytes: [UInt8], _ range: SourceRange) -> Bool {
        bytes[range.lower..<range.upper].allSatisfy { (0x20..<0x7F).contains($0) }
    }

    /// Appends a text of ours or of a document on one line.
    static func append(_ text: String, to out: inout [UInt8]) {
        let start = out.count
        out.append(contentsOf: text.utf8)
        guard !isPlain(out, SourceRange(start, out.count)) else { return }
        let bytes = Array(out[start...])
        out.removeLast(out.count - start)
        append(bytes, to: &out)
    }

    private static func append(_ bytes: [UInt8], to out: inout [UInt8]) {
        for cell in cells(of: bytes, in: SourceRange(0, bytes.count)) { append(cell, of: bytes, to: &out) }
    }

    static func append(_ cell: Cell, of bytes: [UInt8], to out: inout [UInt8]) {
        if let text = cell.text {
            out.append(contentsOf: text.utf8)
        } else {
            out.append(contentsOf: bytes[cell.source.lower..<cell.source.upper])
        }
    }

    /// The cells of a range of a file.
    static func cells(of bytes: [UInt8], in range: SourceRange) -> [Cell] {
        var cells: [Cell] = []
        cells.reserveCapacity(range.count)
        var index = range.lower
        while index < range.upper {
            if let letter = SimpleLetter(bytes, at: index, before: range.upper),
                Self.beginsCluster(bytes, at: index + letter.length, before: range.upper)
            {
                let source = SourceRange(index, index + letter.length)
                cells.append(Cell(text: nil, width: letter.width, source: source))
                index = source.upper
            } else {
                let end = endOfRun(bytes, from: index, to: range.upper)
                appendClusters(of: bytes, in: SourceRange(index, end), to: &cells)
                index = end
            }
        }
        return cells
    }

    /// Whether what stands at an offset goes together with nothing before it, as far as that can be told fast.
    private static func beginsCluster(_ bytes: [UInt8], at index: Int, before end: Int) -> Bool {
        index >= end || bytes[index] < 0x80 || SimpleLetter(bytes, at: index, before: end) != nil
    }

    /// Where plain ASCII begins again, so that clusters are looked for only where there may be some.
    private static func endOfRun(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
        var index = start + 1
        while index < end, bytes[index] >= 0x80 || (index + 1 < end && bytes[index + 1] >= 0x80) {
            index += 1
        }
        return index
    }

    private static func appendClusters(of bytes: [UInt8], in range: SourceRange, to cells: inout [Cell]) {
        var scalars = String.UnicodeScalarView()
        var starts: [Int] = []
        var index = range.lower
        while index < range.upper {
            let (scalar, length) = decodeScalar(bytes, at: index, end: range.upper)
            scalars.append(scalar)
            starts.append(index)
            index += length
        }
        starts.append(range.upper)
        var place = 0
        for character in String(scalars) {
            let count = character.unicodeScalars.count
            if isShownWhole(character, count) {
                let source = SourceRange(starts[place], starts[place + count])
                cells.append(Cell(text: String(character), width: width(of: character), source: source))
                place += count
            } else {
                for scalar in character.unicodeScalars {
                    let source = SourceRange(starts[place], starts[place + 1])
                    cells.append(shown(scalar, source))
                    place += 1
                }
            }
        }
    }

    /// Whether a cluster is a letter or a sign that a reader sees as such. What hides behind one (tag
    /// characters after a letter, a heap of marks) is shown scalar by scalar.
    private static func isShownWhole(_ character: Character, _ count: Int) -> Bool {
        guard count <= 16, let base = character.unicodeScalars.first, isPrintable(base) else { return false }
        let isFlag = base.value == 0x1F3F4
        return character.unicodeScalars.dropFirst().allSatisfy {
            let isTag = (0xE0000...0xE007F).contains($0.value)
            return isTag ? isFlag : !isControl($0)
        }
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }

    private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator, .surrogate, .format: false
        default: !scalar.properties.isDefaultIgnorableCodePoint
        }
    }

    /// A scalar that stands alone.
    private static func shown(_ scalar: Unicode.Scalar, _ source: SourceRange) -> Cell {
        switch scalar.value {
        case 0x09: return Cell(text: "    ", width: 4, source: source)
        case 0x00..<0x20, 0x7F:
            let picture = scalar.value == 0x7F ? 0x2421 : 0x2400 + scalar.value
            return Cell(
                text: String(Unicode.Scalar(picture).map(Character.init) ?? "\u{FFFD}"), width: 1,
                source: source)
        default:
            let isMark = width(of: scalar) == 0
            guard isMark || !isPrintable(scalar) else {
                return Cell(text: String(Character(scalar)), width: width(of: scalar), source: source)
            }
            let digits = String(scalar.value, radix: 16, uppercase: true)
            let name = "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
            return Cell(text: name, width: name.utf8.count, source: source)
        }
    }

    /// The columns of a cluster: those of its scalars together, two where they make one emoji, and one for a
    /// mark with nothing to stand on.
    private static func width(of character: Character) -> Int {
        let scalars = character.unicodeScalars
        guard let base = scalars.first, scalars.count > 1 else {
            return max(1, scalars.first.map(width) ?? 0)
        }
        let isOneEmoji = scalars.contains { scalar in
            switch scalar.value {
            // A joiner, a colour of skin, a part of a flag.
            case 0x200D: base.properties.isEmoji
            case 0x1F3FB...0x1F3FF, 0x1F1E6...0x1F1FF: true
            // What asks for the picture instead of the letter.
            case 0xFE0F, 0x20E3: base.properties.isEmoji
            default: false
            }
        }
        return isOneEmoji ? 2 : max(1, scalars.reduce(0) { $0 + width(of: $1) })
    }

    private static func width(of scalar: Unicode.Scalar) -> Int {
        if scalar.value < 0x300 { return 1 }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark, .format: return 0
        default: break
        }
        // The vowels and finals that follow a Hangul initial share its two columns.
        if (0x1160...0x11FF).contains(scalar.value) || (0xD7B0...0xD7FF).contains(scalar.value) { return 0 }
        return EastAsianWidth.isWide(scalar) ? 2 : 1
    }
}

/// A letter or sign of a common script that is a cluster of its own where one like it follows: what nearly
/// every text consists of, known without Unicode's tables.
private struct SimpleLetter {
    /// In bytes.
    let length: Int
    /// In columns.
    let width: Int

    init?(_ bytes: [UInt8], at index: Int, before end: Int) {
        if bytes[index] < 0x80 {
            guard (0x20..<0x7F).contains(bytes[index]) else { return nil }
            (length, width) = (1, 1)
            return
        }
        let (scalar, length) = decodeScalar(bytes, at: index, end: end)
        self.length = length
        switch scalar.value {
        // Latin, Greek, Cyrillic, dashes and quotation marks.
        case 0xA1...0xAC, 0xAE...0x2FF, 0x391...0x3A1, 0x3A3...0x3CE, 0x400...0x482, 0x48A...0x52F,
            0x2010...0x2015, 0x2018...0x2022, 0x2026:
            width = 1
        // Chinese, Japanese and Korean.
        case 0x3001...0x3020, 0x3041...0x3096, 0x309D...0x30FF, 0x4E00...0x9FFF, 0xAC00...0xD7A3,
            0xFF01...0xFF60:
            width = 2
        default: return nil
        }
    }
}
