/// Writes JSON that was printed as an author has written it before: on one line, or indented as deep.
enum JSONRewriting {
    /// - Returns: nil where the author leaves something out, which would come back.
    static func text(of actual: OutputText, like expected: OutputText) -> [String]? {
        var reader = JSONReader(actual.lines.joined(separator: "\n"))
        guard let value = reader.read(), !expected.lines.contains(where: isElided) else { return nil }
        guard expected.lines.count > 1 else { return [line(value)] }
        let indent = expected.lines.lazy.map { $0.prefix { $0 == " " || $0 == "\t" } }.first { !$0.isEmpty }
        var lines: [String] = [""]
        write(value, String(indent ?? "  "), depth: 0, &lines)
        return lines
    }

    private static func isElided(_ line: String) -> Bool { line.contains("...") || line.contains("…") }

    private static func write(
        _ value: JSONReader.Value, _ indent: String, depth: Int, _ lines: inout [String]
    ) {
        let inner = String(repeating: indent, count: depth + 1)
        let outer = String(repeating: indent, count: depth)
        switch value.kind {
        case .object(let object) where !object.members.isEmpty:
            lines[lines.count - 1] += "{"
            for (index, member) in object.members.enumerated() {
                lines.append("\(inner)\(quoted(member.key)): ")
                write(member.value, indent, depth: depth + 1, &lines)
                if index + 1 < object.members.count { lines[lines.count - 1] += "," }
            }
            lines.append(outer + "}")
        case .array(let elements) where !elements.isEmpty:
            lines[lines.count - 1] += "["
            for (index, element) in elements.enumerated() {
                lines.append(inner)
                write(element, indent, depth: depth + 1, &lines)
                if index + 1 < elements.count { lines[lines.count - 1] += "," }
            }
            lines.append(outer + "]")
        default: lines[lines.count - 1] += line(value)
        }
    }

    private static func line(_ value: JSONReader.Value) -> String {
        switch value.kind {
        case .object(let object):
            "{" + object.members.map { "\(quoted($0.key)): \(line($0.value))" }.joined(separator: ", ") + "}"
        case .array(let elements): "[" + elements.map(line).joined(separator: ", ") + "]"
        case .text(let text): quoted(text)
        case .number(let text), .word(let text): text
        case .elision: "..."
        }
    }

    private static func quoted(_ text: String) -> String { JSONText.quoted(text) }
}
