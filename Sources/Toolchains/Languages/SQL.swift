import Model

/// SQL where the label names the dialect; plain `sql` may be any of a dozen, which take different things.
extension Language {
    /// The parser of PostgreSQL itself, which comes with the grammars.
    package static let postgresql = Language(
        id: "postgresql", name: "PostgreSQL", labels: ["postgres", "pgsql", "psql"],
        parser: .process(
            ParserProcess(
                [Grammar.python], ["-I", "-c", script(PackageResources.sql_py), "postgresql"])),
        forms: SQL.postgreSQLForms, reading: SQL.reading)

    /// SQLite itself, which prepares statements and runs none.
    package static let sqlite = Language(
        id: "sqlite", name: "SQLite", labels: ["sqlite3"],
        parser: .process(
            ParserProcess(["python3", "python"], ["-I", "-S", "-c", script(PackageResources.sqlite_py)])),
        forms: SQL.forms, reading: SQL.reading)

    /// A parser that knows the dialect and takes more than the server does.
    package static let mysql = Language(
        id: "mysql", name: "MySQL", labels: ["mariadb"],
        parser: .process(
            ParserProcess([Grammar.python], ["-I", "-c", script(PackageResources.sql_py), "mysql"])),
        forms: SQL.forms
    ) { _, _ in .wrong(.possible) }
}

enum SQL {
    private static let lexis = Lexis(lineComments: ["--"], blockComment: ("/*", "*/"))

    @Sendable static func forms(_ code: Code) -> [Code] {
        let plain = code.withoutClientLines
        let filled = plain.withoutNames(lexis).withoutPlaceholders(lexis, "x").withoutOpenEnds(lexis)
            .withoutElisions(Elision(lexis: lexis, value: "x", words: wanting))
        return filled.adaptations == plain.adaptations ? [plain] : [plain, filled]
    }

    /// The words behind which something has to stand.
    private static let wanting: Set<String> = {
        let words = [
            "select", "from", "join", "where", "on", "by", "and", "or", "set", "into", "values", "as", "in",
        ]
        return Set(words + words.map { $0.uppercased() })
    }()

    /// The same, with variables of the client psql; and a part of a function in PL/pgSQL where a statement of it shows that.
    @Sendable static func postgreSQLForms(_ code: Code) -> [Code] {
        let forms = forms(code.withoutVariables(lexis))
        guard let last = forms.last, last.showsStatementOfFunction else { return forms }
        return forms + [
            last.wrapped("DO $docent$ BEGIN\n", "\nEND $docent$", as: "part of a function")
        ]
    }

    /// Servers print tables and plans, and clients take commands of their own.
    @Sendable static func reading(_ code: Code, _ fault: Fault) -> Language.Reading {
        if code.text.contains(/\(cost=\d/) { return .notCode }
        let isTable = code.lines.contains { line in
            let bytes = code.slice(line).filter { $0 != 0x20 }
            return bytes.count > 3 && bytes.allSatisfy { "-+|".utf8.contains($0) }
        }
        return isTable ? .notCode : .wrong(.certain)
    }
}

extension Code {
    /// The code with `x` in the place of `<a name>`: in SQL nothing stands between two comparisons.
    fileprivate func withoutNames(_ lexis: Lexis) -> Code {
        guard contains(UInt8(ascii: "<")) else { return self }
        let lexemes = lexemes(lexis)
        var edits: [Edit] = []
        for start in bytes.indices where bytes[start] == UInt8(ascii: "<") && lexemes[start] == .code {
            let name = bytes[(start + 1)...].prefix {
                Self.isWord($0) || $0 == 0x20 || $0 == UInt8(ascii: "-")
            }
            guard let first = name.first, Self.isWord(first), name.last != 0x20,
                name.endIndex < bytes.count, bytes[name.endIndex] == UInt8(ascii: ">")
            else { continue }
            edits.append(Edit(SourceRange(start, name.endIndex + 1), "x"))
        }
        return replacing(edits, because: "placeholders filled in")
    }

    /// The code without two dots or more, with a semicolon in the place of those that leave out the rest of a statement.
    fileprivate func withoutOpenEnds(_ lexis: Lexis) -> Code {
        guard contains("..") else { return self }
        let lexemes = lexemes(lexis)
        var edits: [Edit] = []
        for line in lines {
            let dots = slice(line).reversed().drop { $0 == 0x20 }.prefix { $0 == UInt8(ascii: ".") }
            guard dots.count > 1 else { continue }
            let end = line.upper - slice(line).reversed().prefix { $0 == 0x20 }.count
            let start = end - dots.count
            let before = bytes[..<start].last { $0 > 0x20 }
            // Behind a word that wants something more, three dots stand for that.
            guard lexemes[start] == .code, start > line.lower,
                before.map({ Self.isWord($0) || $0 == UInt8(ascii: ")") }) ?? false,
                dots.count == 2 || before == UInt8(ascii: ")")
            else { continue }
            edits.append(Edit(SourceRange(start, end), ";"))
        }
        return replacing(edits, because: "elisions left out")
    }

    /// The code with a value in the place of `:name`, `:'name'` and `:"name"`, which psql fills in.
    fileprivate func withoutVariables(_ lexis: Lexis) -> Code {
        guard contains(UInt8(ascii: ":")) else { return self }
        let lexemes = lexemes(lexis)
        var edits: [Edit] = []
        for start in bytes.indices.dropLast()
        where bytes[start] == UInt8(ascii: ":") && lexemes[start] == .code {
            let before = start > 0 ? bytes[start - 1] : 0x20
            guard " \t\n(,=".utf8.contains(before) else { continue }
            if Self.isWord(bytes[start + 1]) {
                let name = bytes[(start + 1)...].prefix(while: Self.isWord)
                edits.append(Edit(SourceRange(start, name.endIndex), "x"))
            } else if [UInt8(ascii: "'"), UInt8(ascii: "\"")].contains(bytes[start + 1]) {
                edits.append(Edit(SourceRange(start, start + 1), ""))
            }
        }
        return replacing(edits, because: "variables of the client filled in")
    }

    /// Whether a line begins with a statement that stands in functions only.
    fileprivate var showsStatementOfFunction: Bool {
        lines.contains { line in
            let text = String(decoding: slice(line), as: UTF8.self).lowercased()
            return text.contains(
                /^\s*(?:raise|perform|return|elsif|exception\s+when|if\s.*\sthen|for\s.*\sloop|[a-z_]\w*\s*:=)(?:\s|$)/
            )
        }
    }

    /// The statements of a session in a client, without its prompts, its own commands and what was answered.
    fileprivate var withoutClientLines: Code {
        let lines = lines
        let prompts = lines.map { clientPrompt(slice($0)) }
        if prompts.contains(where: { $0 != nil }) {
            let edits = zip(lines, prompts).map { line, prompt in
                let isCommand =
                    prompt.flatMap { slice(line).dropFirst($0).first }.map { "\\.".utf8.contains($0) }
                    ?? false
                return Edit(
                    isCommand ? line : prompt.map { SourceRange(line.lower, line.lower + $0) } ?? line, "")
            }
            return replacing(edits, because: "prompts and output left out").as("session")
        }
        let commands = lines.filter { line in
            let rest = slice(line)
            return rest.first == UInt8(ascii: "\\")
                || rest.first == UInt8(ascii: ".")
                    && rest.dropFirst().first.map { (0x61...0x7A).contains($0) } ?? false
        }
        return replacing(commands.map { Edit($0, "") }, because: "commands of the client left out")
    }

    /// The length of `name=# `, `name=> `, `name-# `, `sqlite> `, `   ...> `, `mysql> ` or `    -> `.
    private func clientPrompt(_ line: ArraySlice<UInt8>) -> Int? {
        let word = line.prefix { $0 != UInt8(ascii: "#") && $0 != UInt8(ascii: ">") }
        guard word.endIndex < line.endIndex, word.count < 40 else { return nil }
        let length = word.count + 1
        guard length == line.count || line[word.endIndex + 1] == 0x20 else { return nil }
        let text = String(decoding: word, as: UTF8.self)
        let isClient =
            ["sqlite", "mysql", "   ...", "    -"].contains(text)
            || text.hasPrefix("MariaDB [")
            || text.last.map { "=-'(".contains($0) } ?? false
                && text.dropLast().allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return isClient && text != "-" && text != "=" ? min(length + 1, line.count) : nil
    }
}
