package import Model

extension SnippetMark {
    /// What the words of an info string say, by the conventions of rustdoc, mdBook, Doc Detective,
    /// pytest-markdown-docs, pytest-examples and Swift's book.
    package init(label: String, attributes: String) {
        let words = attributes.split { !($0.isLetter || $0.isNumber || "_-".contains($0)) }
        for word in words {
            let word = String(word)
            if Self.skipping.contains(word) || word.hasPrefix("ignore-") {
                self = .skipped(by: word)
                return
            }
        }
        for word in words where Self.failing.contains(String(word)) {
            self = .mustFail(by: String(word))
            return
        }
        self = .none
    }

    private static let skipping: Set<String> = [
        "ignore", "notest", "testIgnore", "no_check", "skip-test", "skip", "nocheck", "excerpt",
    ]
    private static let failing: Set<String> = [
        "compile_fail", "does_not_compile", "fails", "invalid", "incorrect", "expect-error", "error",
    ]
}
