package import Model
import Toolchains

extension SessionPlan {
    /// Gives each session the project that it may use.
    ///
    /// - Parameter memory: the compilers that were found before.
    package mutating func add(
        _ projects: ProjectBuilder, _ settings: SnippetSettings, _ memory: (any ToolchainMemory)? = nil
    ) async {
        for (index, session) in sessions.enumerated() {
            guard await projects.hasProject(for: session.page, session.language.id, settings) else {
                continue
            }
            let codes = session.steps.flatMap(\.parts).map(\.code)
            guard session.language.needsProject(codes.joined()) else { continue }
            guard let toolchain = await session.language.toolchain(memory) else { continue }
            let outcome = await projects.context(
                for: session.page, session.language.id, settings, toolchain)
            if case .ready(let project)? = outcome { sessions[index].project = project }
        }
    }
}

extension RunLanguage {
    /// Whether code takes in something that a project may have.
    func needsProject(_ code: String) -> Bool {
        switch id {
        case Self.python.id: code.firstMatch(of: /(?m)^\s*(?:>>> )?(?:import|from)\s/) != nil
        case Self.javaScript.id, Self.typeScript.id:
            code.firstMatch(of: /\b(?:from|import|require\s*\(|import\s*\()\s*['"][^.'"]/) != nil
        case Self.ruby.id: code.contains("require")
        case Self.php.id: code.firstMatch(of: /(?m)^\s*use\s|new\s+\\?\w/) != nil
        default:
            CompileCatalog.all.first { $0.id == id }?.needsProject(Code(Array(code.utf8))) ?? false
        }
    }

    /// What compiles it; an interpreter is only known by its name.
    fileprivate func toolchain(_ memory: (any ToolchainMemory)?) async -> Toolchain? {
        guard let language = CompileCatalog.all.first(where: { $0.id == id }), language.programs != nil else {
            return Toolchain(program: program, version: "")
        }
        return try? await language.search.find(memory).get()
    }
}
