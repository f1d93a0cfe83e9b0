/// A Markdown page whose `console` fences are sessions: what a user types after `$ `, and what the program says.
///
/// A comment before a fence says where it is played: `<!-- transcript: samples/site -->` in a new copy of that
/// folder, `<!-- transcript: continued -->` in the copy of the fence before. A last line `[exit 1]` is the exit
/// status where it is not 0. Fences without the comment are prose.
struct Transcript {
    /// A run of lines of the page.
    enum Part: Equatable {
        case prose([Substring])
        case session(folder: Substring, steps: [Step])
    }

    struct Step: Equatable {
        var command: Substring
        var output: [Substring]
    }

    var parts: [Part] = []
    /// What is wrong with the page, with its line.
    var mistakes: [String] = []

    init(_ text: String) {
        var prose: [Substring] = []
        var marker: Substring?
        var fence: Substring?
        // What stands in other fences is no comment of the page.
        var example: Substring?
        var steps: [Step] = []
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            if let open = fence {
                if line == open {
                    parts.append(.session(folder: marker ?? "", steps: steps))
                    prose = [line]
                    (fence, marker, steps) = (nil, nil, [])
                } else if line.hasPrefix("$ ") {
                    steps.append(Step(command: line.dropFirst(2), output: []))
                } else if steps.isEmpty {
                    mistakes.append("line \(index + 1): a session begins with `$ ` and a command")
                } else {
                    steps[steps.count - 1].output.append(line)
                }
                continue
            }
            prose.append(line)
            if let open = example {
                if line == open { example = nil }
            } else if let match = line.wholeMatch(of: /<!-- transcript: ([\w.\/-]+) -->/) {
                marker = match.1
            } else if marker != nil, line.wholeMatch(of: /```+console/) != nil {
                parts.append(.prose(prose))
                fence = line.prefix { $0 == "`" }
            } else if marker == nil, line.hasPrefix("```") {
                example = line.prefix { $0 == "`" }
            } else if marker != nil, !line.isEmpty {
                mistakes.append("line \(index + 1): no `console` fence follows the transcript comment")
                marker = nil
            }
        }
        if fence != nil { mistakes.append("the last session has no end") }
        parts.append(.prose(prose))
    }

    var text: String {
        parts.flatMap { part -> [Substring] in
            switch part {
            case .prose(let lines): lines
            case .session(_, let steps): steps.flatMap { ["$ " + $0.command] + $0.output }
            }
        }.joined(separator: "\n")
    }

    /// The same page with what the program says now.
    func played() throws -> Transcript {
        try Shell.withTemporaryFolder { top in
            var page = self
            var copies = 0
            for index in page.parts.indices {
                guard case .session(let folder, var steps) = page.parts[index] else { continue }
                if folder != "continued" {
                    copies += 1
                    try Shell.succeed(
                        "mkdir \(copies) && cp -R \(Shell.quoted("\(Shell.root)/\(folder)"))/. \(copies)/",
                        in: top)
                }
                for step in steps.indices {
                    steps[step].output = try Self.output(of: steps[step].command, in: "\(top)/\(copies)")
                }
                page.parts[index] = .session(folder: folder, steps: steps)
            }
            return page
        }
    }

    /// What a command prints, without what differs from run to run: the time it took, and where the copy is.
    private static func output(of command: Substring, in folder: String) throws -> [Substring] {
        // What runs keep is kept beside the copy, and gone with it.
        let data = "XDG_DATA_HOME=\(Shell.quoted(folder + ".data")); export XDG_DATA_HOME\n"
        let (output, status) = try Shell.run(data + command, in: folder)
        var text = output.replacing(folder, with: "$PWD")
        text.replace(/; [0-9]+\.[0-9]{2} s\n/, with: "; 0.00 s\n")
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        if status != 0 { lines.append("[exit \(status)]") }
        return lines
    }
}
