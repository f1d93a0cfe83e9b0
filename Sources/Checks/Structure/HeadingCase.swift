package import Model

/// Headings whose words begin with capitals where the style wants small letters, or the other way round.
package struct HeadingCase: Check {
    package static let id = "structure.heading-case"
    package static let fixChanges = FixChanges.text
    package static let parameters = [
        Parameter(
            "style", .choice(["sentence", "title"]), standard: .text("sentence"),
            summary: "`sentence`: only the first word and names; `title`: all words but short ones."),
        Parameter(
            "exceptions", .texts, standard: .list([]),
            summary: "Words, and names of several words, that keep the case they are written in here."),
    ]

    private let isSentence: Bool
    /// Exceptions by their first word, each as its words.
    private let exceptions: [String: [[String]]]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        isSentence = parameters.text("style") == "sentence"
        let phrases = parameters.texts("exceptions").map { $0.split(separator: " ").map(String.init) }
        exceptions = Dictionary(grouping: phrases.filter { !$0.isEmpty }) { $0[0] }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for heading in document.headings {
            let words = HeadingWords.all(of: heading.node, in: document)
            var edits: [Edit] = []
            var place = 0
            while place < words.count {
                if let count = exception(at: place, words) {
                    place += count
                    continue
                }
                let word = words[place]
                if let letter = letter(for: word, isLast: place == words.count - 1) {
                    edits.append(Edit(SourceRange(word.range.lower, word.range.lower + 1), letter))
                }
                place += 1
            }
            guard let first = edits.first,
                let word = words.first(where: { $0.range.lower == first.range.lower })
            else { continue }
            verdict.add(
                Draft(
                    at: word.range, isSentence ? Self.capital(word.text) : Self.small(word.text),
                    subject: document.plainText(of: heading.node),
                    fixes: [Fix(title: Self.change, safety: .unsafe, edits: edits)]))
        }
    }

    /// How many words from a place on make a name that keeps its case.
    private func exception(at place: Int, _ words: [HeadingWords.Word]) -> Int? {
        exceptions[words[place].text]?.first { phrase in
            place + phrase.count <= words.count
                && zip(phrase, words[place...]).allSatisfy { $0 == $1.text }
        }?.count
    }

    /// The letter that a word should begin with; nil where it is right or nobody can know.
    private func letter(for word: HeadingWords.Word, isLast: Bool) -> String? {
        let bytes = Array(word.text.utf8)
        guard bytes.count > 1, bytes.allSatisfy(ASCII.isLetter) else { return nil }
        // What has a capital within is a name or an abbreviation.
        guard bytes.dropFirst().allSatisfy({ $0 >= 0x61 }) else { return nil }
        let isCapital = bytes[0] < 0x61
        if isSentence {
            guard isCapital, !word.beginsSentence, !Self.names.contains(word.text) else { return nil }
            return String(word.text.prefix(1)).lowercased()
        }
        guard !isCapital, word.beginsSentence || isLast || !Self.shortWords.contains(word.text) else {
            return nil
        }
        return String(word.text.prefix(1)).uppercased()
    }

    /// Written with a capital in every English text.
    private static let names: Set<String> = [
        "January", "February", "April", "June", "July", "August", "September", "October", "November",
        "December",
        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "English", "Internet",
    ]
    private static let shortWords: Set<String> = [
        "a", "an", "and", "as", "at", "but", "by", "en", "for", "from", "if", "in", "into", "nor", "of", "on",
        "onto", "or", "over", "per", "so", "than", "the", "to", "up", "via", "vs", "with", "yet",
    ]

    private static func capital(_ word: String) -> String {
        "`\(word)` begins with a capital, and headings here are written like sentences"
    }
    private static func small(_ word: String) -> String {
        "`\(word)` begins with a small letter, and headings here are written like titles"
    }
    private static let change = "change the case of its words"
}

/// The words of a heading's running text.
enum HeadingWords {
    struct Word {
        var text: String
        var range: SourceRange
        /// Whether it is the first, or stands behind the end of a sentence.
        var beginsSentence: Bool
    }

    static func all(of heading: NodeID, in document: Document) -> [Word] {
        var words: [Word] = []
        var beginsSentence = true
        var index = Int(heading.index) + 1
        while index < Int(document[heading].end) {
            let node = document.nodes[index]
            index += 1
            guard node.kind == .text else {
                // Code, an image or a component is a word whose case nobody judges.
                if [.codeSpan, .image, .math, .verbatimInline].contains(node.kind) {
                    beginsSentence = false
                    index = Int(node.end)
                }
                continue
            }
            read(node.range, document.text, &beginsSentence, &words)
        }
        return words
    }

    private static func read(
        _ range: SourceRange, _ text: SourceText, _ beginsSentence: inout Bool, _ words: inout [Word]
    ) {
        var offset = range.lower
        while offset < range.upper {
            let start = offset
            while offset < range.upper, isPart(text.bytes[offset]) { offset += 1 }
            if offset > start {
                let word = SourceRange(start, offset)
                // A numbered heading begins behind its number.
                let isNumber = text.slice(word).allSatisfy { ASCII.isDigit($0) || $0 == UInt8(ascii: ".") }
                words.append(Word(text: text.string(word), range: word, beginsSentence: beginsSentence))
                beginsSentence = beginsSentence && isNumber
            } else {
                if ":.!?([\"/".utf8.contains(text.bytes[offset]) { beginsSentence = true }
                offset += 1
            }
        }
    }

    private static func isPart(_ byte: UInt8) -> Bool {
        ASCII.isLetter(byte) || ASCII.isDigit(byte) || byte >= 0x80 || "-_'.".utf8.contains(byte)
    }
}
