package import Model
import Running
import Sandbox

/// How the snippets of documents are compiled.
package struct CompileRequest: Hashable, Sendable {
    package var level: SnippetLevel
    /// Whether compilers are kept from the rest of the machine.
    package var usesSandbox = true
    /// Whether what compilers said is kept, and used again.
    package var keepsAnswers = true

    package init(level: SnippetLevel) {
        self.level = level
    }

    /// How long compilers may take for all of them together.
    package var time = PageCompiler.usualTime
    /// Whether what builds a project may reach the network.
    package var allowsNetwork = false

    /// - Parameter surroundings: what snippets may use beside their own code.
    func compiler(
        workers: Int, _ surroundings: SnippetSurroundings
    ) async throws(Refusal) -> PageCompiler {
        let sandbox: Sandbox
        if usesSandbox {
            switch await Sandbox.find() {
            case .success(let found): sandbox = found
            case .failure(let trouble):
                throw Refusal(
                    what: "snippets cannot be compiled", why: trouble.reason, remedy: trouble.remedy)
            }
        } else {
            sandbox = .none
        }
        let shelf = keepsAnswers ? CompileShelf.standard : nil
        return PageCompiler(
            sandbox, level: level, workers: workers, memory: shelf,
            time: time,
            projects: ProjectBuilder(
                sandbox, surroundings.files, shelf: shelf, allowsNetwork: allowsNetwork),
            settings: surroundings.settings)
    }
}
