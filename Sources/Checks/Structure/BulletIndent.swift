package import Model

/// Bullets that are not indented as deep as the lists around them ask for.
///
/// Lists within ordered ones are left alone: how deep they stand depends on the width of a number.
package struct BulletIndent: Check {
    package static let id = "structure.bullet-indent"
    package static let parameters = [
        Parameter(
            "indent", .number(0...100), standard: .number(2),
            summary: "The spaces before the bullets of a list for each list around it; 0 means 2."),
        Parameter(
            "start_indented", .flag, standard: .flag(false),
            summary: "Whether a list that stands in no other is indented."),
        Parameter(
            "start_indent", .number(0...100), standard: .number(0),
            summary: "The spaces before the bullets of such a list; 0 means as many as `indent`."),
    ]

    private let indent: Int
    private let start: Int

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        func number(_ name: String, or other: Int) -> Int {
            let number = parameters.number(name)
            return number == 0 ? other : number
        }
        indent = number("indent", or: 2)
        start = parameters.flag("start_indented") ? number("start_indent", or: indent) : 0
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        for list in document.content.lists where !list.isOrdered {
            guard let outer = margin(of: list, document) else { continue }
            let wanted = outer + start
            for item in document.items(of: list) {
                let margin = text.margin(before: item.marker.lower)
                let found = text.utf16Count(margin)
                guard found != wanted else { continue }
                // A tab is one character, and yet as wide as many spaces.
                let hasTabs = text.hasTabs(margin)
                let fix =
                    hasTabs
                    ? Fix(
                        title: Self.replace, safety: .safe,
                        edits: [Edit(margin, String(repeating: " ", count: wanted))])
                    : document.indentation(at: margin.lower, from: found, to: wanted)
                verdict.add(
                    Draft(
                        at: document.beginning(of: item), hasTabs ? Self.tabs : Self.wrong(found - wanted),
                        subject: text.subject(text.line(text.line(at: margin.lower))),
                        fixes: fix.map { [$0] } ?? []))
            }
        }
    }

    /// The column at which the bullets of a list stand where lists that stand in no other are not indented; nil
    /// where a list around it is ordered.
    private func margin(of list: List, _ document: Document) -> Int? {
        var nesting = 0
        var inFootnote = 0
        var outermost = list
        var current = document.parent(of: list.node)
        while let id = current {
            let node = document[id]
            switch node.kind {
            case .list:
                guard node.payload >= 0 else { return nil }
                outermost = document.content.lists[Int(node.payload)]
                if outermost.isOrdered { return nil }
                nesting += 1
            case .footnoteDefinition: inFootnote = 4
            case .directive: return document.margin(inDirective: id, of: outermost) + nesting * indent
            case .blockQuote: return inFootnote + nesting * indent
            default: break
            }
            current = document.parent(of: id)
        }
        return inFootnote + nesting * indent
    }

    private static let tabs = "tabs before this bullet, and not spaces"
    private static let replace = "replace with spaces"
    private static func wrong(_ excess: Int) -> String {
        "\(spaces(abs(excess))) too \(excess > 0 ? "many" : "few") before this bullet"
    }
}

extension Document {
    /// The column at which text stands in a block that a dialect adds.
    ///
    /// - Parameter list: the outermost list in the block. It says where text stands in blocks whose text may be
    ///   indented at will.
    fileprivate func margin(inDirective id: NodeID, of list: List) -> Int {
        let node = self[id]
        let own = text.utf16Count(text.margin(before: node.range.lower))
        let syntax = node.payload >= 0 ? content.directives[Int(node.payload)].syntax : .jsx
        switch syntax {
        case .exclamation, .question, .tab: return own + 4
        case .colons, .slashes: return own
        case .at, .jsx, .shortcode, .role:
            return text.utf16Count(text.margin(before: self[list.node].range.lower))
        }
    }
}

extension SourceText {
    /// What stands before an offset on its line, without the quote markers at the beginning of the line and the
    /// space behind the last.
    fileprivate func margin(before offset: Int) -> SourceRange {
        let line = bareLine(line(at: offset))
        var start = line.lower
        for place in line.lower..<max(line.lower, offset) where bytes[place] == UInt8(ascii: ">") {
            start = place + 1
            if start < offset, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
        }
        return SourceRange(start, max(start, offset))
    }
}
