import Model

extension Code {
    /// The code with `<name>` and `{{ name }}` replaced by a value where one must stand, outside of strings and
    /// comments.
    func withoutPlaceholders(_ lexis: Lexis, _ value: String) -> Code {
        guard contains(UInt8(ascii: "<")) || contains("{{") else { return self }
        let lexemes = lexemes(lexis)
        var edits: [Edit] = []
        var index = 0
        /// The last byte of code that is no white space.
        var last: UInt8 = 0
        while index < bytes.count {
            guard lexemes[index] == .code, bytes[index] > 0x20 else {
                if lexemes[index] == .string { last = UInt8(ascii: "\"") }
                index += 1
                continue
            }
            if "=(,:[".utf8.contains(last), let end = endOfPlaceholder(index) {
                edits.append(Edit(SourceRange(index, end), value))
                index = end
                last = UInt8(ascii: "x")
            } else {
                last = bytes[index]
                index += 1
            }
        }
        return replacing(edits, because: "placeholders filled in")
    }

    /// The end of `<your name>` or `{{ name }}` where a value can end.
    private func endOfPlaceholder(_ start: Int) -> Int? {
        let isDouble = bytes[start...].starts(with: "{{".utf8)
        guard isDouble || bytes[start] == UInt8(ascii: "<") else { return nil }
        // Between two braces a template may call and filter.
        let signs = isDouble ? " -.'|\"(),=" : " -.'|"
        let inner = bytes[(start + (isDouble ? 2 : 1))...].prefix {
            Self.isWord($0) || signs.utf8.contains($0)
        }
        guard inner.contains(where: Self.isWord), inner.first != UInt8(ascii: "-") else { return nil }
        let closing = isDouble ? "}}" : ">"
        guard bytes[inner.endIndex...].starts(with: closing.utf8) else { return nil }
        let end = inner.endIndex + closing.utf8.count
        let next = bytes[end...].first { $0 != 0x20 } ?? 0x0A
        return next == 0x0A || ",;)]}".utf8.contains(next) ? end : nil
    }

    /// The code without the `?` of `call(argument, options?)`.
    func withoutOptionalMarks(_ lexis: Lexis) -> Code {
        guard contains("?)") || contains("?,") else { return self }
        let lexemes = lexemes(lexis)
        let marks = bytes.indices.filter { index in
            bytes[index] == UInt8(ascii: "?") && lexemes[index] == .code && index > 0
                && Self.isWord(bytes[index - 1]) && index + 1 < bytes.count
                && (bytes[index + 1] == UInt8(ascii: ")") || bytes[index + 1] == UInt8(ascii: ","))
        }
        return replacing(
            marks.map { Edit(SourceRange($0, $0 + 1), "") }, because: "marks of optional arguments left out")
    }

    /// The code without `{% … %}`, the tags of Liquid, Jinja and Twig.
    var withoutTemplateTags: Code {
        guard contains("{%") else { return self }
        var edits: [Edit] = []
        var index = 0
        while index < bytes.count {
            guard bytes[index...].starts(with: "{%".utf8),
                let end = bytes[index...].indices.first(where: { bytes[$0...].starts(with: "%}".utf8) }),
                !bytes[index..<end].contains(0x0A)
            else {
                index += 1
                continue
            }
            edits.append(Edit(SourceRange(index, end + 2), ""))
            index = end + 2
        }
        return replacing(edits, because: "template tags left out")
    }
}
