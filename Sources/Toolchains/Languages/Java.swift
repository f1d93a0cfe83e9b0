import Model

extension Language {
    /// The parser of javac, in one process that compiles nothing.
    package static let java = Language(
        id: "java", name: "Java",
        parser: .process(
            ParserProcess(
                ["java"],
                ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xss8m", ParserProcess.scriptFile],
                file: ("SnippetParser.java", PackageResources.java_java), beside: ["javac"])),
        grammar: Grammar("tree_sitter_java"),
        lookalikes: ["kotlin", "csharp", "javascript", "go", "json", "xml", "shell"],
        outline: BracketOutline(lexis: .java, isWhole: true)
    ) { code in
        let plain = code.withoutLoopElisions.withoutElidedConstants.withoutWordsBetweenDots
            .withoutPlaceholders(.java, "null")
            .withoutElisions(
                Elision(
                    lexis: .java, value: "null", words: ["return", "case", "throw", "new"], takesComma: true,
                    colonWantsValue: false,
                    end: ";"))
        let fragment = Fragment(plain, .java)
        var forms = [plain.as("file")]
        let inner = plain.withoutImports(fragment, ["import ", "package "])
        let name = inner.nameOfConstructor ?? "Snippet"
        if fragment.beginsMember(Self.javaModifiers) || fragment.beginsMethod || fragment.line.hasPrefix("<")
            || fragment.line.hasPrefix(name + "(")
        {
            forms.append(inner.wrapped("class \(name) {", "\n}", as: "members of a class"))
        }
        forms.append(inner.wrapped("class Snippet { void m() throws Exception {", "\n} }", as: "method body"))
        let local = inner.withoutModifiers(fragment, Self.javaModifiers)
        if local.adaptations != inner.adaptations {
            forms.append(
                local.wrapped(
                    "class Snippet { void m() throws Exception {", "\n} }", as: "declarations and statements")
            )
        }
        if let parts = inner.withStatementsAsMethods(Self.javaModifiers) {
            forms.append(parts.wrapped("class \(name) {", "\n}", as: "members and statements"))
        }
        if !fragment.beginsMember(Self.javaModifiers), inner.contains(" {"), !fragment.beginsMethod {
            forms.append(inner.wrapped("class Snippet {", "\n}", as: "members of a class"))
        }
        if fragment.isSignature || fragment.line.hasPrefix("@") && plain.lastByte == UInt8(ascii: ")"),
            let constructor = fragment.line.prefix(while: { $0 != "(" }).split(separator: " ").last
        {
            forms.append(inner.wrapped("class \(constructor) {", "\n{} }", as: "signature"))
        }
        if fragment.line.hasPrefix("@"), fragment.isExpression {
            forms.append(inner.wrapped("", "\nclass Snippet {}", as: "annotation"))
        } else if fragment.line.hasPrefix(".") {
            forms.append(
                inner.wrapped(
                    "class Snippet { Object o = x", fragment.holds(UInt8(ascii: ";")) ? "\n}" : "\n; }",
                    as: "calls on a value"))
        } else if fragment.isExpression {
            forms.append(inner.wrapped("class Snippet { Object o = ", "\n; }", as: "expression"))
        }
        if let list = inner.withEndsOfExpressions(fragment) {
            forms.append(
                list.wrapped("class Snippet { void m() throws Exception {", "\n} }", as: "expressions"))
        }
        if fragment.begins(with: ["case ", "default:", "default ->"]) {
            forms.append(
                inner.wrapped("class Snippet { void m() { switch (0) {", "\n} } }", as: "cases of a switch"))
        }
        if let closed = plain.closed(.java) { forms.append(closed) }
        return forms
    }

    private static let javaModifiers: Set<String> = [
        "public", "private", "protected", "static", "final", "abstract", "synchronized", "native", "default",
        "void",
        "sealed", "strictfp", "transient", "volatile",
    ]
}

extension Lexis {
    static let java = Lexis(lineComments: ["//"], blockComment: ("/*", "*/"), longQuotes: ["\"\"\""])
}

extension Code {
    /// The code with `;;` in the place of the dots of `for (...)`.
    fileprivate var withoutLoopElisions: Code {
        var edits: [Edit] = []
        for mark in ["for (...)", "for(...)", "for (…)"] where contains(mark) {
            let end = mark.utf8.count
            for index in bytes.indices where bytes[index...].starts(with: mark.utf8) {
                let open = mark.hasPrefix("for (") ? 5 : 4
                edits.append(Edit(SourceRange(index + open, index + end - 1), ";;"))
            }
        }
        return replacing(edits.sorted { $0.range < $1.range }, because: "elisions left out")
    }

    /// The code without words between dots in braces, `{ ...and so on... }`, and with a name for `new...()`.
    fileprivate var withoutWordsBetweenDots: Code {
        guard contains("...") else { return self }
        let text = text
        func range(_ part: Substring) -> SourceRange {
            let lower = text.utf8.distance(from: text.startIndex, to: part.startIndex)
            return SourceRange(lower, lower + part.utf8.count)
        }
        let edits =
            text.matches(of: /\{ ?(\.\.\.[\w ,']+(?:\.\.\.)?) ?\}/).map { Edit(range($0.output.1), "") }
            + text.matches(of: /\bnew ?(\.\.\.)(?=\()/).map { Edit(range($0.output.1), " Object") }
        return replacing(edits.sorted { $0.range < $1.range }, because: "elisions left out")
    }

    /// The code with a `;` behind each line, where several lines are expressions and none has one; nil elsewhere.
    fileprivate func withEndsOfExpressions(_ fragment: Fragment) -> Code? {
        guard fragment.isExpression, !fragment.holds(UInt8(ascii: "{")) else { return nil }
        let lines = lines.filter { line in
            let words = slice(line).drop { $0 <= 0x20 }
            return !words.isEmpty && !words.starts(with: "//".utf8)
        }
        guard lines.count > 1, lines.allSatisfy({ slice($0).last { $0 > 0x20 } == UInt8(ascii: ")") }) else {
            return nil
        }
        return replacing(
            lines.map { Edit(SourceRange(at: $0.upper), ";") }, because: "ends of statements put in")
    }

    /// The code with `;` where a comment stands for the last constants of an `enum`: behind the comma of one.
    fileprivate var withoutElidedConstants: Code {
        guard contains("enum ") else { return self }
        let lines = lines
        var edits: [Edit] = []
        var last: UInt8 = 0
        for (index, line) in lines.enumerated() {
            let text = slice(line).drop { $0 <= 0x20 }
            if text.isEmpty { continue }
            let isElision = ["// ...", "//...", "// …", "/* ... */", "..."].contains {
                text.starts(with: $0.utf8)
            }
            if isElision, last == UInt8(ascii: ","),
                let next = lines[(index + 1)...].first(where: { slice($0).contains { $0 > 0x20 } })
            {
                let word = String(
                    decoding: slice(next).drop { $0 <= 0x20 }.prefix(while: Self.isWord), as: UTF8.self)
                if ["public", "private", "protected", "final", "abstract", "static"].contains(word) {
                    edits.append(Edit(SourceRange(at: line.lower), ";"))
                }
            }
            last = text.last { $0 > 0x20 } ?? last
        }
        return replacing(edits, because: "elisions left out")
    }

    /// The code without lines outside of all brackets that begin with one of the words.
    func withoutImports(_ fragment: Fragment, _ words: [String]) -> Code {
        let whole = fragment.lines(outside: words).filter { slice($0).contains(UInt8(ascii: ";")) }
        return replacing(whole.map { Edit($0, "") }, because: "imports left out")
    }

    /// The code without modifiers at the beginning of lines outside of all brackets.
    func withoutModifiers(_ fragment: Fragment, _ modifiers: Set<String>) -> Code {
        let words = ["public ", "private ", "protected ", "static "].filter {
            modifiers.contains(String($0.dropLast()))
        }
        var edits: [Edit] = []
        for line in Fragment(self, .java).lines(outside: words) {
            var end = line.lower
            while let word = words.first(where: { bytes[end..<line.upper].starts(with: $0.utf8) }) {
                end += word.utf8.count
            }
            edits.append(Edit(SourceRange(line.lower, end), ""))
        }
        return replacing(edits, because: "modifiers left out")
    }

    /// The name before `(` of a line that has the form of a constructor: `public Name(…) {`.
    fileprivate var nameOfConstructor: String? {
        for line in lines {
            let text = Substring(decoding: slice(line), as: UTF8.self).drop { " \t".contains($0) }
            guard text.hasSuffix("{") || text.hasSuffix("}"), let open = text.firstIndex(of: "(") else {
                continue
            }
            let words = text[..<open].split(separator: " ").filter { !$0.hasPrefix("@") }
            guard let name = words.last, name.first?.isUppercase ?? false,
                name.allSatisfy({ $0.isLetter || $0.isNumber })
            else { continue }
            if words.dropLast().allSatisfy({ ["public", "private", "protected"].contains($0) }) {
                return String(name)
            }
        }
        return nil
    }
}
