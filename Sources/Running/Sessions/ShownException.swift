/// An exception as a session of Python's shows it: a trace, which nobody compares, and what was raised.
struct ShownException: Hashable, Sendable {
    /// The name of its type, without its module; empty where none is given.
    let kind: String
    /// What is compared: the name and the message; empty where nothing is.
    let lines: [String]

    /// Nil where the lines show none.
    init?(_ all: [String], ignoresDetail: Bool) {
        // What was printed before stands before it.
        let start = all.firstIndex { $0.contains("Traceback (most recent call last)") } ?? 0
        let shown = Array(all[min(start, all.count)...])
        guard let first = shown.first?.drop(while: { $0 == " " }) else { return nil }
        let isTrace =
            first.hasPrefix("Traceback (most recent call last)") || first.hasPrefix("Traceback (innermost")
        // What the parser refuses has no trace; the errors of a group have several.
        let isSyntax = first.hasPrefix("File \"")
        let isGroup = first.hasPrefix("+ Exception Group Traceback")
        // Some pages leave the trace out.
        if !isTrace, !isSyntax, !isGroup,
            first.contains(/^(?:\w+\.)*[A-Z]\w*(?:Error|Exception|Interrupt|Exit)(?:: |$)/)
        {
            kind = Self.kind(of: first)
            lines = Self.cut([String(first)] + shown.dropFirst(), ignoresDetail)
            return
        }
        guard isTrace || isSyntax || isGroup else { return nil }
        let indent = shown[0].prefix { $0 == " " }.count
        let raised = shown.dropFirst().drop { line in
            isSyntax
                ? !line.drop { $0 == " " }.hasPrefix("SyntaxError")
                    && !line.drop { $0 == " " }.hasPrefix("IndentationError")
                : line.prefix { $0 == " " }.count > indent
                    || !(line.drop { $0 == " " }.first?.isLetter ?? false)
        }
        guard !isGroup, let head = raised.first else {
            (kind, lines) = ("", [])
            return
        }
        kind = Self.kind(of: head.drop { $0 == " " })
        lines = Self.cut(raised.map { String($0.dropFirst(min(indent, $0.count))) }, ignoresDetail)
    }

    /// What was raised, as it is compared.
    static func lines(of text: String, like shown: ShownException, ignoresDetail: Bool) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // The parser shows the line that it refuses first.
        if let start = lines.firstIndex(where: {
            $0.hasPrefix("SyntaxError") || $0.hasPrefix("IndentationError")
        }) {
            lines.removeFirst(start)
        }
        return cut(lines, ignoresDetail)
    }

    private static func cut(_ lines: [String], _ ignoresDetail: Bool) -> [String] {
        guard let first = lines.first else { return [] }
        let name = kind(of: first[...])
        if ignoresDetail { return [name] }
        let rest = first.drop { $0 != ":" && $0 != " " }
        return [name + rest] + lines.dropFirst()
    }

    /// The module of an exception is often left out.
    private static func kind(of line: Substring) -> String {
        line.prefix { $0 != ":" && $0 != " " }.split(separator: ".").last.map(String.init) ?? ""
    }
}
