package import Model

/// Tables of contents that leave out headings of their page, or show them by another title.
package struct TableOfContents: Check {
    package static let id = "structure.table-of-contents"
    package static let fixChanges = FixChanges.blocks

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        ContentsList.find(in: document) == nil ? [] : [.anchors(document.path)]
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let contents = ContentsList.find(in: document),
            case .anchors(let anchors) = facts[.anchors(document.path)]
        else { return }
        let headings = Self.headings(behind: contents, document)
        var entries: [Int: ContentsList.Entry] = [:]
        let titles = headings.map { String(Self.letters(document.plainText(of: $0.node))) }
        let placeByTitle = Dictionary(
            zip(titles, titles.indices), uniquingKeysWith: { first, _ in first })
        for entry in contents.entries {
            let title = String(Self.letters(document.plainText(of: entry.link)))
            var target = anchors.places[entry.fragment].flatMap { Self.heading(at: $0, headings, document) }
            // An entry that leads nowhere, or to another of two anchors of one name, is in the table all the same.
            if target.map({ titles[$0] != title }) ?? true { target = placeByTitle[title] ?? target }
            guard let place = target else { continue }
            if entries[place] == nil { entries[place] = entry }
            if contents.isGenerated { judgeTitle(entry, headings[place], document, &verdict) }
        }
        let levels = Self.levels(of: headings, listed: entries, isGenerated: contents.isGenerated)
        let isUnderListed = Self.areUnderListed(headings, entries, levels)
        for (place, heading) in headings.enumerated()
        where entries[place] == nil && levels.contains(heading.level) {
            let text = document.plainText(of: heading.node)
            guard !text.isEmpty, isUnderListed[place] else { continue }
            var draft = Draft(
                at: document[heading.node].range, Self.missing, subject: text,
                notes: [Note(Self.table, at: contents.entries[0].range)])
            if let fix = fix(for: place, headings, entries, anchors, contents, document) {
                draft.fixes.append(fix)
            }
            verdict.add(draft)
        }
    }

    /// The heading that a place lies in, or stands right above.
    private static func heading(at place: SourceRange, _ headings: [Heading], _ document: Document) -> Int? {
        var low = 0
        var high = headings.count
        while low < high {
            let middle = (low + high) / 2
            if document[headings[middle].node].range.upper <= place.lower {
                low = middle + 1
            } else {
                high = middle
            }
        }
        guard low < headings.count else { return nil }
        let heading = document[headings[low].node].range
        guard heading.lower > place.lower else { return low }
        let between = SourceRange(place.upper, max(place.upper, heading.lower))
        return between.count < 40 ? low : nil
    }

    private static func headings(behind contents: ContentsList, _ document: Document) -> [Heading] {
        document.headings.filter {
            document[$0.node].parent == 0 && document[$0.node].range.lower >= contents.end
        }
    }

    /// The levels that the table has as a whole: all of their headings, but for a few that were forgotten.
    private static func levels(
        of headings: [Heading], listed: [Int: ContentsList.Entry], isGenerated: Bool
    ) -> Set<Int> {
        Set(
            (1...6).filter { level in
                let places = headings.indices.filter { headings[$0].level == level }
                let count = places.count { listed[$0] != nil }
                if isGenerated { return count * 2 > places.count }
                return count > 2 && count * 100 >= places.count * (level < 4 ? 75 : 90)
            })
    }

    /// Of each heading, whether the one that it stands under is in the table, if the table has its level.
    private static func areUnderListed(
        _ headings: [Heading], _ entries: [Int: ContentsList.Entry], _ levels: Set<Int>
    ) -> [Bool] {
        var open: [(level: Int, isListed: Bool)] = []
        return headings.indices.map { place in
            let level = headings[place].level
            while let last = open.last, last.level >= level { open.removeLast() }
            defer { open.append((level, !levels.contains(level) || entries[place] != nil)) }
            return open.last?.isListed ?? true
        }
    }

    private func judgeTitle(
        _ entry: ContentsList.Entry, _ heading: Heading, _ document: Document, _ verdict: inout Verdict
    ) {
        let (shown, title) = (document.plainText(of: entry.link), document.plainText(of: heading.node))
        guard !Self.letters(shown).elementsEqual(Self.letters(title)) else { return }
        var draft = Draft(
            at: document[entry.link].content, Self.other(title), subject: title,
            notes: [Note(Self.heading, at: document[heading.node].range)])
        let written = document.text.string(document[heading.node].content)
        if !written.contains(where: { "[]<>\n".contains($0) }) {
            draft.fixes.append(
                Fix(
                    title: Self.replace(title), safety: .safe,
                    edits: [Edit(document[entry.link].content, written)]))
        }
        verdict.add(draft)
    }

    /// Adds an entry below the one of the heading before, as far to the right as others of its level.
    private func fix(
        for place: Int, _ headings: [Heading], _ entries: [Int: ContentsList.Entry], _ anchors: Anchors,
        _ contents: ContentsList, _ document: Document
    ) -> Fix? {
        let text = document.text
        let heading = headings[place]
        // A page with more headings is made by a program, which makes its table too.
        guard place > 0, headings.count <= 300, let before = entries[place - 1],
            let like = headings.indices.first(where: {
                headings[$0].level == heading.level && entries[$0] != nil
            })
            .flatMap({ entries[$0] }),
            let name = anchors.names.first(where: {
                anchors.places[$0]?.lower == document[heading.node].range.lower
            })
        else { return nil }
        let written = text.string(document[heading.node].content)
        let line = text.line(text.line(at: like.range.lower))
        let prefix = text.slice(SourceRange(line.lower, document[like.link].range.lower))
        guard prefix.allSatisfy({ " \t-*+".utf8.contains($0) }),
            !written.contains(where: { "[]<>\n".contains($0) })
        else { return nil }
        let end = text.line(text.line(at: before.range.lower)).upper
        let entry = String(decoding: prefix, as: UTF8.self) + "[\(written)](#\(name))"
        return Fix(
            title: Self.add(written), safety: contents.isGenerated ? .safe : .unsafe,
            edits: [Edit(SourceRange(at: end), text.lineEnding + entry)])
    }

    private static func letters(_ text: String) -> String.UnicodeScalarView {
        String.UnicodeScalarView(
            text.lowercased().unicodeScalars.filter {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
            })
    }

    private static let missing = "the table of contents leaves this heading out"
    private static let table = "the table of contents"
    private static func other(_ title: String) -> String { "this heading is called `\(title)`" }
    private static let heading = "the heading"
    private static func replace(_ title: String) -> String { "replace with `\(title)`" }
    private static func add(_ title: String) -> String { "add an entry for `\(title)`" }
}
