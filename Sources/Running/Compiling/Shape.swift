import Model
import Toolchains

/// What can be told from the lines of code without a parser.
enum Shape {
    /// Whether a line begins so, white space left out.
    static func hasLine(_ code: Code, _ beginnings: [String]) -> Bool {
        code.hasLine(beginningWith: beginnings)
    }

    /// The end of the lines at the beginning that only take something in, blank lines and comments between them
    /// included; 0 where there are none.
    static func endOfImports(_ code: Code, _ beginnings: [String]) -> Int {
        var end = 0
        for line in code.lines {
            let text = code.slice(line).drop { $0 == 0x20 || $0 == 0x09 }
            if beginnings.contains(where: { text.starts(with: $0.utf8) }) {
                end = min(line.upper + 1, code.bytes.count)
            } else if !text.isEmpty, !text.starts(with: "//".utf8) {
                break
            }
        }
        return end
    }

    /// The code with something put in behind its first lines, and at its end.
    static func wrapped(_ code: Code, after offset: Int, _ head: String, _ foot: String, as form: String)
        -> Code
    {
        code.replacing(
            [Edit(SourceRange(at: offset), head), Edit(SourceRange(at: code.bytes.count), foot)],
            because: ""
        ).as(form)
    }

    /// Whether a pattern matches anywhere.
    static func contains(_ code: Code, _ pattern: some RegexComponent) -> Bool {
        code.text.firstMatch(of: pattern) != nil
    }

    /// Whether something is left out: `...` or `…` where the language has no such thing.
    static func hasElision(_ code: Code) -> Bool {
        code.lines.contains { line in
            let text = String(decoding: code.slice(line), as: UTF8.self)
            let bare = text.drop { $0 == " " || $0 == "\t" }
            return bare.hasPrefix("...") || bare.hasPrefix("…") || text.contains("{ ... }")
                || text.contains("{...}")
                || text.contains("…") || bare.hasPrefix("// ...") || bare.hasPrefix("/* ...")
        }
    }

    /// The words of code: what may be a name.
    static func words(_ bytes: [UInt8]) -> Set<String> {
        Set(
            String(decoding: bytes, as: UTF8.self).split {
                !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$")
            }
            .filter { !($0.first?.isNumber ?? true) }.map(String.init))
    }

    /// How often a word stands in code.
    static func count(_ word: String, in bytes: [UInt8]) -> Int {
        String(decoding: bytes, as: UTF8.self).split {
            !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$")
        }.count { $0 == word }
    }

    /// The names that code declares, as far as the word before them shows, and the words that declare something without
    /// a name.
    static func declared(_ bytes: [UInt8]) -> Set<String> {
        var found: Set<String> = []
        var before: Substring = ""
        let words = String(decoding: bytes, as: UTF8.self).split {
            !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$")
        }
        for word in words {
            if declaring.contains(before) { found.insert(String(word)) }
            if nameless.contains(word) { found.insert(String(word)) }
            before = word
        }
        return found
    }

    private static let declaring: Set<Substring> = [
        "actor", "case", "class", "const", "def", "enum", "fn", "func", "function", "interface",
        "let",
        "macro", "operator", "protocol", "struct", "trait", "type", "typealias", "union", "var",
    ]
    private static let nameless: Set<Substring> = ["init", "subscript"]
}
