import Model

/// Finds commands that install something of a certain version.
struct ShellCommands {
    private let bytes: [UInt8]

    private struct Word {
        var text: String
        var range: SourceRange
    }

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    var references: [Reference] { commands.flatMap(references) }

    /// The words of each command: of a line, or a part of one between `&&`, `;` and `|`. A line that ends with `\`
    /// goes on.
    private var commands: [[Word]] {
        var commands: [[Word]] = []
        var words: [Word] = []
        var index = 0
        func end() {
            if !words.isEmpty { commands.append(words) }
            words = []
        }
        while index < bytes.count {
            let byte = bytes[index]
            if byte == 0x0A || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
                || byte == UInt8(ascii: "&")
            {
                end()
                index += 1
            } else if byte == UInt8(ascii: "\\"), index + 1 < bytes.count, bytes[index + 1] == 0x0A {
                index += 2
            } else if byte <= 0x20 {
                index += 1
            } else if byte == UInt8(ascii: "#") {
                while index < bytes.count, bytes[index] != 0x0A { index += 1 }
            } else {
                words.append(word(&index))
            }
        }
        end()
        return commands
    }

    private func word(_ index: inout Int) -> Word {
        let start = index
        let quote = bytes[index]
        if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
            index += 1
            while index < bytes.count, bytes[index] != quote, bytes[index] != 0x0A { index += 1 }
            let range = SourceRange(start + 1, index)
            index = min(index + 1, bytes.count)
            return Word(text: String(decoding: bytes[range.lower..<range.upper], as: UTF8.self), range: range)
        }
        while index < bytes.count, bytes[index] > 0x20, bytes[index] != UInt8(ascii: ";"),
            bytes[index] != UInt8(ascii: "|"),
            bytes[index] != UInt8(ascii: "&")
        {
            index += 1
        }
        let range = SourceRange(start, index)
        return Word(text: String(decoding: bytes[start..<index], as: UTF8.self), range: range)
    }

    private func references(_ command: [Word]) -> [Reference] {
        var words = command[...]
        // A prompt, and what runs a command as somebody else or with other settings.
        while let first = words.first,
            ["$", ">", "%", "sudo", "time", "RUN", "PS>", "C:\\>", "!"].contains(first.text)
                || (first.text.contains("=") && !first.text.hasPrefix("-") && words.count > 1)
        {
            words = words.dropFirst()
        }
        guard let program = words.first?.text else { return [] }
        words = words.dropFirst()
        if ["python", "python3", "py"].contains(program), words.count > 2,
            words[words.startIndex].text == "-m", words[words.startIndex + 1].text == "pip"
        {
            return pip(words.dropFirst(2))
        }
        switch program {
        case "npm", "pnpm", "yarn", "bun", "npx":
            if program == "npx" { return npm(words.prefix { !$0.text.hasPrefix("-") }.prefix(1)) }
            guard let verb = words.first?.text, ["install", "i", "add", "global"].contains(verb) else {
                return []
            }
            return npm(words.dropFirst())
        case "pip", "pip3": return pip(words)
        case "uv":
            if words.first?.text == "pip" { return pip(words.dropFirst()) }
            return words.first?.text == "add" ? requirements(words.dropFirst()) : []
        case "poetry", "pdm":
            return words.first?.text == "add" ? poetry(words.dropFirst()) : []
        case "cargo": return cargo(words)
        case "go": return go(words)
        case "gem", "bundle": return gem(program, words)
        case "composer": return composer(words)
        case "dotnet": return dotnet(words)
        case "docker", "podman": return docker(words)
        case "nvm", "pyenv", "rbenv": return runtime(program, words)
        default: return []
        }
    }

    private func npm(_ words: ArraySlice<Word>) -> [Reference] {
        words.compactMap { word in
            guard !word.text.hasPrefix("-"), !word.text.contains("://"),
                let parts = NPMReader.descriptor(word.text[...]),
                !parts.requirement.isEmpty, !parts.requirement.contains("/")
            else { return nil }
            return reference(.npm, .npm, word, name: parts.name, requirement: parts.requirement)
        }
    }

    private func pip(_ words: ArraySlice<Word>) -> [Reference] {
        words.first?.text == "install" ? requirements(words.dropFirst()) : []
    }

    private func requirements(_ words: ArraySlice<Word>) -> [Reference] {
        var found: [Reference] = []
        var isValue = false
        for word in words {
            defer {
                isValue = ["-r", "-c", "-e", "-i", "--index-url", "-t", "--target", "-f"].contains(word.text)
            }
            guard !isValue, !word.text.hasPrefix("-"), !word.text.contains("/") else { continue }
            if let reference = PythonRequirement.read(bytes, in: word.range, scope: .direct),
                !reference.requirement.isEmpty
            {
                found.append(reference)
            }
        }
        return found
    }

    private func poetry(_ words: ArraySlice<Word>) -> [Reference] {
        words.compactMap { word in
            guard !word.text.hasPrefix("-"), !word.text.contains("/") else { return nil }
            if let at = word.text.firstIndex(of: "@") {
                return reference(
                    .pypi, .poetry, word, name: String(word.text[..<at].prefix { $0 != "[" }),
                    requirement: String(word.text[word.text.index(after: at)...]))
            }
            let reference = PythonRequirement.read(bytes, in: word.range, scope: .direct)
            return reference?.requirement.isEmpty == true ? nil : reference
        }
    }

    private func cargo(_ words: ArraySlice<Word>) -> [Reference] {
        guard let verb = words.first?.text, verb == "add" || verb == "install" else { return [] }
        var found = words.dropFirst().compactMap { word -> Reference? in
            guard !word.text.hasPrefix("-"), let at = word.text.firstIndex(of: "@") else { return nil }
            return reference(
                .cargo, .cargo, word, name: String(word.text[..<at]),
                requirement: String(word.text[word.text.index(after: at)...]))
        }
        if let reference = option(["--version", "--vers"], words, .cargo, .cargo) { found.append(reference) }
        return found
    }

    private func go(_ words: ArraySlice<Word>) -> [Reference] {
        guard let verb = words.first?.text, verb == "get" || verb == "install" else { return [] }
        return words.dropFirst().compactMap { word in
            guard let at = word.text.firstIndex(of: "@"), word.text.contains("/") else { return nil }
            return reference(
                .go, .go, word, name: String(word.text[..<at]),
                requirement: String(word.text[word.text.index(after: at)...]))
        }
    }

    private func gem(_ program: String, _ words: ArraySlice<Word>) -> [Reference] {
        guard words.first?.text == (program == "gem" ? "install" : "add") else { return [] }
        var found = words.dropFirst().compactMap { word -> Reference? in
            guard let colon = word.text.firstIndex(of: ":"), !word.text.contains("/"),
                !word.text.hasPrefix("-")
            else {
                return nil
            }
            return reference(
                .rubygems, .rubygems, word, name: String(word.text[..<colon]),
                requirement: String(word.text[word.text.index(after: colon)...]))
        }
        if let reference = option(["-v", "--version"], words, .rubygems, .rubygems) {
            found.append(reference)
        }
        return found
    }

    private func composer(_ words: ArraySlice<Word>) -> [Reference] {
        guard words.first?.text == "require" || words.first?.text == "create-project" else { return [] }
        return words.dropFirst().compactMap { word in
            guard word.text.contains("/"), let mark = word.text.firstIndex(where: { $0 == ":" || $0 == "=" }),
                !word.text.contains("://")
            else { return nil }
            return reference(
                .composer, .composer, word, name: String(word.text[..<mark]),
                requirement: String(word.text[word.text.index(after: mark)...]))
        }
    }

    private func dotnet(_ words: ArraySlice<Word>) -> [Reference] {
        let texts = words.map(\.text)
        guard
            texts.first == "add" || texts.starts(with: ["tool", "install"])
                || texts.starts(with: ["package", "add"])
        else { return [] }
        return option(["--version", "-v"], words, .nuget, .nuget).map { [$0] } ?? []
    }

    /// `NAME … --version VERSION`: the name is the last word before that is no option and no verb.
    private func option(
        _ options: [String], _ words: ArraySlice<Word>, _ ecosystem: Ecosystem, _ syntax: RequirementSyntax
    ) -> Reference? {
        var version: Word?
        for place in words.indices {
            let word = words[place]
            if options.contains(word.text), place + 1 < words.endIndex {
                version = words[place + 1]
            } else if let option = options.first(where: { word.text.hasPrefix($0 + "=") }) {
                let rest = word.text.dropFirst(option.count + 1)
                version = Word(
                    text: String(rest),
                    range: SourceRange(word.range.upper - rest.utf8.count, word.range.upper))
            }
        }
        let verbs: Set<String> = ["add", "install", "package", "tool", "reference"]
        guard let version,
            let name = words.last(where: {
                $0.range.upper < version.range.lower && !$0.text.hasPrefix("-") && !verbs.contains($0.text)
                    && !$0.text.hasSuffix("proj")
            })
                ?? words.first(where: {
                    !$0.text.hasPrefix("-") && !verbs.contains($0.text) && $0.range != version.range
                })
        else { return nil }
        return Reference(
            .dependency, ecosystem, name.text, requirement: version.text, syntax: syntax,
            range: SourceRange(
                min(name.range.lower, version.range.lower), max(name.range.upper, version.range.upper)),
            requirementRange: version.range)
    }

    private func docker(_ words: ArraySlice<Word>) -> [Reference] {
        guard let verb = words.first?.text, verb == "pull" || verb == "run" else { return [] }
        // The image is the first word that has a tag and is no value of an option.
        var isValue = false
        for word in words.dropFirst() {
            defer {
                isValue =
                    word.text.hasPrefix("-") && !word.text.contains("=") && word.text.count == 2
                    || ["--name", "--env", "--volume", "--publish", "--network", "--user", "--platform"]
                        .contains(word.text)
            }
            if isValue || word.text.hasPrefix("-") { continue }
            guard let colon = word.text.lastIndex(of: ":"), word.text[colon...].count > 1,
                !word.text.hasPrefix("/"),
                !word.text.contains("://"), !word.text.contains("=")
            else { return [] }
            return ImageName.reference(word.text, at: word.range, values: [:]).map { [$0] } ?? []
        }
        return []
    }

    private func runtime(_ program: String, _ words: ArraySlice<Word>) -> [Reference] {
        let products = ["nvm": "nodejs", "pyenv": "python", "rbenv": "ruby"]
        guard let verb = words.first?.text, ["install", "use", "local", "global"].contains(verb),
            let product = products[program],
            let word = words.dropFirst().first(where: { !$0.text.hasPrefix("-") }),
            let read = RuntimeVersion.read(word.text, of: product)
        else { return [] }
        return [
            Reference(
                .runtime, nil, product, requirement: read.text, syntax: read.syntax, range: word.range,
                requirementRange: word.range)
        ]
    }

    private func reference(
        _ ecosystem: Ecosystem, _ syntax: RequirementSyntax, _ word: Word, name: String, requirement: String
    ) -> Reference {
        Reference(
            .dependency, ecosystem, name, requirement: requirement, syntax: syntax, range: word.range,
            requirementRange: SourceRange(word.range.upper - requirement.utf8.count, word.range.upper))
    }
}
