import Toolchains

/// The examples of a Python session: what is typed after `>>>`, and what the interpreter answers (Python's library
/// reference, module `doctest`).
package struct Doctest: Sendable {
    package struct Example: Hashable, Sendable {
        /// Lines of the code with what is typed.
        package var source: Range<Int>
        /// Lines of the code with the answer.
        package var want: Range<Int>
        /// Lines up to the next prompt: answers with empty lines in them are longer than `want`.
        package var all: Range<Int>
        /// How many bytes stand before the prompt on each line.
        package var indent: Int
        package var code: String
        package var options: Set<String>
    }

    package private(set) var examples: [Example] = []

    /// Whether the first line that is not empty has a prompt.
    package static func isSession(_ lines: [String]) -> Bool {
        guard let first = lines.first(where: { !$0.allSatisfy(\.isWhitespace) }) else { return false }
        let text = first.drop { $0 == " " }
        return text.hasPrefix(">>> ") || text == ">>>"
    }

    package init(_ lines: [String]) {
        var line = 0
        while line < lines.count {
            let indent = lines[line].prefix { $0 == " " }.count
            guard Self.isPrompt(lines[line], ">>>", indent) else {
                line += 1
                continue
            }
            let start = line
            var code = Self.typed(lines[line], indent) + "\n"
            line += 1
            while line < lines.count, Self.isPrompt(lines[line], "...", indent),
                !Self.isAnswer(lines, line, after: code, indent)
            {
                code += Self.typed(lines[line], indent) + "\n"
                line += 1
            }
            let want = line
            while line < lines.count, !lines[line].allSatisfy(\.isWhitespace),
                !Self.isPrompt(lines[line], ">>>", lines[line].prefix { $0 == " " }.count)
            {
                line += 1
            }
            // Prompts with nothing or a comment behind them are none.
            let isEmpty = code.split(separator: "\n").allSatisfy { line in
                let text = line.drop(while: \.isWhitespace)
                return text.isEmpty || text.hasPrefix("#")
            }
            if isEmpty { continue }
            examples.append(
                Example(
                    source: start..<want, want: want..<line, all: want..<Self.end(of: lines, from: line),
                    indent: indent, code: code, options: Self.options(in: code)))
        }
    }

    /// The line behind the last one that is not empty before the next prompt.
    private static func end(of lines: [String], from line: Int) -> Int {
        let next = lines[line...].firstIndex { $0.drop { $0 == " " }.hasPrefix(">>>") } ?? lines.count
        return (lines[line..<next].lastIndex { !$0.allSatisfy(\.isWhitespace) } ?? line - 1) + 1
    }

    private static func isPrompt(_ line: String, _ prompt: String, _ indent: Int) -> Bool {
        let text = line.dropFirst(indent)
        guard line.prefix(indent).allSatisfy({ $0 == " " }) else { return false }
        return text == prompt || text.hasPrefix(prompt + " ")
    }

    /// Three dots alone, or before words for the reader, are an answer with elisions where the code before them is whole.
    private static func isAnswer(_ lines: [String], _ line: Int, after code: String, _ indent: Int) -> Bool {
        guard
            lines[line].dropFirst(indent).drop(while: { $0 == "." }).allSatisfy(\.isWhitespace)
                || PythonSession.isTalk(lines[line])
        else { return false }
        let last = code.split(separator: "\n").last ?? ""
        let isBlock =
            code.split(separator: "\n").count > 1 || last.last.map { ":,([{\\".contains($0) } ?? true
        return !isBlock && !last.hasPrefix("@")
    }

    private static func typed(_ line: String, _ indent: Int) -> String {
        String(line.dropFirst(indent + 3).dropFirst())
    }

    private static func options(in code: String) -> Set<String> {
        var options: Set<String> = []
        for line in code.split(separator: "\n") {
            guard let mark = line.firstRange(of: "doctest:") else { continue }
            let words = line[mark.upperBound...].split { $0 == " " || $0 == "," }
            for word in words where word.hasPrefix("+") { options.insert(String(word.dropFirst())) }
        }
        return options
    }

    /// How the answer to an example is compared: as `doctest` does it. Three dots stand for anything, because projects
    /// ask for that in their own configuration and no one can see it on the page.
    static func matcher(_ options: Set<String>) -> OutputMatcher {
        var marks: OutputLine.Marks = [.dots]
        if options.contains("NORMALIZE_WHITESPACE") { marks.insert(.anySpace) }
        return OutputMatcher(marks: marks)
    }
}
