import Model

/// What must be true of the details of nodes: each belongs to one node, in order, and its ranges lie in it.
struct PayloadInvariants {
    let document: Document
    private(set) var violations: [(place: Int, what: String)] = []

    init(_ document: Document) {
        self.document = document
    }

    private mutating func expect(_ isTrue: Bool, _ place: Int, _ what: @autoclosure () -> String) {
        if !isTrue { violations.append((place, what())) }
    }

    mutating func check() {
        let content = document.content
        checkOwners(of: content.headings.map(\.node), [.heading])
        checkOwners(of: content.codeBlocks.map(\.node), [.codeBlock])
        checkOwners(of: content.rawBlocks.map(\.node), [.htmlBlock, .mathBlock])
        checkOwners(of: content.lists.map(\.node), [.list])
        checkOwners(of: content.listItems.map(\.node), [.listItem])
        checkOwners(of: content.links.map(\.node), [.link, .image])
        checkOwners(of: content.definitions.map(\.node), [.definition])
        checkOwners(of: content.footnotes.map(\.node), [.footnoteDefinition, .footnoteReference])
        checkOwners(of: content.tables.map(\.node), [.table])
        checkOwners(of: content.directives.map(\.node), [.directive, .role])
        for heading in content.headings {
            expect((1...6).contains(heading.level), Int(heading.node.index), "a heading's level")
            lie([heading.marker, heading.closingMarker, heading.explicitID], in: heading.node, "heading")
        }
        for block in content.codeBlocks {
            lie(
                [block.openingFence, block.closingFence, block.info, block.language], in: block.node,
                "code block")
            checkLines(block.lines, of: block.node)
        }
        for block in content.rawBlocks { checkLines(block.lines, of: block.node) }
        for item in content.listItems {
            lie([item.marker, item.checkBox], in: item.node, "list item")
            expect(!item.marker.isEmpty, Int(item.node.index), "an item has a marker")
            expect(item.checkBox.isEmpty == (item.task == .none), Int(item.node.index), "a task has a box")
        }
        for alert in content.alerts {
            lie([alert.kind], in: alert.node, "alert")
            expect(
                document[alert.node].kind == .blockQuote, Int(alert.node.index), "an alert is a block quote")
        }
        for note in content.footnotes { lie([note.label], in: note.node, "footnote") }
        for table in content.tables { lie([table.delimiterRow], in: table.node, "table") }
        for directive in content.directives {
            lie([directive.name, directive.arguments], in: directive.node, "directive")
        }
        checkLinks()
        checkTags()
        for problem in content.problems { liesInFile(problem.range, "problem \(problem.kind)") }
        checkShapes()
    }

    private mutating func checkLinks() {
        let content = document.content
        for link in content.links {
            lie([link.destination, link.title, link.label], in: link.node, "link")
            expect(
                link.definition < content.definitions.count, Int(link.node.index),
                "a link's definition is there")
            expect(
                link.decodedDestination < content.strings.count, Int(link.node.index),
                "a link's address is there")
            let isReference = [.full, .collapsed, .shortcut].contains(link.style)
            expect(
                isReference == (link.definition >= 0), Int(link.node.index), "a reference has a definition")
            expect(
                link.isImage == (document[link.node].kind == .image), Int(link.node.index), "image or link")
        }
        for definition in content.definitions {
            lie(
                [definition.label, definition.destination, definition.title], in: definition.node,
                "definition")
        }
        for reference in content.undefinedReferences {
            lie([reference.range], in: reference.node, "undefined reference")
            expect(
                reference.range.contains(reference.label), Int(reference.node.index),
                "a label in its reference")
        }
    }

    private mutating func checkTags() {
        let content = document.content
        for tag in content.tags {
            lie([tag.range], in: tag.node, "tag")
            expect(tag.range.contains(tag.name), Int(tag.node.index), "a tag's name in the tag")
            expect(
                tag.attributes.lowerBound >= 0 && tag.attributes.upperBound <= content.attributes.count,
                Int(tag.node.index), "a tag's attributes are there")
            for attribute in content.attributes[tag.attributes] {
                expect(
                    tag.range.contains(attribute.name) && tag.range.contains(attribute.value),
                    Int(tag.node.index), "an attribute in its tag")
            }
        }
        for comment in content.comments {
            lie([comment.range], in: comment.node, "comment")
            expect(comment.range.contains(comment.content), Int(comment.node.index), "a comment's content")
        }
    }

    /// Lists hold items, tables rows, rows cells, and nothing else does.
    private mutating func checkShapes() {
        for (place, node) in document.nodes.enumerated() where node.parent >= 0 {
            let parent = document.nodes[Int(node.parent)].kind
            expect((node.kind == .listItem) == (parent == .list), place, "items stand in lists")
            expect((node.kind == .tableRow) == (parent == .table), place, "rows stand in tables")
            expect((node.kind == .tableCell) == (parent == .tableRow), place, "cells stand in rows")
        }
    }

    /// Details stand in the order of their nodes, and each node knows its own.
    private mutating func checkOwners(of owners: [NodeID], _ kinds: [NodeKind]) {
        let places = kinds.flatMap { Array(document.places(of: $0)) }.sorted()
        expect(places.count == owners.count, 0, "as many details as nodes of \(kinds)")
        for (index, owner) in owners.enumerated() where index < places.count {
            expect(owner.index == places[index], Int(owner.index), "details in document order")
            expect(Int(document[owner].payload) == index, Int(owner.index), "a node knows its details")
        }
    }

    private mutating func checkLines(_ lines: Range<Int>, of id: NodeID) {
        let segments = document.content.segments
        expect(
            lines.lowerBound >= 0 && lines.upperBound <= segments.count, Int(id.index), "its lines are there")
        for segment in segments[lines] {
            let range = segment.range
            liesInFile(range, "line of a block")
            expect(
                (0...3).contains(segment.padding), Int(id.index), "at most three columns of a tab are left")
            let line = document.text.line(at: range.lower)
            expect(
                range.isEmpty || document.text.fullLine(line).contains(range), Int(id.index),
                "a line is one line")
        }
    }

    private mutating func lie(_ ranges: [SourceRange], in id: NodeID, _ what: String) {
        for range in ranges {
            liesInFile(range, what)
            guard !range.isEmpty else { continue }
            expect(
                document[id].range.contains(range), Int(id.index), "the \(what)'s part \(range) lies in it")
        }
    }

    private mutating func liesInFile(_ range: SourceRange, _ what: String) {
        expect(
            0 <= range.lower && range.lower <= range.upper && range.upper <= document.text.count, 0,
            "the \(what)'s range \(range) lies in the file")
    }
}
