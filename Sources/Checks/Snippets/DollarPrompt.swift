package import Model

/// Code blocks in which every line begins with `$`, so that no output tells commands apart.
package struct DollarPrompt: Check {
    package static let id = "snippets.dollar-prompt"
    package static let fixChanges = FixChanges.text

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for block in document.codeBlocks {
            for (prompt, line) in prompts(of: block, document) {
                verdict.add(
                    Draft(
                        at: prompt, Self.needless, subject: document.text.subject(line),
                        fixes: [Fix(title: Self.remove, safety: .safe, edits: [Edit(prompt, "")])]))
            }
        }
    }

    /// The prompts, each with its line; none where a line that is not empty has none.
    private func prompts(of block: CodeBlock, _ document: Document) -> [(SourceRange, SourceRange)] {
        let text = document.text
        var prompts: [(SourceRange, SourceRange)] = []
        for segment in document.content.segments[block.lines] {
            var line = segment.range
            while line.upper > line.lower,
                text.bytes[line.upper - 1] == 0x0A || text.bytes[line.upper - 1] == 0x0D
            {
                line.upper -= 1
            }
            if line.isEmpty { continue }
            let dollar = text.leadingSpace(of: line)
            guard dollar < line.upper, text.bytes[dollar] == UInt8(ascii: "$") else { return [] }
            let command = text.leadingSpace(of: SourceRange(dollar + 1, line.upper))
            guard command > dollar + 1 else { return [] }
            prompts.append((SourceRange(dollar, command), line))
        }
        return prompts
    }

    private static let needless = "a prompt before every command and no output: it is copied along"
    private static let remove = "remove the prompt"
}
