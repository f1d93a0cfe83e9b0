package import Model

/// Items of one list that are not indented alike.
///
/// Numbers may also be aligned at their right end.
package struct ListIndent: Check {
    package static let id = "structure.list-indent"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for list in document.content.lists {
            let items = document.items(of: list)
            guard let first = items.first else { continue }
            let wanted = document.indent(of: first)
            if list.isOrdered {
                judge(items, document, indent: wanted, into: &verdict)
                continue
            }
            for item in items.dropFirst() {
                let found = document.indent(of: item)
                guard found != wanted else { continue }
                let hasTabs = document.isIndentedWithTabs(item) || document.isIndentedWithTabs(first)
                add(item, document, hasTabs ? Self.tabs : Self.indented(found - wanted), nil, to: &verdict)
            }
        }
    }

    /// Judges the numbers of a list: the first that is not indented like those above it, and yet ends where they
    /// do, shows that they are aligned at their right end.
    private func judge(
        _ items: [ListItem], _ document: Document, indent wanted: Int, into verdict: inout Verdict
    ) {
        let wantedEnd = items.first.map { wanted + $0.marker.count } ?? wanted
        var isAlignedRight = false
        for item in items {
            let found = document.indent(of: item)
            guard found != wanted || isAlignedRight else { continue }
            let end = found + item.marker.count
            if end == wantedEnd {
                isAlignedRight = true
                continue
            }
            if document.isIndentedWithTabs(item) || document.isIndentedWithTabs(items[0]) {
                add(item, document, Self.tabs, nil, to: &verdict)
                continue
            }
            let target = isAlignedRight ? wantedEnd - item.marker.count : wanted
            let line = document.text.bareLine(document.text.line(at: item.marker.lower))
            let offset = document.text.offset(ofUTF16: max(0, min(found, target)), in: line)
            add(
                item, document, isAlignedRight ? Self.ends(end - wantedEnd) : Self.indented(found - target),
                target < 0 ? nil : document.indentation(at: offset, from: found, to: target), to: &verdict)
        }
    }

    private func add(
        _ item: ListItem, _ document: Document, _ message: String, _ fix: Fix?, to verdict: inout Verdict
    ) {
        let range = document.beginning(of: item)
        verdict.add(
            Draft(
                at: range, message,
                subject: document.text.subject(document.text.line(document.text.line(at: range.lower))),
                fixes: fix.map { [$0] } ?? []))
    }

    private static let tabs = "this item is indented with other white space than the first of its list"
    private static func indented(_ excess: Int) -> String {
        "this item is indented by \(spaces(abs(excess))) \(excess > 0 ? "more" : "less") "
            + "than the first of its list"
    }
    private static func ends(_ excess: Int) -> String {
        "this number ends \(spaces(abs(excess))) \(excess > 0 ? "behind" : "before") those above it"
    }
}

extension Document {
    fileprivate func isIndentedWithTabs(_ item: ListItem) -> Bool {
        text.slice(SourceRange(beginning(of: item).lower, item.marker.lower)).contains(0x09)
    }
}
