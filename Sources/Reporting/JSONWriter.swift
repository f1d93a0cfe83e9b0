/// Writes JSON (RFC 8259) as bytes: keys in the order they are given, nothing that depends on the day.
///
/// Values within one object or list are parted by `, `; line breaks are the caller's.
struct JSONWriter: ~Copyable {
    private(set) var bytes: [UInt8]
    /// Whether a value before this one asks for a comma.
    private var needsComma = false

    init(appendingTo bytes: consuming [UInt8]) { self.bytes = bytes }

    /// Ends the writing and hands the bytes over.
    consuming func finish() -> [UInt8] { bytes }

    mutating func open(_ bracket: Unicode.Scalar) {
        separate()
        raw(UInt8(ascii: bracket))
        needsComma = false
    }

    mutating func close(_ bracket: Unicode.Scalar) {
        raw(UInt8(ascii: bracket))
        needsComma = true
    }

    /// Begins a line, after a comma where one is due.
    mutating func line(indent: Int) {
        if needsComma { raw(0x2C) }
        needsComma = false
        raw(0x0A)
        for _ in 0..<indent { raw(0x20) }
    }

    /// Begins the line of a closing bracket.
    mutating func lastLine(indent: Int) {
        needsComma = false
        line(indent: indent)
    }

    mutating func key(_ name: StaticString) {
        separate()
        raw(0x22)
        name.withUTF8Buffer { unsafe bytes.append(contentsOf: $0) }
        raw(0x22)
        raw(0x3A)
        raw(0x20)
        needsComma = false
    }

    mutating func value(_ number: Int) {
        separate()
        bytes.append(contentsOf: String(number).utf8)
        needsComma = true
    }

    mutating func value(_ flag: Bool) {
        separate()
        bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        needsComma = true
    }

    /// Opens a report: the version of its form, the program that writes it, and the revision that was read.
    mutating func openReport(_ version: Int, by program: String, of revision: String?) {
        open("{")
        line(indent: 2)
        key("version")
        value(version)
        line(indent: 2)
        key("tool")
        open("{")
        key("name")
        value("docent")
        key("version")
        value(program)
        close("}")
        line(indent: 2)
        key("revision")
        value(orNull: revision)
    }

    mutating func value(orNull text: String?) {
        if let text { value(text) } else { null() }
    }

    mutating func null() {
        separate()
        bytes.append(contentsOf: "null".utf8)
        needsComma = true
    }

    /// A text in quotes.
    ///
    /// Beside what JSON asks for, the controls and direction marks that steer a terminal are escaped, for a
    /// report may be printed on one.
    mutating func value(_ text: String) {
        separate()
        raw(0x22)
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: escape(0x22)
            case 0x5C: escape(0x5C)
            case 0x08: escape(UInt8(ascii: "b"))
            case 0x09: escape(UInt8(ascii: "t"))
            case 0x0A: escape(UInt8(ascii: "n"))
            case 0x0C: escape(UInt8(ascii: "f"))
            case 0x0D: escape(UInt8(ascii: "r"))
            case 0x20..<0x7F: raw(UInt8(truncatingIfNeeded: scalar.value))
            case 0x00..<0xA0, 0x061C, 0x200B...0x200C, 0x200E...0x200F, 0x2028...0x202E, 0x2060...0x206F,
                0xFEFF,
                0xFFF9...0xFFFB, 0xE0000...0xE007F:
                for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { escape(unit: unit) }
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
        raw(0x22)
        needsComma = true
    }

    private mutating func separate() {
        guard needsComma else { return }
        raw(0x2C)
        raw(0x20)
    }

    private mutating func escape(_ byte: UInt8) {
        raw(0x5C)
        raw(byte)
    }

    private mutating func escape(unit: UInt16) {
        escape(UInt8(ascii: "u"))
        let digits = String(unit, radix: 16)
        for _ in digits.utf8.count..<4 { raw(0x30) }
        bytes.append(contentsOf: digits.utf8)
    }

    private mutating func raw(_ byte: UInt8) { bytes.append(byte) }
}
