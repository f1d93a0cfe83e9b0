/// A question that a check asks of the world before it judges.
package enum Question: Hashable, Sendable {
    /// What stands at a path of the repository (no leading `/`, no `.` and `..` parts)?
    case path(String)
    /// Which fragments does the page at a path have?
    case anchors(String)
    /// Does a parser take this code?
    case syntax(SyntaxQuestion)
    /// What does the page at a path name of products that its readers should not use any more?
    case named(String)
    /// Is the file there that a page takes in?
    case inclusion(Inclusion)
    /// What do compilers say of the snippets of the page at a path?
    case compile(String)
    /// What do the snippets of the page at a path do when they are run?
    case run(String)
}

/// The answer to a question.
package enum Answer: Sendable {
    case entry(Entry)
    case anchors(Anchors)
    case syntax(SyntaxState)
    case named([NamedSymbol])
    case inclusion(InclusionState)
    case compile(PageCompile)
    case run(PageRun)
    /// It could not be learnt: the reason, as a clause that goes after "because".
    case unknown(String)

    /// What stands at a path.
    package enum Entry: Hashable, Sendable {
        case file, folder
        /// Nothing; the nearest path that there is, where one is near.
        case nothing(nearest: String?)
    }
}

/// The fragments of one page that a link can lead to.
package struct Anchors: Sendable {
    /// Fragment, and the heading or element that has it.
    package var places: [String: SourceRange]
    /// In document order, for proposals.
    package var names: [String]
    /// Whether the page may have further anchors that its source does not show (templates, shortcodes,
    /// components), so that a missing one is not certain.
    package var isOpen: Bool

    package init(places: [String: SourceRange] = [:], names: [String] = [], isOpen: Bool = false) {
        self.places = places
        self.names = names
        self.isOpen = isOpen
    }
}

/// What a check is given beside the document: answers to its questions, and what was prepared for it.
package struct Facts: Sendable {
    package var answers: [Question: Answer]
    /// The document's running text; there only for checks whose `needs` name it.
    package var prose: Prose?
    /// What stands on each line; there only for checks whose `needs` name it.
    package var lines: LineMap?
    /// Where characters stand that are seldom meant; there only for checks whose `needs` name it.
    package var characters: RareCharacters?

    package init(
        answers: [Question: Answer] = [:], prose: Prose? = nil, lines: LineMap? = nil,
        characters: RareCharacters? = nil
    ) {
        self.answers = answers
        self.prose = prose
        self.lines = lines
        self.characters = characters
    }

    package subscript(question: Question) -> Answer {
        answers[question] ?? .unknown("nobody asked")
    }
}
