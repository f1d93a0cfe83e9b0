import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// TypeScript's compiler, with a module for each snippet of a program.
    package static let typescript = CompileLanguage(
        id: "typescript", name: "TypeScript", labels: ["ts", "typescript", "mts"],
        search: ToolchainSearch(["tsc"], version: ["--version"]),
        forms: { code in
            if Shape.hasElision(code) { return [] }
            let isModule = Shape.contains(code, /(?m)^\s*(?:import|export)\b/)
            return [isModule ? code.as("file") : code.wrapped("", "\nexport {};\n", as: "file")]
        },
        merged: { code in
            // What a snippet says to all modules would be heard by the others.
            code.contains("declare global") || code.contains("declare module") ? nil : code.bytes
        },
        needsConfirmation: { _ in false }, highestLevel: .types,
        layout: TypeScriptUnits.layout, needsProject: TypeScriptUnits.needsProject,
        // Heads of functions stand for themselves.
        isAboutForm: { ["2389", "2390", "2391"].contains($0.code) },
        // A variable of a type stands for a value of it.
        isNoise: { $0.code == "2454" },
        showsAlternatives: TypeScriptUnits.showsAlternatives, isBeyond: TypeScriptUnits.isBeyond,
        read: { outcome in
            guard case .exited(let code) = outcome.ending, [0, 1, 2].contains(code) else { return nil }
            return TypeScriptUnits.read(String(decoding: outcome.output, as: UTF8.self))
        },
        missingName: TypeScriptUnits.missingName, isProgram: { _ in false })
}

enum TypeScriptUnits {
    @Sendable static func layout(_ units: [CompileUnit], _ setting: CompileSetting) -> CompileLayout {
        layout(units, setting, options: ProjectBuilder.options, ending: "ts")
    }

    /// - Parameters:
    ///   - options: the variable that names the file with the project's options.
    ///   - ending: of the files.
    static func layout(
        _ units: [CompileUnit], _ setting: CompileSetting, options: String, ending: String
    ) -> CompileLayout {
        var files = units.map { (name: "\($0.name).\(ending)", bytes: $0.bytes) }
        if let project = setting.project, let own = project.environment[options] {
            // The project's own options, but for those that are about its files and not about types.
            let names = files.map { "\"\($0.name)\"" }.joined(separator: ", ")
            files.append(
                (
                    "tsconfig.json",
                    Array(
                        """
                        {"extends": "\(project.root)/\(own)",
                         "compilerOptions": {"noEmit": true, "composite": false, "incremental": false,
                          "declaration": false, "skipLibCheck": true, "noUnusedLocals": false,
                          "noUnusedParameters": false, "rootDir": "/"},
                         "files": [\(names)], "include": []}
                        """.utf8)
                ))
            return CompileLayout(
                files: files,
                arguments: [setting.toolchain.program, "--pretty", "false", "-p", "tsconfig.json"]
                    + setting.flags)
        }
        return CompileLayout(
            files: files,
            arguments: [
                setting.toolchain.program, "--noEmit", "--pretty", "false", "--target", "esnext", "--module",
                "esnext", "--moduleResolution", "node", "--lib", "esnext,dom,dom.iterable", "--skipLibCheck",
                "--strictNullChecks", "--noImplicitAny", "false", "--experimentalDecorators",
                "--jsx", "preserve", "--typeRoots", "none",
            ] + setting.flags + files.map(\.name))
    }

    @Sendable static func needsProject(_ code: Code) -> Bool {
        Shape.contains(code, /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"]/)
    }

    /// Reads `FILE(LINE,COLUMN): error TS2304: MESSAGE`.
    static func read(_ text: String) -> [CompilerWord] {
        text.split(separator: "\n").compactMap { line in
            guard let match = line.firstMatch(of: /^(.*?)\((\d+),(\d+)\): error TS(\d+): (.*)$/),
                let row = Int(match.2), let column = Int(match.3)
            else { return nil }
            return CompilerWord(
                unit: CompilerWords.unit(of: match.1), line: row, column: column, columnUnit: .utf16,
                message: String(match.5), code: String(match.4))
        }
    }

    /// What other options of the compiler allow, and what a package adds that is taken in for that alone.
    @Sendable static func isBeyond(_ word: CompilerWord) -> String? {
        if ["2691", "5097"].contains(word.code) || word.message.hasSuffix("parameter of type 'never'.") {
            return "it may need other options of the compiler"
        }
        return word.message.contains("on type 'typeof Reflect'")
            ? "it needs a package that adds to `Reflect`, which is not there" : nil
    }

    /// What is declared twice, and what only strict options refuse.
    @Sendable static func showsAlternatives(_ word: CompilerWord) -> Bool {
        guard let code = word.code else { return false }
        return ["2300", "2323", "2393", "2403", "2451", "2528", "2567"].contains(code)
            || ["2531", "2532", "2533", "2783", "18047", "18048", "18049"].contains(code)
            || word.message.hasPrefix("Type 'null' is not assignable")
            || word.message.hasPrefix("Type 'undefined' is not assignable")
    }

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        guard let code = word.code, let name = CompilerWords.quoted(word.message) else { return nil }
        let near = word.message.firstRange(of: "Did you mean").flatMap {
            CompilerWords.quoted(String(word.message[$0.upperBound...]))
        }
        switch code {
        case "2304", "2503", "18004", "2693", "2749": return MissingName(name)
        case "2552": return MissingName(name, suggestion: near)
        case "2580", "2581", "2582", "2583", "2584", "2591", "2592", "2593":
            return MissingName(name, isOutside: true)
        case "2307", "2305", "7016", "2306", "2688", "2792", "2732", "2664", "6053":
            return MissingName(name, isOutside: true)
        default: return nil
        }
    }
}

/// What code says of its own errors, by the convention of twoslash.
enum Twoslash {
    static let word = "@errors"

    /// Whether code says that its errors are not to be told: `// @noErrors`.
    static func isSilent(_ code: [UInt8]) -> Bool {
        Code(code).hasLine(beginningWith: ["// @noErrors", "//@noErrors"])
    }

    /// The errors of a line such as `// @errors: 2322 2588`; nil where there is none.
    static func failure(in code: [UInt8]) -> ExpectedFailure? {
        let text = String(decoding: code, as: UTF8.self)
        guard let match = text.firstMatch(of: /(?m)^\s*\/\/\s*@errors:\s*([\d ,]+)/) else { return nil }
        let codes = match.1.split { !$0.isNumber }
        return ExpectedFailure(by: word, errors: codes.map { ExpectedError(code: String($0)) })
    }
}
