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
        outline: BracketOutline(
            lexis: Lexis(lineComments: ["//"], blockComment: ("/*", "*/"), quotes: [UInt8(ascii: "\"")]))
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
    /// The code without lines that are only `...` or `…`, and with `{ ... }` as an empty body.
    fileprivate var withoutRustElisions: Code {
        var edits: [Edit] = []
        for mark in ["...", "…"] {
            var index = 0
            while index < bytes.count {
                guard bytes[index...].starts(with: mark.utf8) else {
                    index += 1
                    continue
                }
                let end = index + mark.utf8.count
                let before = bytes[..<index].last { $0 != 0x20 && $0 != 0x09 }
                let after = bytes[end...].first { $0 != 0x20 && $0 != 0x09 }
                if before.map({ "\n{".utf8.contains($0) }) ?? true,
                    after.map({ "\n}".utf8.contains($0) }) ?? true
                {
                    edits.append(Edit(SourceRange(index, end), ""))
                }
                index = end
            }
        }
        return replacing(edits.sorted { $0.range < $1.range }, because: "elisions left out")
    }
}
