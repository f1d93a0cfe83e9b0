import Model

/// Reads commands that call curl, in shell code that a parser has taken.
struct CurlCommands {
    private let code: Code
    private let bytes: [UInt8]
    private var index = 0

    init(_ code: Code) {
        self.code = code
        bytes = code.bytes
    }

    /// The first thing that curl or a server would not take: an option that is none, a body that is no JSON.
    ///
    /// Versions and builds of curl differ, so that nothing of it is certain.
    @Sendable static func inspect(_ code: Code) -> SyntaxFinding? {
        guard code.contains("curl") else { return nil }
        var reader = CurlCommands(code)
        return reader.fault().map { SyntaxFinding($0, .possible) }
    }

    private struct Word {
        var range: SourceRange
        var text: [UInt8]
        /// What stands between single quotes, where that is all of the word.
        var quoted: SourceRange?
        /// Whether the shell puts something in.
        var isExpanded = false
    }

    private mutating func fault() -> Fault? {
        while index < bytes.count {
            let words = readCommand()
            guard let place = words.firstIndex(where: { !$0.text.contains(UInt8(ascii: "=")) }),
                words[place].text.elementsEqual("curl".utf8)
            else { continue }
            if let fault = fault(in: words[(place + 1)...]) { return fault }
        }
        return nil
    }

    private func fault(in words: ArraySlice<Word>) -> Fault? {
        var bodies: [Word] = []
        var isJSON = false
        var rest = words
        while let word = rest.popFirst() {
            let text = String(decoding: word.text, as: UTF8.self)
            guard text.hasPrefix("-"), text.count > 1, word.quoted == nil, !word.isExpanded else { continue }
            var option: String?
            var value: Word?
            if text.hasPrefix("--") {
                let name = String(text.dropFirst(2))
                if name.isEmpty { break }
                guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "-" || $0 == "." }) else {
                    return nil
                }
                guard CurlOptions.knows(name) else { return Fault(at: word.range, Self.unknown(text)) }
                if CurlOptions.wantsValue(name) {
                    option = name
                    value = rest.popFirst()
                }
            } else {
                for (offset, letter) in word.text.enumerated().dropFirst() {
                    if CurlOptions.shortWithValue.contains(letter) {
                        option = String(decoding: [letter], as: UTF8.self)
                        if offset + 1 == word.text.count { value = rest.popFirst() }
                        break
                    }
                    guard CurlOptions.short.contains(letter) else {
                        return Fault(
                            at: word.range, Self.unknown("-" + String(decoding: [letter], as: UTF8.self)))
                    }
                }
            }
            guard let option, let value else { continue }
            if option == "json" { isJSON = true }
            if ["d", "data", "data-raw", "data-binary", "data-ascii", "json"].contains(option) {
                bodies.append(value)
            }
            if ["H", "header"].contains(option) {
                let header = String(decoding: value.text, as: UTF8.self).lowercased()
                if header.hasPrefix("content-type:"), header.contains("json"), !header.contains("ndjson") {
                    isJSON = true
                }
            }
        }
        guard isJSON, bodies.count == 1, let quoted = bodies[0].quoted else { return nil }
        return faultOfJSON(quoted)
    }

    /// Where a body that starts as JSON does is none.
    private func faultOfJSON(_ range: SourceRange) -> Fault? {
        let body = Code(Array(code.slice(range)))
        guard let first = body.firstByte, "{[".utf8.contains(first) else { return nil }
        var best: Fault?
        for form in Language.json.forms(body) {
            guard let fault = JSONSyntax(bytes: form.bytes).fault else { return nil }
            let place = form.source(fault.range)
            if best.map({ place.lower > $0.range.lower }) ?? true { best = Fault(at: place, fault.message) }
        }
        return best.map { fault in
            Fault(
                at: SourceRange(range.lower + fault.range.lower, range.lower + fault.range.upper),
                "the body is no JSON: " + fault.message)
        }
    }

    private static func unknown(_ option: String) -> String { "curl has no option `\(option)`" }

    // MARK: Words

    /// The words up to the end of a command.
    private mutating func readCommand() -> [Word] {
        var words: [Word] = []
        while index < bytes.count {
            switch bytes[index] {
            case 0x20, 0x09: index += 1
            case UInt8(ascii: "\\") where index + 1 < bytes.count && bytes[index + 1] == 0x0A: index += 2
            case 0x0A, UInt8(ascii: ";"), UInt8(ascii: "|"), UInt8(ascii: "&"), UInt8(ascii: "("),
                UInt8(ascii: ")"),
                UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "`"):
                index += 1
                return words
            case UInt8(ascii: "#"):
                index = bytes[index...].firstIndex(of: 0x0A) ?? bytes.count
            case UInt8(ascii: "<") where bytes[index...].starts(with: "<<".utf8):
                // What follows is text for a program.
                index = bytes.count
                return words
            default: words.append(readWord())
            }
        }
        return words
    }

    private mutating func readWord() -> Word {
        let start = index
        var word = Word(range: SourceRange(at: start), text: [])
        while index < bytes.count, !" \t\n;|&()`".utf8.contains(bytes[index]) {
            switch bytes[index] {
            case UInt8(ascii: "'"):
                let end = bytes[(index + 1)...].firstIndex(of: UInt8(ascii: "'")) ?? bytes.count
                if index == start { word.quoted = SourceRange(index + 1, end) }
                word.text += bytes[(index + 1)..<end]
                index = min(end + 1, bytes.count)
            case UInt8(ascii: "\""): readQuotes(into: &word)
            case UInt8(ascii: "\\") where index + 1 < bytes.count:
                if bytes[index + 1] != 0x0A { word.text.append(bytes[index + 1]) }
                index += 2
            case UInt8(ascii: "$"):
                word.isExpanded = true
                // `$( … )` holds blanks.
                if index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "(") {
                    index = bytes[index...].firstIndex(of: UInt8(ascii: ")")).map { $0 + 1 } ?? bytes.count
                } else {
                    index += 1
                }
            default:
                word.text.append(bytes[index])
                index += 1
            }
        }
        if index == start { index += 1 }
        word.range = SourceRange(start, index)
        if let quoted = word.quoted, quoted.upper + 1 != index { word.quoted = nil }
        return word
    }

    private mutating func readQuotes(into word: inout Word) {
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            if bytes[index] == UInt8(ascii: "$") || bytes[index] == UInt8(ascii: "`") {
                word.isExpanded = true
            }
            if bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.count { index += 1 }
            word.text.append(bytes[index])
            index += 1
        }
        index = min(index + 1, bytes.count)
    }
}
