/// Output that stands in comments of the code itself: `#> 3`, `# => 3`, `// Prints "3"`.
package struct InlineOutput: Sendable {
    package struct Claim: Hashable, Sendable {
        package enum Kind: Hashable, Sendable {
            case printed(by: ClosedRange<Int>)
            case value(ofLine: Int)
        }
        package var kind: Kind
        /// The lines with the comments.
        package var lines: Range<Int>
        /// How many bytes of each line stand before the output.
        package var marks: [Int]
        /// Whether it is in quotation marks that are none of the output's.
        package var isQuoted = false
        /// Whether it may as well be words for a reader.
        package var isGuess = false
        /// Whether it is written as the value of an expression, so that other words tell readers about it.
        package var saysValue = false
    }

    package private(set) var claims: [Claim] = []

    /// - Parameter comment: what begins a comment in this language: `#` or `//`.
    package init(_ lines: [String], comment: String) {
        self.lines = lines
        self.comment = comment
        var line = 0
        while line < lines.count { line = read(line) }
    }

    private let lines: [String]
    private let comment: String
    /// The first line whose output nobody has claimed.
    private var unclaimed = 0

    /// Reads what a line claims.
    ///
    /// - Returns: the line to go on with.
    private mutating func read(_ line: Int) -> Int {
        guard let start = commentStart(lines[line]) else { return line + 1 }
        let isAlone = lines[line][..<start].allSatisfy(\.isWhitespace)
        let words = lines[line][start...].dropFirst(comment.count)
        if words.hasPrefix("> ") || words == ">", isAlone { return readRun(line, start) }
        let text = words.drop { $0 == " " }
        let before = lines[line].distance(to: text.startIndex)
        for arrow in ["=> ", "⇒ "] where text.hasPrefix(arrow) {
            let target = isAlone ? lastCode(before: line) : line
            guard let target else { return line + 1 }
            // Who prints means what is printed, and not the value of printing.
            let isPrinted = Self.isPrinting(lines[target])
            claims.append(
                Claim(
                    kind: isPrinted ? .printed(by: target...target) : .value(ofLine: target),
                    lines: line..<line + 1, marks: [before + arrow.utf8.count], isGuess: true, saysValue: true
                ))
            if isPrinted { unclaimed = max(unclaimed, line + 1) }
            return line + 1
        }
        return readWords(line, text, before, isAlone)
    }

    private static func isPrinting(_ line: String) -> Bool {
        let code = line.drop(while: \.isWhitespace)
        return printing.contains { code.hasPrefix($0) }
    }

    private static let printing = [
        "console.log(", "console.info(", "console.debug(", "print(", "puts ", "puts(", "pp ", "print ",
        "echo ",
        "var_dump(", "print_r(",
    ]

    /// `#> ` on lines of their own: each is a line of what is printed before it.
    private mutating func readRun(_ line: Int, _ start: String.Index) -> Int {
        let mark = lines[line].distance(to: start) + comment.utf8.count + 1
        var end = line
        while end < lines.count, let other = commentStart(lines[end]),
            lines[end][..<other].allSatisfy(\.isWhitespace),
            lines[end][other...].dropFirst(comment.count).hasPrefix(">")
        {
            end += 1
        }
        defer { unclaimed = end }
        guard let last = lastCode(before: line), last >= unclaimed else { return end }
        claims.append(
            Claim(
                kind: .printed(by: unclaimed...last), lines: line..<end,
                marks: (line..<end).map { min(mark + 1, lines[$0].utf8.count) }))
        return end
    }

    /// `Prints "x"`, `Prints: x`, `Output: x` and, under one of them, further lines.
    private mutating func readWords(_ line: Int, _ text: Substring, _ before: Int, _ isAlone: Bool) -> Int {
        guard let verb = Self.verbs.first(where: { text.lowercased().hasPrefix($0) }) else { return line + 1 }
        var rest = text.dropFirst(verb.count)
        let hasColon = rest.first == ":"
        if hasColon { rest = rest.dropFirst() }
        guard rest.first == " " || rest.isEmpty && hasColon else { return line + 1 }
        rest = rest.drop { $0 == " " }
        let last = isAlone ? lastCode(before: line) : line
        guard let last, last >= unclaimed else { return line + 1 }
        let isQuoted = rest.first == "\"" && rest.last == "\"" && rest.count > 1
        guard isQuoted || hasColon else { return line + 1 }
        var claim = Claim(
            kind: .printed(by: unclaimed...last), lines: line..<line + 1,
            marks: [lines[line].distance(to: rest.startIndex)], isQuoted: isQuoted, isGuess: !isQuoted)
        var end = line + 1
        if rest.isEmpty || !isQuoted { end = continuation(of: &claim, isAlone, startsEmpty: rest.isEmpty) }
        unclaimed = end
        if !claim.lines.isEmpty { claims.append(claim) }
        return end
    }

    private static let verbs = ["prints", "output", "outputs", "logs"].sorted { $0.count > $1.count }

    /// The comments that follow on lines of their own are more of it.
    private func continuation(of claim: inout Claim, _ isAlone: Bool, startsEmpty: Bool) -> Int {
        var end = claim.lines.upperBound
        guard isAlone else { return end }
        if startsEmpty { (claim.lines, claim.marks) = (end..<end, []) }
        // Under output that stands behind the word, only what is indented further goes on with it.
        let first = commentStart(lines[end - 1]).map { lines[end - 1][$0...].dropFirst(comment.count) }
        let least = startsEmpty ? 0 : (first?.prefix { $0 == " " }.count ?? 0) + 1
        var indent: Int?
        while end < lines.count, let start = commentStart(lines[end]),
            lines[end][..<start].allSatisfy(\.isWhitespace)
        {
            let words = lines[end][start...].dropFirst(comment.count)
            let spaces = words.prefix { $0 == " " }.count
            guard spaces >= least else { break }
            indent = indent ?? spaces
            let skipped = min(spaces, indent ?? 0)
            claim.marks.append(lines[end].distance(to: start) + comment.utf8.count + skipped)
            end += 1
        }
        claim.lines = claim.lines.lowerBound..<end
        return end
    }

    private func lastCode(before line: Int) -> Int? {
        var place = line - 1
        while place >= 0 {
            let text = lines[place].drop(while: \.isWhitespace)
            if text.isEmpty || text.hasPrefix(comment) {
                place -= 1
            } else {
                return place
            }
        }
        return nil
    }

    /// Where the comment of a line begins; what stands in quotation marks is none.
    private func commentStart(_ line: String) -> String.Index? {
        var quote: Character?
        var index = line.startIndex
        while index < line.endIndex {
            let character = line[index]
            if let open = quote {
                if character == "\\" {
                    index = line.index(after: index)
                    if index == line.endIndex { return nil }
                } else if character == open {
                    quote = nil
                }
            } else if "\"'`".contains(character) {
                quote = character
            } else if line[index...].hasPrefix(comment) {
                return index
            }
            index = line.index(after: index)
        }
        return nil
    }
}

extension String {
    /// The bytes before a place.
    fileprivate func distance(to place: Index) -> Int { utf8.distance(from: startIndex, to: place) }
}
