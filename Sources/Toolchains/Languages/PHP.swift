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
        outline: BracketOutline(
            lexis: Lexis(lineComments: ["//", "#"], noComments: ["#["], blockComment: ("/*", "*/")))
    ) { kept in
        if let open = kept.endOfOpeningTag {
            let blank = String(repeating: " ", count: open)
            let inner = kept.replacing(
                [Edit(SourceRange(0, open), blank)], because: "the opening tag left out")
            return [kept] + inner.phpParts(PHPOutline(inner.bytes))
        }
        if kept.contains("<?") { return [kept] }
        // What begins with a tag is a template without any code.
        if kept.text.contains(/^\s*<(?:!--|!|\/)?[A-Za-z]/) { return [kept.as("template")] }
        let outline = PHPOutline(kept.bytes)
        let plain = kept.withoutPHPElisions(outline)
        return [plain.wrapped("<?php ", "", as: "file")] + plain.phpParts(PHPOutline(plain.bytes))
    } reading: { code, _ in
        .wrong(code.isBlade || code.showsPairs ? .possible : .certain)
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
            edits.map { Edit($0, endsLine($0) ? "1;" : "1") }
            + lines.filter { line in !edits.contains { line.contains($0.lower) } }.map { Edit($0, "") }
        return replacing(all.sorted { $0.range < $1.range }, because: "elisions left out")
    }

    /// Whether it is a template of Blade, or a part of one.
    fileprivate var isBlade: Bool {
        contains("{!!") || text.contains(/(?m)^\s*(?:@end\w+|\{\{ .*\}\})\s*$/)
    }

    /// Whether it shows what may stand in a list, `'key' => value`, and ends each as a statement.
    fileprivate var showsPairs: Bool {
        let first = lines.lazy.map { String(decoding: slice($0), as: UTF8.self) }.first {
            $0.contains { !$0.isWhitespace } && !$0.hasPrefix("//")
        }
        return first.map { $0.contains(/^\s*(?:'[^']*'|"[^"]*") =>/) } ?? false
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
        let names = signatures(outline)
        if !names.isEmpty {
            parts.append(
                replacing(names.map { Edit($0, "function name") }, because: "put in its place")
                    .wrapped(
                        "<?php abstract class Name { ", "\n}",
                        as: names.count == 1 ? "a signature" : "signatures"))
        }
        if isMember, !bytes.contains(UInt8(ascii: "{")),
            text.contains(/function [^;=]*\)\s*(?::\s*[?\w|&\\]+\s*)?$/)
        {
            add("class Name { ", "{} }", "head of a function")
        }
        guard !outline.hasEnd, outline.tail < bytes.count else { return parts }
        if outline.hasArrow || outline.last == UInt8(ascii: ","), !isChain {
            add("[", "];", "elements of an array")
        }
        if !isMember, !isChain { add("", ";", "a statement") }
        return parts
    }

    /// The names in `$value->name(string $key);` and `$value->name() : string;`, which show how functions are declared;
    /// none where anything else stands there.
    private func signatures(_ outline: PHPOutline) -> [SourceRange] {
        let text = String(decoding: bytes[outline.tail...], as: UTF8.self)
        guard !text.contains("{") else { return [] }
        let statements = text.split(separator: ";", omittingEmptySubsequences: false)
        var names: [SourceRange] = []
        var hasType = false
        var start = outline.tail
        for statement in statements {
            defer { start += statement.utf8.count + 1 }
            let code = statement.replacing(/\/\/[^\n]*/, with: "")
            if code.allSatisfy(\.isWhitespace) { continue }
            guard
                let match = statement.firstMatch(
                    of: /^(?:\s|\/\/[^\n]*)*(\$\w+(?:->\w+)+)\(([^;]*)\)\s*(:\s*[?\w|&\\]+)?\s*$/)
            else { return [] }
            // A type stands before a parameter, or behind all.
            hasType =
                hasType || match.output.3 != nil
                || match.output.2.contains(/(?:^|,)\s*[?\w\\|]+\s+&?(?:\.\.\.)?\$\w/)
            let name =
                start + statement.utf8.distance(from: statement.startIndex, to: match.output.1.startIndex)
            names.append(SourceRange(name, name + match.output.1.utf8.count))
        }
        return hasType ? names : []
    }

    /// Whether nothing but the end of the line follows what stands for a value.
    private func endsLine(_ range: SourceRange) -> Bool {
        bytes[range.upper...].first { $0 != 0x20 } == 0x0A
            && bytes[..<range.lower].last { $0 > 0x20 } == UInt8(ascii: "=")
    }
}
