package import Model

/// Items of ordered lists that are shown with another number than the one they are written with.
package struct ListNumber: Check {
    package static let id = "structure.list-number"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for list in document.content.lists where list.isOrdered {
            let items = document.children(of: list.node).map { item in
                let marker = document.content.listItems[Int(document[item].payload)].marker
                return (marker: marker, number: document.number(of: marker))
            }
            // The same number everywhere means: count for me.
            guard items.count > 1, !items.allSatisfy({ $0.number == items[0].number }) else { continue }
            for (place, item) in items.enumerated() {
                let shown = list.start + place
                guard item.number != shown else { continue }
                let written = document.text.string(item.marker)
                let meant = "\(shown)" + (written.last.map(String.init) ?? ".")
                verdict.add(
                    Draft(
                        at: item.marker, Self.other(written, meant), subject: written,
                        fixes: [
                            Fix(
                                title: Self.replace(meant), safety: .unsafe, edits: [Edit(item.marker, meant)]
                            )
                        ]))
                break
            }
        }
    }

    private static func other(_ written: String, _ shown: String) -> String {
        "this item is written `\(written)` and shown as `\(shown)`"
    }
    private static func replace(_ meant: String) -> String { "write `\(meant)`" }
}

extension Document {
    /// The number of an ordered list's marker.
    func number(of marker: SourceRange) -> Int {
        text.slice(marker).prefix { (0x30...0x39).contains($0) }.reduce(0) { $0 &* 10 &+ Int($1 & 0x0F) }
    }
}
