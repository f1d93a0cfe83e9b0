import Model

extension Language {
    /// V8, which runs in Node.js, and TypeScript's parser for what it does not read, above all JSX.
    package static let javascript = Language(
        id: "javascript", name: "JavaScript",
        labels: ["js", "jsx", "mjs", "cjs", "node", "nodejs", "ecmascript", "es6", "javascriptreact"],
        parser: .process(ParserProcess(["node", "nodejs"], ECMAScript.arguments("javascript"))),
        grammar: Grammar("tree_sitter_javascript"),
        lookalikes: ["typescript", "html", "css", "json", "shell", "python", "yaml"],
        outline: BracketOutline(lexis: ECMAScript.lexis), forms: ECMAScript.forms,
        reading: ECMAScript.reading
    ).recognised { $0.looksLikeScript }
}

/// What the forms of snippets in JavaScript and TypeScript have in common.
enum ECMAScript {
    static func arguments(_ language: String) -> [String] {
        ["--experimental-vm-modules", "-e", script(PackageResources.javascript_js), language]
    }

    static let lexis = Lexis(
        lineComments: ["//"], blockComment: ("/*", "*/"), longQuotes: ["`"], hasPatterns: true)

    /// A page that stops in the middle leaves elements and brackets open somewhere before its end.
    ///
    /// Twoslash knows errors of syntax by their numbers, from 1000 to 1999.
    @Sendable static func reading(_ code: Code, _ fault: Fault) -> Language.Reading {
        if code.text.hasPrefix("---\n") {
            return .tooNew("it is a component of Astro, which no parser here reads")
        }
        for line in code.lines {
            let words = String(decoding: code.slice(line), as: UTF8.self).filter { $0 != " " }
            if words.hasPrefix("//@noErrors") {
                return .asSaid("code with the errors that `@noErrors` allows")
            }
            guard words.hasPrefix("//@errors:") else { continue }
            let numbers = words.dropFirst(10).split { !$0.isNumber }
            if numbers.contains(where: { $0.count == 4 && $0.hasPrefix("1") }) {
                return .asSaid("code with the errors that `@errors` names")
            }
        }
        return .wrong(code.endsWithin ? .possible : .certain)
    }

    @Sendable static func forms(_ code: Code) -> [Code] {
        // A line within code may begin with `>`, too.
        let isSession = code.hasPromptBehindBlank
        let session = isSession ? code.withoutPrompts(first: "> ", next: "... ") : code
        var forms = [session.as("file")]
        let tagged = session.withoutDirectives.withoutTemplateTags.withoutOptionalMarks(lexis)
            .withoutOwners
        // Beside elements `<name>` is one, too.
        let isMarkup = session.contains("</") || session.contains("/>")
        let adapted = (isMarkup ? tagged : tagged.withoutPlaceholders(lexis, "null"))
            .withoutElisions(
                Elision(
                    lexis: lexis, value: "null",
                    words: [
                        "return", "await", "yield", "default", "case", "in", "of", "extends", "typeof", "new",
                    ]))
        if adapted.adaptations != session.adaptations { forms.append(adapted.as("file")) }
        if let closed = adapted.closed(lexis) { forms.append(closed) }
        let start = Start(adapted)
        if start.beginsExpression { forms.append(adapted.wrapped("void (", "\n)", as: "expression")) }
        if start.beginsObjectMember {
            forms.append(adapted.wrapped("({", "\n})", as: "members of an object"))
        }
        if start.beginsClassMember {
            forms.append(adapted.wrapped("class Snippet extends Object {", "\n}", as: "members of a class"))
        }
        if start.line.hasPrefix("."), !start.line.hasPrefix("...") {
            forms.append(adapted.wrapped("void Snippet", "", as: "calls on a value"))
        } else if adapted.lastByte == UInt8(ascii: ",") {
            forms.append(adapted.wrapped("void [", "\n]", as: "elements of a list"))
        }
        if let values = adapted.valuesOneByOne { forms.append(values) }
        if start.line.contains(" extends "), start.line.contains(" ? ") {
            forms.append(adapted.wrapped("type Snippet = ", "", as: "type"))
        }
        if start.beginsCase { forms.append(adapted.wrapped("switch (0) {", "\n}", as: "cases of a switch")) }
        if start.beginsAttribute { forms.append(adapted.wrapped("<Snippet ", "\n/>", as: "attributes")) }
        if let tag = start.tag {
            if adapted.isMarkup {
                forms.append(adapted.withoutLineComments.wrapped("<>", "\n</>", as: "elements"))
            }
            if !adapted.contains("</") {
                forms.append(adapted.wrapped("", "\n</\(tag)>", as: "opening tag"))
            }
        }
        return forms
    }

    /// The first line that is neither blank nor a comment, which shows what a fragment is a part of.
    private struct Start {
        let line: Substring

        init(_ code: Code) {
            let lexemes = code.lexemes(ECMAScript.lexis)
            line =
                code.lines.lazy.compactMap { line -> Substring? in
                    let isCode = (line.lower..<line.upper).contains {
                        lexemes[$0] != .comment && code.bytes[$0] > 0x20
                    }
                    return isCode
                        ? Substring(decoding: code.slice(line), as: UTF8.self).drop {
                            $0 == " " || $0 == "\t"
                        } : nil
                }.first ?? ""
        }

        /// What a statement cannot begin with, or begins with another meaning.
        var beginsExpression: Bool {
            line.hasPrefix("{") || line.hasPrefix("function") || line.hasPrefix("async function")
                || line.hasPrefix("class ")
        }

        /// `name:`, `"name":`, `[name]:`, `...name`, `name() {`, `get name() {`.
        var beginsObjectMember: Bool {
            if line.hasPrefix("...") || beginsMethod { return true }
            if let quote = line.first, quote == "\"" || quote == "'",
                let end = line.dropFirst().firstIndex(of: quote)
            {
                return line[line.index(after: end)...].drop { $0 == " " }.hasPrefix(":")
            }
            if line.hasPrefix("["), let end = line.firstIndex(of: "]") {
                return line[line.index(after: end)...].hasPrefix(":")
            }
            let rest = line.drop(while: Self.isName)
            return rest.startIndex > line.startIndex && (rest.hasPrefix(":") || rest == ",")
        }

        var beginsClassMember: Bool {
            if line.hasPrefix("@") || line.hasPrefix("#") || line.hasPrefix("constructor") || beginsMethod {
                return true
            }
            if Self.modifiers.contains(String(line.prefix(while: Self.isName))) { return true }
            // A property with a type.
            var rest = line.drop(while: Self.isName)
            guard rest.startIndex > line.startIndex else { return line.hasPrefix("[") }
            if let mark = rest.first, mark == "?" || mark == "!" { rest = rest.dropFirst() }
            return rest.hasPrefix(":") || ["(", "<"].contains { rest.hasPrefix($0) } && line.hasSuffix(";")
        }

        /// `name={`
        var beginsAttribute: Bool {
            let rest = line.drop { Self.isName($0) || $0 == "-" }
            return rest.startIndex > line.startIndex && rest.hasPrefix("={")
        }

        /// The name of the tag that it begins with.
        var tag: String? {
            guard line.hasPrefix("<") else { return nil }
            let name = line.dropFirst().prefix { Self.isName($0) || $0 == "." || $0 == "-" }
            return name.isEmpty ? nil : String(name)
        }

        var beginsCase: Bool { line.hasPrefix("case ") || line.hasPrefix("default:") }

        /// `name(…) {`, and not a statement such as `if (…) {`.
        private var beginsMethod: Bool {
            var line = line
            for modifier in ["static ", "async ", "get ", "set ", "*"] where line.hasPrefix(modifier) {
                line = line.dropFirst(modifier.count).drop { $0 == " " }
            }
            if line.hasPrefix("#") { line = line.dropFirst() }
            let name = line.prefix(while: Self.isName)
            return !name.isEmpty && !Self.statements.contains(String(name))
                && ["(", "<", " ("].contains { line[name.endIndex...].hasPrefix($0) }
                && (line.hasSuffix("{") || line.hasSuffix("}") || line.hasSuffix("},") || line.hasSuffix("("))
        }

        private static func isName(_ character: Character) -> Bool {
            character.isLetter || character.isNumber || character == "_" || character == "$"
        }

        private static let statements: Set<String> = [
            "if", "for", "while", "switch", "catch", "with", "function", "return", "super",
        ]
        private static let modifiers: Set<String> = [
            "static", "get", "set", "async", "public", "private", "protected", "readonly", "abstract",
            "override", "declare", "accessor",
        ]
    }
}

extension Code {
    /// The code without the lines `@@filename(a)` for the program that shows it, and without what stands below `@@switch`:
    /// the same in another language.
    fileprivate var withoutDirectives: Code {
        let lines = lines
        let isDirective = { (line: SourceRange) in
            slice(line).drop { $0 == 0x20 }.starts(with: "@@".utf8)
        }
        guard lines.contains(where: isDirective) else { return self }
        let end = lines.first { slice($0).starts(with: "@@switch".utf8) }.map {
            SourceRange($0.lower, bytes.count)
        }
        let directives = lines.filter { isDirective($0) && $0.lower < end?.lower ?? bytes.count }
        return replacing(
            (directives + [end].compactMap(\.self)).map { Edit($0, "") }, because: "directives left out")
    }

    /// The code with `function open()` for `function Files.open()`, as references head what they describe.
    fileprivate var withoutOwners: Code {
        let owners = text.matches(of: /(?m)^(?:async )?function ((?:\w+\.)+)\w+ ?[(<]/).map { match in
            let range = match.1.startIndex..<match.1.endIndex
            let start = text.utf8.distance(from: text.startIndex, to: range.lowerBound)
            return Edit(SourceRange(start, start + match.1.utf8.count), "")
        }
        return replacing(owners, because: "owners of functions left out")
    }

    /// The code without lines that are only a comment.
    fileprivate var withoutLineComments: Code {
        let comments = lines.filter { slice($0).drop { $0 <= 0x20 }.starts(with: "//".utf8) }
        return replacing(comments.map { Edit($0, "") }, because: "comments left out")
    }

    /// Whether a line begins with `> ` that is the first one, or the first behind a blank line.
    fileprivate var hasPromptBehindBlank: Bool {
        var isBehindBlank = true
        for line in lines {
            if isBehindBlank, slice(line).starts(with: "> ".utf8) { return true }
            isBehindBlank = slice(line).allSatisfy { $0 <= 0x20 }
        }
        return false
    }

    /// The code as a list, where objects stand one below the other as a program prints them; nil elsewhere.
    fileprivate var valuesOneByOne: Code? {
        let lines = lines
        guard firstByte == UInt8(ascii: "{") else { return nil }
        let ends = zip(lines, lines.dropFirst()).filter { line, next in
            slice(line).elementsEqual("}".utf8) && slice(next).first == UInt8(ascii: "{")
        }
        if ends.isEmpty { return nil }
        return replacing(ends.map { Edit(SourceRange(at: $0.0.upper), ",") }, because: "values joined")
            .wrapped("[", "\n]", as: "values one below the other")
    }

    /// Whether no line that is not indented begins with a statement.
    fileprivate var isMarkup: Bool {
        lines.allSatisfy { line in
            slice(line).first.map { "<>/{}) \t".utf8.contains($0) } ?? true
        }
    }
}
