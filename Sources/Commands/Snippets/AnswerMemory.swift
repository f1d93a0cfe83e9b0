import Model
import Synchronization

/// What parsers and runs have said before in a command that looks at pages again and again, such as one that mends them.
final class AnswerMemory: Sendable {
    private let syntax = Mutex<[SyntaxQuestion: SyntaxState]>([:])
    private let runs = Mutex<[Page: Answer]>([:])

    /// A page as it stood.
    private struct Page: Hashable, Sendable {
        var path: String
        var text: [UInt8]
    }

    /// What is known of a snippet. What takes in files is asked again: they may be another now.
    func state(of question: SyntaxQuestion) -> SyntaxState? {
        question.inclusions.isEmpty ? syntax.withLock { $0[question] } : nil
    }

    func keep(_ states: [SyntaxQuestion: SyntaxState]) {
        syntax.withLock { known in
            for (question, state) in states where question.inclusions.isEmpty { known[question] = state }
        }
    }

    /// What came of running the snippets of a page that stands as it stood.
    func run(of document: Document) -> Answer? {
        runs.withLock { $0[Page(path: document.path, text: document.text.bytes)] }
    }

    func keep(_ answer: Answer, for document: Document) {
        runs.withLock { $0[Page(path: document.path, text: document.text.bytes)] = answer }
    }
}
