import Model
import Toolchains

/// The state of a snippet's syntax.
func syntax(_ label: String, _ code: String) async -> SyntaxState {
    // A machine that does much else may be slow.
    let toolbox = Toolbox(patience: .seconds(60))
    return await SyntaxChecker(toolbox: toolbox).states(of: [
        SyntaxQuestion(label: label, code: Array(code.utf8))
    ])[0]
}

/// Whether the toolchain of a language is here, so that its tests can be run.
func isHere(_ label: String) async -> Bool {
    if case .noToolchain = await syntax(label, "\n") { false } else { true }
}
