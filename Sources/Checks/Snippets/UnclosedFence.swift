package import Model

/// Fenced code blocks without a closing fence: all that follows is code.
package struct UnclosedFence: Check {
    package static let id = "snippets.unclosed-fence"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for block in document.codeBlocks where block.isFenced && block.closingFence.isEmpty {
            let isEmpty = document.content.segments[block.lines].allSatisfy {
                document.text.slice($0.range).allSatisfy {
                    $0 == 0x20 || $0 == 0x09 || $0 == 0x0A || $0 == 0x0D
                }
            }
            var draft = Draft(
                at: block.openingFence, isEmpty ? Self.stray : Self.unclosed,
                subject: document.text.string(
                    SourceRange(
                        block.openingFence.lower,
                        block.info.isEmpty ? block.openingFence.upper : block.info.upper)))
            if let fence = document.almostClosing(block) {
                draft.notes.append(Note(Self.almost, at: fence))
            }
            verdict.add(draft)
        }
    }

    private static let unclosed = "this fence is never closed, so all that follows it is code"
    private static let stray = "this fence opens a code block that has neither code nor an end"
    private static let almost = "this line does not close it: a closing fence has nothing behind it"
}

extension Document {
    /// The first line within an unclosed block that begins with its fence and yet closes nothing.
    fileprivate func almostClosing(_ block: CodeBlock) -> SourceRange? {
        let fence = text.slice(block.openingFence)
        for segment in content.segments[block.lines] {
            let line = text.slice(segment.range)
            let rest = line.drop { $0 == 0x20 || $0 == 0x09 }
            guard rest.starts(with: fence) else { continue }
            var upper = segment.range.upper
            while upper > segment.range.lower, text.bytes[upper - 1] <= 0x20 { upper -= 1 }
            return SourceRange(rest.startIndex, upper)
        }
        return nil
    }
}
