import Model

extension Code {
    /// Whether a comment beside a fault says that the code is wrong there, on purpose.
    func admitsFault(at range: SourceRange) -> Bool {
        let lines = lines
        guard let at = lines.lastIndex(where: { $0.lower <= range.lower }) else { return false }
        return lines[max(0, at - 2)...min(lines.count - 1, at + 1)].contains { line in
            guard let comment = Self.comment(in: slice(line)) else { return false }
            let text = String(decoding: comment, as: UTF8.self).lowercased()
            return Self.admissions.contains { text.contains($0) }
        }
    }

    /// Whether a fault at the end comes of a page that shows only the beginning: the last line is indented deeper
    /// than the first.
    func seemsCutOff(at range: SourceRange) -> Bool {
        if range.lower < bytes.count, "({[".utf8.contains(bytes[range.lower]),
            bytes[(range.lower + 1)...].allSatisfy({ $0 <= 0x20 })
        {
            return true
        }
        guard let last = lines.last(where: { slice($0).contains { $0 > 0x20 } }) else { return false }
        return last.upper <= range.lower + 1 && endsWithin
    }

    /// Whether the last line is indented deeper than the first: where brackets make blocks, something is still open.
    var endsWithin: Bool {
        let filled = lines.filter { slice($0).contains { $0 > 0x20 } }
        guard let first = filled.first, let last = filled.last else { return false }
        return indentation(last) > indentation(first)
    }

    private func indentation(_ line: SourceRange) -> Int {
        slice(line).prefix { $0 == 0x20 || $0 == 0x09 }.count
    }

    /// What follows the first sign that begins a comment in some language.
    private static func comment(in line: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        line.indices.lazy.compactMap { index -> ArraySlice<UInt8>? in
            let rest = line[index...]
            return commentSigns.contains { rest.starts(with: $0.utf8) } ? rest : nil
        }.first
    }

    private static let commentSigns = ["//", "/*", "#", "--", "<!--", ";;", "%"]
    private static let admissions = [
        "error", "invalid", "illegal", "incorrect", "wrong", "bad", "not valid", "not allowed", "not compile",
        "n't compile", "n't work", "not work", "❌", "🚫", "✗", "🔴",
    ]
}
