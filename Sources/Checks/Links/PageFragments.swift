internal import Model

/// The fragments of a page as markdownlint works them out: GitHub's for its headings, ids in braces, and those
/// of HTML elements. Every name begins with `#`.
struct PageFragments {
    private var counts: [String: Int] = ["#top": 0]
    /// In the order in which they were found.
    private var names = ["#top"]

    init(of document: Document) {
        for heading in document.headings { add(heading, document) }
        for tag in document.tags where !tag.isClosing { add(tag, document) }
    }

    func contains(_ name: String) -> Bool { counts[name] != nil }

    /// The first name that is the same but for capitals.
    func ignoringCase(_ name: String) -> String? {
        let small = name.lowercased()
        return names.first { $0.lowercased() == small }
    }

    private mutating func set(_ name: String, _ count: Int) {
        if counts.updateValue(count, forKey: name) == nil { names.append(name) }
    }

    private mutating func add(_ heading: Heading, _ document: Document) {
        let node = document[heading.node]
        // An id in braces is part of the text for who does not know it.
        let idEnd = heading.explicitID.isEmpty ? node.content.upper : heading.explicitID.upper + 1
        let behind = SourceRange(node.content.upper, max(node.content.upper, idEnd))
        let text = Self.text(of: heading.node, document) + document.text.string(behind)
        let name = "#" + Self.encoded(Self.slug(text))
        guard name != "#" else { return }
        let count = counts[name] ?? 0
        if count > 0 { set("\(name)-\(count)", 0) }
        set(name, count + 1)
        for id in Self.ids(in: document.text.slice(SourceRange(node.content.lower, behind.upper)))
        where !contains(id) {
            set(id, 1)
        }
    }

    /// The text of a heading without images, addresses, raw HTML and character references.
    private static func text(of heading: NodeID, _ document: Document) -> String {
        var text = ""
        var index = Int(heading.index) + 1
        let end = Int(document[heading].end)
        while index < end {
            let node = document.nodes[index]
            switch node.kind {
            case .text, .escape, .math: text += document.text.string(node.content)
            case .codeSpan: text += document.string(document.codeText(node.content))
            case .link:
                let style = document.links[Int(node.payload)].style
                if style == .angle || style == .bare {
                    index = Int(node.end)
                    continue
                }
            case .image:
                index = Int(node.end)
                continue
            default: break
            }
            index += 1
        }
        return text
    }

    /// GitHub's spelling of a heading's text.
    private static func slug(_ text: String) -> String {
        var ascii: [UInt8] = []
        ascii.reserveCapacity(text.utf8.count)
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"):
                ascii.append(byte)
            case 0x41...0x5A: ascii.append(byte | 0x20)
            case 0x20: ascii.append(UInt8(ascii: "-"))
            case 0x80...: return slug(ofScalars: text)
            default: break
            }
        }
        return String(decoding: ascii, as: UTF8.self)
    }

    private static func slug(ofScalars text: String) -> String {
        var slug = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar == " " {
                slug.unicodeScalars.append("-")
            } else if isKept(scalar) {
                slug.unicodeScalars.append(scalar)
            }
        }
        return slug
    }

    private static func isKept(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .letterNumber, .otherNumber,
            .connectorPunctuation:
            true
        default: scalar == "-"
        }
    }

    /// With every byte percent-encoded that JavaScript's `encodeURIComponent` does not leave as it is.
    static func encoded(_ text: String) -> String {
        guard let first = text.utf8.firstIndex(where: { !isLeft($0) }) else { return text }
        let digits = Array("0123456789ABCDEF".utf8)
        var bytes = Array(text.utf8[..<first])
        bytes.reserveCapacity(3 * text.utf8.count)
        for byte in text.utf8[first...] {
            if isLeft(byte) {
                bytes.append(byte)
            } else {
                bytes.append(UInt8(ascii: "%"))
                bytes.append(digits[Int(byte >> 4)])
                bytes.append(digits[Int(byte & 15)])
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func isLeft(_ byte: UInt8) -> Bool {
        if ASCII.isLetter(byte) || ASCII.isDigit(byte) { return true }
        switch byte {
        case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "~"),
            UInt8(ascii: "*"), UInt8(ascii: "'"), UInt8(ascii: "("), UInt8(ascii: ")"):
            return true
        default: return false
        }
    }

    /// The ids between `{#` and `}`: small letters and digits, with single `-` and `_` between them.
    private static func ids(in text: ArraySlice<UInt8>) -> [String] {
        var ids: [String] = []
        var offset = text.startIndex
        while let brace = text[offset...].firstIndex(of: UInt8(ascii: "{")) {
            offset = brace + 1
            guard offset < text.endIndex, text[offset] == UInt8(ascii: "#"),
                let close = text[offset...].firstIndex(of: UInt8(ascii: "}"))
            else { continue }
            let id = text[(offset + 1)..<close]
            let words = id.split(omittingEmptySubsequences: false) { "-_".utf8.contains($0) }
            let isID = words.allSatisfy { word in
                !word.isEmpty
                    && word.allSatisfy { ASCII.isDigit($0) || ASCII.isLetter($0) && $0 >= 0x61 }
            }
            if isID { ids.append("#" + String(decoding: id, as: UTF8.self)) }
        }
        return ids
    }

    /// The `id` of an element, or the `name` of an `a`.
    private mutating func add(_ tag: Tag, _ document: Document) {
        let text = document.text
        let name = text.slice(tag.name)
        let isAnchor = name.count == 1 && name.first.map { $0 | 0x20 } == UInt8(ascii: "a")
        let attributes = document.content.attributes[tag.attributes]
        let value = { (wanted: String) in
            attributes.first { attribute in
                attribute.hasValue && text.string(attribute.name).lowercased() == wanted
            }?.value
        }
        guard let id = value("id") ?? (isAnchor ? value("name") : nil) else { return }
        let word = text.slice(id).prefix { $0 > 0x20 && !"'\">".utf8.contains($0) }
        set("#" + String(decoding: word, as: UTF8.self), 0)
    }
}

extension Attribute {
    /// Whether a sign of equality follows the name: `alt=""`, not `alt`.
    var hasValue: Bool { value.lower > name.upper }
}

extension Document {
    /// The code of a code span, given what stands between its backticks: one space on either side is no code.
    func codeText(_ content: SourceRange) -> SourceRange {
        let slice = text.slice(content)
        guard slice.count > 2, let first = slice.first, let last = slice.last,
            [0x20, 0x0A, 0x0D].contains(first), [0x20, 0x0A, 0x0D].contains(last),
            slice.contains(where: { ![0x20, 0x0A, 0x0D].contains($0) })
        else { return content }
        return SourceRange(content.lower + 1, content.upper - 1)
    }
}
