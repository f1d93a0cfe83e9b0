import Model

/// A request over HTTP that a page shows: a `curl` command, or a message as it goes over the wire.
struct WrittenRequest: Hashable, Sendable {
    /// A word, without quotation marks, and where it stands in the code.
    struct Word: Hashable, Sendable {
        var text: String
        var range: SourceRange
    }

    var method: String
    /// Where the method stands; that of the address where it is not written.
    var methodRange: SourceRange
    var address: Word
    /// Names in small letters, with their values.
    var headers: [(name: String, value: String)] = []
    var body: Word?
    /// `name=value` pairs of a form or a query.
    var fields: [Word] = []
    /// Whether the fields are part of the address (`--get`).
    var isQuery = false
    /// Whether something of it is left out, or comes from a file.
    var isPartial = false

    static func == (a: WrittenRequest, b: WrittenRequest) -> Bool {
        a.method == b.method && a.address == b.address && a.fields == b.fields && a.body == b.body
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(method)
        hasher.combine(address)
    }

    // MARK: HTTP messages

    /// Reads `GET /users HTTP/1.1`, headers and a body; nil for anything else.
    init?(message code: [UInt8]) {
        let text = SourceText(code)
        var number = 0
        while number < text.lineCount, text.string(text.line(number)).trimmed.isEmpty { number += 1 }
        guard number < text.lineCount else { return nil }
        let line = text.line(number)
        let words = Self.words(in: code, line)
        guard words.count >= 2, Self.methods.contains(words[0].text),
            words[1].text.hasPrefix("/") || words[1].text.contains("://")
        else { return nil }
        method = words[0].text
        methodRange = words[0].range
        address = words[1]
        number += 1
        while number < text.lineCount {
            let header = text.string(text.line(number)).trimmed
            number += 1
            if header.isEmpty { break }
            guard let colon = header.firstIndex(of: ":") else { return nil }
            headers.append(
                (header[..<colon].lowercased(), String(header[header.index(after: colon)...].trimmed)))
        }
        if number < text.lineCount {
            let range = SourceRange(text.line(number).lower, code.count)
            let rest = text.string(range)
            let isForm = headers.contains {
                $0.name == "content-type" && $0.value.hasPrefix("application/x-www-form-urlencoded")
            }
            if isForm {
                add(data: Word(text: String(rest.trimmed), range: range))
            } else if !rest.trimmed.isEmpty {
                body = Word(text: rest, range: range)
            }
        }
        let host = headers.first { $0.name == "host" }?.value
        if let host, address.text.hasPrefix("/") { address.text = "https://\(host)\(address.text)" }
    }

    static let methods: Set = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"]

    private static func words(in code: [UInt8], _ line: SourceRange) -> [Word] {
        var words: [Word] = []
        var start = line.lower
        for place in line.lower...line.upper where place == line.upper || code[place] == 0x20 {
            if place > start {
                words.append(
                    Word(
                        text: String(decoding: code[start..<place], as: UTF8.self),
                        range: SourceRange(start, place)))
            }
            start = place + 1
        }
        return words
    }

    // MARK: curl

    /// All `curl` commands of shell code.
    static func commands(in code: [UInt8]) -> [WrittenRequest] {
        ShellWords(code).commands.compactMap { WrittenRequest(command: $0) }
    }

    init?(command words: [Word]) {
        guard let start = words.firstIndex(where: { $0.text == "curl" || $0.text.hasSuffix("/curl") }) else {
            return nil
        }
        method = ""
        methodRange = words[start].range
        address = Word(text: "", range: words[start].range)
        var index = start + 1
        var isHead = false
        func value() -> Word? {
            index += 1
            return index < words.count ? words[index] : nil
        }
        while index < words.count {
            let word = words[index]
            var text = word.text
            var attached: Word?
            if text.hasPrefix("--"), let equals = text.firstIndex(of: "=") {
                attached = Word(text: String(text[text.index(after: equals)...]), range: word.range)
                text = String(text[..<equals])
            } else if text.count > 2, text.first == "-", text.dropFirst().first != "-",
                let flag = text.dropFirst().first, "XHdFu".contains(flag)
            {
                attached = Word(text: String(text.dropFirst(2)), range: word.range)
                text = "-\(flag)"
            }
            switch text {
            case "-X", "--request":
                guard let given = attached ?? value() else { return nil }
                method = given.text.uppercased()
                methodRange = given.range
            case "-H", "--header":
                guard let given = attached ?? value() else { return nil }
                if let colon = given.text.firstIndex(of: ":") {
                    let value = given.text[given.text.index(after: colon)...].trimmed
                    headers.append((given.text[..<colon].trimmed.lowercased(), String(value)))
                }
            case "-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--data-urlencode", "--json",
                "-F", "--form", "--form-string":
                guard let given = attached ?? value() else { return nil }
                if text == "--json" { headers.append(("content-type", "application/json")) }
                if text.hasPrefix("-F") || text.hasPrefix("--form") {
                    headers.append(("content-type", "multipart/form-data"))
                }
                add(data: given)
            case "-G", "--get": isQuery = true
            case "-I", "--head": isHead = true
            case "--url":
                guard let given = attached ?? value() else { return nil }
                address = given
            case "-T", "--upload-file":
                isPartial = true
                if method.isEmpty { method = "PUT" }
                _ = attached ?? value()
            case _ where Self.withValue.contains(text): if attached == nil { _ = value() }
            case "...", "…": isPartial = true
            case _ where text.hasPrefix("-"): break
            default: if address.text.isEmpty { address = word }
            }
            index += 1
        }
        guard !address.text.isEmpty else { return nil }
        if method.isEmpty {
            method =
                isHead
                ? "HEAD" : isQuery ? "GET" : body != nil || !fields.isEmpty || isPartial ? "POST" : "GET"
            if method != "POST" || (body == nil && fields.isEmpty) { methodRange = address.range }
        }
    }

    private mutating func add(data word: Word) {
        let text = word.text.trimmed
        if text.hasPrefix("@") || text.hasPrefix("<") || text.hasPrefix("$") || text.contains("=@") {
            isPartial = true
        } else if text.hasPrefix("{") || text.hasPrefix("[") {
            body = word
        } else {
            for pair in word.text.split(separator: "&") {
                fields.append(Word(text: String(pair), range: word.range))
            }
        }
    }

    private static let withValue: Set = [
        "-u", "--user", "-o", "--output", "-A", "--user-agent", "-b", "--cookie", "-c", "--cookie-jar", "-e",
        "--referer", "-m", "--max-time", "-w", "--write-out", "-x", "--proxy", "--cacert", "--cert", "--key",
        "-E",
        "--connect-timeout", "--retry", "--resolve", "-r", "--range", "--oauth2-bearer", "-D",
        "--dump-header", "-K",
        "--config", "--limit-rate", "-y", "-Y", "--aws-sigv4", "--unix-socket", "-C", "--ciphers",
        "--retry-delay",
    ]
}

/// Splits shell code into commands and words, quotation marks taken away.
struct ShellWords {
    private(set) var commands: [[WrittenRequest.Word]] = []

    init(_ code: [UInt8]) {
        var words: [WrittenRequest.Word] = []
        var text: [UInt8] = []
        var start: Int?
        var index = 0
        func ended() -> Bool { index >= code.count }
        func finish(_ words: inout [WrittenRequest.Word], _ text: inout [UInt8], _ start: inout Int?) {
            if let lower = start {
                words.append(
                    WrittenRequest.Word(
                        text: String(decoding: text, as: UTF8.self), range: SourceRange(lower, index)))
            }
            text = []
            start = nil
        }
        while !ended() {
            let byte = code[index]
            switch byte {
            case 0x20, 0x09: finish(&words, &text, &start)
            case UInt8(ascii: "\\") where index + 1 < code.count:
                index += 1
                if code[index] == 0x0D, index + 1 < code.count { index += 1 }
                if code[index] != 0x0A {
                    if start == nil { start = index - 1 }
                    text.append(code[index])
                } else {
                    finish(&words, &text, &start)
                }
            case 0x0A, UInt8(ascii: ";"), UInt8(ascii: "|"):
                finish(&words, &text, &start)
                if !words.isEmpty { commands.append(words) }
                words = []
            case UInt8(ascii: "&") where start == nil:
                if !words.isEmpty { commands.append(words) }
                words = []
            case UInt8(ascii: "#") where start == nil:
                while index + 1 < code.count, code[index + 1] != 0x0A { index += 1 }
            case UInt8(ascii: "'"), UInt8(ascii: "\""):
                if start == nil { start = index }
                index += 1
                while index < code.count, code[index] != byte {
                    if code[index] == UInt8(ascii: "\\"), byte == UInt8(ascii: "\""), index + 1 < code.count {
                        index += 1
                        // Only these lose the backslash between quotation marks (POSIX, 2.2.3).
                        if !"\"\\$`\n".utf8.contains(code[index]) { text.append(UInt8(ascii: "\\")) }
                        if code[index] != 0x0A { text.append(code[index]) }
                    } else {
                        text.append(code[index])
                    }
                    index += 1
                }
            default:
                if start == nil { start = index }
                text.append(byte)
            }
            index += 1
        }
        index = code.count
        finish(&words, &text, &start)
        if !words.isEmpty { commands.append(words) }
    }
}
