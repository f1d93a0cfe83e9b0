import Model

/// Something between stretches of plain text, in the order of the file.
struct Token {
    enum Kind: UInt8 {
        /// A run of `*`, `_` or `~`; plain text as far as nothing closes or opens with it.
        case run
        /// `[` or `![`; plain text unless it became a link, an image or a footnote reference.
        case bracket
        /// The end of a link or image.
        case bracketEnd
        /// A node without children, or only with text; `node` says which.
        case leaf
    }
    var kind: Kind
    var node: NodeKind = .text
    /// Of a run how many of its closers were used.
    var closers: Int32 = 0
    var lower: Int
    var upper: Int
    /// Of a run what is left of it between the closers and the openers; of a leaf its content.
    var contentLower: Int
    var contentUpper: Int
    /// Of a run the outermost of its openers, of a link its place in `links`, of a leaf its payload; or -1.
    var payload: Int32 = -1

    init(_ kind: Kind, _ node: NodeKind = .text, _ lower: Int, _ upper: Int) {
        self.kind = kind
        self.node = node
        self.lower = lower
        self.upper = upper
        contentLower = lower
        contentUpper = upper
    }
}

/// What the inline parser keeps while it reads the text of one block; emptied, not freed, between blocks.
struct InlineState {
    var tokens: [Token] = []
    var delimiters: [Delimiter] = []
    /// The last delimiter that can still match; -1 where there is none.
    var lastDelimiter: Int32 = -1
    var openers: [Opener] = []
    var floors = [Int32](repeating: -1, count: 18)
    var brackets: [Bracket] = []
    /// Brackets below this place cannot open links any more, as links do not nest.
    var inactiveBelow = 0
    var links: [Link] = []
    var undefined: [UndefinedReference] = []
    /// The last place of a run of backticks of each length, once the rest of the text was searched for one.
    var lastBackticks: [Int: Int] = [:]
    var hasSearchedBackticks = false
    var hasAddress = false
    /// Constructs whose end is known to be missing from the rest of the text.
    var missing: MissingEnds = []
    var open: [Int32] = []

    mutating func reset() {
        if !tokens.isEmpty { tokens.removeAll(keepingCapacity: true) }
        if !delimiters.isEmpty { delimiters.removeAll(keepingCapacity: true) }
        lastDelimiter = -1
        if !openers.isEmpty { openers.removeAll(keepingCapacity: true) }
        if !brackets.isEmpty { brackets.removeAll(keepingCapacity: true) }
        inactiveBelow = 0
        if !links.isEmpty { links.removeAll(keepingCapacity: true) }
        if hasSearchedBackticks { lastBackticks.removeAll(keepingCapacity: true) }
        hasSearchedBackticks = false
        hasAddress = false
        missing = []
    }
}

// The text of one block: cut into tokens first, then written as nodes.
extension Emitter {
    /// Parses a range as inlines and writes them as children of a block.
    mutating func emitInlines(_ range: SourceRange, in block: NodeID) {
        guard !range.isEmpty else { return }
        let first = bytes.first(in: specials, from: range.lower, to: range.upper)
        openNodes.append(block.index)
        if first >= range.upper {
            addNode(.text, range, content: range)
        } else {
            inlines.reset()
            tokenize(from: first, range)
            if inlines.lastDelimiter >= 0 { processEmphasis(above: -1) }
            writeTokens(range, of: block)
        }
        openNodes.removeLast()
    }

    private mutating func tokenize(from first: Int, _ range: SourceRange) {
        let end = range.upper
        var place = first
        while place < end {
            let byte = bytes[place]
            switch byte {
            case 0x0A, 0x0D: place = readBreak(place, range)
            case 0x5C: place = readBackslash(place, end)
            case 0x26: place = readReference(place, end)
            case 0x60: place = readCode(place, end)
            case 0x2A, 0x5F, 0x7E: place = readRun(byte, place, range)
            case 0x5B:
                pushBracket(place, place + 1, isImage: false)
                place += 1
            case 0x21:
                let isImage = bytes[place + 1] == 0x5B && place + 1 < end
                if isImage { pushBracket(place, place + 2, isImage: true) }
                place += isImage ? 2 : 1
            case 0x5D: place = readBracketEnd(place, end)
            case 0x3C: place = readAngle(place, end)
            case 0x3A: place = readScheme(place, range)
            case 0x77: place = readWWW(place, range)
            case 0x40:
                inlines.hasAddress = true
                place += 1
            case 0x24: place = readMath(place, range)
            case 0x7B: place = readBrace(place, range)
            default: place += 1
            }
            place = bytes.first(in: specials, from: place, to: end)
        }
    }

    // MARK: Breaks, escapes, references

    private mutating func readBreak(_ place: Int, _ range: SourceRange) -> Int {
        let bound = max(range.lower, inlines.tokens.last?.upper ?? 0)
        var lower = place
        while lower > bound, bytes[lower - 1] == 0x20 || bytes[lower - 1] == 0x09 { lower -= 1 }
        let isHard = place - lower >= 2 && bytes[place - 1] == 0x20 && bytes[place - 2] == 0x20
        let next = bytes[place] == 0x0D && bytes[place + 1] == 0x0A ? place + 2 : place + 1
        inlines.tokens.append(Token(.leaf, isHard ? .hardBreak : .softBreak, lower, next))
        return LinkScanner(bytes: bytes, end: range.upper).skipSpaces(next)
    }

    private mutating func readBackslash(_ place: Int, _ end: Int) -> Int {
        let next = bytes[place + 1]
        guard place + 1 < end else { return place + 1 }
        if ASCII.isPunctuation(next) {
            var token = Token(.leaf, .escape, place, place + 2)
            token.contentLower = place + 1
            inlines.tokens.append(token)
            return place + 2
        }
        guard next == 0x0A || next == 0x0D else { return place + 1 }
        let after = next == 0x0D && bytes[place + 2] == 0x0A ? place + 3 : place + 2
        inlines.tokens.append(Token(.leaf, .hardBreak, place, after))
        return LinkScanner(bytes: bytes, end: end).skipSpaces(after)
    }

    private mutating func readReference(_ place: Int, _ end: Int) -> Int {
        guard let reference = CharacterReference(at: place, to: end, in: bytes) else { return place + 1 }
        var token = Token(.leaf, .characterReference, place, reference.end)
        token.payload = Int32(truncatingIfNeeded: content.strings.count)
        content.strings.append(reference.text)
        inlines.tokens.append(token)
        return reference.end
    }

    // MARK: Code

    mutating func readCode(_ place: Int, _ end: Int) -> Int {
        var open = place
        while open < end, bytes[open] == 0x60 { open += 1 }
        let length = open - place
        if inlines.hasSearchedBackticks, inlines.lastBackticks[length, default: -1] <= place { return open }
        var next = open
        while true {
            next = bytes.first(0x60, from: next, to: end)
            guard next < end else { break }
            let lower = next
            while next < end, bytes[next] == 0x60 { next += 1 }
            if next - lower == length {
                var token = Token(.leaf, .codeSpan, place, next)
                token.contentLower = open
                token.contentUpper = lower
                inlines.tokens.append(token)
                return next
            }
        }
        noteBackticks(from: open, to: end)
        return open
    }

    /// Notes where each length of backticks occurs last, so that many runs without an end do not each search
    /// the rest of the text.
    private mutating func noteBackticks(from lower: Int, to end: Int) {
        guard !inlines.hasSearchedBackticks else { return }
        inlines.hasSearchedBackticks = true
        var place = bytes.first(0x60, from: lower, to: end)
        while place < end {
            let lower = place
            while place < end, bytes[place] == 0x60 { place += 1 }
            inlines.lastBackticks[place - lower] = lower
            place = bytes.first(0x60, from: place, to: end)
        }
    }
}
