import Model

/// A piece of text as a terminal shows it: one cluster of a source line, harmless, and its columns.
struct Cell: Hashable {
    enum Form: Hashable {
        /// The bytes themselves.
        case plain
        /// A scalar in the place of a control, or of bytes that are no UTF-8.
        case scalar(Unicode.Scalar)
        /// Four spaces in the place of a tab.
        case tab
        /// The number of a scalar that nobody would see: `<U+202E>`.
        case number(Unicode.Scalar)
    }
    var form: Form
    var width: Int
    /// The bytes that it shows.
    var source: SourceRange
}

/// Text made safe for a terminal.
///
/// Nothing that a file or a file name holds may steer the terminal or change how the lines around it read.
/// Controls are shown as their pictures (`␛`), a tab as four spaces, bytes that are no UTF-8 as U+FFFD, and
/// whatever else is invisible or turns the direction of writing as its number (`<U+202E>`).
package enum VisibleText {
    /// A text of ours or of a document, such as a message or a path, on one line.
    package static func of(_ text: String) -> String {
        let bytes = Array(text.utf8)
        if isPlain(bytes, SourceRange(0, bytes.count)) { return text }
        var out: [UInt8] = []
        append(bytes, to: &out)
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether all bytes of a range are printable ASCII, so that each is shown as it is in one column.
    static func isPlain(_ bytes: [UInt8], _ range: SourceRange) -> Bool {
        bytes.isPrintableASCII(range)
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
        switch cell.form {
        case .plain: out.append(contentsOf: bytes[cell.source.lower..<cell.source.upper])
        case .scalar(let scalar): UTF8.encode(scalar).map { out.append(contentsOf: $0) }
        case .tab: out.append(contentsOf: "    ".utf8)
        case .number(let scalar): out.append(contentsOf: number(of: scalar).utf8)
        }
    }

    private static func number(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "<U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + ">"
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
                cells.append(Cell(form: .plain, width: letter.width, source: source))
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

    /// Where a simple letter follows another one, so that clusters are looked for only where there may be some.
    private static func endOfRun(_ bytes: [UInt8], from start: Int, to end: Int) -> Int {
        var index = start
        var isBehindSimple = false
        while index < end {
            let letter = SimpleLetter(bytes, at: index, before: end)
            if letter != nil, isBehindSimple { return index }
            isBehindSimple = letter != nil && index > start
            index += letter?.length ?? decodeScalar(bytes, at: index, end: end).length
        }
        return end
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
            let source = SourceRange(starts[place], starts[place + count])
            // Bytes that are no UTF-8 are shown one by one, also where marks follow them.
            if isShownWhole(character, count), character.utf8.count == source.count {
                cells.append(Cell(form: .plain, width: width(of: character), source: source))
                place += count
            } else {
                for scalar in character.unicodeScalars {
                    cells.append(shown(scalar, SourceRange(starts[place], starts[place + 1])))
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
        case 0x09: return Cell(form: .tab, width: 4, source: source)
        case 0x00..<0x20, 0x7F:
            let picture = Unicode.Scalar(scalar.value == 0x7F ? 0x2421 : 0x2400 + scalar.value)
            return Cell(form: .scalar(picture ?? "\u{FFFD}"), width: 1, source: source)
        default:
            let isMark = width(of: scalar) == 0
            guard isMark || !isPrintable(scalar) else {
                return Cell(form: .scalar(scalar), width: width(of: scalar), source: source)
            }
            return Cell(form: .number(scalar), width: number(of: scalar).utf8.count, source: source)
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
