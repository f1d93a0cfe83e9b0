package import Model

/// Fences of code blocks with other characters than the rest of the page has.
package struct FenceStyle: Check {
    package static let id = "snippets.fence-style"
    package static let parameters = [
        Parameter(
            "style", .choice(["consistent", "backtick", "tilde"]), standard: .text("consistent"),
            summary: "The character of fences; `consistent` is that of the first on the page.")
    ]

    private let character: UInt8?

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        switch parameters.text("style") {
        case "backtick": character = UInt8(ascii: "`")
        case "tilde": character = UInt8(ascii: "~")
        default: character = nil
        }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let text = document.text
        var wanted = character
        for block in document.codeBlocks where block.isFenced {
            let found = text.bytes[block.openingFence.lower]
            let expected = wanted ?? found
            wanted = expected
            guard found != expected else { continue }
            verdict.add(
                Draft(
                    at: block.openingFence,
                    found == UInt8(ascii: "~") ? Self.tildes : Self.backticks,
                    subject: text.string(
                        SourceRange(
                            block.openingFence.lower, max(block.openingFence.upper, block.info.upper)))))
        }
    }

    private static let tildes = "this fence is of tildes and not of backticks"
    private static let backticks = "this fence is of backticks and not of tildes"
}
