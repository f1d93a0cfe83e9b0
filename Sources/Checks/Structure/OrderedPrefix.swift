package import Model

/// Numbers of ordered lists that do not go up by one, or are not all the same, whichever is asked for.
package struct OrderedPrefix: Check {
    package static let id = "structure.ordered-prefix"
    package static let parameters = [
        Parameter(
            "style", .choice(["one_or_ordered", "one", "ordered", "zero"]),
            standard: .text("one_or_ordered"),
            summary:
                "How items are numbered: all with 1, from 1 or 0 upwards, all with 0, or one of the first two."
        )
    ]

    private enum Style { case one, ordered, zero }
    /// Nil where the first two items of each list say it.
    private let style: Style?

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        switch parameters.text("style") {
        case "one": style = .one
        case "ordered": style = .ordered
        case "zero": style = .zero
        default: style = nil
        }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        /// The last number of the list before, and where it ends, for each block that has lists in it.
        var before: [Int32: (last: Int, end: Int32)] = [:]
        for list in document.content.lists where list.isOrdered {
            let items = document.items(of: list)
            let numbers = items.map { document.text.number(of: $0) }
            guard let first = numbers.first, let last = numbers.last else { continue }
            let node = document[list.node]
            let above = before.updateValue((last, node.end), forKey: node.parent)
            let goesOn = above.map { $0.last == first - 1 && $0.end < list.node.index } ?? false
            let goesUp = numbers.count > 1 && (first == 0 || numbers[1] != 1)
            let style = self.style ?? (goesUp ? .ordered : .one)
            let start = style == .zero || (style == .ordered && goesUp && first == 0) ? 0 : 1
            for (place, item) in items.enumerated() {
                let wanted = style == .ordered ? start + place : start
                guard numbers[place] != wanted else { continue }
                // The first number is what readers see; the others are counted from it.
                let safety: Fix.Safety = first == start ? .safe : .unsafe
                let prefix = document.prefix(of: item)
                let line = document.text.line(document.text.line(at: prefix.lower))
                verdict.add(
                    Draft(
                        at: prefix,
                        place == 0
                            ? Self.begins(numbers[place], wanted) : Self.follows(numbers[place], wanted),
                        subject: document.text.subject(SourceRange(prefix.upper, line.upper)),
                        notes: place == 0 && goesOn ? [Note(Self.cutOff)] : [],
                        fixes: [fix(item, wanted, safety, document.text)]))
            }
        }
    }

    /// Writes a number in the place of another, with as many digits where that one begins with zeros.
    private func fix(_ item: ListItem, _ wanted: Int, _ safety: Fix.Safety, _ text: SourceText) -> Fix {
        let range = SourceRange(item.marker.lower, max(item.marker.lower, item.marker.upper - 1))
        var number = String(wanted)
        if range.count > 1, text.bytes[range.lower] == UInt8(ascii: "0") {
            number = String(repeating: "0", count: max(0, range.count - number.utf8.count)) + number
        }
        return Fix(title: Self.replace(number), safety: safety, edits: [Edit(range, number)])
    }

    private static func begins(_ found: Int, _ wanted: Int) -> String {
        "this list begins with \(found) and not with \(wanted)"
    }
    private static func follows(_ found: Int, _ wanted: Int) -> String {
        "the number of this item is \(found) and not \(wanted)"
    }
    private static let cutOff =
        "the list above ends before it, because what stands between the two is not indented"
    private static func replace(_ number: String) -> String { "replace with `\(number)`" }
}

extension SourceText {
    /// The number of an item; at most nine digits make one.
    fileprivate func number(of item: ListItem) -> Int {
        var number = 0
        for byte in bytes[item.marker.lower..<item.marker.upper].prefix(9) {
            guard byte >= 0x30, byte <= 0x39 else { break }
            number = number * 10 + Int(byte - 0x30)
        }
        return number
    }
}
