import Model

extension Language {
    /// The compiler's own parser, by rustfmt, which takes many files at once and executes nothing.
    package static let rust = Language(
        id: "rust", name: "Rust", labels: ["rs"],
        parser: .files(
            FileParser(
                ["rustfmt"], ["--check", "--edition", "2021", "--color", "never"], ending: "rs",
                broken: "fn {",
                complaints: RustComplaints.read)), grammar: Grammar("tree_sitter_rust"),
        lookalikes: ["toml", "go", "c", "cpp", "json", "shell"],
        outline: BracketOutline(lexis: Code.rustLexis, isWhole: true)
    ) { code in
        let plain = code.withoutRustElisions
        var forms = [plain.as("file"), plain.wrapped("fn _main() {\n", "\n}", as: "function body")]
        if plain.contains("self") || plain.hasLine(beginningWith: ["fn ", "pub fn ", "type ", "const "]) {
            forms.append(plain.wrapped("impl X {\n", "\n}", as: "members of a type"))
        }
        if plain.contains("=>"), !plain.contains("match ") {
            forms.append(plain.wrapped("fn _main() { match x {\n", "\n} }", as: "arms of a match"))
        }
        return forms
    } reading: { code, _ in
        // A name and a text in one line are the arguments of a macro.
        .wrong(code.text.contains(/^\s*\w+, "[^\n]*\s*$/) ? .possible : .certain)
    }
}

private enum RustComplaints {
    /// Reads `error: message`, and on the next line ` --> file:line:column`.
    @Sendable static func read(_ output: String) -> [FileParser.Complaint] {
        var complaints: [FileParser.Complaint] = []
        var message: Substring?
        for line in output.split(separator: "\n") {
            // What is only deprecated was right in the edition that the page is about.
            if line.hasPrefix("error"), !line.contains("deprecated") {
                message = line.split(separator: ": ", maxSplits: 1).dropFirst().first ?? line
            } else if let said = message, let arrow = line.firstRange(of: "--> ") {
                let parts = line[arrow.upperBound...].split(separator: ":")
                if parts.count == 3, let row = Int(parts[1]), let column = Int(parts[2]) {
                    complaints.append(
                        FileParser.Complaint(
                            file: String(parts[0]), line: row, column: column, message: String(said)))
                }
                message = nil
            }
        }
        return complaints
    }
}

extension Code {
    /// The code without lines that are only `...` or `…`, with `{ ... }` as an empty body, `(...)` as no arguments and, where a
    /// value or a type must stand, `()` in the place of dots: that is both.
    ///
    /// Dots with an operand behind them stay: `0...9` is a pattern.
    fileprivate var withoutRustElisions: Code {
        replacingDots(Self.rustLexis) { _, lexeme, before, after in
            if "\n{".utf8.contains(before), "\n}".utf8.contains(after) { return "" }
            return lexeme == .code ? rustValue(between: before, after) : nil
        }
    }

    /// What stands in the place of dots between two characters, line ends among them; nil where they stay.
    private func rustValue(between before: UInt8, _ after: UInt8) -> String? {
        switch (before, after) {
        case (UInt8(ascii: "("), UInt8(ascii: ")")), (UInt8(ascii: "["), UInt8(ascii: "]")): ""
        case (UInt8(ascii: ","), UInt8(ascii: ")")), (UInt8(ascii: ","), UInt8(ascii: "]")): ""
        case (UInt8(ascii: ","), UInt8(ascii: "}")), (UInt8(ascii: ","), UInt8(ascii: ">")): ""
        case (UInt8(ascii: ","), 0x0A): ""
        case (UInt8(ascii: "="), 0x0A): "();"
        case _ where "=:<>(,|&[".utf8.contains(before) && ";,)]>?".utf8.contains(after): "()"
        default: nil
        }
    }

    fileprivate static let rustLexis = Lexis(
        lineComments: ["//"], blockComment: ("/*", "*/"), quotes: [UInt8(ascii: "\"")])
}
