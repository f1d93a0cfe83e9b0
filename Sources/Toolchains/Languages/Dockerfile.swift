import Model

extension Language {
    /// Dockerfiles and parts of them: instructions, their arguments and lists; what they run is not looked at.
    package static let dockerfile = Language(
        id: "dockerfile", name: "Dockerfile", labels: ["docker", "containerfile"],
        parser: .inProcess { DockerfileSyntax($0).fault }, lookalikes: ["yaml", "shell"]
    ) { code in
        let elisions = code.lines.filter { ["...", "…", "[...]"].contains(code.trimmed($0)) }
        return [code.replacing(elisions.map { Edit($0, "") }, because: "elisions left out")]
    } reading: { code, _ in
        // Commands that build or run an image are often labelled so.
        let first = code.lines.first { !code.trimmed($0).isEmpty && !code.trimmed($0).hasPrefix("#") }
        let word = first.map { code.trimmed($0) } ?? ""
        // How an instruction is written: `COPY [--from=<image>] <src> ... <dest>`.
        let isSynopsis =
            word.contains(/^[A-Z]+ .*<[\w |]+>/) && !word.contains("<<")
            && (word.contains("[") || word.contains("...") || word.hasPrefix("ONBUILD <"))
            || word.hasPrefix("INSTRUCTION ")
        return isSynopsis || word.hasPrefix("docker ") || word.hasPrefix("$ ") ? .notCode : .wrong(.certain)
    }
}

/// Reads a Dockerfile without keeping it: only whether it is right, and where not.
struct DockerfileSyntax {
    private let code: Code

    init(_ bytes: [UInt8]) {
        code = Code(bytes)
    }

    /// Where the text is no Dockerfile; nil where it is.
    var fault: Fault? {
        let lines = code.lines
        var escape = UInt8(ascii: "\\")
        var index = 0
        while index < lines.count {
            let start = trimmed(lines[index])
            if start.isEmpty || code.bytes[start.lower] == UInt8(ascii: "#") {
                if text(start).lowercased().filter({ $0 != " " }) == "#escape=`" {
                    escape = UInt8(ascii: "`")
                }
                index += 1
                continue
            }
            // An instruction, with the lines that its last backslashes join to it.
            var parts: [SourceRange] = []
            while index < lines.count {
                let part = trimmed(lines[index])
                index += 1
                let isRemark = part.isEmpty || code.bytes[part.lower] == UInt8(ascii: "#")
                if isRemark, !parts.isEmpty { continue }
                let isJoined = !part.isEmpty && code.bytes[part.upper - 1] == escape
                parts.append(isJoined ? trimmed(SourceRange(part.lower, part.upper - 1)) : part)
                if !isJoined { break }
            }
            let instruction = Instruction(parts: parts, code: code)
            if let fault = instruction.fault { return fault }
            for word in instruction.heredocs {
                let first = index
                while index < lines.count, text(trimmed(lines[index])) != word { index += 1 }
                guard index < lines.count else {
                    return Fault(
                        at: parts.first ?? lines[first - 1], "`\(word)`, which ends the text, is missing")
                }
                index += 1
            }
        }
        return nil
    }

    private func trimmed(_ range: SourceRange) -> SourceRange { code.trim(range) }
    private func text(_ range: SourceRange) -> String { String(decoding: code.slice(range), as: UTF8.self) }

    /// One instruction over one line or several.
    private struct Instruction {
        private let name: SourceRange
        private let keyword: String
        private let arguments: [SourceRange]
        private let code: Code

        init(parts: [SourceRange], code: Code) {
            let first = parts.first ?? SourceRange(at: 0)
            let length = code.slice(first).prefix { $0 != 0x20 && $0 != 0x09 }.count
            name = SourceRange(first.lower, first.lower + length)
            keyword = String(decoding: code.slice(name), as: UTF8.self).uppercased()
            arguments =
                ([code.trim(SourceRange(name.upper, first.upper))] + parts.dropFirst()).filter { !$0.isEmpty }
            self.code = code
        }

        var fault: Fault? {
            guard Self.keywords.contains(keyword) else {
                let written = String(decoding: code.slice(name), as: UTF8.self)
                return Fault(at: name, "there is no instruction `\(written)`")
            }
            guard !arguments.isEmpty else { return Fault(at: name, "`\(keyword)` takes an argument") }
            let words = words
            if let fault = faultOfVariable { return fault }
            switch keyword {
            case "ONBUILD": return Instruction(parts: arguments, code: code).fault
            case "FROM":
                let rest = words.drop { $0.hasPrefix("--") }
                let isRight =
                    rest.count == 1 || rest.count == 3 && rest.dropFirst().first?.uppercased() == "AS"
                return isRight ? nil : Fault(at: arguments[0], "`FROM` takes an image, and `AS` with a name")
            case "COPY", "ADD":
                let rest = words.drop { $0.hasPrefix("--") }
                if rest.first?.hasPrefix("[") ?? false { return faultOfList }
                return rest.count > 1
                    ? nil : Fault(at: arguments[0], "`\(keyword)` takes what to copy, and where to")
            case "HEALTHCHECK":
                let rest = words.drop { $0.hasPrefix("--") }
                guard let word = rest.first?.uppercased(), ["CMD", "NONE"].contains(word) else {
                    return Fault(at: arguments[0], "`HEALTHCHECK` takes `CMD` or `NONE`")
                }
            case "SHELL" where words.first?.hasPrefix("[") != true:
                return Fault(at: arguments[0], "`SHELL` takes a list in brackets")
            case "RUN":
                if words.first?.hasPrefix("[\"") ?? false { return faultOfList }
                return heredocs.isEmpty ? faultOfQuotes : nil
            case "ENV", "LABEL", "ARG": return faultOfQuotes
            case "CMD", "ENTRYPOINT", "SHELL", "VOLUME":
                return words.first?.hasPrefix("[") ?? false ? faultOfList : faultOfQuotes ?? faultOfOpening
            default: break
            }
            return nil
        }

        /// The words that end what `<<EOF` begins.
        var heredocs: [String] {
            guard ["RUN", "COPY", "ADD"].contains(keyword) else { return [] }
            return words.compactMap { word in
                guard let start = word.indices.first(where: { word[$0...].hasPrefix("<<") }),
                    !word[start...].hasPrefix("<<<")
                else { return nil }
                let name = word[start...].drop { "<-".contains($0) }.filter { !"'\"".contains($0) }
                return name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } && !name.isEmpty
                    ? name : nil
            }
        }

        private var words: [String] {
            arguments.flatMap { range in
                // `<the name>` is one word.
                String(decoding: code.slice(range), as: UTF8.self)
                    .replacing(/<[A-Za-z](?:[\w -]*\w)?>/) { $0.output.replacing(" ", with: "-") }
                    .split { $0 == " " || $0 == "\t" }.map(String.init)
            }
        }

        /// What is wrong with `["a", "b"]`, which Docker would hand to a shell instead.
        private var faultOfList: Fault? {
            let flags = arguments.first.map { code.slice($0) } ?? []
            guard arguments.count == 1, let open = flags.firstIndex(of: UInt8(ascii: "[")) else { return nil }
            let list = SourceRange(open, arguments[0].upper)
            guard let fault = JSONSyntax(bytes: Array(code.slice(list))).fault else { return nil }
            return Fault(
                at: SourceRange(list.lower + fault.range.lower, list.lower + fault.range.upper),
                "in this list, \(fault.message)")
        }

        /// `${NAME` that nothing ends, where Docker and no shell fills in variables.
        private var faultOfVariable: Fault? {
            let filled: Set = [
                "ADD", "COPY", "ENV", "EXPOSE", "FROM", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR",
                "ARG",
            ]
            guard filled.contains(keyword) else { return nil }
            for range in arguments {
                let text = code.slice(range)
                for start in text.indices where text[start...].starts(with: "${".utf8) {
                    let isEscaped = start > text.startIndex && text[start - 1] == UInt8(ascii: "\\")
                    if isEscaped || text[start...].contains(UInt8(ascii: "}")) { continue }
                    return Fault(
                        at: SourceRange(start, start + 2), "the `{` of this variable is never closed")
                }
            }
            return nil
        }

        /// `"a", "b"]` without the bracket that opens it.
        private var faultOfOpening: Fault? {
            guard let first = arguments.first, let last = arguments.last,
                code.bytes[first.lower] == UInt8(ascii: "\""), code.bytes[last.upper - 1] == UInt8(ascii: "]")
            else { return nil }
            return Fault(at: SourceRange(last.upper - 1, last.upper), "this `]` has no partner")
        }

        private var faultOfQuotes: Fault? {
            var quote: UInt8?
            var start = 0
            for range in arguments {
                var index = range.lower
                while index < range.upper {
                    let byte = code.bytes[index]
                    if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "'") {
                        index += 1
                    } else if byte == quote {
                        quote = nil
                    } else if quote == nil, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                        quote = byte
                        start = index
                    }
                    index += 1
                }
            }
            return quote == nil
                ? nil : Fault(at: SourceRange(start, start + 1), "this quotation mark has no partner")
        }

        private static let keywords: Set<String> = [
            "FROM", "RUN", "CMD", "LABEL", "MAINTAINER", "EXPOSE", "ENV", "ADD", "COPY", "ENTRYPOINT",
            "VOLUME",
            "USER", "WORKDIR", "ARG", "ONBUILD", "STOPSIGNAL", "HEALTHCHECK", "SHELL",
        ]
    }
}

extension Code {
    /// A range without the white space at its ends.
    fileprivate func trim(_ range: SourceRange) -> SourceRange {
        var (lower, upper) = (range.lower, range.upper)
        while lower < upper, bytes[lower] == 0x20 || bytes[lower] == 0x09 { lower += 1 }
        while upper > lower, bytes[upper - 1] == 0x20 || bytes[upper - 1] == 0x09 { upper -= 1 }
        return SourceRange(lower, upper)
    }

    fileprivate func trimmed(_ range: SourceRange) -> String {
        String(decoding: slice(trim(range)), as: UTF8.self)
    }
}
