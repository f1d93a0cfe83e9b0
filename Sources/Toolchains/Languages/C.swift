import Model

extension Language {
    /// The parsers of clang and gcc; headers are left out, and names that only they declare are let through.
    package static let c = Language(
        id: "c", name: "C", labels: ["h"],
        parser: .files(CFamily.clang(["-x", "c", "-std=gnu17"], ending: "c", cPlusPlus: false)),
        otherParsers: [.files(CFamily.gcc(["-x", "c", "-std=gnu17"], ending: "c", cPlusPlus: false))],
        grammar: Grammar("tree_sitter_c"),
        lookalikes: ["cpp", "javascript", "java", "go", "rust", "python", "shell"],
        outline: CFamily.outline
    ) { code in
        let plain = code.withoutNumbers.withoutColumnsOfDots.withoutHeaders.withoutLooseElisions(
            .c, value: "0"
        )
        .withoutMacrosBesideStrings
        // A directive begins a line.
        let gap = plain.firstByte == UInt8(ascii: "#") ? "\n" : ""
        let fragment = Fragment(plain)
        var forms = [
            plain.as("file"), plain.wrapped("void snippet_(void) {\(gap)", "\n}", as: "function body"),
        ]
        if !fragment.holds(UInt8(ascii: "=")), fragment.holds(UInt8(ascii: ";")) {
            forms.append(plain.wrapped("struct snippet_ {\(gap)", "\n};", as: "members of a type"))
        }
        if let parts = plain.withStatementsAsMethods(CFamily.modifiers) {
            forms.append(parts.as("declarations and statements"))
        }
        if fragment.isSignature { forms.append(plain.wrapped("", "\n;", as: "signature")) }
        if let named = plain.withNameOfFunction { forms.append(named.as("type of a function")) }
        if let bare = plain.withoutMacrosOfDeclarations { forms.append(bare.as("file")) }
        let macros = plain.withoutMacros
        if macros.adaptations != plain.adaptations {
            forms.append(macros.as("file"))
            forms.append(macros.wrapped("void snippet_(void) {\(gap)", "\n}", as: "function body"))
        }
        if let values = plain.expressionsOneByOne(.c) {
            forms.append(
                values.wrapped("void snippet_(void) {", "\n}", as: "expressions one below the other"))
        }
        if fragment.isExpression {
            if plain.lastByte == UInt8(ascii: ",") {
                forms.append(plain.wrapped("int snippet_[] = {", "\n};", as: "elements of a list"))
            } else {
                forms.append(plain.wrapped("int snippet_ = ", "\n;", as: "expression"))
            }
        }
        return forms
    } reading: { code, fault in
        if code.isDump { return .notCode }
        if let reason = VisualC.reason(code) { return .tooNew(reason) }
        if code.showsOptionalArguments { return .wrong(.possible) }
        if fault.message.hasPrefix("unterminated conditional") { return .wrong(.possible) }
        // The beginning of a long comment is shown for itself.
        if fault.message.hasPrefix("unterminated"),
            code.slice(fault.range).starts(with: "/*".utf8) || code.firstByte == UInt8(ascii: "/")
        {
            return .wrong(.possible)
        }
        return .wrong(code.callsMacro(before: fault) ? .possible : .certain)
    }
    .recognised { $0.looksLikeC }
    .inspecting(CFamily.inspect)
}

/// What C and C++ have in common.
enum CFamily {
    /// What begins a declaration that cannot stand in a function, or may as well stand outside of one.
    static let modifiers: Set<String> = [
        "struct", "class", "enum", "union", "typedef", "static", "extern", "inline", "template", "namespace",
        "using",
        "void",
    ]
    static let outline = BracketOutline(lexis: .c, hasDirectives: true, isWhole: true)

    /// A parser that has lost its way in unknown names may let a bracket pass.
    @Sendable static func inspect(_ code: Code) -> SyntaxFinding? {
        if let fault = outline.fault(in: code) { return SyntaxFinding(fault, .certain) }
        return StatementOutline(code).fault.map { SyntaxFinding($0, .likely) }
    }

    static func clang(_ arguments: [String], ending: String, cPlusPlus: Bool) -> FileParser {
        FileParser(
            ["clang"],
            [
                "-cc1", "-fsyntax-only", "-w", "-ferror-limit", "0", "-fno-caret-diagnostics",
                "-fno-spell-checking", "-D", "offsetof(a,b)=0", "-D", "va_arg(a,b)=0",
                "-fbracket-depth", "1000",
            ] + VisualC.names + arguments, ending: ending, broken: "int f( {"
        ) { Complaints.ofSyntax($0, cPlusPlus: cPlusPlus) }
    }

    static func gcc(_ arguments: [String], ending: String, cPlusPlus: Bool) -> FileParser {
        FileParser(
            ["gcc", "cc"],
            ["-fsyntax-only", "-w", "-fno-diagnostics-show-caret", "-fdiagnostics-color=never"]
                + VisualC.names + arguments,
            ending: ending, broken: "int f( {"
        ) { Complaints.ofSyntax($0, cPlusPlus: cPlusPlus) }
    }
}

extension Code {
    /// Whether a `;` is missed behind what may be a macro that brings its own: `BEGIN_TEST(setup())`.
    fileprivate func callsMacro(before fault: Fault) -> Bool {
        guard fault.message.hasPrefix("expected ';'"),
            let line = lines.last(where: { $0.lower <= fault.range.lower })
        else { return false }
        let name = slice(line).drop { $0 == 0x20 || $0 == 0x09 }.prefix(while: Self.isWord)
        return name.count > 2 && name.allSatisfy { !(0x61...0x7A).contains($0) }
    }

    /// The code with a name in the type of a function that has none, `int (PyObject *self, int flags);`; nil where it is
    /// something else.
    fileprivate var withNameOfFunction: Code? {
        let text = text
        guard let match = text.wholeMatch(of: /\s*\w[\w\s]*?[\s*]+(\()[^();]*\)\s*;?\s*/) else { return nil }
        let place = text.utf8.distance(from: text.startIndex, to: match.output.1.startIndex)
        return replacing([Edit(SourceRange(at: place), "snippet_")], because: "a name put in")
    }

    /// The code with a type in the place of macros with arguments in front of a declaration:
    /// `Py_DEPRECATED(3.8) PyAPI_FUNC(int) f(void);`; nil where there are none.
    fileprivate var withoutMacrosOfDeclarations: Code? {
        let text = text
        let macros = text.matches(
            of: /(?m)^[ \t]*((?:[A-Z]\w*_\w+\([\w.,\s*]*\)[ \t]+)+)(?=\w+\s*\()/)
        if macros.isEmpty { return nil }
        let edits = macros.map { match in
            let lower = text.utf8.distance(from: text.startIndex, to: match.output.1.startIndex)
            return Edit(SourceRange(lower, lower + match.output.1.utf8.count), "int ")
        }
        return replacing(edits, because: "macros left out")
    }

    /// Whether there is nothing but numbers beside comments: the bytes of something.
    fileprivate var isDump: Bool {
        let lexemes = lexemes(.c)
        var isFilled = false
        var index = 0
        while index < bytes.count {
            guard lexemes[index] == .code, bytes[index] > 0x20 else {
                index += 1
                continue
            }
            guard bytes[index...].starts(with: "0x".utf8) else { return false }
            isFilled = true
            while index < bytes.count, Self.isWord(bytes[index]) { index += 1 }
        }
        return isFilled
    }

    /// The code without macros that stand alone on a line and bring their own `;`, `PyObject_HEAD`, and with values in
    /// the place of types that are handed to macros: `PyMem_New(char, 8)`.
    fileprivate var withoutMacros: Code {
        let lexemes = lexemes(.c)
        var edits: [Edit] = []
        var last: UInt8 = UInt8(ascii: ";")
        for line in lines {
            let start = line.lower + slice(line).prefix { $0 <= 0x20 }.count
            guard start < line.upper, lexemes[start] == .code else { continue }
            let text = String(decoding: bytes[start..<line.upper], as: UTF8.self)
            let name = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let rest = text.dropFirst(name.count)
            let ending = name.split(separator: "_").last ?? ""
            let isMacro = ending.count > 2 && ending.allSatisfy { $0.isUppercase || $0.isNumber }
            let isWhole = rest.allSatisfy(\.isWhitespace) || rest.hasPrefix("(") && rest.hasSuffix(")")
            let hasPartners = text.utf8.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2)
            if isMacro, isWhole, hasPartners, ";{}".utf8.contains(last) {
                edits.append(Edit(SourceRange(start, line.upper), ""))
                continue
            }
            for index in line.lower..<line.upper where lexemes[index] == .code {
                if bytes[index] > 0x20 { last = bytes[index] }
                guard bytes[index] == UInt8(ascii: "("), index > start, Self.isWord(bytes[index - 1]) else {
                    continue
                }
                let word = bytes[(index + 1)..<line.upper].prefix {
                    Self.isWord($0) || $0 == 0x20 || $0 == UInt8(ascii: "*")
                }
                let type = String(decoding: word, as: UTF8.self).filter { $0 != "*" && $0 != " " }
                guard Self.types.contains(type), word.endIndex < line.upper,
                    bytes[word.endIndex] == UInt8(ascii: ",")
                else { continue }
                edits.append(Edit(SourceRange(index + 1, word.endIndex), "0"))
            }
        }
        return replacing(edits, because: "macros left out")
    }

    private static let types: Set<String> = [
        "char", "int", "long", "short", "float", "double", "unsigned", "unsignedchar", "unsignedint",
        "size_t",
    ]

    /// The code without lines that take in other files, which are not here.
    var withoutHeaders: Code {
        guard contains(UInt8(ascii: "#")) || contains("%:") else { return self }
        let taking = lines.filter { line in
            var rest = slice(line).drop { $0 == 0x20 || $0 == 0x09 }
            guard rest.first == UInt8(ascii: "#") || rest.starts(with: "%:".utf8) else { return false }
            rest = rest.drop { " \t#%:".utf8.contains($0) }
            let word = ["include_next", "include", "import", "embed"].first { rest.starts(with: $0.utf8) }
            if let word {
                // One that is not well formed stays, for the parser to say so.
                let name = rest.dropFirst(word.utf8.count).drop { $0 == 0x20 || $0 == 0x09 }
                guard let first = name.first, first == UInt8(ascii: "\"") || first == UInt8(ascii: "<") else {
                    // The name of a macro.
                    return !name.contains { "\">".utf8.contains($0) } || rest.last == UInt8(ascii: "\\")
                }
                // A line that goes on may be whole together with the next one.
                return rest.last == UInt8(ascii: "\\")
                    || name.dropFirst().contains(first == UInt8(ascii: "<") ? UInt8(ascii: ">") : first)
            }
            // A name that goes on on the next line.
            return rest.last == UInt8(ascii: "\\") && !rest.starts(with: "define".utf8)
        }
        return replacing(taking.map { Edit($0, "") }, because: "headers left out")
    }

    /// The code without names that stand beside strings, which are macros for strings: `"%" PRIu64`.
    var withoutMacrosBesideStrings: Code {
        guard contains(UInt8(ascii: "\"")) else { return self }
        let lexemes = lexemes(.c)
        func isString(_ place: Int) -> Bool {
            lexemes[place] == .string && bytes[place] == UInt8(ascii: "\"")
        }
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            guard lexemes[index] == .code, Self.isWord(bytes[index]) else {
                index += 1
                continue
            }
            let start = index
            while index < bytes.count, lexemes[index] == .code, Self.isWord(bytes[index]) { index += 1 }
            guard
                slice(SourceRange(start, index)).allSatisfy({
                    !(0x61...0x7A).contains($0) || index - start > 3
                }),
                index - start > 2, (0x41...0x5A).contains(bytes[start])
            else { continue }
            let before = bytes[..<start].lastIndex { $0 > 0x20 }
            let after = bytes[index...].firstIndex { $0 > 0x20 }
            if before.map(isString) ?? false
                || index < bytes.count && bytes[index] <= 0x20 && (after.map(isString) ?? false)
            {
                edits.append(Edit(SourceRange(start, index), ""))
            }
        }
        return replacing(edits, because: "macros beside strings left out")
    }
}
