import ArgumentParser
import Model
import Running
import Sandbox

/// How the snippets of documents are run.
package struct RunRequest: Hashable, Sendable {
    /// Whether they see the network of this machine.
    package var allowsNetwork = false
    /// Whether they are kept from the rest of the machine.
    package var usesSandbox = true
    /// How long all of them may run together.
    package var time = PageCompiler.usualTime
    /// Whether what came of it is kept for the next run, and used again.
    package var keepsAnswers = false

    package init() {}

    /// What a user allows.
    struct Permission: Hashable, Sendable {
        var allowsRun = false
        var allowsNetwork = false
        var usesSandbox = true
        /// How long all of it may take.
        var time = PageCompiler.usualTime
    }

    /// - Parameter word: what asks for snippets to be run: an option or a command.
    init(_ permission: Permission, for word: String) throws(Refusal) {
        guard permission.allowsRun else {
            throw Refusal(
                what: "no snippet was run",
                why: "\(word) runs code that stands in documents, and nobody has allowed that",
                remedy:
                    "look at the documents and add --allow-run; the code runs in a sandbox without network")
        }
        allowsNetwork = permission.allowsNetwork
        usesSandbox = permission.usesSandbox
        time = permission.time
    }

    /// What runs them.
    func probe(workers: Int) async throws(Refusal) -> RunProbe {
        var probe: RunProbe
        if usesSandbox {
            switch await Sandbox.find() {
            case .success(let sandbox): probe = RunProbe(sandbox: sandbox, workers: workers)
            case .failure(let trouble):
                throw Refusal(what: "snippets cannot be run", why: trouble.reason, remedy: trouble.remedy)
            }
        } else {
            probe = RunProbe(sandbox: .none, workers: workers)
        }
        probe.time = time
        probe.network = allowsNetwork ? .allowed : .none
        probe.shelf = keepsAnswers ? CompileShelf.standard : nil
        probe.memory = keepsAnswers ? RunShelf.standard : nil
        return probe
    }
}

extension SnippetLevel: ExpressibleByArgument {}

/// The options that say how far snippets are checked.
struct RunOptions: ParsableArguments {
    @Option(help: "How far snippets are checked: syntax, types, build, run (default: syntax).")
    var snippets = SnippetLevel.syntax
    @OptionGroup var permission: RunPermission
}

/// What allows the code of documents to be run.
struct RunPermission: ParsableArguments {
    @Flag(help: "Allow code from documents to be run, in a sandbox.")
    var allowRun = false
    @Flag(help: "Let code that is run reach the network.")
    var allowNetwork = false
    @Flag(help: "Compile and run code without a sandbox: only on a machine that can be thrown away.")
    var noSandbox = false
    @Option(
        help: "How long snippets may be compiled, and then be run, all together: 90s, 30m (default: 10m).")
    var snippetTime: TimeLimit?

    var value: RunRequest.Permission {
        RunRequest.Permission(
            allowsRun: allowRun, allowsNetwork: allowNetwork, usesSandbox: !noSandbox,
            time: snippetTime?.duration ?? PageCompiler.usualTime)
    }
}
