package import Model

/// What a page says that a piece of code prints, and where it says so.
package struct Expectation: Sendable {
    package enum Subject: Hashable, Sendable {
        /// All that it prints.
        case output
        /// All that it prints as errors.
        case errors
        /// What a command shows in a terminal, with the status it ends with.
        case terminal(status: Int?)
        /// What an example of a doctest shows: its output, its value, or its exception.
        case example(ignoresDetail: Bool)
        /// What the code of some lines prints; counted from 0 in the code of the snippet.
        case printed(by: ClosedRange<Int>)
        /// The value of the expression on a line.
        case value(ofLine: Int)
    }

    package var subject: Subject
    package var written: WrittenOutput
    /// The same with what may belong to it, too; nil where there is nothing.
    package var longer: WrittenOutput?
    package var matcher: OutputMatcher
    /// Where to point when no line is meant.
    package var head: SourceRange
    /// Whether words, and no mark, say that it is output.
    package var isGuess: Bool
    /// Whether it is written as the value of an expression.
    package var saysValue: Bool

    /// Whether it stands in a comment of the code, where words for a reader may follow.
    package var isInComment: Bool {
        switch subject {
        case .printed, .value: true
        default: false
        }
    }

    package init(
        _ subject: Subject, _ written: WrittenOutput, _ matcher: OutputMatcher, head: SourceRange,
        isGuess: Bool = false, saysValue: Bool = false
    ) {
        self.subject = subject
        self.written = written
        self.matcher = matcher
        self.head = head
        self.isGuess = isGuess
        self.saysValue = saysValue
    }
}
