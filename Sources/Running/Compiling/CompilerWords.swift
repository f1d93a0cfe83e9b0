/// Reads the lines that compilers write.
enum CompilerWords {
    /// Reads `FILE:LINE:COLUMN: error: MESSAGE`, the way of most compilers; what is no error is left out.
    ///
    /// - Parameters:
    ///   - marker: what stands before the message of an error: `error: `; empty where every line is one.
    ///   - columnUnit: what columns count.
    static func read(
        _ text: String, marker: String = "error", columnUnit: CompilerWord.ColumnUnit
    ) -> [CompilerWord] {
        var words: [CompilerWord] = []
        for line in text.split(separator: "\n") {
            guard let match = line.firstMatch(of: /^(.*?):(\d+):(?:(\d+):)? ?(.*)$/) else { continue }
            guard let row = Int(match.2) else { continue }
            var message = String(match.4)
            var code: String?
            if !marker.isEmpty {
                var rest = match.4
                if rest.hasPrefix("fatal ") { rest = rest.dropFirst(6) }
                guard rest.hasPrefix(marker) else { continue }
                rest = rest.dropFirst(marker.count)
                if rest.hasPrefix("["), let end = rest.firstIndex(of: "]") {
                    code = String(rest[rest.index(after: rest.startIndex)..<end])
                    rest = rest[rest.index(after: end)...]
                }
                guard rest.hasPrefix(":") else { continue }
                message = String(rest.dropFirst().drop { $0 == " " })
            }
            words.append(
                CompilerWord(
                    unit: unit(of: match.1), line: row, column: match.3.flatMap { Int($0) } ?? 0,
                    columnUnit: columnUnit, message: message, code: code))
        }
        return words
    }

    /// The number in `u12.c` or `u12/main.go`; nil where a file is no unit.
    static func unit(of path: Substring) -> Int? {
        for part in path.split(separator: "/") where part.first == "u" {
            let name = part.dropFirst().prefix { $0 != "." }
            if let number = Int(name), number >= 0 { return number }
        }
        return nil
    }

    /// What stands in the first pair of quotation marks; backquotes go before others, as in "can't find `x`".
    static func quoted(_ message: some StringProtocol) -> String? {
        for (open, close) in [("`", "`"), ("‘", "’"), ("'", "'"), ("\"", "\"")] as [(Character, Character)] {
            guard let start = message.firstIndex(of: open) else { continue }
            let inside = message[message.index(after: start)...]
            if let end = inside.firstIndex(of: close) { return String(inside[..<end]) }
        }
        return nil
    }

    /// The names in quotation marks: each as it is written, without what stands in `()` and `<>` behind it. A thing that is
    /// said to be missing without a name has the word that declares it.
    static func names(in message: String) -> [String] {
        if message.hasSuffix("has no subscripts") { return ["subscript"] }
        return message.split(separator: "'", omittingEmptySubsequences: false).enumerated()
            .filter { $0.offset % 2 == 1 }
            .map { String($0.element.prefix { $0.isLetter || $0.isNumber || $0 == "_" }) }
            .filter { !$0.isEmpty }
    }

    /// The name that a namespace or a class does not have, as GCC says it; nil where a word is about something else. Only
    /// that it is nearly another one says that it is a mistake of the page.
    static func missingMember(_ word: CompilerWord) -> MissingName? {
        guard word.message.contains("' is not a member of '"), let name = quoted(word.message) else {
            return nil
        }
        return MissingName(name)
    }
}
