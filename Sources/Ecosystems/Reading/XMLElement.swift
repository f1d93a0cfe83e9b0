import Model

/// An element of an XML file, with the places of what it says: enough for build files.
struct XMLElement {
    struct Attribute {
        var name: String
        var value: String
        var range: SourceRange
    }

    /// Without the prefix of its name space.
    var name: String
    var attributes: [Attribute] = []
    var children: [XMLElement] = []
    /// From `<` to the end of its closing tag.
    var range: SourceRange
    /// Its own text without white space around it, entities resolved.
    var text = ""
    var textRange = SourceRange(at: 0)

    subscript(name: String) -> XMLElement? { children.first { $0.name == name } }
    func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

    /// Names of attributes are compared without their case, as MSBuild does.
    func attribute(_ name: String) -> Attribute? {
        attributes.first { $0.name.lowercased() == name.lowercased() }
    }

    /// All elements below of a name, in order.
    func descendants(_ name: String) -> [XMLElement] {
        var found: [XMLElement] = []
        var queue = children
        while !queue.isEmpty {
            let next = queue.removeFirst()
            if next.name == name { found.append(next) }
            queue = next.children + queue
        }
        return found
    }

    /// An element without a name that holds the file's; nil where tags do not match.
    static func read(_ bytes: [UInt8], in range: SourceRange? = nil) -> XMLElement? {
        let range = range ?? SourceRange(0, bytes.count)
        var reader = XMLReader(bytes: bytes, index: range.lower, end: range.upper)
        return reader.read()
    }
}

private struct XMLReader {
    let bytes: [UInt8]
    var index: Int
    let end: Int

    mutating func read() -> XMLElement? {
        var open = [XMLElement(name: "", range: SourceRange(index, end))]
        while index < end {
            guard bytes[index] == UInt8(ascii: "<") else {
                readText(into: &open[open.count - 1])
                continue
            }
            let start = index
            if starts("<!--") {
                skip(past: "-->")
            } else if starts("<![CDATA[") {
                let inner = index + 9
                skip(past: "]]>")
                if inner <= index - 3 { append(SourceRange(inner, index - 3), to: &open[open.count - 1]) }
            } else if starts("<?") || starts("<!") {
                skip(past: ">")
            } else if starts("</") {
                let name = self.name(from: index + 2)
                skip(past: ">")
                guard open.count > 1, open[open.count - 1].name == name else { return nil }
                var element = open.removeLast()
                element.range.upper = index
                open[open.count - 1].children.append(element)
            } else {
                var element = XMLElement(name: name(from: index + 1), range: SourceRange(start, start))
                guard !element.name.isEmpty, let isEmpty = readTag(&element), open.count < 200 else {
                    return nil
                }
                element.range.upper = index
                if isEmpty {
                    open[open.count - 1].children.append(element)
                } else {
                    open.append(element)
                }
            }
        }
        return open.count == 1 ? open[0] : nil
    }

    private func starts(_ text: String) -> Bool { bytes[index..<end].starts(with: text.utf8) }

    private mutating func skip(past text: String) {
        while index < end, !starts(text) { index += 1 }
        index = min(index + text.utf8.count, end)
    }

    private func name(from start: Int) -> String {
        var upper = start
        while upper < end, isName(bytes[upper]) { upper += 1 }
        let name = String(decoding: bytes[start..<upper], as: UTF8.self)
        return name.split(separator: ":").last.map(String.init) ?? name
    }

    private func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || Version.isLetter(byte) || byte >= 0x80 || "-_.:".utf8.contains(byte)
    }

    /// The attributes up to the tag's end, and whether the tag closes itself; nil where it has no end.
    private mutating func readTag(_ element: inout XMLElement) -> Bool? {
        index += 1
        while index < end, isName(bytes[index]) { index += 1 }
        while index < end {
            let byte = bytes[index]
            if byte == UInt8(ascii: ">") {
                index += 1
                return false
            }
            if starts("/>") {
                index += 2
                return true
            }
            guard isName(byte) else {
                index += 1
                continue
            }
            let start = index
            while index < end, isName(bytes[index]) { index += 1 }
            let name = String(decoding: bytes[start..<index], as: UTF8.self)
            while index < end, bytes[index] <= 0x20 { index += 1 }
            guard index < end, bytes[index] == UInt8(ascii: "=") else { continue }
            index += 1
            while index < end, bytes[index] <= 0x20 { index += 1 }
            guard index < end, bytes[index] == 0x22 || bytes[index] == 0x27 else { return nil }
            let quote = bytes[index]
            let lower = index + 1
            index = lower
            while index < end, bytes[index] != quote { index += 1 }
            let range = SourceRange(lower, index)
            element.attributes.append(
                XMLElement.Attribute(name: name, value: decoded(range), range: range))
            index = min(index + 1, end)
        }
        return nil
    }

    private mutating func readText(into element: inout XMLElement) {
        var lower = index
        while index < end, bytes[index] != UInt8(ascii: "<") { index += 1 }
        var upper = index
        while lower < upper, bytes[lower] <= 0x20 { lower += 1 }
        while upper > lower, bytes[upper - 1] <= 0x20 { upper -= 1 }
        if lower < upper { append(SourceRange(lower, upper), to: &element) }
    }

    private func append(_ range: SourceRange, to element: inout XMLElement) {
        element.textRange =
            element.text.isEmpty ? range : SourceRange(element.textRange.lower, range.upper)
        element.text += decoded(range)
    }

    private func decoded(_ range: SourceRange) -> String {
        let text = String(decoding: bytes[range.lower..<range.upper], as: UTF8.self)
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        return text.replacing("&lt;", with: "<").replacing("&gt;", with: ">")
            .replacing("&quot;", with: "\"").replacing("&apos;", with: "'").replacing("&amp;", with: "&")
    }
}
