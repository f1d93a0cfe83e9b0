import Model

/// SQL where the label names the dialect; plain `sql` may be any of a dozen, which take different things.
extension Language {
    /// The parser of PostgreSQL itself, which comes with the grammars.
    package static let postgresql = Language(
        id: "postgresql", name: "PostgreSQL", labels: ["postgres", "pgsql", "psql"],
        parser: .process(
            ParserProcess(
                [Grammar.python], ["-I", "-c", script(PackageResources.sql_py), "postgresql"])),
        forms: SQL.forms, reading: SQL.reading)

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
        let filled = plain.withoutPlaceholders(lexis, "x").withoutElisions(
            Elision(lexis: lexis, value: "NULL"))
        return filled.adaptations == plain.adaptations ? [plain] : [plain, filled]
    }

    /// Servers print tables, and clients take commands of their own.
    @Sendable static func reading(_ code: Code, _ fault: Fault) -> Language.Reading {
        let isTable = code.lines.contains { line in
            let bytes = code.slice(line).filter { $0 != 0x20 }
            return bytes.count > 3 && bytes.allSatisfy { "-+|".utf8.contains($0) }
        }
        return isTable ? .notCode : .wrong(.certain)
    }
}

extension Code {
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
