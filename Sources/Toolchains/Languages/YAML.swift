import Model
import Yams

extension Language {
    /// YAML, by libyaml; several documents are fine, and so are keys that come twice and names that are defined
    /// elsewhere, because documents show alternatives and parts.
    package static let yaml = Language(
        id: "yaml", name: "YAML", labels: ["yml", "docker-compose"],
        parser: .inProcess { YAMLSyntax(bytes: $0).fault },
        lookalikes: ["json", "toml", "javascript", "python", "shell", "xml"]
    ) { code in
        let plain = code.withoutYAMLElisions
        let filled = plain.withoutYAMLTemplates
        var forms = [code]
        if plain.adaptations != code.adaptations { forms.append(plain) }
        if filled.adaptations != plain.adaptations { forms.append(filled) }
        return forms
    } reading: { code, _ in
        if code.isYAMLReference { return .notCode }
        // Several scalars, one below the other, show ways to write one.
        let scalars = code.lines.count { code.slice($0).first.map { ">|".utf8.contains($0) } ?? false }
        return .wrong(scalars > 1 ? .possible : .certain)
    }
    .recognised { $0.looksLikeYAML }
}

/// Asks libyaml whether it takes a text.
struct YAMLSyntax {
    private var bytes: [UInt8]

    init(bytes: [UInt8]) {
        self.bytes = bytes
        hideAliases()
        hideColons()
    }

    /// Where the text is no YAML; nil where it is.
    var fault: Fault? {
        var attempt = self
        for number in 0..<50 {
            do {
                let parser = try Parser(
                    yaml: String(decoding: attempt.bytes, as: UTF8.self), resolver: .basic, encoding: .utf8)
                while try parser.nextRoot() != nil {}
                return nil
            } catch YamlError.duplicatedKeysInMapping(_, let context) {
                attempt.rename(context.mark, number)
            } catch let error as YamlError {
                return fault(of: error)
            } catch {
                return Fault(at: SourceRange(at: 0), "libyaml refuses it")
            }
        }
        return nil
    }

    private func fault(of error: YamlError) -> Fault {
        switch error {
        case .reader(let problem, let offset, _, _):
            let offset = min(offset ?? 0, bytes.count)
            return Fault(at: SourceRange(offset, min(offset + 1, bytes.count)), problem)
        case .scanner(let context, let problem, let mark, _):
            // What was begun and not ended is the mistake; libyaml saw it only later.
            return fault(problem, context, at: context?.mark ?? mark)
        case .parser(let context, let problem, let mark, _):
            let isFlow = context.map { $0.text.contains("flow") } ?? false
            return fault(problem, context, at: isFlow ? context?.mark ?? mark : mark)
        case .composer(let context, let problem, let mark, _): return fault(problem, context, at: mark)
        default: return Fault(at: SourceRange(at: 0), "libyaml refuses it")
        }
    }

    private func fault(_ problem: String, _ context: YamlError.Context?, at mark: Mark) -> Fault {
        let range = Lines.range(line: mark.line, column: mark.column, in: bytes)
        return Fault(at: range, context.map { "\(problem), \($0.text)" } ?? problem)
    }

    /// Makes text of references such as `*name`, in as many bytes: what they refer to may stand in another
    /// snippet, and references to references take exponential time.
    private mutating func hideAliases() {
        var last: UInt8 = 0x0A
        for index in bytes.indices {
            let byte = bytes[index]
            if byte == UInt8(ascii: "*"), ":-[,{?\n".utf8.contains(last), index + 1 < bytes.count,
                bytes[index + 1] > 0x20
            {
                bytes[index] = UInt8(ascii: "_")
            }
            if byte != 0x20 { last = byte }
        }
    }

    /// Makes letters of the colons that begin a word in a list such as `[127.0.0.1, ::1]`, which YAML 1.2 allows and
    /// libyaml does not.
    private mutating func hideColons() {
        var last: UInt8 = 0
        for index in bytes.indices {
            let isBefore =
                bytes[index] == UInt8(ascii: ":") && index + 1 < bytes.count && bytes[index + 1] > 0x20
            if isBefore, "[,x".utf8.contains(last),
                last != UInt8(ascii: "x") || bytes[index - 1] == UInt8(ascii: "x")
            {
                bytes[index] = UInt8(ascii: "x")
            }
            if bytes[index] > 0x20 { last = bytes[index] }
        }
    }

    /// Makes another key of the one at a place, in as many bytes.
    private mutating func rename(_ mark: Mark, _ number: Int) {
        var range = Lines.range(line: mark.line, column: mark.column, in: bytes)
        if range.lower < bytes.count, "\"'".utf8.contains(bytes[range.lower]) {
            range = SourceRange(range.lower + 1, min(range.upper + 1, bytes.count))
        }
        let letter = UInt8(ascii: "a") + UInt8(number % 26)
        for index in range.lower..<range.upper { bytes[index] = letter }
    }
}

extension Code {
    /// The code without lines that say that something is left out: `...`, `[...]`, `<...>`.
    fileprivate var withoutYAMLElisions: Code {
        let left = lines.filter { line in
            let text = String(decoding: slice(line), as: UTF8.self)
            let word = text.drop { " \t#-/".contains($0) }
            let inner = word.drop { "<[({".contains($0) }.prefix { !">])} ".contains($0) }.lowercased()
            return word.hasPrefix("...") || ["...", "…", "truncated", "snip", "omitted"].contains(inner)
        }
        let plain = withoutCallouts.withoutCommand
        return plain.replacing(left.map { Edit($0, "") }, because: "elisions left out")
    }

    /// The code without the numbers in circles that a text below refers to.
    private var withoutCallouts: Code {
        let numbers = bytes.indices.filter {
            bytes[$0...].starts(with: [0xE2, 0x91]) && $0 + 2 < bytes.count && $0 > 0 && bytes[$0 - 1] == 0x20
        }
        // As long as before, so that the lines stay where they are.
        return replacing(numbers.map { Edit(SourceRange($0, $0 + 3), "   ") }, because: "callouts left out")
    }

    /// Whether it describes settings, as the reference pages of some projects do: `[timeout: <duration> | default = 1m]`.
    fileprivate var isYAMLReference: Bool {
        lines.contains { line in
            let text = String(decoding: slice(line), as: UTF8.self).drop { $0 == " " || $0 == "-" }
            guard text.hasPrefix("["), let colon = text.firstIndex(of: ":") else { return false }
            return text[colon...].dropFirst().drop { $0 == " " }.hasPrefix("<")
        }
    }

    /// The code without a command before it, `$ kubectl get …`, of which it is the answer.
    private var withoutCommand: Code {
        guard let first = lines.first, slice(first).starts(with: "$ ".utf8) else { return self }
        // As long as before, so that the other lines stay where they are.
        let blank = String(repeating: " ", count: first.count)
        return replacing([Edit(first, blank)], because: "a command left out")
    }

    /// The code with a word in the place of `{{ … }}`, and without lines that hold nothing but a template's tags.
    fileprivate var withoutYAMLTemplates: Code {
        var edits: [Edit] = []
        for line in lines {
            let bytes = slice(line)
            let filled = bytes.drop { $0 == 0x20 || $0 == UInt8(ascii: "-") }
            let tag = Self.tags.first { filled.starts(with: $0.open.utf8) }
            if let tag, let end = Self.end(of: tag, in: filled), bytes[end...].allSatisfy({ $0 == 0x20 }) {
                edits.append(Edit(line, ""))
                continue
            }
            // A kind of tag that has no end any more is not looked for again.
            var kinds = Self.tags
            var index = bytes.startIndex
            while index < bytes.endIndex {
                guard let kind = kinds.firstIndex(where: { bytes[index...].starts(with: $0.open.utf8) })
                else {
                    index += 1
                    continue
                }
                if let end = Self.end(of: kinds[kind], in: bytes[index...]) {
                    edits.append(Edit(SourceRange(index, end), "x"))
                    index = end
                } else {
                    kinds.remove(at: kind)
                }
            }
        }
        return replacing(edits, because: "templates filled in")
    }

    private static let tags = [("{{", "}}"), ("{%", "%}"), ("<%", "%>"), ("%%", "%%")].map {
        (open: $0.0, close: $0.1)
    }

    private static func end(of tag: (open: String, close: String), in text: ArraySlice<UInt8>) -> Int? {
        text.indices.dropFirst(2).first { text[$0...].starts(with: tag.close.utf8) }.map { $0 + 2 }
    }
}
