import Model

extension Language {
    /// Requests and responses: the first line, the headers, and a body of JSON where the headers say so.
    package static let http = Language(
        id: "http", name: "HTTP", labels: ["https", "http-request", "http-response"],
        parser: .inProcess { HTTPSyntax($0).fault }
    ) { code in
        let plain = code.withoutArrows
        return HTTPSyntax(plain.bytes).isMessage ? [plain] : []
    }
    .recognised { HTTPSyntax($0.bytes).isWithStart }
}

/// Reads HTTP messages, one after the other, as documents write them.
struct HTTPSyntax {
    private let code: Code
    private let lines: [SourceRange]

    init(_ bytes: [UInt8]) {
        code = Code(bytes)
        lines = code.lines
    }

    /// Whether the text begins as a message does: with a request, a status or a header.
    var isMessage: Bool {
        guard let first = lines.first(where: { !isBlank($0) && !isRemark($0) }) else { return false }
        return kind(of: first) != .other
    }

    /// Whether the first line is that of a request or of an answer; what begins with a header may be anything.
    var isWithStart: Bool {
        guard let first = lines.first(where: { !isBlank($0) && !isRemark($0) }) else { return false }
        return kind(of: first) == .request || kind(of: first) == .status
    }

    /// Where the text is no HTTP; nil where it is.
    var fault: Fault? {
        var index = 0
        var isFirst = true
        while index < lines.count {
            let line = lines[index]
            if isBlank(line) || isRemark(line) {
                index += 1
                continue
            }
            if let fault = faultOfStart(line) { return fault }
            if kind(of: line) == .other, !isFirst || !isElision(line) {
                return Fault(at: line, "a request, a status or a header should come here")
            }
            isFirst = false
            if kind(of: line) != .header { index += 1 }
            if let fault = readMessage(&index) { return fault }
        }
        return nil
    }

    /// Headers and body, up to the next message.
    private func readMessage(_ index: inout Int) -> Fault? {
        var isJSON = false
        while index < lines.count, !isBlank(lines[index]), !isRemark(lines[index]) {
            let line = lines[index]
            if isBody(line) { break }
            if kind(of: line) == .request || kind(of: line) == .status { return nil }
            if kind(of: line) == .header {
                let text = self.text(line).lowercased()
                if text.hasPrefix("content-type:") {
                    isJSON = text.contains("json") && !text.contains("lines")
                }
            } else if !isContinuation(line), !isElision(line) {
                return Fault(at: line, "a header is written `Name: value`")
            }
            index += 1
        }
        let start = index
        while index < lines.count, !beginsMessage(lines[index]) { index += 1 }
        guard isJSON, start < index else { return nil }
        return faultOfJSON(SourceRange(lines[start].lower, lines[index - 1].upper))
    }

    private func faultOfJSON(_ range: SourceRange) -> Fault? {
        let body = Code(Array(code.slice(range)))
        guard let first = body.firstByte, "{[".utf8.contains(first) else { return nil }
        var best: Fault?
        for form in Language.json.forms(body) {
            guard let fault = JSONSyntax(bytes: form.bytes).fault else { return nil }
            let place = form.source(fault.range)
            if best.map({ place.lower > $0.range.lower }) ?? true { best = Fault(at: place, fault.message) }
        }
        return best.map {
            Fault(
                at: SourceRange(range.lower + $0.range.lower, range.lower + $0.range.upper),
                "in the body, \($0.message)")
        }
    }

    // MARK: Lines

    private enum Kind { case request, status, header, other }

    private func kind(of line: SourceRange) -> Kind {
        let words = text(line).split(separator: " ")
        guard let first = words.first else { return .other }
        if first.hasPrefix("HTTP/") { return .status }
        let isKnown = Self.methods.contains(String(first))
        if words.count > 1, isKnown || Self.isMethod(first) && words.count < 4 && Self.isTarget(words[1]) {
            return .request
        }
        let bytes = code.slice(line)
        let name = bytes.prefix {
            Self.isToken($0) || $0 == UInt8(ascii: ":") && bytes.startIndex == line.lower
        }
        let pseudo = bytes.first == UInt8(ascii: ":") ? bytes.dropFirst() : bytes
        let end = pseudo.prefix(while: Self.isToken)
        let isHeader =
            !end.isEmpty && !name.isEmpty && end.endIndex < bytes.endIndex
            && bytes[end.endIndex] == UInt8(ascii: ":")
            && !bytes[end.endIndex...].starts(with: "://".utf8)
        return isHeader ? .header : .other
    }

    /// What is wrong with a line that begins a message.
    private func faultOfStart(_ line: SourceRange) -> Fault? {
        let words = text(line).split(separator: " ")
        switch kind(of: line) {
        case .request:
            let method = words[0]
            guard Self.methods.contains(String(method)) else {
                let start = line.lower + (code.slice(line).prefix { $0 == 0x20 }.count)
                return Fault(
                    at: SourceRange(start, start + method.utf8.count), "`\(method)` is no method of HTTP")
            }
            if words.count > 2, let last = words.last, last.hasPrefix("HTTP"), !Self.isVersion(last) {
                return Fault(at: line, "`\(last)` is no version of HTTP")
            }
        case .status:
            let isRight =
                Self.isVersion(words[0]) && words.count > 1 && words[1].count == 3
                && words[1].allSatisfy { $0.isASCII && $0.isNumber || $0 == "x" || $0 == "X" }
            if !isRight { return Fault(at: line, "a status is written `HTTP/1.1 200 OK`") }
        case .header, .other: break
        }
        return nil
    }

    /// Whether another message begins behind the body of one.
    private func beginsMessage(_ line: SourceRange) -> Bool {
        let words = text(line).split(separator: " ")
        if text(line).hasPrefix("###") { return true }
        guard let first = words.first, let last = words.last else { return false }
        if kind(of: line) == .status { return Self.isVersion(first) }
        return kind(of: line) == .request && (last.hasPrefix("HTTP/") || words.count == 2)
            && Self.methods.contains(String(first))
            && Self.isTarget(words[1])
    }

    private func isBlank(_ line: SourceRange) -> Bool {
        code.slice(line).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    /// A comment, a separator or a variable, as editors' request files have them.
    private func isRemark(_ line: SourceRange) -> Bool {
        let text = text(line)
        return text.hasPrefix("#") || text.hasPrefix("//") || text.hasPrefix("@")
    }

    private func isElision(_ line: SourceRange) -> Bool {
        let text = text(line)
        return text.contains("...") || text.contains("…") || text.hasPrefix("<") || text.hasPrefix("{{")
    }

    /// Many documents leave out the blank line before a body.
    private func isBody(_ line: SourceRange) -> Bool {
        code.slice(line).first.map { "{[<".utf8.contains($0) } ?? false
    }

    private func isContinuation(_ line: SourceRange) -> Bool {
        code.slice(line).first.map { $0 == 0x20 || $0 == 0x09 || "?&".utf8.contains($0) } ?? false
    }

    private func text(_ line: SourceRange) -> String { String(decoding: code.slice(line), as: UTF8.self) }

    private static let methods: Set<String> = [
        "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH",
    ]

    private static func isMethod(_ word: Substring) -> Bool {
        word.count > 1 && word.allSatisfy { $0.isASCII && $0.isUppercase }
    }

    private static func isTarget(_ word: Substring) -> Bool {
        ["/", "http://", "https://", "{{"].contains { word.hasPrefix($0) }
    }

    private static func isVersion(_ word: Substring) -> Bool {
        ["HTTP/1.0", "HTTP/1.1", "HTTP/2", "HTTP/2.0", "HTTP/3", "HTTP/3.0", "HTTP/0.9"].contains(word)
    }

    private static func isToken(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
            || "!#$%&'*+-.^_`|~".utf8.contains(byte)
    }
}

extension Code {
    /// The messages in a transcript of curl, which writes `> ` before a request and `< ` before a response.
    fileprivate var withoutArrows: Code {
        let filled = lines.filter { !slice($0).isEmpty }
        let areMarked = filled.allSatisfy { line in
            slice(line).first.map { "<>*".utf8.contains($0) } ?? false
                && slice(line).dropFirst().first.map { $0 == 0x20 } ?? true
        }
        guard areMarked, !filled.isEmpty else { return self }
        let edits = filled.map { line in
            slice(line).first == UInt8(ascii: "*")
                ? Edit(line, "") : Edit(SourceRange(line.lower, min(line.lower + 2, line.upper)), "")
        }
        return replacing(edits, because: "arrows left out")
    }
}
