import Toolchains

extension CompileLanguage {
    /// TypeScript's compiler, for JavaScript whose project asks for its types with `checkJs`.
    package static let javascript: CompileLanguage = {
        var language = typescript
        language.id = "javascript"
        language.name = "JavaScript"
        language.labels = ["js", "javascript", "mjs", "cjs"]
        language.isOptional = true
        language.needsProject = { _ in true }
        language.layout = {
            TypeScriptUnits.layout($0, $1, options: ProjectBuilder.scriptOptions, ending: "js")
        }
        language.forms = { code in
            if Shape.hasElision(code) { return [] }
            let isModule = Shape.contains(
                code, /(?m)^\s*(?:import|export)\b|\brequire\s*\(|\bmodule\.exports\b|\bexports\.\w/)
            return [isModule ? code.as("file") : code.wrapped("", "\nexport {};\n", as: "file")]
        }
        return language
    }()
}
