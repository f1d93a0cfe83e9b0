import ArgumentParser
import Model

extension SnippetLevel: ExpressibleByArgument {}

/// The options that say how far snippets are checked.
struct LevelOptions: ParsableArguments {
    @Option(help: "How far snippets are checked: syntax, types, build (default: syntax).")
    var snippets = SnippetLevel.syntax
    @Flag(help: "Compile without a sandbox: only on a machine that can be thrown away.")
    var noSandbox = false

    /// How snippets are compiled; nil where they are not.
    ///
    /// - Parameter keeps: whether what compilers said before is used.
    func compile(keeps: Bool) -> CompileRequest? {
        guard snippets >= .types else { return nil }
        var request = CompileRequest(level: min(snippets, .build))
        request.usesSandbox = !noSandbox
        request.keepsAnswers = keeps
        return request
    }
}
