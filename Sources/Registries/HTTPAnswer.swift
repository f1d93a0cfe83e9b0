/// An answer with its head, as it came: of several heads, which redirections leave, the last.
struct HTTPAnswer {
    var status: Int
    /// Names in small letters.
    var fields: [String: String] = [:]
    var body: [UInt8]

    /// Nil where the bytes begin with no head.
    init?(_ bytes: [UInt8]) {
        var rest = bytes[...]
        var status: Int?
        repeat {
            guard rest.starts(with: "HTTP/".utf8), let end = Self.endOfHead(rest) else { break }
            let head = String(decoding: rest[..<end.lower], as: UTF8.self)
            rest = rest[end.upper...]
            fields = [:]
            let lines = head.split(whereSeparator: \.isNewline)
            let words = lines.first?.split(separator: " ") ?? []
            guard words.count >= 2, let number = Int(words[1]) else { return nil }
            status = number
            for line in lines.dropFirst() {
                guard let colon = line.firstIndex(of: ":") else { continue }
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                fields[line[..<colon].lowercased()] = String(value)
            }
        } while status.map { (100..<200).contains($0) || (300..<400).contains($0) && $0 != 304 } ?? false
        guard let status else { return nil }
        self.status = status
        body = Array(rest)
    }

    private static func endOfHead(_ bytes: ArraySlice<UInt8>) -> (lower: Int, upper: Int)? {
        var index = bytes.startIndex
        while let line = bytes[index...].firstIndex(of: 0x0A) {
            let after = line + 1
            if bytes[after...].starts(with: [0x0D, 0x0A]) { return (line, after + 2) }
            if bytes[after...].first == 0x0A { return (line, after + 1) }
            index = after
        }
        return nil
    }

    /// How long the host asks to be left alone, where it says so in seconds.
    var retryAfter: Duration? {
        fields["retry-after"].flatMap { Int($0) }.flatMap { $0 >= 0 && $0 < 1_000_000 ? .seconds($0) : nil }
    }
}

/// Answers that are kept from one run to the next.
package protocol AnswerStore: Sendable {
    func answer(for key: String) -> KeptAnswer?
    func keep(_ answer: KeptAnswer, for key: String)
}

/// An answer with what tells whether it has changed.
package struct KeptAnswer: Hashable, Sendable {
    /// The field `ETag`.
    package var tag: String?
    /// The field `Last-Modified`.
    package var modified: String?
    package var body: [UInt8]

    package init(tag: String?, modified: String?, body: [UInt8]) {
        self.tag = tag
        self.modified = modified
        self.body = body
    }

    /// Nil where the answer has nothing to ask by, or does not want to be kept.
    init?(_ answer: HTTPAnswer) {
        let control = answer.fields["cache-control"]?.lowercased() ?? ""
        tag = answer.fields["etag"]
        modified = answer.fields["last-modified"]
        body = answer.body
        if tag == nil && modified == nil || control.contains("no-store") { return nil }
    }

    /// The answer as bytes: two lines, and the body behind them.
    package var bytes: [UInt8] { Array("\(tag ?? "")\n\(modified ?? "")\n".utf8) + body }

    /// Reads what `bytes` gives; nil for anything else.
    package init?(bytes: [UInt8]) {
        guard let first = bytes.firstIndex(of: 0x0A), let second = bytes[(first + 1)...].firstIndex(of: 0x0A)
        else {
            return nil
        }
        func text(_ slice: ArraySlice<UInt8>) -> String? {
            slice.isEmpty ? nil : String(decoding: slice, as: UTF8.self)
        }
        self.init(
            tag: text(bytes[..<first]), modified: text(bytes[(first + 1)..<second]),
            body: Array(bytes[(second + 1)...]))
    }
}
