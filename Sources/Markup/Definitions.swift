import Model

/// The parts of a link reference definition.
struct DefinitionParts {
    var label: SourceRange
    var destination: SourceRange
    var title: SourceRange
    var range: SourceRange
    var isShadowed = false
}

extension BlockParser {
    /// Takes the definitions off the beginning of a paragraph. Where nothing is left of it, `lower` is -1.
    mutating func readDefinitions(_ block: Int) {
        var lower = tree.blocks[block].lower
        guard lower >= 0, bytes[lower] == 0x5B else { return }
        let upper = tree.blocks[block].upper
        let scanner = LinkScanner(bytes: bytes, end: upper)
        let first = tree.definitions.count
        while lower < upper, bytes[lower] == 0x5B, let found = scanner.definition(at: lower) {
            tree.definitions.append(found.parts)
            lower = found.next
        }
        let last = tree.definitions.count
        guard last > first else { return }
        if tree.blocks[block].firstDefinition == tree.blocks[block].endDefinition {
            tree.blocks[block].firstDefinition = first
        }
        tree.blocks[block].endDefinition = last
        tree.blocks[block].lower = lower < upper ? lower : -1
    }
}

/// Scans the parts of links and definitions; nothing at or after `end` is looked at.
struct LinkScanner {
    let bytes: Bytes
    let end: Int

    func skipWhiteSpace(_ place: Int) -> Int {
        var place = place
        while place < end, ASCII.isWhiteSpace(bytes[place]) { place += 1 }
        return place
    }

    /// The place of the bracket that closes the label whose opening bracket stands at an offset.
    ///
    /// A label has at most 999 characters, no brackets inside but escaped ones, and says something.
    func labelEnd(at place: Int, mayBeEmpty: Bool = false) -> Int? {
        let lower = place + 1
        var place = lower
        var says = false
        while place < end {
            let byte = bytes[place]
            if byte == 0x5D { return (says || mayBeEmpty) && place - lower <= 999 ? place : nil }
            if byte == 0x5B || place - lower > 999 { return nil }
            if byte == 0x5C, ASCII.isPunctuation(bytes[place + 1]) {
                place += 1
                says = true
            } else if !ASCII.isWhiteSpace(byte) {
                says = true
            }
            place += 1
        }
        return nil
    }

    /// A destination: its text without `<` and `>`, and where it ends.
    func destination(at place: Int) -> (range: SourceRange, next: Int)? {
        guard place < end else { return nil }
        var place = place
        if bytes[place] == 0x3C {
            let lower = place + 1
            place = lower
            while place < end {
                switch bytes[place] {
                case 0x3E: return (SourceRange(lower, place), place + 1)
                case 0x0A, 0x0D, 0x3C: return nil
                case 0x5C where place + 1 < end && ASCII.isPunctuation(bytes[place + 1]): place += 2
                default: place += 1
                }
            }
            return nil
        }
        let lower = place
        var depth = 0
        scan: while place < end {
            let byte = bytes[place]
            switch byte {
            case 0x5C where place + 1 < end && ASCII.isPunctuation(bytes[place + 1]): place += 2
            case 0x28:
                depth += 1
                // As other parsers do: deeper nesting is no address, and would cost time.
                if depth > 32 { return nil }
                place += 1
            case 0x29:
                if depth == 0 { break scan }
                depth -= 1
                place += 1
            case 0...0x20, 0x7F: break scan
            default: place += 1
            }
        }
        guard depth == 0 else { return nil }
        return (SourceRange(lower, place), place)
    }

    /// A title: its text without the quotation marks, and where it ends.
    func title(at place: Int) -> (range: SourceRange, next: Int)? {
        guard place < end else { return nil }
        let open = bytes[place]
        guard open == 0x22 || open == 0x27 || open == 0x28 else { return nil }
        let close = open == 0x28 ? 0x29 : open
        let lower = place + 1
        var place = lower
        while place < end {
            let byte = bytes[place]
            if byte == close { return (SourceRange(lower, place), place + 1) }
            if byte == 0x28, open == 0x28 { return nil }
            place += byte == 0x5C && ASCII.isPunctuation(bytes[place + 1]) ? 2 : 1
        }
        return nil
    }

    /// The definition that begins at an offset, and where the text after its line begins.
    func definition(at place: Int) -> (parts: DefinitionParts, next: Int)? {
        guard let labelEnd = labelEnd(at: place), bytes[labelEnd + 1] == 0x3A, labelEnd + 1 < end else {
            return nil
        }
        let start = skipWhiteSpace(labelEnd + 2)
        guard let destination = destination(at: start) else { return nil }
        if destination.range.isEmpty, bytes[start] != 0x3C { return nil }
        var parts = DefinitionParts(
            label: SourceRange(place + 1, labelEnd), destination: destination.range,
            title: SourceRange(at: destination.next), range: SourceRange(place, destination.next))
        let beforeTitle = skipWhiteSpace(destination.next)
        if beforeTitle > destination.next, let title = title(at: beforeTitle), let next = lineEnd(title.next)
        {
            parts.title = title.range
            parts.range.upper = title.next
            return (parts, next)
        }
        guard let next = lineEnd(destination.next) else { return nil }
        return (parts, next)
    }

    /// Where the text of the next line begins, if nothing follows on this one.
    private func lineEnd(_ place: Int) -> Int? {
        var place = place
        while place < end, bytes[place] == 0x20 || bytes[place] == 0x09 { place += 1 }
        guard place >= end || bytes[place] == 0x0A || bytes[place] == 0x0D else { return nil }
        return skipWhiteSpace(place)
    }
}
