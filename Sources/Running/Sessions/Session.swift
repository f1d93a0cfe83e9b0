package import Model

/// Snippets of one page and one language that are run one after another and share what they define.
package struct Session: Sendable {
    package var language: RunLanguage
    package var page: String
    package var steps: [Step]
    /// Files that the page names, written before the first step: path in the session's folder, and content.
    package var files: [File]
    /// What stands before its code and readers do not see.
    package var prelude = ""
    /// Further words for the compiler.
    package var flags: [String] = []
    /// The project that it may use; nil where there is none.
    package var project: ProjectContext?

    package struct File: Hashable, Sendable {
        package var path: String
        package var content: [UInt8]
    }

    /// One snippet.
    package struct Step: Sendable {
        /// Its place among the snippets of the page.
        package var place: Int
        package var lines: CodeLines
        /// What is run, in order; several where the snippet is a session itself.
        package var parts: [Part]
        package var mark: SnippetMark
        /// Where lines of the code come from that the page takes in, as `path:line`, by line counted from 0.
        package var origins: [Int: String] = [:]

        package var isSession: Bool { parts.count > 1 || parts.first?.isTyped == true }
    }

    /// What is run at once.
    package struct Part: Sendable {
        package var code: String
        /// Its first line in the code of the snippet, counted from 0.
        package var line: Int
        /// Whether it is typed at a prompt, so that the value of an expression shows.
        package var isTyped: Bool
        package var expectations: [Expectation]

        /// Lines, counted in the code of the snippet, whose expressions' values are asked for.
        package var watched: [Int] {
            expectations.compactMap { if case .value(let line) = $0.subject { line } else { nil } }
        }

        /// Whether it must be known which line prints what.
        package var needsLines: Bool {
            expectations.contains { if case .printed = $0.subject { true } else { false } }
        }
    }
}

/// What is run of a page, and what is not, and why.
package struct SessionPlan: Sendable {
    package var sessions: [Session] = []
    /// Snippets that are not run, by place.
    package var states: [Int: RunState] = [:]
}
