import Model

extension Language {
    /// Ruby's own parser, which runs nothing, not even `BEGIN`.
    package static let ruby = Language(
        id: "ruby", name: "Ruby", labels: ["rb", "irb", "gemfile", "rakefile"],
        parser: .process(
            ParserProcess(["ruby"], ["--disable-gems", "-W0", "-e", script(PackageResources.ruby_rb)])),
        grammar: Grammar("tree_sitter_ruby"),
        lookalikes: ["javascript", "json", "html", "python", "shell", "yaml"],
        outline: BracketOutline(lexis: Lexis(lineComments: ["#"]))
    ) { code in
        let plain = code.withoutRubyPrompts
        let short = plain.withoutElisions(Elision(lexis: Lexis(lineComments: ["#"]), value: "nil"))
        let isShort = short.adaptations != plain.adaptations
        return [plain] + (isShort ? [short] : []) + plain.withoutResults + short.asElements + short.withEnds
    } reading: { code, fault in
        if code.isRubyOutput { return .notCode }
        // What is shown of a long class is often only its beginning.
        return .wrong(fault.message.contains("unexpected end-of-input") ? .possible : .certain)
    }
    .recognised { $0.hasLine(beginningWith: ["end", "puts ", "require ", "gem "]) }
}

extension Code {
    /// The code with the ends that are missing where it is plainly only the beginning of something.
    fileprivate var withEnds: [Code] {
        let filled = lines.map {
            String(decoding: slice($0), as: UTF8.self).filter { $0 != " " && $0 != "\t" }
        }
        .filter { !$0.isEmpty }
        guard let last = filled.last else { return [] }
        let code = filled.filter { !$0.hasPrefix("#") }
        let isHead = code.count == 1 && ["class", "module", "def"].contains { code[0].hasPrefix($0) }
        guard isHead || ["#...", "...", "…", "#…"].contains(last) else { return [] }
        return (1...3).map { count in
            wrapped("", "\n" + String(repeating: "end\n", count: count), as: "beginning of a file")
        }
    }

    /// As the elements of an array, where one ends with a bracket and a comma at the beginning of a line.
    fileprivate var asElements: [Code] {
        hasUnindentedComma ? [wrapped("[", "\n]", as: "elements of an array")] : []
    }

    private var hasUnindentedComma: Bool {
        lines.contains { line in [")", "]", "}"].contains { slice(line).starts(with: ($0 + ",").utf8) } }
    }

    /// The code without what irb answered, where prompts are left out: `=> 2`.
    fileprivate var withoutResults: [Code] {
        let results = lines.filter { slice($0).starts(with: "=> ".utf8) }
        if results.isEmpty { return [] }
        return [replacing(results.map { Edit($0, "") }, because: "output left out").as("session")]
    }

    /// What was typed in a session of irb; the code itself where it is none.
    fileprivate var withoutRubyPrompts: Code {
        let first = lines.first { !slice($0).isEmpty }
        let isAngled = first.map { slice($0).starts(with: "> ".utf8) } ?? false
        let prompts = lines.map { isAngled && slice($0).starts(with: "> ".utf8) ? 2 : prompt(slice($0)) }
        guard prompts.contains(where: { $0 != nil }) else { return self }
        let edits = zip(lines, prompts).map { line, prompt in
            Edit(prompt.map { SourceRange(line.lower, line.lower + $0) } ?? line, "")
        }
        return replacing(edits, because: "prompts and output left out").as("session")
    }

    /// The length of `irb> `, `irb(main):001:0> `, `store(dev)* ` or `>> ` with the space behind it.
    private func prompt(_ line: ArraySlice<UInt8>) -> Int? {
        let word = line.prefix { $0 != 0x20 }
        let name = word.dropLast()
        guard let last = word.last, ">*\"'".utf8.contains(last), !name.isEmpty else { return nil }
        let isPrompt =
            name.elementsEqual(">".utf8) || name.elementsEqual("?".utf8) || name.starts(with: "irb".utf8)
            || name.first != UInt8(ascii: "(")
                && name.last.map { $0 == UInt8(ascii: ")") || isDigit($0) } ?? false
                && name.contains(UInt8(ascii: "(")) && !name.contains(UInt8(ascii: "\""))
        return isPrompt ? min(word.count + 1, line.count) : nil
    }

    private func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

    /// Whether it shows objects, a stack or a debugger and no code.
    fileprivate var isRubyOutput: Bool {
        let text = text
        return ["(rdbg", "=>#", "#<Class:"].contains { text.contains($0) }
            || lines.contains { line in
                let words = String(decoding: slice(line), as: UTF8.self).split(separator: " ")
                return words.contains {
                    $0.contains("#<") && $0.dropFirst(2).first?.isUppercase ?? false && $0.contains(":")
                }
                    || words.first == "=>" || words.count > 2 && words[0].hasPrefix("[") && words[2] == "in"
            }
    }
}
