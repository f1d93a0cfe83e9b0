/// The code that declares something, as what it says and not as it is laid out.
package struct CodeSymbol: Hashable, Sendable {
    /// Its tokens, each followed by a zero byte.
    package var tokens: [UInt8]

    /// Looks for a declaration, such as `connect` or `Client.connect`, in a file.
    ///
    /// - Parameters:
    ///   - name: parts parted by dots, each inside of the one before; nil for the whole file.
    ///   - path: of the file, whose ending tells the language.
    /// - Returns: nil where the file declares no such thing.
    package init?(_ name: String?, in bytes: [UInt8], path: String) {
        let ending = path.split(separator: ".").last.map { $0.lowercased() } ?? ""
        let code = CodeTokens(bytes, ending: ending)
        var range = code.tokens.indices
        if let name {
            // `connect(to:)` is `connect` here: overloads are taken together.
            let plain = name.prefix { $0 != "(" }
            for part in plain.split(whereSeparator: { $0 == "." || $0 == ":" || $0 == "/" }) {
                guard let found = Self.declarations(of: Array(part.utf8), in: range, code, ending) else {
                    return nil
                }
                range = found
            }
        }
        tokens = []
        for token in code.tokens[range] {
            tokens += token.text
            tokens.append(0)
        }
    }

    /// From the first declaration of a name to the end of the last one that follows it: all overloads.
    private static func declarations(
        of name: [UInt8], in range: Range<Int>, _ code: CodeTokens, _ ending: String
    ) -> Range<Int>? {
        var found: Range<Int>?
        for index in range where code.tokens[index].isName && code.tokens[index].text.elementsEqual(name) {
            if let found, found.contains(index) { continue }
            guard isDeclared(index, code, range, ending) else { continue }
            let start = lineStart(of: index, code, range)
            let end = end(of: index, code, range, ending)
            found = (found?.lowerBound ?? start)..<max(end, found?.upperBound ?? 0)
            // Of types the first counts: what follows are other uses and extensions.
            if !isFunction(index, code, range) { break }
        }
        return found
    }

    private static let words: Set<String> = [
        "func", "fn", "def", "class", "struct", "enum", "protocol", "interface", "trait", "type", "var",
        "let", "const",
        "function", "actor", "extension", "module", "impl", "record", "object", "namespace", "static",
        "typealias", "macro",
        "fun", "val", "case", "init", "subscript",
    ]

    private static func isDeclared(
        _ index: Int, _ code: CodeTokens, _ range: Range<Int>, _ ending: String
    ) -> Bool {
        if index > range.lowerBound {
            let before = code.tokens[index - 1]
            if before.isName, words.contains(String(decoding: before.text, as: UTF8.self)) { return true }
            // Go's `func (c *Client) Connect(`.
            if ending == "go", before.text.elementsEqual(")".utf8),
                hasWord("func", onLineOf: index, code, range)
            {
                return true
            }
        }
        // `init(…)`, `subscript(…)` of Swift; `void connect(…) {` of Java, C# and C; `connect(…) {` of JavaScript.
        guard isFunction(index, code, range) else { return false }
        if code.tokens[index].text.elementsEqual("init".utf8) { return true }
        guard
            ["java", "cs", "c", "cc", "cpp", "h", "hpp", "js", "ts", "mjs", "jsx", "tsx", "kt", "m"].contains(
                ending),
            let close = closing(of: index + 1, code, range)
        else { return false }
        var next = close
        while next < range.upperBound, code.tokens[next].indentation == nil || next == close {
            let text = code.tokens[next].text
            if text.elementsEqual("{".utf8) { break }
            if text.elementsEqual(";".utf8) || text.elementsEqual(".".utf8) || text.elementsEqual(")".utf8)
                || text.elementsEqual(",".utf8)
            {
                return false
            }
            next += 1
        }
        guard next < range.upperBound, code.tokens[next].text.elementsEqual("{".utf8) else { return false }
        // A call with a block behind it stands after `=`, `return` or `.`.
        guard index > range.lowerBound else { return true }
        let before = String(decoding: code.tokens[index - 1].text, as: UTF8.self)
        return ![".", "=", "return", "await", "(", ",", "new", "if", "while", "for", "switch"].contains(
            before)
    }

    private static func isFunction(_ index: Int, _ code: CodeTokens, _ range: Range<Int>) -> Bool {
        index + 1 < range.upperBound
            && ["(", "<"].contains(String(decoding: code.tokens[index + 1].text, as: UTF8.self))
    }

    private static func hasWord(
        _ word: String, onLineOf index: Int, _ code: CodeTokens, _ range: Range<Int>
    ) -> Bool {
        (lineStart(of: index, code, range)..<index).contains { code.tokens[$0].text.elementsEqual(word.utf8) }
    }

    private static func lineStart(of index: Int, _ code: CodeTokens, _ range: Range<Int>) -> Int {
        var start = index
        while start > range.lowerBound, code.tokens[start].indentation == nil { start -= 1 }
        return start
    }

    /// The place after the bracket that closes the one at a place.
    private static func closing(of place: Int, _ code: CodeTokens, _ range: Range<Int>) -> Int? {
        var depth = 0
        for index in place..<range.upperBound {
            switch code.tokens[index].text.first {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
                if depth <= 0 { return index + 1 }
            default: break
            }
        }
        return nil
    }

    /// Where a declaration ends: with the brace that closes its body, with the last line that is indented more than its
    /// first, or with its line.
    private static func end(of index: Int, _ code: CodeTokens, _ range: Range<Int>, _ ending: String) -> Int {
        let start = lineStart(of: index, code, range)
        let indentation = code.tokens[start].indentation ?? 0
        if ["py", "pyi", "rb", "ex", "exs", "yml", "yaml"].contains(ending) {
            var end = index + 1
            while end < range.upperBound {
                if let own = code.tokens[end].indentation, own <= indentation {
                    // Ruby's `end` stands where the declaration began.
                    if code.tokens[end].text.elementsEqual("end".utf8) { end += 1 }
                    // A signature over several lines comes back with its `)`.
                    if !code.tokens[end < range.upperBound ? end : end - 1].text.elementsEqual(")".utf8) {
                        break
                    }
                }
                end += 1
            }
            return min(end, range.upperBound)
        }
        var depth = 0
        var place = index
        while place < range.upperBound {
            let token = code.tokens[place]
            // The next declaration of the same depth begins a line that is indented no more.
            if depth == 0, place > index, let own = token.indentation, own <= indentation,
                !token.text.elementsEqual("{".utf8), !token.text.elementsEqual("}".utf8),
                !token.text.elementsEqual(")".utf8)
            {
                return place
            }
            switch token.text.first {
            case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: ")"), UInt8(ascii: "]"): depth -= 1
            case UInt8(ascii: "}"):
                depth -= 1
                if depth == 0 { return place + 1 }
                if depth < 0 { return place }
            case UInt8(ascii: ";") where depth == 0: return place + 1
            default: break
            }
            place += 1
        }
        return range.upperBound
    }
}
