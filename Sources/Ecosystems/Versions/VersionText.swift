/// Small readings that the rules of several ecosystems share.
enum VersionText {
    /// A number of ASCII digits; nil for anything else, and for what does not fit.
    static func number(_ text: Substring) -> UInt64? {
        guard !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
        return UInt64(text)
    }

    /// Numbers with dots between them; nil for anything else.
    static func numbers(_ text: Substring) -> [UInt64]? {
        var numbers: [UInt64] = []
        for part in text.split(separator: ".", omittingEmptySubsequences: false) {
            guard let number = number(part) else { return nil }
            numbers.append(number)
        }
        return numbers
    }

    static func isDigits(_ text: Substring) -> Bool {
        !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// Letters, digits and hyphens, as SemVer has them in identifiers.
    static func isIdentifier(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy {
                (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
                    || $0 == 0x2D
            }
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text
        while let first = text.utf8.first, first <= 0x20 { text = text.dropFirst() }
        while let last = text.utf8.last, last <= 0x20 { text = text.dropLast() }
        return text
    }

    static func trimmed(_ text: String) -> String { String(trimmed(text[...])) }

    /// The words between white space and commas.
    static func words(_ text: Substring, alsoAt separators: String = "") -> [Substring] {
        text.split { $0.isWhitespace || separators.contains($0) }
    }

    /// The operator of the list that the text begins with (longest first), and what follows it.
    static func splitting(_ text: Substring, by operators: [String]) -> (sign: String, rest: Substring) {
        for sign in operators where text.hasPrefix(sign) {
            return (sign, trimmed(text.dropFirst(sign.count)))
        }
        return ("", trimmed(text))
    }

    /// Joins an operator that stands apart from its version, as in `>= 1.2`.
    static func joiningOperators(_ text: Substring) -> [Substring] {
        var words: [Substring] = []
        var sign: Substring?
        for word in text.split(whereSeparator: \.isWhitespace) {
            if let start = sign {
                // Both are slices of the same text.
                words.append(text[start.startIndex..<word.endIndex])
                sign = nil
            } else if word.allSatisfy({ "<>=~^!".contains($0) }) {
                sign = word
            } else {
                words.append(word)
            }
        }
        if let sign { words.append(sign) }
        return words
    }

    /// The numbers with the one at the place raised by one and all behind it left out.
    static func raised(_ numbers: [UInt64], at place: Int) -> [UInt64]? {
        let (next, overflow) = numbers[place].addingReportingOverflow(1)
        return overflow ? nil : numbers[..<place] + [next]
    }
}
