import Model

extension Language {
    /// PHP's own parser, without running what it reads; fragments need no `<?php`.
    package static let php = Language(
        id: "php", name: "PHP",
        labels: ["php8", "html+php", "php-annotations", "php-attributes", "php-standalone"],
        parser: .process(
            ParserProcess(
                ["php"],
                [
                    "-d", "auto_prepend_file=", "-d", "auto_append_file=", "-d", "display_errors=0", "-r",
                    script(PackageResources.php_php),
                ])), grammar: Grammar("tree_sitter_php", "language_php"),
        lookalikes: ["javascript", "json", "yaml", "html", "shell"],
        outline: BracketOutline(lexis: Lexis(lineComments: ["//", "#"], blockComment: ("/*", "*/")))
    ) { code in
        let kept = code.withoutRemovedLines
        if let open = kept.endOfOpeningTag {
            let blank = String(repeating: " ", count: open)
            let inner = kept.replacing(
                [Edit(SourceRange(0, open), blank)], because: "the opening tag left out")
            return [kept] + inner.phpParts(PHPOutline(inner.bytes))
        }
        if code.contains("<?") { return [kept] }
        let outline = PHPOutline(kept.bytes)
        let plain = kept.withoutPHPElisions(outline)
        return [plain.wrapped("<?php ", "", as: "file")] + plain.phpParts(PHPOutline(plain.bytes))
    }
}

extension Code {
    /// The length of `<?php` where the code begins with it and holds no other tag; nil elsewhere.
    fileprivate var endOfOpeningTag: Int? {
        let tag = "<?php".utf8
        guard bytes.starts(with: tag), !Code(Array(bytes.dropFirst(tag.count))).contains("<?"),
            !contains("?>")
        else {
            return nil
        }
        return tag.count
    }

    /// The code with a value in the place of `/* … */` and `...` where one must stand.
    fileprivate func withoutPHPElisions(_ outline: PHPOutline) -> Code {
        // `f(...)` names a function, and `f(/* nothing */)` calls it.
        let edits = outline.elisions.filter { range in
            guard let before = bytes[..<range.lower].last(where: { $0 > 0x20 }), before == UInt8(ascii: "(")
            else {
                return true
            }
            let words = bytes[..<range.lower].dropLast().reversed().drop {
                $0 == 0x20 || $0 == UInt8(ascii: "(")
            }
            return ["fi", "elihw", "hctiws"].contains { words.starts(with: $0.utf8) }
        }
        let lines = lines.filter { line in
            let words = slice(line).filter { $0 > 0x20 }
            return words.elementsEqual("...".utf8) || words.elementsEqual("…".utf8)
        }
        let all =
            edits.map { Edit($0, "1") }
            + lines.filter { line in !edits.contains { line.contains($0.lower) } }.map { Edit($0, "") }
        return replacing(all.sorted { $0.range < $1.range }, because: "elisions left out")
    }

    /// The code without the lines that a highlighter shows as taken away.
    fileprivate var withoutRemovedLines: Code {
        let removed = lines.filter { line in
            let text = String(decoding: slice(line), as: UTF8.self)
            return text.contains("[tl! remove]") || text.contains("[tl! --]")
        }
        return replacing(removed.map { Edit($0, "") }, because: "removed lines left out")
    }

    /// The forms in which a fragment is a part of a statement or of a class, as its first words allow.
    fileprivate func phpParts(_ outline: PHPOutline) -> [Code] {
        let rest = bytes[outline.tail...]
        let isChain = ["->", "?->", "::"].contains { rest.starts(with: $0.utf8) }
        let isCase = rest.starts(with: "case ".utf8)
        let isMember =
            isCase
            || [
                "public ", "protected ", "private ", "abstract ", "final ", "static ", "const ", "readonly ",
                "var ", "#[", "function ",
            ].contains { rest.starts(with: $0.utf8) }
        var parts: [Code] = []
        func add(_ head: String, _ foot: String, _ form: String) {
            let edits = [
                Edit(SourceRange(at: outline.tail), head), Edit(SourceRange(at: bytes.count), "\n" + foot),
            ]
            var code = self
            code = code.replacing(edits, because: "put in its place")
            parts.append(code.wrapped("<?php ", "", as: form))
        }
        if rest.starts(with: "#[".utf8) {
            add("", "\nclass Name {}", "attributes")
            add("function name(", "\n) {}", "parameters")
        }
        if isMember { add(isCase ? "enum Name: string { " : "class Name { ", "}", "members of a class") }
        if isChain { add("$value", outline.hasEnd ? "" : ";", "calls on a value") }
        if let name = signature(outline) {
            let edits = [Edit(name, "function name")]
            parts.append(
                replacing(edits, because: "put in its place")
                    .wrapped("<?php abstract class Name { ", "\n}", as: "a signature"))
        }
        guard !outline.hasEnd, outline.tail < bytes.count else { return parts }
        if outline.hasArrow || outline.last == UInt8(ascii: ","), !isChain {
            add("[", "];", "elements of an array")
        }
        if !isMember, !isChain { add("", ";", "a statement") }
        return parts
    }

    /// The name of `$value->name(string $key);`, which shows how a function is declared; nil where it shows none.
    private func signature(_ outline: PHPOutline) -> SourceRange? {
        let rest = bytes[outline.tail...]
        let ends = rest.filter { $0 == UInt8(ascii: ";") }.count
        guard rest.first == UInt8(ascii: "$"), ends == 1,
            !rest.contains(UInt8(ascii: "{")), let open = rest.firstIndex(of: UInt8(ascii: "("))
        else { return nil }
        let name = rest[..<open]
        let isName = name.dropFirst().allSatisfy {
            Self.isPHPName($0) || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ">")
        }
        // A type stands before a parameter.
        let words = rest[(open + 1)...].split(separator: 0x20, maxSplits: 1)
        let hasType =
            words.count == 2 && words[0].contains(where: Self.isPHPName)
            && words[1].first == UInt8(ascii: "$")
        return isName && hasType ? SourceRange(outline.tail, open) : nil
    }

    private static func isPHPName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || byte == 0x5F
    }
}
