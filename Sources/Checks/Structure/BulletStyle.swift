package import Model

/// Bullets that are not the ones asked for, or not the ones that the page began with.
package struct BulletStyle: Check {
    package static let id = "structure.bullet-style"
    package static let parameters = [
        Parameter(
            "style", .choice(["consistent", "asterisk", "plus", "dash", "sublist"]),
            standard: .text("consistent"),
            summary:
                "The bullet to use; `consistent` is the first on the page, `sublist` one for each depth of lists."
        )
    ]

    private let bullet: UInt8?
    private let isByDepth: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        let style = parameters.text("style")
        isByDepth = style == "sublist"
        switch style {
        case "asterisk": bullet = UInt8(ascii: "*")
        case "plus": bullet = UInt8(ascii: "+")
        case "dash": bullet = UInt8(ascii: "-")
        default: bullet = nil
        }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        var wanted = bullet
        var byDepth: [Int: UInt8] = [:]
        for list in document.content.lists where !list.isOrdered {
            let expected: UInt8
            if isByDepth {
                let depth = document.listDepth(of: list)
                expected = byDepth[depth] ?? other(list.delimiter, than: byDepth[depth - 1])
                byDepth[depth] = expected
            } else {
                expected = wanted ?? list.delimiter
                wanted = expected
            }
            // All items of a list have the same bullet: another one begins another list.
            guard list.delimiter != expected else { continue }
            for item in document.items(of: list) {
                let mended = String(UnicodeScalar(expected))
                verdict.add(
                    Draft(
                        at: item.marker, Self.wrong(text.string(item.marker), mended),
                        subject: text.subject(text.line(text.line(at: item.marker.lower))),
                        fixes: [
                            Fix(
                                title: Self.replace(mended), safety: .safe, edits: [Edit(item.marker, mended)]
                            )
                        ]))
            }
        }
    }

    /// The bullet found at a new depth, or the next one where the list around it has the same.
    private func other(_ found: UInt8, than outer: UInt8?) -> UInt8 {
        guard found == outer else { return found }
        switch found {
        case UInt8(ascii: "-"): return UInt8(ascii: "+")
        case UInt8(ascii: "+"): return UInt8(ascii: "*")
        default: return UInt8(ascii: "-")
        }
    }

    private static func wrong(_ found: String, _ wanted: String) -> String {
        "this bullet is `\(found)` and not `\(wanted)`"
    }
    private static func replace(_ wanted: String) -> String { "replace with `\(wanted)`" }
}

extension Document {
    /// How many lists a list stands in.
    fileprivate func listDepth(of list: List) -> Int {
        var depth = 0
        var current = ancestor(of: list.node, .list)
        while let outer = current {
            depth += 1
            current = ancestor(of: outer, .list)
        }
        return depth
    }
}
