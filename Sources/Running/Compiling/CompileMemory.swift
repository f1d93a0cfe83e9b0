import Model

/// The compilers that were found before, so that none is asked twice for its version.
package protocol ToolchainMemory: Sendable {
    /// The compiler that was found where all that decides it was the same; nil where none was.
    func toolchain(for evidence: [String]) -> Toolchain?
    func keep(_ toolchain: Toolchain, for evidence: [String])
}

/// What was learnt of compilers and code before, so that nothing is compiled twice.
package protocol CompileMemory: ToolchainMemory {
    /// What a compiler said of some code; nil where it was not asked.
    func words(for question: CompileQuestion) -> [CompilerWord]?
    func keep(_ words: [CompilerWord], for question: CompileQuestion)
    /// Is called at the end of a run.
    func save()
    /// Is called whenever something was learnt that the end of the run might not see.
    func saveNowAndThen()
}

/// All that decides what a compiler says of some code.
package struct CompileQuestion: Hashable, Sendable {
    /// The language and the level, in words.
    package var subject: String
    /// As it is compiled by itself, with its wrapper.
    package var code: [UInt8]
    package var edition: String?
    package var toolchain: Toolchain
    /// Further words for the compiler, from the configuration.
    package var flags: [String] = []
    /// What tells the project that it may use from others; nil where there is none.
    package var project: String?

    package init(subject: String, code: [UInt8], edition: String?, toolchain: Toolchain) {
        self.subject = subject
        self.code = code
        self.edition = edition
        self.toolchain = toolchain
    }
}
