import Model

/// A run of `*`, `_` or `~` that may still open or close emphasis.
struct Delimiter {
    var token: Int32
    /// Its neighbours among those that may still match; -1 where there is none.
    var previous: Int32
    var next: Int32
    /// How much of it is not used yet, and how long it was.
    var length: Int32
    var original: Int32
    var character: UInt8
    var canOpen: Bool
    var canClose: Bool
}

/// A matched opener within a run.
struct Opener {
    var node: NodeKind
    /// The opener inside this one in the same run; -1 where there is none.
    var inner: Int32
}

extension Emitter {
    mutating func readRun(_ byte: UInt8, _ place: Int, _ range: SourceRange) -> Int {
        var end = place + 1
        while end < range.upper, bytes[end] == byte { end += 1 }
        let length = end - place
        if byte == 0x7E, length > 2 || !features.isExtended { return end }
        let (before, after) = neighbours(of: SourceRange(place, end), in: range)
        let left = after != .space && (after == .other || before != .other)
        let right = before != .space && (before == .other || after != .other)
        var canOpen = left
        var canClose = right
        if byte == 0x5F {
            canOpen = left && (!right || before == .punctuation)
            canClose = right && (!left || after == .punctuation)
        }
        guard canOpen || canClose else { return end }
        var token = Token(.run, .text, place, end)
        token.contentUpper = end
        let index = Int32(truncatingIfNeeded: inlines.delimiters.count)
        if inlines.lastDelimiter >= 0 { inlines.delimiters[Int(inlines.lastDelimiter)].next = index }
        inlines.delimiters.append(
            Delimiter(
                token: Int32(truncatingIfNeeded: inlines.tokens.count), previous: inlines.lastDelimiter,
                next: -1, length: Int32(truncatingIfNeeded: length),
                original: Int32(truncatingIfNeeded: length), character: byte, canOpen: canOpen,
                canClose: canClose))
        inlines.lastDelimiter = index
        inlines.tokens.append(token)
        return end
    }

    /// What stands on either side of a run. On GitHub tildes do not count: `a**~~b~~**c` is strong.
    private func neighbours(of run: SourceRange, in range: SourceRange) -> (CharacterClass, CharacterClass) {
        var lower = run.lower
        var upper = run.upper
        if features.isExtended {
            while lower - 1 > range.lower, bytes[lower - 1] == 0x7E { lower -= 1 }
            while upper < range.upper, bytes[upper] == 0x7E { upper += 1 }
        }
        return (
            CharacterClass.before(lower, from: range.lower, in: bytes),
            CharacterClass.after(upper, to: range.upper, in: bytes)
        )
    }

    /// Matches the delimiters above a place on the stack, as the CommonMark specification's appendix says.
    mutating func processEmphasis(above bottom: Int32) {
        guard inlines.lastDelimiter > bottom else { return }
        // Below these no opener is looked for again: 2 × 3 for `*` and `_`, 3 for `~`.
        for index in 0..<18 { inlines.floors[index] = bottom }
        var closer = inlines.lastDelimiter
        while inlines.delimiters[Int(closer)].previous > bottom {
            closer = inlines.delimiters[Int(closer)].previous
        }
        while closer >= 0 {
            let current = inlines.delimiters[Int(closer)]
            guard current.canClose else {
                closer = current.next
                continue
            }
            let kind = current.character == 0x2A ? 0 : current.character == 0x5F ? 6 : 12
            let floor = kind + (current.canOpen ? 3 : 0) + Int(current.original % 3)
            var opener = current.previous
            var isFound = false
            while opener > bottom, opener > inlines.floors[floor] {
                let candidate = inlines.delimiters[Int(opener)]
                if candidate.canOpen, candidate.character == current.character {
                    let isInterior = current.canOpen || candidate.canClose
                    isFound =
                        !isInterior || current.original % 3 == 0
                        || (current.original + candidate.original) % 3 != 0
                    if isFound { break }
                }
                opener = candidate.previous
            }
            if isFound {
                closer = match(opener, closer)
            } else {
                inlines.floors[floor] = current.previous
                if !current.canOpen { unlink(closer) }
                closer = current.next
            }
        }
        inlines.lastDelimiter = bottom
        if bottom >= 0 { inlines.delimiters[Int(bottom)].next = -1 }
    }

    /// Makes emphasis of an opener and a closer.
    ///
    /// - Returns: the delimiter to go on with.
    private mutating func match(_ opener: Int32, _ closer: Int32) -> Int32 {
        // What stands between the two cannot match any more.
        inlines.delimiters[Int(opener)].next = closer
        inlines.delimiters[Int(closer)].previous = opener
        let open = inlines.delimiters[Int(opener)]
        let close = inlines.delimiters[Int(closer)]
        var used = min(open.length, close.length, 2)
        var node = used == 2 ? NodeKind.strong : .emphasis
        if close.character == 0x7E {
            guard open.original == close.original else {
                unlink(opener)
                unlink(closer)
                return close.next
            }
            used = close.length
            node = .strikethrough
        }
        let openToken = Int(open.token)
        inlines.openers.append(Opener(node: node, inner: inlines.tokens[openToken].payload))
        inlines.tokens[openToken].payload = Int32(truncatingIfNeeded: inlines.openers.count - 1)
        inlines.tokens[openToken].contentUpper -= Int(used)
        inlines.tokens[Int(close.token)].closers += 1
        inlines.tokens[Int(close.token)].contentLower += Int(used)
        inlines.delimiters[Int(opener)].length -= used
        inlines.delimiters[Int(closer)].length -= used
        if open.length == used { unlink(opener) }
        if close.length == used {
            unlink(closer)
            return close.next
        }
        return closer
    }

    private mutating func unlink(_ index: Int32) {
        let delimiter = inlines.delimiters[Int(index)]
        if delimiter.previous >= 0 { inlines.delimiters[Int(delimiter.previous)].next = delimiter.next }
        if delimiter.next >= 0 {
            inlines.delimiters[Int(delimiter.next)].previous = delimiter.previous
        } else {
            inlines.lastDelimiter = delimiter.previous
        }
    }
}

/// What a character is for the rules of emphasis.
enum CharacterClass {
    case space
    case punctuation
    case other

    @inline(__always)
    private static func of(_ byte: UInt8) -> CharacterClass {
        if ASCII.isAlphanumeric(byte) { return .other }
        if ASCII.isWhiteSpace(byte) { return .space }
        // NUL is shown as U+FFFD, a symbol.
        return ASCII.isPunctuation(byte) || byte == 0 ? .punctuation : .other
    }

    /// The class of the character before an offset; the beginning of the text is white space.
    static func before(_ place: Int, from lower: Int, in bytes: Bytes) -> CharacterClass {
        guard place > lower else { return .space }
        let byte = bytes[place - 1]
        if byte < 0x80 { return of(byte) }
        var start = place - 1
        while start > lower, place - start < 4, bytes[start] & 0xC0 == 0x80 { start -= 1 }
        return of(bytes.string(start, place).unicodeScalars.last ?? "\u{FFFD}")
    }

    /// The class of the character at an offset; the end of the text is white space.
    static func after(_ place: Int, to upper: Int, in bytes: Bytes) -> CharacterClass {
        guard place < upper else { return .space }
        let byte = bytes[place]
        if byte < 0x80 { return of(byte) }
        let length = byte >= 0xF0 ? 4 : byte >= 0xE0 ? 3 : 2
        return of(bytes.string(place, min(upper, place + length)).unicodeScalars.first ?? "\u{FFFD}")
    }

    static func of(_ scalar: Unicode.Scalar) -> CharacterClass {
        switch scalar.properties.generalCategory {
        case .spaceSeparator: .space
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation, .mathSymbol, .currencySymbol,
            .modifierSymbol, .otherSymbol:
            .punctuation
        default: .other
        }
    }
}
