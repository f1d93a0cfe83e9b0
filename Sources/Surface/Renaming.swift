package import Model

/// How a mention is changed to what the product says to use instead.
package struct Renaming: Hashable, Sendable {
    package var title: String
    /// In order, without overlaps.
    package var edits: [Edit]

    /// Nil where it takes more than other words: labels that come or go, another receiver, a sentence.
    package init?(_ placed: PageMentions.Placed, _ judgement: Judgement) {
        // What the page of another symbol is called, only its site knows.
        guard placed.mention.form != .link, let replacement = judgement.replacement?.trimmed,
            !replacement.isEmpty,
            replacement.allSatisfy({ $0.isLetter || $0.isNumber || "_.:()-".contains($0) })
        else { return nil }
        let head = replacement.prefix { $0 != "(" }
        let labels = replacement.dropFirst(head.count).dropFirst().dropLast()
            .split(separator: ":", omittingEmptySubsequences: true).map(String.init)
        let parts = head.split(separator: ".")
        guard let base = parts.last else { return nil }
        title = "replace with `\(replacement)`"
        switch placed.mention.subject {
        case .whole:
            edits = [Edit(placed.range, String(replacement))]
            return
        case .loose(_, let arguments) where arguments?.isName == true:
            edits = [Edit(placed.range, String(replacement))]
            return
        case .type(let path):
            // The first part of a name is what is written in most places.
            let isSame =
                parts.dropLast().joined(separator: ".")
                == path.split(separator: ".").dropLast().joined(separator: ".")
            guard isSame, labels.isEmpty else { return nil }
            edits = [Edit(placed.range, String(base))]
            return
        case .member(let type, _, let arguments):
            let parent = parts.dropLast().joined(separator: ".")
            guard parent.isEmpty || parent == type || type.hasSuffix("." + parent), base != "init" else {
                return nil
            }
            if arguments?.isName == true {
                edits = [Edit(placed.range, String(base) + replacement.dropFirst(head.count))]
                return
            }
        case .global, .loose:
            guard parts.count == 1 else { return nil }
        }
        var edits = [Edit(placed.range, String(base))]
        if !labels.isEmpty || !placed.mention.labels.isEmpty {
            guard let ranges = placed.labels, ranges.count == labels.count else { return nil }
            for (range, label) in zip(ranges, labels) {
                guard range.isEmpty == (label == "_") else { return nil }
                if !range.isEmpty { edits.append(Edit(range, label)) }
            }
        }
        self.edits = edits
    }
}
