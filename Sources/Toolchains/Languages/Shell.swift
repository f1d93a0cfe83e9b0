import Model

extension Language {
    /// Commands and scripts, by bash, which parses them and runs nothing.
    package static let shell = Language(
        id: "shell", name: "Shell", labels: ["bash", "sh", "shellscript", "shell-script"], parser: bash,
        lookalikes: ["json", "javascript", "python", "yaml", "html", "xml", "toml"]
    ) { code in
        let session = ShellSession(code)
        if !session.isSession, session.isForeign { return [] }
        return session.isSession ? forms(session.commands.as("session")) : forms(code)
    } reading: { code, fault in
        ShellOutput.reading(of: code, fault)
    }
    .recognised { $0.looksLikeShell }
    .inspecting(CurlCommands.inspect)

    /// What stands in a terminal: commands after prompts, and what they answered.
    package static let console = Language(
        id: "console", name: "Shell session",
        labels: ["shell-session", "shellsession", "sh-session", "bash-session", "terminal"], parser: bash
    ) { code in
        let session = ShellSession(code, prompts: true)
        if session.isSession { return forms(session.commands.as("session")) }
        return session.isForeign || ShellOutput.beginsIt(code) ? [] : forms(code)
    } reading: { code, _ in
        let session = ShellSession(code, prompts: true)
        // `> ` is the prompt of many a program that is no shell.
        if session.isSession { return session.isAngled ? .notCode : .wrong(.certain) }
        // Without a prompt nothing tells commands from answers but the name of a program.
        return code.looksLikeShell ? .wrong(.possible) : .notCode
    }
    .inspecting(CurlCommands.inspect)

    private static let bash = Parser.process(
        ParserProcess(["bash"], ["--norc", "--noprofile", "-c", script(PackageResources.bash_sh)]))

    private static func forms(_ code: Code) -> [Code] {
        // The bytes are counted on the way, and bash leaves NUL out.
        let zeros = code.bytes.indices.filter { code.bytes[$0] == 0 }.map {
            Edit(SourceRange($0, $0 + 1), "?")
        }
        let plain = code.replacing(zeros, because: "NUL replaced")
        let filled = plain.withPlaceholders(as: "placeholder")
        return filled.adaptations == plain.adaptations ? [plain] : [plain, filled]
    }
}

/// Tells what a program printed from commands: documents label both as shell.
enum ShellOutput {
    /// What it means that bash does not take the code.
    static func reading(of code: Code, _ fault: Fault) -> Language.Reading {
        if ShellSession(code).isSession { return .wrong(code.hasPlaceholders ? .possible : .certain) }
        if beginsIt(code) { return .notCode }
        let lines = code.lines
        let upTo = lines.filter { $0.lower <= fault.range.lower }.map { code.slice($0) }
        // Three quotation marks belong to a script that is one of Python as well.
        if code.contains("\"\"\"") { return .wrong(.possible) }
        let isDoubtful = upTo.contains(where: isOutput) || lines.contains { isConfiguration(code.slice($0)) }
        return .wrong(isDoubtful || code.hasPlaceholders ? .possible : .certain)
    }

    /// Whether the first line that is no comment is nothing that anybody types.
    static func beginsIt(_ code: Code) -> Bool {
        let first = code.lines.map { code.slice($0) }.first { line in
            let rest = line.drop { $0 == 0x20 || $0 == 0x09 }
            return rest.first.map { $0 != UInt8(ascii: "#") } ?? false
        }
        return first.map(isOutput) ?? false
    }

    private static func isOutput(_ line: ArraySlice<UInt8>) -> Bool {
        let line = String(decoding: line, as: UTF8.self).drop { $0 == " " || $0 == "\t" }
        guard let first = line.unicodeScalars.first else { return false }
        if first.value > 0x7F || "=-*+|<@,?".unicodeScalars.contains(first) { return true }
        // The top of a drawing in letters.
        if line.hasPrefix(".  "), line.contains("_") { return true }
        // `time=… level=…` of a log, and `1:13  Unexpected …` of a linter.
        if line.hasPrefix("time="), line.contains(" level=") { return true }
        // How long something took, as the `debug` of Node.js ends its lines.
        if line.contains(/\s\+\d+m?s$/) { return true }
        if first == "[" { return !line.hasPrefix("[ ") && !line.hasPrefix("[[") }
        let words = line.split(separator: " ", maxSplits: 2)
        // `NAME='{"key": …` sets a variable.
        if let sign = words.first?.firstIndex(of: "="), line[..<sign].utf8.allSatisfy(Code.isWord) {
            return false
        }
        if words.prefix(2).contains(where: { $0.hasSuffix(":") }) { return true }
        if let place = words.first, place.contains(":"), place.allSatisfy({ $0.isNumber || $0 == ":" }) {
            return true
        }
        if words.count > 2, ["error", "warning"].contains(words[0]) { return true }
        guard let word = words.first, words.count > 1, !word.contains("=") else { return false }
        return first.properties.isUppercase && word.dropFirst().first?.isLowercase ?? false
    }

    /// Whether the line opens a block as in the configuration of servers: `location / {`.
    private static func isConfiguration(_ line: ArraySlice<UInt8>) -> Bool {
        line.last == UInt8(ascii: "{") && !line.contains(UInt8(ascii: "("))
            && !line.contains(UInt8(ascii: "$"))
            && !line.drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "function".utf8) && line.count > 1
    }
}

extension Code {
    /// The code with a word in the place of each `<name>`.
    fileprivate func withPlaceholders(as word: String) -> Code {
        replacing(placeholders.map { Edit($0, word) }, because: "placeholders filled in")
    }

    fileprivate var hasPlaceholders: Bool { !placeholders.isEmpty }

    /// `<name>`, `<the name>`: a letter first, then nothing that code would have there.
    var placeholders: [SourceRange] {
        var ranges: [SourceRange] = []
        var index = 0
        while let start = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = start + 1
            if start > 0, bytes[start - 1] == UInt8(ascii: "<") { continue }
            let inside = bytes[index...].prefix(while: Self.isInPlaceholder)
            guard let first = inside.first, Self.isLetter(first), inside.last != 0x20,
                inside.endIndex < bytes.count, bytes[inside.endIndex] == UInt8(ascii: ">")
            else { continue }
            ranges.append(SourceRange(start, inside.endIndex + 1))
            index = inside.endIndex + 1
        }
        return ranges
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F || byte > 0x7F
    }

    private static func isInPlaceholder(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || " -.:/|,`{}".utf8.contains(byte)
    }
}
