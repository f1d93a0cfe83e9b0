import Model

extension Report.Page {
    /// The same page with its findings in the order that the formats promise, so that equal reports give
    /// equal bytes.
    ///
    /// Texts are compared by their bytes: `String`'s own order takes two spellings of one letter for equal.
    func inOrder() -> Report.Page {
        var page = self
        sort(&page.findings) { a, b in
            if a.range != b.range { return a.range < b.range }
            if a.rule != b.rule { return a.rule.precedes(b.rule) }
            if a.message != b.message { return a.message.precedes(b.message) }
            return a.fingerprint.value < b.fingerprint.value
        }
        return page
    }
}

extension WrittenReport {
    /// The same report with its pages, and what was not assessed, in the order that the formats promise.
    func inOrder() -> WrittenReport {
        var report = self
        sort(&report.sheets) { $0.path.precedes($1.path) }
        sort(&report.unknowns) { a, b in
            if !a.path.equals(b.path) { return a.path.precedes(b.path) }
            let (aRange, bRange) = (a.range ?? SourceRange(-1, -1), b.range ?? SourceRange(-1, -1))
            if aRange != bRange { return aRange < bRange }
            if a.rule != b.rule { return (a.rule ?? "").precedes(b.rule ?? "") }
            if !a.subject.equals(b.subject) { return a.subject.precedes(b.subject) }
            return a.reason.precedes(b.reason)
        }
        return report
    }
}

/// Sorts only what is not in order yet: reports mostly come sorted.
private func sort<Element>(_ elements: inout [Element], by precedes: (Element, Element) -> Bool) {
    let isSorted = elements.indices.dropFirst().allSatisfy { !precedes(elements[$0], elements[$0 - 1]) }
    if !isSorted { elements.sort(by: precedes) }
}

extension String {
    fileprivate func precedes(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
    fileprivate func equals(_ other: String) -> Bool { utf8.elementsEqual(other.utf8) }
}
