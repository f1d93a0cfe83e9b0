import Model
import Snippets

/// A snippet of a document and what is known of it.
struct ListedSnippet: Sendable {
    var path: String
    /// Counted from 1.
    var line: Int
    /// Counted from 1, in Unicode scalars.
    var column: Int
    /// Counted from 1.
    var endLine: Int
    var snippet: Snippet
    var state: SnippetState
    /// Its place among the snippets of its document.
    var place = 0
    /// How far it was looked at, where it was.
    var level = SnippetLevel.syntax
}

/// The state of a snippet; never two things in one.
enum SnippetState: Sendable {
    case passed(form: String, adaptations: [String])
    case failed(SyntaxFault, line: Int, column: Int)
    /// It is meant to fail, and does.
    case failedAsSaid
    /// It is meant to fail, and does not; the word that says so.
    case staleExpectation(by: String)
    case skipped(SnippetMark.Skip)
    /// It is what another snippet prints.
    case output
    case notCode
    case noLanguage
    case unknownLanguage
    case noToolchain(String)
    /// A file that comes into it is not there.
    case noInclude(String)
    /// Nothing can be told at the level that was asked for; why, as a clause that goes after "because".
    case notAssessed(String)

    /// The words that people read, and those that programs do.
    enum Kind: String, CaseIterable {
        case passed, failed
        case failedAsSaid = "expected-failure"
        case staleExpectation = "stale-expectation"
        case skipped, output
        case notCode = "not-code"
        case noLanguage = "no-language"
        case unknownLanguage = "unknown-language"
        case noToolchain = "no-toolchain"
        case noInclude = "no-include"
        case notAssessed = "not-assessed"

        /// A word or two, as lists say it.
        var word: String {
            switch self {
            case .failedAsSaid: "fails as said"
            case .notCode: "no code"
            default: rawValue.replacing("-", with: " ")
            }
        }

        /// Whether a parser has looked at it.
        var isChecked: Bool {
            switch self {
            case .passed, .failed, .failedAsSaid, .staleExpectation: true
            default: false
            }
        }

        /// Whether somebody has to do something.
        var isWrong: Bool { self == .failed || self == .staleExpectation }
    }

    var kind: Kind {
        switch self {
        case .passed: .passed
        case .failed: .failed
        case .failedAsSaid: .failedAsSaid
        case .staleExpectation: .staleExpectation
        case .skipped: .skipped
        case .output: .output
        case .notCode: .notCode
        case .noLanguage: .noLanguage
        case .unknownLanguage: .unknownLanguage
        case .noToolchain: .noToolchain
        case .noInclude: .noInclude
        case .notAssessed: .notAssessed
        }
    }

    var word: String { kind.word }
    var isChecked: Bool { kind.isChecked }

    var detail: String {
        switch self {
        case .passed(let form, let adaptations):
            ([form == "file" ? nil : "as \(form)"] + adaptations).compactMap { $0 }.joined(separator: ", ")
        case .failed(let fault, let line, let column):
            (fault.origin.map { "\($0.path):\($0.line):\($0.column): " } ?? "\(line):\(column): ")
                + fault.message
                + (fault.otherLanguage.map { " (it is \($0))" } ?? "")
        case .skipped(let skip): "`\(skip.word)`" + (skip.reason.isEmpty ? "" : " because \(skip.reason)")
        case .staleExpectation(let word): "`\(word)`"
        case .noToolchain(let reason), .noInclude(let reason), .notAssessed(let reason): reason
        case .failedAsSaid, .output, .notCode, .noLanguage, .unknownLanguage: ""
        }
    }
}

extension SnippetState {
    /// - Parameter isProposal: whether its page may show syntax that does not exist.
    init(
        _ snippet: Snippet, _ answers: [SyntaxQuestion: SyntaxState], _ text: SourceText?,
        isProposal: Bool = false
    ) {
        if let skip = snippet.mark.skip {
            self = .skipped(skip)
            return
        }
        if snippet.mark.isOutput {
            self = .output
            return
        }
        guard let question = snippet.syntaxQuestion, let answer = answers[question] else {
            self = snippet.label.isEmpty ? .noLanguage : .notCode
            return
        }
        switch answer {
        case .passed(let form, let adaptations):
            self =
                snippet.mustFailSyntax
                ? .staleExpectation(by: snippet.mark.failure?.word ?? "")
                : .passed(form: form, adaptations: adaptations)
        case .notCode: self = .notCode
        case .unknownLanguage: self = .unknownLanguage
        case .noToolchain(let reason): self = .noToolchain(reason)
        case .noInclude(let reason): self = .noInclude(reason)
        case .failed(var fault):
            if isProposal { fault.confidence = .possible }
            if snippet.mark.failure?.stage == .compile {
                self = .failedAsSaid
            } else if isProposal, !snippet.hasLoneBracket {
                self = .noToolchain(Snippet.isProposed)
            } else {
                let place =
                    text.map { Self.place(of: snippet.source(of: fault.range).lower, in: $0) } ?? (
                        line: 1, column: 1
                    )
                self = .failed(fault, line: place.line, column: place.column)
            }
        }
    }

    /// The line and column of an offset, counted from 1.
    static func place(of offset: Int, in text: SourceText) -> (line: Int, column: Int) {
        let line = text.line(at: offset)
        let start = text.line(line).lower
        let before = text.string(SourceRange(start, max(start, offset)))
        return (line + 1, before.unicodeScalars.count + 1)
    }
}
