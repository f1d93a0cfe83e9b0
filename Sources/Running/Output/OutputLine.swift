/// One line of output as an author writes it: words, with marks for what may be anything.
///
/// A line is first compared as it stands, so that a program that really prints three dots is no trouble.
package struct OutputLine: Hashable, Sendable {
    /// The marks that count; which do depends on where the output is written.
    package struct Marks: OptionSet, Hashable, Sendable {
        package let rawValue: Int
        package init(rawValue: Int) { self.rawValue = rawValue }
        /// A line of nothing but `...`, `…` or `[...]` stands for any number of lines; `[..]`, `[...]`, `<...>` and `…`
        /// in a line for any words.
        package static let elisions = Marks(rawValue: 1)
        /// `...` in a line stands for any words, as in doctests with `ELLIPSIS`.
        package static let dots = Marks(rawValue: 2)
        /// `<name>` stands for words that are the same wherever the name comes again.
        package static let captures = Marks(rawValue: 4)
        /// Any white space is as good as any other, as in doctests with `NORMALIZE_WHITESPACE`.
        package static let anySpace = Marks(rawValue: 8)
    }

    enum Piece: Hashable, Sendable {
        case words([Character])
        case anything
        case capture(String)
    }

    package let text: String
    let pieces: [Piece]
    /// Whether it stands for any number of lines.
    package let isElision: Bool
    private let marks: Marks

    package init(_ text: String, _ marks: Marks = .elisions) {
        self.text = text
        self.marks = marks
        let trimmed = text.drop(while: \.isWhitespace)
        isElision =
            marks.contains(.elisions) && ["...", "…", "[...]", "[…]", "<...>"].contains(String(trimmed))
            || marks.contains(.dots) && trimmed == "..."
        pieces = Self.pieces(Self.plain(text, marks), marks)
    }

    private static func plain(_ text: String, _ marks: Marks) -> String {
        guard marks.contains(.anySpace) else { return text }
        return text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    private static func pieces(_ text: String, _ marks: Marks) -> [Piece] {
        var pieces: [Piece] = []
        var words: [Character] = []
        var rest = text[...]
        while let first = rest.first {
            var piece: (piece: Piece, count: Int)?
            if marks.contains(.elisions) {
                if let mark = elisions.first(where: { rest.hasPrefix($0) }) {
                    piece = (.anything, mark.count)
                }
            }
            if piece == nil, marks.contains(.dots), rest.hasPrefix("...") { piece = (.anything, 3) }
            if piece == nil, marks.contains(.captures), first == "<", let end = rest.firstIndex(of: ">") {
                let name = rest[rest.index(after: rest.startIndex)..<end]
                let isName =
                    name.first?.isLetter == true
                    && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
                if isName { piece = (.capture(String(name)), name.count + 2) }
            }
            if let piece {
                if !words.isEmpty { pieces.append(.words(words)) }
                words = []
                pieces.append(piece.piece)
                rest = rest.dropFirst(piece.count)
            } else {
                words.append(first)
                rest = rest.dropFirst()
            }
        }
        if !words.isEmpty { pieces.append(.words(words)) }
        return pieces
    }

    private static let elisions = ["[..]", "[...]", "<...>", "[…]", "<…>", "…"]

    /// Whether a line that was printed is this one.
    ///
    /// - Parameter captures: what names stand for so far; where the line fits, its own are added.
    package func fits(_ actual: String, _ captures: inout [String: String]) -> Bool {
        let actual = Self.plain(actual, marks)
        if Self.plain(text, marks) == actual { return true }
        guard pieces.contains(where: { if case .words = $0 { false } else { true } }) else { return false }
        var matcher = Matcher(pieces: pieces, actual: Array(actual), captures: captures)
        guard matcher.fits(0, 0) else { return false }
        captures = matcher.captures
        return true
    }

    private struct Matcher {
        let pieces: [Piece]
        let actual: [Character]
        var captures: [String: String]
        /// Places that may still be looked at: what fits in very many ways is given up.
        var steps = 200_000

        mutating func fits(_ piece: Int, _ place: Int) -> Bool {
            steps -= 1
            guard steps > 0 else { return false }
            guard piece < pieces.count else { return place == actual.count }
            switch pieces[piece] {
            case .words(let words):
                return actual[place...].starts(with: words) && fits(piece + 1, place + words.count)
            case .anything:
                for end in ends(from: place, before: piece + 1) where fits(piece + 1, end) { return true }
                return false
            case .capture(let name):
                if let known = captures[name] {
                    let words = Array(known)
                    return actual[place...].starts(with: words) && fits(piece + 1, place + words.count)
                }
                for end in ends(from: place + 1, before: piece + 1) {
                    captures[name] = String(actual[place..<end])
                    if fits(piece + 1, end) { return true }
                }
                captures[name] = nil
                return false
            }
        }

        /// Where what may be anything can end: before the words that follow it, or at the end.
        private mutating func ends(from place: Int, before next: Int) -> [Int] {
            guard place <= actual.count else { return [] }
            if next == pieces.count { return [actual.count] }
            steps -= actual.count - place
            guard steps > 0 else { return [] }
            guard case .words(let words) = pieces[next] else { return Array(place...actual.count) }
            return (place...actual.count).filter { actual[$0...].starts(with: words) }
        }
    }
}
