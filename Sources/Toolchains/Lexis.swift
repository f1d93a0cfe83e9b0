import Model

/// What comments and strings look like, as far as it takes to tell them from code.
struct Lexis: Sendable {
    /// What begins a comment that ends with the line.
    var lineComments: [String] = []
    /// What begins as a comment does, and is none: `#[` of attributes.
    var noComments: [String] = []
    var blockComment: (opening: String, closing: String)?
    /// Quotes of strings that end with the line at the latest.
    var quotes: Set<UInt8> = [UInt8(ascii: "\""), UInt8(ascii: "'")]
    /// Quotes of strings that may hold line ends; the longest first.
    var longQuotes: [String] = []
    /// Whether `/` begins a regular expression where no operand stands before it.
    var hasPatterns = false

    /// C and what took its comments and strings from it.
    static let c = Lexis(lineComments: ["//"], blockComment: ("/*", "*/"))
}

/// What a byte of code is a part of.
enum Lexeme: UInt8, Sendable {
    case code, string, comment
}

extension Code {
    /// What each byte is a part of.
    func lexemes(_ lexis: Lexis) -> [Lexeme] {
        var reader = LexemeReader(bytes: bytes, lexis: lexis)
        return reader.read()
    }
}

/// Goes over code once and tells strings and comments from the rest.
private struct LexemeReader {
    let bytes: [UInt8]
    let lexis: Lexis
    private var lexemes: [Lexeme]
    private var index = 0
    /// Whether a byte may begin something that is no code.
    private let isSign: [Bool]
    /// The last byte of code that is no white space; 0 where there is none.
    private var last: UInt8 = 0

    init(bytes: [UInt8], lexis: Lexis) {
        self.bytes = bytes
        self.lexis = lexis
        lexemes = [Lexeme](repeating: .code, count: bytes.count)
        var isSign = [Bool](repeating: false, count: 256)
        let words = lexis.lineComments + lexis.longQuotes + [lexis.blockComment?.opening].compactMap { $0 }
        for byte in words.compactMap(\.utf8.first) + lexis.quotes { isSign[Int(byte)] = true }
        if lexis.hasPatterns { isSign[Int(UInt8(ascii: "/"))] = true }
        self.isSign = isSign
    }

    mutating func read() -> [Lexeme] {
        while index < bytes.count {
            guard isSign[Int(bytes[index])] else {
                if bytes[index] > 0x20 { last = bytes[index] }
                index += 1
                continue
            }
            if lexis.lineComments.contains(where: starts), !lexis.noComments.contains(where: starts) {
                mark(.comment, until: endOfLine)
            } else if let comment = lexis.blockComment, starts(comment.opening) {
                mark(.comment, until: end(of: comment.closing, from: index + comment.opening.utf8.count))
            } else if let quote = lexis.longQuotes.first(where: starts) {
                mark(.string, until: end(of: quote, from: index + quote.utf8.count))
            } else if lexis.quotes.contains(bytes[index]) {
                mark(.string, until: endOfString(bytes[index]))
            } else if isPattern {
                mark(.string, until: endOfPattern ?? index + 1)
            } else {
                if bytes[index] > 0x20 { last = bytes[index] }
                index += 1
            }
        }
        return lexemes
    }

    private mutating func mark(_ lexeme: Lexeme, until end: Int) {
        for place in index..<end { lexemes[place] = lexeme }
        if lexeme == .string { last = UInt8(ascii: "\"") }
        index = end
    }

    private func starts(_ word: String) -> Bool { bytes[index...].starts(with: word.utf8) }

    private var endOfLine: Int { bytes[index...].firstIndex(of: 0x0A) ?? bytes.count }

    private func end(of closing: String, from start: Int) -> Int {
        var place = min(start, bytes.count)
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\\"), lexis.longQuotes.contains(closing) {
                place += 2
            } else if bytes[place...].starts(with: closing.utf8) {
                return place + closing.utf8.count
            } else {
                place += 1
            }
        }
        return bytes.count
    }

    private func endOfString(_ quote: UInt8) -> Int {
        var place = index + 1
        while place < bytes.count, bytes[place] != 0x0A {
            if bytes[place] == quote { return place + 1 }
            place += bytes[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        // An apostrophe in text is no string.
        return place < bytes.count && quote == UInt8(ascii: "'") ? index + 1 : min(place, bytes.count)
    }

    private var isPattern: Bool {
        lexis.hasPatterns && bytes[index] == UInt8(ascii: "/")
            && (last == 0 || "(,=:[!&|?{};".utf8.contains(last)) && endOfPattern != nil
    }

    private var endOfPattern: Int? {
        var place = index + 1
        var isInClass = false
        while place < bytes.count, bytes[place] != 0x0A {
            switch bytes[place] {
            case UInt8(ascii: "\\"): place += 1
            case UInt8(ascii: "["): isInClass = true
            case UInt8(ascii: "]"): isInClass = false
            case UInt8(ascii: "/") where !isInClass: return place + 1
            default: break
            }
            place += 1
        }
        return nil
    }
}
