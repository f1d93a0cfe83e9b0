/// The commands of a terminal session: what is typed after `$ `, and what the screen shows then.
package struct TerminalSession: Sendable {
    package struct Command: Hashable, Sendable {
        /// Lines with what is typed.
        package var source: Range<Int>
        /// Lines with what is shown.
        package var shown: Range<Int>
        package var code: String
        /// From a last line such as `[exit 2]`, `[2]` or `? 2`; nil where there is none.
        package var status: Int?
    }

    package private(set) var commands: [Command] = []

    package static func isSession(_ lines: [String]) -> Bool {
        lines.first { !$0.allSatisfy(\.isWhitespace) }?.hasPrefix("$ ") ?? false
    }

    package init(_ lines: [String]) {
        var line = 0
        while line < lines.count {
            guard lines[line].hasPrefix("$ ") else {
                line += 1
                continue
            }
            let start = line
            var code = lines[line].dropFirst(2) + "\n"
            line += 1
            while line < lines.count, !lines[line].hasPrefix("$ ") {
                if lines[line].hasPrefix("> ") {
                    code += lines[line].dropFirst(2) + "\n"
                } else if code.hasSuffix("\\\n") {
                    code += lines[line] + "\n"
                } else {
                    break
                }
                line += 1
            }
            let shown = line
            while line < lines.count, !lines[line].hasPrefix("$ ") { line += 1 }
            var end = line
            while end > shown, lines[end - 1].allSatisfy(\.isWhitespace) { end -= 1 }
            let status = end > shown ? Self.status(lines[end - 1]) : nil
            commands.append(
                Command(
                    source: start..<shown, shown: shown..<(status == nil ? end : end - 1),
                    code: String(code), status: status))
        }
    }

    private static func status(_ line: String) -> Int? {
        for (before, after) in [("[exit ", "]"), ("[", "]"), ("? ", "")]
        where line.hasPrefix(before) && line.hasSuffix(after) {
            let digits = line.dropFirst(before.count).dropLast(after.count)
            if let status = Int(digits), (0...255).contains(status) { return status }
        }
        return nil
    }
}
