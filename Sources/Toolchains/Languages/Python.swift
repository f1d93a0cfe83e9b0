import Model

extension Language {
    /// CPython's own parser, by `ast`.
    package static let python = Language(
        id: "python", name: "Python",
        labels: ["py", "python3", "py3", "pycon", "ipython", "doctest", "testcode", "testsetup"],
        parser: .process(
            ParserProcess(["python3", "python"], ["-I", "-S", "-c", script(PackageResources.python_py)])),
        grammar: Grammar("tree_sitter_python"),
        lookalikes: ["javascript", "json", "shell", "ruby", "yaml", "html"],
        outline: BracketOutline(lexis: Lexis(lineComments: ["#"], longQuotes: ["\"\"\"", "'''"]))
    ) { code in
        let code = code.withoutTalkOfOutput.withoutElidedElements
        let session = code.dedented?.withoutPrompts(first: ">>> ", next: "... ")
        let isIndented = session.map { $0.adaptations.count > 1 } ?? false
        let plain = isIndented ? session ?? code : code.withoutPrompts(first: ">>> ", next: "... ")
        var forms = [plain.as("file")]
        if let dedented = plain.dedented { forms.append(dedented.as("indented block")) }
        let bodies = (plain.dedented ?? plain).withCommentsAsBodies
        if bodies.adaptations != (plain.dedented ?? plain).adaptations { forms.append(bodies.as("file")) }
        if plain.firstByte == UInt8(ascii: "@"),
            !plain.hasLine(beginningWith: ["def ", "class ", "async def "])
        {
            forms.append((plain.dedented ?? plain).wrapped("", "\ndef _(): pass", as: "decorators"))
        }
        if plain.lastByte == UInt8(ascii: ":") {
            forms.append(bodies.wrapped("", " pass", as: "head of a block"))
        }
        return forms
    } reading: { code, fault in
        if code.needsNewerPython(at: fault.range) || code.repeatsQuotes(at: fault) {
            return .tooNew("Python is older than the code")
        }
        // A session that shows what Python says of the mistake shows it on purpose.
        let isShown =
            code.contains(">>> ")
            && code.hasLine(beginningWith: ["SyntaxError", "IndentationError", "TabError"])
        let isAnswer = code.hasLine(beginningWith: ["Traceback (most recent call last):", "File \""])
        if isAnswer, !code.contains(">>> ") { return .notCode }
        // A key that is pressed within a line ends it.
        if code.contains(">>> "), code.text.contains(/<(?i:TAB|ENTER|CTRL)\b/) { return .wrong(.possible) }
        return isShown ? .notCode : .wrong(.certain)
    }
    .recognised { $0.looksLikePython }
}

extension Code {
    /// The code without lines that are only `...` where others of a list follow without a comma: `[` … `...` … `a, b]`.
    ///
    /// Elsewhere three dots are Python.
    fileprivate var withoutElidedElements: Code {
        guard contains("...") else { return self }
        let lexemes = lexemes(Lexis(lineComments: ["#"], longQuotes: ["\"\"\"", "'''"]))
        var depth = 0
        var edits: [Edit] = []
        for line in lines {
            let text = slice(line).filter { $0 > 0x20 }
            if depth > 0, text.elementsEqual("...".utf8) { edits.append(Edit(line, "")) }
            for index in line.lower..<line.upper where lexemes[index] == .code {
                if "([{".utf8.contains(bytes[index]) { depth += 1 }
                if ")]}".utf8.contains(bytes[index]) { depth -= 1 }
            }
        }
        return replacing(edits, because: "elisions left out")
    }

    /// The code without lines of a session that tell what would be printed: `... similar output to the one above`.
    fileprivate var withoutTalkOfOutput: Code {
        var edits: [Edit] = []
        var isBehindPrompt = false
        for line in lines {
            let text = String(decoding: slice(line), as: UTF8.self)
            if isBehindPrompt, PythonSession.isTalk(text) { edits.append(Edit(line, "")) }
            isBehindPrompt = text.drop { $0 == " " }.hasPrefix(">>> ")
        }
        return edits.isEmpty ? self : replacing(edits, because: "talk of output left out")
    }

    /// Whether a fault stands just where newer releases of Python have something that older ones refuse: type parameters
    /// and `type` (3.12), groups of exceptions (3.11), `match` (3.10). A Python that knows them finds no fault there.
    fileprivate func needsNewerPython(at range: SourceRange) -> Bool {
        guard let line = lines.last(where: { $0.lower <= range.lower }), range.lower < line.upper else {
            return false
        }
        let words = String(decoding: bytes[line.lower..<range.lower], as: UTF8.self)
            .split(separator: " ").map(String.init)
        let isName = words.last?.utf8.allSatisfy { Self.isWord($0) } ?? false
        switch bytes[range.lower] {
        case UInt8(ascii: "["):
            return isName && [["class"], ["def"], ["async", "def"]].contains(Array(words.dropLast()))
        case UInt8(ascii: "*"): return words == ["except"]
        default:
            let rest = String(decoding: bytes[range.lower..<line.upper], as: UTF8.self)
            if words == ["type"], let equal = rest.firstIndex(of: "=") {
                return rest[..<equal].first.map { $0.isLetter || $0 == "_" } ?? false
            }
            return words == ["match"] && rest.last { $0 != " " } == ":"
        }
    }

    /// Whether the braces of an f-string may hold its own quotation marks, as releases since 3.12 allow it:
    /// `f"{a["b"]}"`.
    fileprivate func repeatsQuotes(at fault: Fault) -> Bool {
        guard fault.message.hasPrefix("f-string: "),
            let line = lines.last(where: { $0.lower <= fault.range.lower })
        else { return false }
        let text = String(decoding: slice(line), as: UTF8.self)
        return text.contains(/[fF]"[^"]*\{[^{}"]*"[^{}]*\}/) || text.contains(/[fF]'[^']*\{[^{}']*'[^{}]*\}/)
    }

    /// The code with `pass` where the body of a block is a comment and nothing else.
    fileprivate var withCommentsAsBodies: Code {
        var edits: [Edit] = []
        /// The indentation of a line that opens a block, and the comment behind it.
        var head: Int?
        var comment: SourceRange?
        for line in lines {
            let text = slice(line)
            let depth = text.prefix { $0 == 0x20 || $0 == 0x09 }.count
            guard depth < text.count else { continue }
            if text.dropFirst(depth).first == UInt8(ascii: "#") {
                if let opened = head, depth > opened, comment == nil {
                    comment = SourceRange(line.lower + depth, line.upper)
                }
                continue
            }
            if let opened = head, let found = comment, depth <= opened { edits.append(Edit(found, "pass")) }
            head = text.last { $0 != 0x20 } == UInt8(ascii: ":") ? depth : nil
            comment = nil
        }
        if head != nil, let found = comment { edits.append(Edit(found, "pass")) }
        return replacing(edits, because: "comments read as bodies")
    }
}

/// What can be told of the lines of a session of Python.
package enum PythonSession {
    /// Whether a line behind dots is words for the reader: two words one after the other are code only where one of them is a
    /// keyword.
    package static func isTalk(_ line: String) -> Bool {
        let words = line.split(separator: " ")
        guard words.count > 3, words[0] == "..." else { return false }
        return words[1...2].allSatisfy { word in
            word.utf8.allSatisfy { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
                && !keywords.contains(String(word))
        }
    }

    /// Those that stand beside a name, soft ones too, and those of Python 2.
    private static let keywords: Set = [
        "and", "as", "assert", "async", "await", "case", "class", "def", "del", "elif", "else", "except",
        "exec",
        "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal", "not",
        "or",
        "print", "raise", "return", "try", "type", "while", "with", "yield",
    ]
}
