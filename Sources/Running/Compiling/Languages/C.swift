import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// GCC; its driver takes many files.
    package static let c = CFamily.language(
        id: "c", name: "C", labels: ["c", "h"], programs: ["gcc"], ending: "c", standard: "gnu17")
    package static let cpp = CFamily.language(
        id: "cpp", name: "C++", labels: ["cpp", "c++", "cxx", "cc", "hpp"], programs: ["g++"], ending: "cpp",
        standard: "gnu++20")
}

private enum CFamily {
    static func language(
        id: String, name: String, labels: [String], programs: [String], ending: String, standard: String
    ) -> CompileLanguage {
        CompileLanguage(
            id: id, name: name, labels: labels,
            search: ToolchainSearch(programs, version: ["--version"]),
            forms: forms, merged: \.bytes, needsConfirmation: { _ in false }, looksAtEach: true,
            highestLevel: .types,
            layout: { units, _, toolchain in
                CompileLayout(
                    files: units.map { ("\($0.name).\(ending)", $0.bytes) },
                    arguments: [
                        toolchain.program, "-fsyntax-only", "-std=\(standard)", "-ftabstop=1",
                        "-fmax-errors=50",
                        "-fno-diagnostics-show-caret", "-fdiagnostics-color=never",
                        "-fdiagnostics-column-unit=byte",
                    ] + (ending == "c" ? ["-Werror=implicit-function-declaration"] : [])
                        + units.map { "\($0.name).\(ending)" },
                    environment: ["LC_ALL": "C"])
            },
            read: { outcome in
                guard case .exited(let code) = outcome.ending, [0, 1].contains(code) else { return nil }
                return CompilerWords.read(String(decoding: outcome.errors, as: UTF8.self), columnUnit: .bytes)
            }, missingName: missingName, isProgram: { hasMain($0) && $0.contains("#include") })
    }

    static func hasMain(_ code: Code) -> Bool { Shape.contains(code, /\bmain\s*\(/) }

    @Sendable static func forms(_ code: Code) -> [Code] {
        if Shape.hasElision(code) { return [] }
        if hasMain(code) { return [code.as("file")] }
        let end = Shape.endOfImports(code, ["#", "using namespace"])
        return [
            code.as("file"),
            Shape.wrapped(code, after: end, "void snippet(void) {\n", "\n}", as: "function body"),
        ]
    }

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        let message = word.message
        if let match = message.firstMatch(of: /^(.+?): No such file or directory/) {
            return MissingName(String(match.1), isOutside: true)
        }
        let beginnings = ["unknown type name", "implicit declaration of function"]
        let middles = [
            "' undeclared", "' was not declared", "' does not name a type", "' has not been declared",
            "' is not a class", "' is not a namespace", "storage size of", "has incomplete type",
            "incomplete typedef", "undefined type", "' has no type", "is not a template", "incomplete type",
        ]
        guard
            beginnings.contains(where: { message.hasPrefix($0) })
                || middles.contains(where: { message.contains($0) }),
            let name = CompilerWords.quoted(message)
        else { return nil }
        let near = message.firstRange(of: "did you mean").flatMap {
            CompilerWords.quoted(String(message[$0.upperBound...]))
        }
        return MissingName(name, suggestion: near)
    }
}
