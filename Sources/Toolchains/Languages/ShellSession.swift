import Model

/// Finds in a shell session which lines are commands and which are what programs answered.
struct ShellSession {
    private let code: Code
    private let lines: [SourceRange]
    /// The length of the prompt of each line, with the space after it; nil where there is none.
    private let prompts: [Int?]
    /// Whether its prompt is `> `.
    let isAngled: Bool

    /// - Parameter prompts: whether prompts may be there that would mean something else in a script: `% `, `> `.
    init(_ code: Code, prompts allowsAll: Bool = false) {
        self.code = code
        lines = code.lines
        let first = lines.first { !code.slice($0).allSatisfy { $0 == 0x20 || $0 == 0x09 } }
        let isAngled =
            allowsAll && (first.map { code.slice($0).drop { $0 <= 0x20 }.starts(with: "> ".utf8) } ?? false)
        self.isAngled = isAngled
        prompts = lines.map { Self.prompt(code.slice($0), allowsAll: allowsAll, isAngled: isAngled) }
    }

    var isSession: Bool { prompts.contains { $0 != nil } }

    /// Whether it begins with the prompt of another shell or of a debugger: `C:\>`, `PS>`, `(gdb)`.
    var isForeign: Bool {
        let filled = lines.lazy.map { code.slice($0).drop { $0 <= 0x20 } }
        let first = filled.first { !$0.isEmpty && $0.first != UInt8(ascii: "#") } ?? []
        if Self.debuggers.contains(where: { first.starts(with: "(\($0)) ".utf8) }) { return true }
        guard let line = lines.first.map({ code.slice($0) }), let end = line.firstIndex(of: UInt8(ascii: ">"))
        else { return false }
        let head = line[..<end]
        return head.starts(with: "PS".utf8) || head.dropFirst().starts(with: ":\\".utf8)
    }

    private static let debuggers = ["gdb", "lldb", "Pdb", "ipdb", "dlv", "jdb", "rr", "rdbg", "byebug"]

    /// Only what was typed.
    var commands: Code {
        var edits: [Edit] = []
        var index = 0
        while index < lines.count {
            guard let prompt = prompts[index] else {
                edits.append(Edit(lines[index], ""))
                index += 1
                continue
            }
            let end = endOfCommand(at: index, prompt)
            edits.append(Edit(SourceRange(lines[index].lower, lines[index].lower + prompt), ""))
            index += 1
            while index < end {
                if isContinued(index) {
                    edits.append(Edit(SourceRange(lines[index].lower, lines[index].lower + 2), ""))
                }
                index += 1
            }
        }
        return code.replacing(edits, because: "prompts and output left out")
    }

    /// The line behind the last line of a command.
    private func endOfCommand(at first: Int, _ prompt: Int) -> Int {
        var scan = ShellScan()
        scan.read(code.slice(SourceRange(lines[first].lower + prompt, lines[first].upper)))
        var end = first + 1
        /// Up to where nothing but a backslash or an operator asks for more.
        var sure = end
        while scan.isOpen, end < lines.count, prompts[end] == nil {
            let isSure = sure == end && scan.asksForLine
            let range = lines[end]
            let start = isContinued(end) ? range.lower + 2 : range.lower
            scan.read(code.slice(SourceRange(start, range.upper)))
            end += 1
            if isSure { sure = end }
        }
        // What is never closed would swallow the answers.
        return scan.isOpen && !scan.asksForLine ? sure : end
    }

    private func isContinued(_ line: Int) -> Bool {
        code.slice(lines[line]).starts(with: "> ".utf8) && prompts[line] == nil
    }

    private static func prompt(_ line: ArraySlice<UInt8>, allowsAll: Bool, isAngled: Bool) -> Int? {
        var rest = line.drop { $0 == 0x20 || $0 == 0x09 }
        // The name of an environment: `(venv) $ `.
        if rest.first == UInt8(ascii: "("), let close = rest.firstIndex(of: UInt8(ascii: ")")),
            close + 1 < rest.endIndex, rest[close + 1] == 0x20
        {
            rest = rest[(close + 2)...]
        }
        var word = rest.prefix { $0 != 0x20 }
        // `[user@host folder]$ `
        if word.first == UInt8(ascii: "["), word.contains(UInt8(ascii: "@")),
            let close = rest.firstIndex(of: UInt8(ascii: "]"))
        {
            word = rest[..<close] + rest[close...].prefix { $0 != 0x20 }
        }
        let length = word.endIndex - line.startIndex
        let withSpace = min(length + 1, line.count)
        if word.elementsEqual("$".utf8) || word.elementsEqual("❯".utf8) || word.elementsEqual("➜".utf8) {
            return withSpace
        }
        if isAngled, line.starts(with: "> ".utf8) { return 2 }
        if allowsAll, word.elementsEqual("%".utf8) { return withSpace }
        guard let last = word.last, "$#%".utf8.contains(last), word.count > 1, length < line.count else {
            return nil
        }
        let isName = last == UInt8(ascii: "$") && word.dropLast().allSatisfy { Code.isWord($0) || $0 == 0x2D }
        let isPlace =
            isName || word.contains(UInt8(ascii: "@")) || word.first == UInt8(ascii: "~")
            || word.starts(with: "bash-".utf8) || word.starts(with: "sh-".utf8)
        return isPlace ? withSpace : nil
    }
}

/// Reads the lines of a command and knows whether another line belongs to it.
private struct ShellScan {
    private var quote: UInt8?
    private var heredocs: [[UInt8]] = []
    private var depth = 0
    /// Whether the line ends with a backslash or an operator.
    private(set) var asksForLine = false

    var isOpen: Bool { quote != nil || !heredocs.isEmpty || depth > 0 || asksForLine }

    mutating func read(_ line: ArraySlice<UInt8>) {
        asksForLine = false
        if let delimiter = heredocs.first, quote == nil {
            if line.drop(while: { $0 == 0x09 }).elementsEqual(delimiter) { heredocs.removeFirst() }
            return
        }
        var index = line.startIndex
        var word: [UInt8] = []
        /// Whether a word here would be the name of a command.
        var isFirst = true
        var last: UInt8 = 0
        func ends() -> Bool {
            defer { word = [] }
            guard isFirst, !word.isEmpty else { return false }
            let text = String(decoding: word, as: UTF8.self)
            if ["if", "for", "while", "until", "case", "{", "select"].contains(text) { depth += 1 }
            if ["fi", "done", "esac", "}"].contains(text) { depth = max(0, depth - 1) }
            return !["do", "then", "else", "elif", "if", "while", "until", "{", "!"].contains(text)
        }
        while index < line.endIndex {
            let byte = line[index]
            if let open = quote {
                if byte == open {
                    quote = nil
                } else if byte == UInt8(ascii: "\\"), open == UInt8(ascii: "\"") {
                    index += 1
                }
                index += 1
                continue
            }
            switch byte {
            case UInt8(ascii: "\\"):
                if index + 1 >= line.endIndex {
                    asksForLine = true
                    return
                }
                index += 1
                word.append(byte)
            case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "`"):
                quote = byte
                word.append(byte)
            case UInt8(ascii: "#") where word.isEmpty:
                index = line.endIndex
                continue
            case 0x20, 0x09:
                if ends() { isFirst = false }
            case UInt8(ascii: "<")
            where line[index...].starts(with: "<<".utf8)
                && !line[index...].starts(with: "<<<".utf8):
                index = readDelimiter(line, index + 2)
                last = byte
                continue
            case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: ";"), UInt8(ascii: "|"),
                UInt8(ascii: "&"):
                _ = ends()
                isFirst = true
                if byte == UInt8(ascii: "(") { depth += 1 }
                if byte == UInt8(ascii: ")") { depth = max(0, depth - 1) }
            default: word.append(byte)
            }
            if byte != 0x20, byte != 0x09 { last = byte }
            index += 1
        }
        _ = ends()
        if quote == nil, last == UInt8(ascii: "|") || line.reversed().starts(with: "&&".utf8) {
            asksForLine = true
        }
    }

    /// Reads the word after `<<`; gives the offset behind it.
    private mutating func readDelimiter(_ line: ArraySlice<UInt8>, _ start: Int) -> Int {
        var index = start
        if index < line.endIndex, line[index] == UInt8(ascii: "-") { index += 1 }
        while index < line.endIndex, line[index] == 0x20 { index += 1 }
        var delimiter: [UInt8] = []
        while index < line.endIndex, !" \t;|&<>()".utf8.contains(line[index]) {
            if !"'\"\\".utf8.contains(line[index]) { delimiter.append(line[index]) }
            index += 1
        }
        if !delimiter.isEmpty { heredocs.append(delimiter) }
        return index
    }
}
