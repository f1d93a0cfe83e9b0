import Model

extension Code {
    /// The commands of a session, without prompts and without what the program answered; the code itself where
    /// it is no session.
    package func withoutPrompts(first: String, next: String) -> Code {
        let lines = lines
        // Editors take away the blank behind a prompt that nothing follows.
        let bare = first.utf8.count > 2 ? Array(first.utf8.dropLast()) : []
        let isSession = lines.contains {
            slice($0).starts(with: first.utf8) || !bare.isEmpty && slice($0).elementsEqual(bare)
        }
        guard isSession else { return self }
        var edits: [Edit] = []
        for line in lines {
            let bytes = slice(line)
            if bytes.starts(with: first.utf8) {
                edits.append(Edit(SourceRange(line.lower, line.lower + first.utf8.count), ""))
            } else if bytes.starts(with: next.utf8) {
                edits.append(Edit(SourceRange(line.lower, line.lower + next.utf8.count), ""))
            } else {
                edits.append(Edit(line, ""))
            }
        }
        return replacing(edits, because: "prompts and output left out")
    }

    /// The code without the indentation that all its lines share; nil where they share none.
    package var dedented: Code? {
        let filled = lines.filter { !slice($0).allSatisfy { $0 == 0x20 || $0 == 0x09 } }
        guard let first = filled.first else { return nil }
        var shared = slice(first).prefix { $0 == 0x20 || $0 == 0x09 }
        for line in filled {
            shared = shared.prefix(zip(shared, slice(line)).prefix { $0 == $1 }.count)
        }
        guard !shared.isEmpty else { return nil }
        return replacing(
            filled.map { Edit(SourceRange($0.lower, $0.lower + shared.count), "") },
            because: "indentation taken away")
    }

    /// The code with something before each line that is not blank.
    package func indented(by indentation: String) -> Code {
        let filled = lines.filter { !slice($0).allSatisfy { $0 == 0x20 || $0 == 0x09 } }
        return replacing(filled.map { Edit(SourceRange(at: $0.lower), indentation) }, because: "indented")
    }

    package func contains(_ word: String) -> Bool {
        guard let first = word.utf8.first else { return true }
        return bytes.indices.contains { bytes[$0] == first && bytes[$0...].starts(with: word.utf8) }
    }
}
