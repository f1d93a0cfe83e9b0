import Model
import Snippets

/// A snippet of a document and what is known of it.
struct ListedSnippet: Sendable {
    var path: String
    /// Counted from 1.
    var line: Int
    var snippet: Snippet
    var state: SnippetState
}

/// The state of a snippet; never two things in one.
enum SnippetState: Sendable {
    case passed(form: String, adaptations: [String])
    case failed(SyntaxFault, line: Int, column: Int)
    case failedAsSaid
    case skipped(by: String)
    case notCode
    case noLanguage
    case unknownLanguage
    case noToolchain(String)

    /// One word or two, as reports say it.
    var word: String {
        switch self {
        case .passed: "passed"
        case .failed: "failed"
        case .failedAsSaid: "fails as said"
        case .skipped: "skipped"
        case .notCode: "no code"
        case .noLanguage: "no language"
        case .unknownLanguage: "unknown language"
        case .noToolchain: "no toolchain"
        }
    }

    var detail: String {
        switch self {
        case .passed(let form, let adaptations):
            ([form == "file" ? nil : "as \(form)"] + adaptations).compactMap { $0 }.joined(separator: ", ")
        case .failed(let fault, let line, let column):
            fault.origin.map { "\($0.path):\($0.line):\($0.column): \(fault.message)" }
                ?? "\(line):\(column): \(fault.message)"
        case .skipped(let word): "`\(word)`"
        case .noToolchain(let reason): reason
        case .failedAsSaid, .notCode, .noLanguage, .unknownLanguage: ""
        }
    }

    var isChecked: Bool {
        switch self {
        case .passed, .failed, .failedAsSaid: true
        default: false
        }
    }
}

extension SnippetState {
    init(_ snippet: Snippet, on page: String, _ answers: [SyntaxQuestion: SyntaxState], _ text: SourceText?) {
        if let skip = snippet.mark.skip {
            self = .skipped(by: skip.word)
            return
        }
        guard let question = snippet.syntaxQuestion(on: page), let answer = answers[question] else {
            self = snippet.label.isEmpty ? .noLanguage : .notCode
            return
        }
        switch answer {
        case .passed(let form, let adaptations): self = .passed(form: form, adaptations: adaptations)
        case .notCode: self = .notCode
        case .unknownLanguage: self = .unknownLanguage
        case .noToolchain(let reason): self = .noToolchain(reason)
        case .failed(let fault):
            if snippet.mark.failure != nil {
                self = .failedAsSaid
            } else {
                let range = snippet.source(of: fault.range)
                let line = text?.line(at: range.lower) ?? 0
                let start = text?.line(line).lower ?? 0
                let column =
                    text.map { $0.string(SourceRange(start, max(start, range.lower))).unicodeScalars.count }
                    ?? 0
                self = .failed(fault, line: line + 1, column: column + 1)
            }
        }
    }
}
