/// What came of running the snippets of one page.
package struct PageRun: Sendable {
    /// Those that were looked at, in document order.
    package var snippets: [SnippetRun]
    /// Whether anybody asked for snippets to be run.
    package var wasAsked = true

    package init(_ snippets: [SnippetRun]) {
        self.snippets = snippets
    }

    /// Nobody asked for snippets to be run.
    package static var notAsked: PageRun {
        var run = PageRun([])
        run.wasAsked = false
        return run
    }
}

/// What came of running one snippet.
package struct SnippetRun: Sendable {
    /// Its place among the snippets of the page.
    package var place: Int
    package var state: RunState
    /// Where it does not print what the page says, in order.
    package var mismatches: [OutputMismatch]
    /// How many outputs of the page were held against what it printed.
    package var compared: Int

    package init(place: Int, state: RunState, mismatches: [OutputMismatch] = [], compared: Int = 0) {
        self.place = place
        self.state = state
        self.mismatches = mismatches
        self.compared = compared
    }
}

/// How a run of a snippet ended, or why there was none.
package enum RunState: Hashable, Sendable {
    /// It ran to its end.
    case passed
    case failed(RunFault)
    /// It is meant to fail, and does.
    case failedAsSaid
    /// It is meant to fail, and does not; the word that says so.
    case didNotFail(word: String)
    /// Its author does not want it to be run; why, as a clause that goes after "because".
    case skipped(String)
    /// What runs it is not there; why, as a clause that goes after "because".
    case noToolchain(String)
    /// It was not run, or nothing can be told from how it ended; why, as a clause that goes after "because".
    case notAssessed(String)
}

/// How a snippet failed while it ran.
package struct RunFault: Hashable, Sendable {
    /// In the document.
    package var range: SourceRange
    /// What happened, in the program's own words where it has some.
    package var message: String
    /// How sure it is that the code is to blame; less where only a guess puts it behind the code before it.
    package var confidence: Confidence

    package init(range: SourceRange, message: String, confidence: Confidence = .certain) {
        self.range = range
        self.message = message
        self.confidence = confidence
    }
}

/// Output on a page that is not what the code prints.
package struct OutputMismatch: Hashable, Sendable {
    /// The first line that is another, in the document.
    package var range: SourceRange
    /// The line as it is printed; nil where nothing is printed that could be it.
    package var printed: String?
    /// Whether all that the page says is printed, and then more.
    package var isMore: Bool
    /// What is wrong where it is not a line: "there is no `$.id` in the output".
    package var reason: String?
    /// What makes the page right; nil where that cannot be told.
    package var edit: Edit?
    package var confidence: Confidence

    package init(
        range: SourceRange, printed: String?, isMore: Bool, reason: String?, edit: Edit?,
        confidence: Confidence
    ) {
        self.range = range
        self.printed = printed
        self.isMore = isMore
        self.reason = reason
        self.edit = edit
        self.confidence = confidence
    }
}
