import Model

extension Language {
    /// Go's own parser, by gofmt, which takes many files at once.
    package static let go = Language(
        id: "go", name: "Go", labels: ["golang"],
        parser: .files(
            FileParser(
                ["gofmt"], ["-e", "-l"], ending: "go", broken: "func {", statuses: [0, 2],
                complaints: { Complaints.read($0) })),
        grammar: Grammar("tree_sitter_go"),
        lookalikes: ["javascript", "rust", "java", "c", "json", "yaml", "shell"],
        outline: BracketOutline(lexis: .go, isWhole: true)
    ) { code in
        // Templates of Go are labelled so, too.
        if code.text.contains(/^\s*\{\{[^"]/), code.lastByte == UInt8(ascii: "}") { return [] }
        let plain = code.withoutRawTags.withoutPlaceholders(.go, "nil").withoutElisions(
            Elision(lexis: .go, value: "nil", words: ["return", "case", "range"], colonWantsValue: false))
        let fragment = Fragment(plain, .go)
        if fragment.lines(outside: ["package "]).isEmpty {
            var forms = [
                plain.wrapped("package p;", "", as: "declarations"),
                plain.wrapped("package p; func _() {", "\n}", as: "function body"),
            ]
            if let mixed = plain.withGoDeclarationsAsStatements(fragment) {
                forms.append(mixed.wrapped("package p; func _() {", "\n}", as: "declarations and statements"))
            }
            if fragment.line.hasPrefix("."), fragment.isExpression {
                forms.append(plain.wrapped("package p; var _ = x", "\n", as: "calls on a value"))
            } else if fragment.isExpression, plain.lastByte == UInt8(ascii: ",") {
                forms.append(plain.wrapped("package p; var _ = []T{", "\n}", as: "elements of a list"))
            } else if fragment.begins(with: ["interface", "struct", "map[", "[", "*", "chan "]),
                !fragment.holds(UInt8(ascii: ":"))
            {
                forms.append(plain.wrapped("package p; var _ ", "\n", as: "type"))
            } else if fragment.begins(with: ["[", "&", "map["]), fragment.isExpression {
                forms.append(plain.wrapped("package p; var _ = ", "\n", as: "expression"))
            }
            if let fields = plain.asNamesWithTypes {
                forms.append(
                    fields.wrapped("package p; type _ struct {", "\n}", as: "names with their types"))
            }
            if fragment.line.first?.isUppercase ?? false, fragment.line.contains("("),
                !fragment.line.prefix(while: { $0 != "(" }).contains(".")
            {
                forms.append(
                    plain.wrapped("package p; type _ interface {", "\n}", as: "methods of an interface"))
            }
            if let group = plain.goGroup {
                forms.append(plain.wrapped("package p; \(group) (\n", "\n)", as: "lines of a group"))
            }
            if fragment.begins(with: ["case ", "default:"]) {
                forms.append(
                    plain.wrapped("package p; func _() { switch {\n", "\n} }", as: "cases of a switch"))
            }
            return forms
        }
        return [plain.as("file")]
    } reading: { _, fault in
        // Go 1.27 has generic methods.
        fault.message == "method must have no type parameters"
            ? .tooNew("Go is older than the code") : .wrong(.certain)
    }
}

extension Lexis {
    static let go = Lexis(lineComments: ["//"], blockComment: ("/*", "*/"), longQuotes: ["`"])
}

extension Code {
    /// The word before the brackets that lines of code stand in: `import` where all are paths, `const` where the first gives a name
    /// a type and a value; nil elsewhere.
    fileprivate var goGroup: String? {
        let filled = lines.map { String(decoding: slice($0), as: UTF8.self) }.filter { line in
            !line.allSatisfy(\.isWhitespace) && !line.drop(while: \.isWhitespace).hasPrefix("//")
        }
        if !filled.isEmpty, filled.allSatisfy({ $0.contains(/^\s*(?:[\w.]+\s+)?"[^"\s]+"\s*(?:\/\/.*)?$/) }) {
            return "import"
        }
        return filled.first?.contains(/^\s*[A-Za-z_]\w*\s+[\w.]+\s+=\s/) == true ? "const" : nil
    }

    /// The last byte that is no white space; 0 where there is none.
    var lastByte: UInt8 { bytes.last { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 } ?? 0 }

    /// The code with what Go's templates print raw in its place: `{{raw "<"}}`.
    fileprivate var withoutRawTags: Code {
        guard contains("{{raw \"") else { return self }
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            if bytes[index...].starts(with: "{{raw \"".utf8),
                let quote = bytes[(index + 7)...].firstIndex(of: UInt8(ascii: "\"")),
                bytes[quote...].starts(with: "\"}}".utf8)
            {
                edits.append(Edit(SourceRange(index, index + 7), ""))
                edits.append(Edit(SourceRange(quote, quote + 3), ""))
                index = quote + 3
            } else {
                index += 1
            }
        }
        return replacing(edits, because: "template tags left out")
    }

    /// The code with imports left out and functions as values, so that they can stand beside statements; nil where
    /// there are none.
    fileprivate func withGoDeclarationsAsStatements(_ fragment: Fragment) -> Code? {
        var edits: [Edit] = []
        for line in fragment.lines(outside: ["import ", "import(", "func "]) {
            let words = slice(line)
            if words.starts(with: "import".utf8) {
                let isList = words.contains(UInt8(ascii: "("))
                let end =
                    isList
                    ? bytes[line.lower...].firstIndex(of: UInt8(ascii: ")")).map { $0 + 1 } : line.upper
                // What is wrong with a path must not go with it.
                guard let end,
                    bytes[line.lower..<end].split(separator: 0x0A).allSatisfy({ part in
                        part.count { $0 == UInt8(ascii: "\"") }.isMultiple(of: 2)
                    })
                else { return nil }
                edits.append(Edit(SourceRange(line.lower, end), ""))
            } else if let name = nameOfGoFunction(line) {
                edits.append(Edit(SourceRange(at: line.lower), "_ = "))
                edits.append(Edit(name, ""))
            }
        }
        return edits.isEmpty ? nil : replacing(edits, because: "functions read as values")
    }

    /// The receiver, name and type parameters of a function: `(s *S) Name[T any]`; nil for a function without a name.
    private func nameOfGoFunction(_ line: SourceRange) -> SourceRange? {
        let start = line.lower + "func ".utf8.count
        var end = start
        func skip(_ opening: String, _ closing: String) {
            guard end < line.upper, bytes[end] == opening.utf8.first else { return }
            var depth = 0
            repeat {
                if bytes[end] == opening.utf8.first { depth += 1 }
                if bytes[end] == closing.utf8.first { depth -= 1 }
                end += 1
            } while end < line.upper && depth > 0
        }
        skip("(", ")")
        while end < line.upper, bytes[end] == 0x20 { end += 1 }
        let name = end
        while end < line.upper, Code.isWord(bytes[end]) { end += 1 }
        guard end > name else { return nil }
        skip("[", "]")
        return SourceRange(start, end)
    }
}

extension Code {
    /// The code without colons, where each line is a name, a colon and a type, as a text tells what names stand for; nil
    /// elsewhere.
    fileprivate var asNamesWithTypes: Code? {
        var edits: [Edit] = []
        for line in lines where slice(line).contains(where: { $0 > 0x20 }) {
            let name = slice(line).prefix(while: Self.isWord)
            let rest = slice(line)[name.endIndex...]
            guard !name.isEmpty, rest.starts(with: ": ".utf8), rest.last != UInt8(ascii: "{") else {
                return nil
            }
            edits.append(Edit(SourceRange(name.endIndex, name.endIndex + 1), " "))
        }
        return edits.count > 1 ? replacing(edits, because: "colons left out") : nil
    }
}
