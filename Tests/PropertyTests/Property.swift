import Markup
import Model
import RandomDocuments
import Testing

extension Vocabulary {
    /// All that any dialect gives a meaning to.
    static let everything = commonMark + gfm + site + dialects
}

/// Parses documents, looks for what must not be, and shows the smallest document that has it.
enum Property {
    static func parse(_ bytes: [UInt8], _ dialect: Dialect) -> Document {
        Markdown.parse(SourceFile(path: "random.md", bytes: bytes), dialect: dialect)
    }

    /// What is wrong with the parse of a document; nothing where all is well.
    static func violations(_ bytes: [UInt8], _ dialect: Dialect) -> [String] {
        Invariants(parse(bytes, dialect)).violations
    }

    /// Records an issue where the property does not hold for the document.
    static func check(
        _ bytes: [UInt8], _ dialect: Dialect,
        _ property: ([UInt8], Dialect) -> [String] = Property.violations,
        _ location: SourceLocation = #_sourceLocation
    ) {
        guard !property(bytes, dialect).isEmpty else { return }
        let small = Shrinker.smallest(bytes) { !property($0, dialect).isEmpty }
        Issue.record(
            """
            \(dialect): \(String(decoding: small, as: UTF8.self).debugDescription) \(small.count < 40 ? "\(small)" : "")
            \(property(small, dialect).prefix(4).joined(separator: "\n"))
            """, sourceLocation: location)
    }
}

/// A node as far as two parses are compared.
struct Shape: Hashable {
    var kind: NodeKind
    var parent: Int32
    var end: Int32
    var payload: Int32
    var range: SourceRange
    var content: SourceRange

    init(_ node: Node) {
        kind = node.kind
        parent = node.parent
        end = node.end
        payload = node.payload
        range = node.range
        content = node.content
    }

    /// The same with every offset moved.
    func moved(_ move: (Int) -> Int) -> Shape {
        var copy = self
        copy.range = SourceRange(move(range.lower), move(range.upper))
        copy.content = SourceRange(move(content.lower), move(content.upper))
        return copy
    }
}

/// A document with LF beside the same one with CRLF.
enum LineEndings {
    static func differences(_ bytes: [UInt8], _ dialect: Dialect) -> [String] {
        var other: [UInt8] = []
        var moved: [Int] = []
        for byte in bytes {
            moved.append(other.count)
            if byte == 0x0A { other.append(0x0D) }
            other.append(byte)
        }
        moved.append(other.count)
        let first = Property.parse(bytes, dialect)
        let second = Property.parse(other, dialect)
        return Shape.differences(first, second) { moved[$0] }
    }
}

/// A document beside the same one behind a paragraph.
enum ParagraphInFront {
    private static let paragraph = Array("Straße 🙂\n\n".utf8)

    static func differences(_ bytes: [UInt8], _ dialect: Dialect) -> [String] {
        let first = Property.parse(bytes, dialect)
        // Front matter and a byte order mark are something only at the very beginning.
        guard first.content.frontMatter == nil, !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else { return [] }
        let second = Property.parse(paragraph + bytes, dialect)
        let own = second.nodes.count - first.nodes.count
        let shapes = second.nodes.dropFirst(1 + own).map(Shape.init)
        let wanted = first.nodes.dropFirst().map { node in
            var shape = Shape(node).moved { $0 + paragraph.count }
            shape.parent = node.parent == 0 ? 0 : node.parent + Int32(own)
            shape.end += Int32(own)
            return shape
        }
        return Shape.differences(wanted, shapes)
    }
}

extension Shape {
    static func differences(_ first: Document, _ second: Document, _ move: (Int) -> Int) -> [String] {
        differences(first.nodes.map { Shape($0).moved(move) }, second.nodes.map(Shape.init))
    }

    static func differences(_ wanted: [Shape], _ shapes: [Shape]) -> [String] {
        var out: [String] = []
        if wanted.count != shapes.count { out.append("\(wanted.count) nodes and \(shapes.count)") }
        for (a, b) in zip(wanted, shapes) where a != b && out.count < 4 {
            out.append("wanted \(a.kind) \(a.range) \(a.content), got \(b.kind) \(b.range) \(b.content)")
        }
        return out
    }
}
