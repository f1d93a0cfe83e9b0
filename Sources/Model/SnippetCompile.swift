/// What compilers say of the snippets of one page.
package struct PageCompile: Sendable {
    /// Those that were looked at, in document order.
    package var snippets: [SnippetCompile]
    /// Whether anybody asked for snippets to be compiled.
    package var wasAsked = true

    package init(_ snippets: [SnippetCompile]) {
        self.snippets = snippets
    }

    /// Nobody asked for snippets to be compiled.
    package static var notAsked: PageCompile {
        var page = PageCompile([])
        page.wasAsked = false
        return page
    }
}

/// What a compiler says of one snippet.
package struct SnippetCompile: Hashable, Sendable {
    /// Its place among the snippets of the page.
    package var place: Int
    package var state: CompileState

    package init(place: Int, state: CompileState) {
        self.place = place
        self.state = state
    }
}

/// What is known of a snippet after it was compiled, or was to be; never two things in one.
package enum CompileState: Hashable, Sendable {
    /// The compiler finds nothing wrong, at this level.
    case passed(SnippetLevel)
    /// What it finds, in document order.
    case failed([CompileFault])
    /// It is meant to be refused, and is.
    case failedAsSaid
    /// It is meant to be refused, and is not; the word that says so.
    case didNotFail(word: String)
    /// It is meant to be refused for a reason, and is for another.
    case failedOtherwise(word: String, said: [String], CompileFault)
    /// Its author does not want it to be compiled; why, as a clause that goes after "because".
    case skipped(String)
    /// Its compiler is not there; why, as a clause that goes after "because".
    case noToolchain(String)
    /// It was not compiled, or nothing can be told from what the compiler says; why, as a clause that goes after
    /// "because".
    case notAssessed(String)
}

/// Something that a compiler refuses.
package struct CompileFault: Hashable, Sendable {
    /// In the document.
    package var range: SourceRange
    /// The compiler's own words, in one line.
    package var message: String
    /// The name of the language, for people: `Rust`.
    package var language: String
    /// As the compiler names the error: `E0382`; nil where it has no names.
    package var code: String?
    package var confidence: Confidence
    /// Where it stands in a file that the page takes in; nil where it stands in the page itself.
    package var origin: SyntaxFault.Origin?

    package init(
        range: SourceRange, message: String, language: String, code: String?, confidence: Confidence
    ) {
        self.range = range
        self.message = message
        self.language = language
        self.code = code
        self.confidence = confidence
    }
}
