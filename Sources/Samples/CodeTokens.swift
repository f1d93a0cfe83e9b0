/// The tokens of source code, without white space and comments: what is left when nothing but the layout changes.
///
/// It knows strings and comments of many languages by the ending of the file, and no grammar.
struct CodeTokens {
    struct Token: Hashable {
        var text: ArraySlice<UInt8>
        var isName: Bool
        /// Whether only white space stands before it on its line, and how much.
        var indentation: Int?
    }

    private(set) var tokens: [Token] = []
    private let bytes: [UInt8]
    private let style: CommentStyle
    private var place = 0
    private var lineStart = 0
    private var isFirst = true

    init(_ bytes: [UInt8], ending: String) {
        self.bytes = bytes
        style = CommentStyle(ending: ending)
        while place < bytes.count { step() }
    }

    private mutating func step() {
        let byte = bytes[place]
        switch byte {
        case 0x0A, 0x0D:
            place += 1
            (lineStart, isFirst) = (place, true)
        case 0x00...0x20: place += 1
        default:
            if skipComment() { return }
            if let end = endOfText() {
                add(to: end, isName: false)
            } else if isName(byte) {
                var end = place
                while end < bytes.count, isName(bytes[end]) || bytes[end] >= 0x80 { end += 1 }
                add(to: end, isName: true)
            } else {
                add(to: place + 1, isName: false)
            }
        }
    }

    private mutating func add(to end: Int, isName: Bool) {
        tokens.append(
            Token(text: bytes[place..<end], isName: isName, indentation: isFirst ? place - lineStart : nil))
        isFirst = false
        for index in place..<end where bytes[index] == 0x0A { lineStart = index + 1 }
        place = end
    }

    private func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F
            || byte >= 0x80
    }

    private mutating func skipComment() -> Bool {
        let rest = bytes[place...]
        if style.line.contains(where: { rest.starts(with: $0) }) {
            // A shebang is none; nor is `#if` where `#` begins no comment.
            while place < bytes.count, bytes[place] != 0x0A { place += 1 }
            return true
        }
        guard style.hasBlocks, rest.starts(with: "/*".utf8) else { return false }
        var depth = 0
        while place < bytes.count {
            if bytes[place...].starts(with: "/*".utf8), depth == 0 || style.nestsBlocks {
                depth += 1
                place += 2
            } else if bytes[place...].starts(with: "*/".utf8) {
                depth -= 1
                place += 2
                if depth == 0 { break }
            } else {
                if bytes[place] == 0x0A { (lineStart, isFirst) = (place + 1, true) }
                place += 1
            }
        }
        return true
    }

    /// Where the string ends that begins here; nil where none does.
    private func endOfText() -> Int? {
        let quote = bytes[place]
        guard quote == 0x22 || quote == 0x27 && !style.hasLifetimes || quote == 0x60 && style.hasBackticks
        else {
            return nil
        }
        let triple = [quote, quote, quote]
        if quote != 0x60, style.hasTriples, bytes[place...].starts(with: triple) {
            var end = place + 3
            while end < bytes.count, !bytes[end...].starts(with: triple) { end += bytes[end] == 0x5C ? 2 : 1 }
            return min(end + 3, bytes.count)
        }
        var end = place + 1
        while end < bytes.count {
            if bytes[end] == 0x5C {
                end += 2
            } else if bytes[end] == quote {
                return end + 1
            } else if bytes[end] == 0x0A, quote != 0x60 {
                // An apostrophe, then.
                return quote == 0x27 ? place + 1 : end
            } else {
                end += 1
            }
        }
        return min(end, bytes.count)
    }
}

/// What begins and ends comments in a language, as far as it is told by the ending of its files.
private struct CommentStyle {
    var line: [[UInt8]] = [Array("//".utf8)]
    var hasBlocks = true
    var nestsBlocks = false
    var hasTriples = false
    var hasBackticks = false
    var hasLifetimes = false

    init(ending: String) {
        switch ending {
        case "py", "pyi":
            line = [Array("#".utf8)]
            hasBlocks = false
            hasTriples = true
        case "rb", "sh", "bash", "zsh", "yml", "yaml", "toml", "r", "pl", "ex", "exs":
            line = [Array("#".utf8)]
            hasBlocks = false
        case "php": line = [Array("//".utf8), Array("#".utf8)]
        case "swift", "kt", "kts", "scala":
            nestsBlocks = true
            hasTriples = true
            hasBackticks = false
        case "rs":
            nestsBlocks = true
            hasLifetimes = true
        case "js", "jsx", "ts", "tsx", "mjs", "go": hasBackticks = true
        case "java", "cs": hasTriples = true
        case "sql", "lua", "hs": line = [Array("--".utf8)]
        default: break
        }
    }
}
