/// Carries offsets of a derived text (prose, a snippet, a wrapped fragment) back to the document it came from.
///
/// The derived text is a row of pieces. A copied piece stands in the document byte for byte; a made piece
/// (a placeholder, a wrapper's line) stands for a range of the document as a whole.
package struct OffsetMap: Sendable {
    package struct Piece: Hashable, Sendable {
        /// Where the piece begins in the derived text.
        package var derived: Int
        /// Its length in the derived text, in bytes.
        package var count: Int
        /// What it stands for in the document. Of a copied piece this is as long as `count`.
        package var source: SourceRange
        /// Whether the bytes of both are the same.
        package var isCopy: Bool

        package init(derived: Int, count: Int, source: SourceRange, isCopy: Bool) {
            self.derived = derived
            self.count = count
            self.source = source
            self.isCopy = isCopy
        }
    }

    /// The pieces in order; each begins where the one before it ends.
    package private(set) var pieces: [Piece] = []
    /// The length of the derived text, in bytes.
    package private(set) var count = 0

    package init() {}

    /// Appends bytes that stand in the document; a run that goes on where the last one ended joins it.
    package mutating func appendCopy(of source: SourceRange) {
        guard !source.isEmpty else { return }
        if let last = pieces.last, last.isCopy, last.source.upper == source.lower {
            pieces[pieces.count - 1].count += source.count
            pieces[pieces.count - 1].source.upper = source.upper
        } else {
            pieces.append(Piece(derived: count, count: source.count, source: source, isCopy: true))
        }
        count += source.count
    }

    /// Appends `made` bytes that do not stand in the document but stand for a range of it.
    package mutating func append(made length: Int, for source: SourceRange) {
        guard length > 0 else { return }
        pieces.append(Piece(derived: count, count: length, source: source, isCopy: false))
        count += length
    }

    /// Appends what a range of another derived text stands for, as it stands there.
    package mutating func append(_ range: SourceRange, of other: OffsetMap) {
        guard !range.isEmpty, !other.pieces.isEmpty else { return }
        var index = other.index(at: range.lower)
        while index < other.pieces.count, other.pieces[index].derived < range.upper {
            let piece = other.pieces[index]
            let lower = max(range.lower, piece.derived) - piece.derived
            let upper = min(range.upper, piece.derived + piece.count) - piece.derived
            if piece.isCopy {
                appendCopy(of: SourceRange(piece.source.lower + lower, piece.source.lower + upper))
            } else {
                append(made: upper - lower, for: piece.source)
            }
            index += 1
        }
    }

    /// The range of the document that a range of the derived text stands for.
    package func source(of derived: SourceRange) -> SourceRange {
        guard !pieces.isEmpty else { return SourceRange(at: 0) }
        let first = piece(at: derived.lower)
        let lower =
            first.isCopy
            ? first.source.lower + min(derived.lower - first.derived, first.count) : first.source.lower
        guard !derived.isEmpty else { return SourceRange(at: lower) }
        let last = piece(at: derived.upper - 1)
        let upper = last.isCopy ? last.source.lower + (derived.upper - last.derived) : last.source.upper
        return SourceRange(lower, max(lower, upper))
    }

    /// Whether every byte of the range was copied from the document, in one run.
    package func isExact(_ derived: SourceRange) -> Bool {
        guard !pieces.isEmpty else { return false }
        let first = piece(at: derived.lower)
        return first.isCopy && derived.upper <= first.derived + first.count
    }

    private func piece(at offset: Int) -> Piece { pieces[index(at: offset)] }

    private func index(at offset: Int) -> Int {
        var low = 0
        var high = pieces.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if pieces[middle].derived <= offset { low = middle } else { high = middle }
        }
        return low
    }
}
