/// How far a snippet is checked; each level includes those before it.
package enum SnippetLevel: String, CaseIterable, Sendable, Comparable {
    /// A parser takes it.
    case syntax
    /// A compiler finds nothing wrong with its names and types.
    case types
    /// It compiles and links.
    case build
    /// It runs, and prints what the page says.
    case run

    package static func < (a: SnippetLevel, b: SnippetLevel) -> Bool { a.rank < b.rank }
    private var rank: Int { Self.allCases.firstIndex(of: self) ?? 0 }
}

/// What the author says of a snippet: in the info string, in a comment before it, or in lines of its own.
package struct SnippetMark: Hashable, Sendable {
    /// The highest level it is checked at, whatever a run asks for; nil where the run decides.
    package var level: SnippetLevel?
    /// Why it is not to be checked at all.
    package var skip: Skip?
    /// Set where it is meant to fail.
    package var failure: ExpectedFailure?
    /// The program that it is a part of: the snippets of a page with one group are compiled as one file, in order.
    package var group: String?
    /// The session that it goes on with: the snippets of a page with one session run one after another and share
    /// what they define.
    package var session: String?
    /// Whether it goes on where the snippet in the same language before it ends.
    package var continues = false
    /// Whether it must be compiled by itself, never together with others.
    package var isStandalone = false
    /// Whether readers do not see it.
    package var isHidden = false
    /// Whether it stands before all others of its group, its session or, where it has neither, its page.
    package var isSetup = false
    /// Whether it is no code but what the snippet before it prints.
    package var isOutput = false
    /// How the output is compared; nil where nobody says.
    package var comparison: OutputComparison?
    /// Applied to both sides before outputs are compared, in order.
    package var filters: [OutputFilter] = []
    /// How long it may run, in milliseconds.
    package var timeout: Int?
    /// All of them must hold of the toolchain, or the snippet is not for it.
    package var versions: [VersionCondition] = []
    /// The edition of the language, as its compiler takes it: `2021`.
    package var edition: String?
    /// What it is a copy of.
    package var copy: CopySource?
    /// Which conventions said something, each once, in order.
    package var conventions: [MarkConvention] = []

    package init() {}

    /// A snippet of which its author says nothing.
    package static var none: SnippetMark { SnippetMark() }

    package struct Skip: Hashable, Sendable {
        /// The word that says so, as written: `ignore`, `notest`.
        package var word: String
        /// Empty where none is given.
        package var reason: String

        package init(by word: String, because reason: String = "") {
            self.word = word
            self.reason = reason
        }
    }
}

/// Who reads a mark, beside Docent.
package enum MarkConvention: String, CaseIterable, Sendable {
    case docent = "Docent"
    case rustdoc
    case mdBook
    case docusaurus = "Docusaurus"
    case mkDocs = "MkDocs"
    case vitePress = "VitePress"
    case sybil = "Sybil"
    case ocamlMDX = "OCaml mdx"
    case pytestCodeblocks = "pytest-codeblocks"
    case phmdoctest
    case pytestMarkdownDocs = "pytest-markdown-docs"
    case pytestExamples = "pytest-examples"
    case twoslash
    case docDetective = "Doc Detective"
    case documenter = "Documenter.jl"
    case swiftBook = "The Swift Programming Language"
    /// A word that several tools and people use, such as `skip`.
    case common = "info string"
}

/// That a snippet is meant to fail, and how.
package struct ExpectedFailure: Hashable, Sendable {
    package enum Stage: String, Sendable {
        /// A compiler, or the parser of a language that is not compiled, must refuse it.
        case compile
        /// It compiles, and must fail while it runs.
        case run
    }

    /// The word that says so, as written: `compile_fail`, `expect-error`.
    package var word: String
    package var stage: Stage
    /// What must be reported; empty where any error will do.
    package var errors: [ExpectedError]

    package init(by word: String, _ stage: Stage = .compile, errors: [ExpectedError] = []) {
        self.word = word
        self.stage = stage
        self.errors = errors
    }
}

/// One error that a compiler must report.
package struct ExpectedError: Hashable, Sendable {
    /// As the compiler names it, such as `E0382`, `2322` or `SyntaxError`; nil where any will do.
    package var code: String?
    /// Counted from 1 in the lines of the block as they stand in the document; nil where any will do.
    package var line: Int?

    package init(code: String?, line: Int? = nil) {
        self.code = code
        self.line = line
    }
}

/// How what a snippet prints is compared with what the page says.
package enum OutputComparison: String, CaseIterable, Sendable {
    /// Line by line, without white space at the ends of lines and blank lines at the end.
    case exact
    /// `...` stands for anything: within a line, or alone on it for any number of lines.
    case ellipsis
    /// The same lines in any order.
    case unordered
    /// Equal as JSON, whatever the white space and the order of keys.
    case json
    /// Not compared.
    case none
}

/// What is replaced on both sides before outputs are compared.
package enum OutputFilter: Hashable, Sendable {
    /// A regular expression, and what stands in the place of all that fits.
    case pattern(String, replacement: String)
    /// One that is built in, or that the configuration names.
    case named(String)
}

/// A condition on the version of the toolchain of the snippet's language.
package struct VersionCondition: Hashable, Sendable {
    package enum Relation: String, CaseIterable, Sendable {
        case atLeast = ">="
        case atMost = "<="
        case notEqual = "!="
        case above = ">"
        case below = "<"
        case equal = "="
    }

    package var relation: Relation
    /// The numbers of the version: `5.9` is 5 and 9.
    package var version: [Int]

    package init(_ relation: Relation, _ version: [Int]) {
        self.relation = relation
        self.version = version
    }

    /// Whether a version is one that is meant. Numbers that are not given count as 0; `=` and `!=` compare only
    /// as many numbers as the condition has, so that 5.9.2 is 5.9.
    package func holds(for other: [Int]) -> Bool {
        var order = 0
        let count = max(version.count, other.count)
        let compared = relation == .equal || relation == .notEqual ? version.count : count
        for index in 0..<compared where order == 0 {
            let (a, b) = (
                index < other.count ? other[index] : 0, index < version.count ? version[index] : 0
            )
            order = a < b ? -1 : a > b ? 1 : 0
        }
        switch relation {
        case .atLeast: return order >= 0
        case .atMost: return order <= 0
        case .above: return order > 0
        case .below: return order < 0
        case .equal: return order == 0
        case .notEqual: return order != 0
        }
    }
}

/// The file, or the part of one, that a snippet is a copy of.
package struct CopySource: Hashable, Sendable {
    /// As written: seen from the page, or from the top of the repository where it begins with `/`.
    package var path: String
    /// A region or, as `3-9`, lines; nil where the whole file is meant.
    package var part: String?

    package init(path: String, part: String?) {
        self.path = path
        self.part = part
    }
}
