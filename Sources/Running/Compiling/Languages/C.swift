import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// GCC; its driver takes many files.
    package static let c = CFamily.language(
        id: "c", name: "C", labels: ["c", "h"], programs: ["gcc"], ending: "c", standard: "gnu17")
}

enum CFamily {
    static func language(
        id: String, name: String, labels: [String], programs: [String], ending: String, standard: String
    ) -> CompileLanguage {
        let headers = ending == "c" ? cHeaders : cppHeaders
        let words =
            [
                "-std=\(standard)", "-ftabstop=1", "-fmax-errors=50", "-fno-diagnostics-show-caret",
                "-fdiagnostics-color=never", "-fdiagnostics-column-unit=byte",
            ] + (ending == "c" ? ["-Werror=implicit-function-declaration"] : [])
        return CompileLanguage(
            id: id, name: name, labels: labels,
            search: ToolchainSearch(programs, version: ["--version"]),
            forms: { Self.forms($0, headers) }, hasHeaders: ending == "c",
            formsWithHeaders: { Self.forms($0, with: $1, headers) }, merged: \.bytes,
            needsConfirmation: { _ in false },
            looksAtEach: { _ in true }, highestLevel: .build,
            layout: { units, setting in
                let files = units.map { (name: "\($0.name).\(ending)", bytes: $0.bytes) }
                if setting.level >= .build {
                    // A part of a program has nothing to start, and is linked into nothing.
                    let compiler = [setting.toolchain.program] + words + setting.words
                    let parts = units.filter { !hasMain(Code($0.bytes)) }
                    let lines =
                        ProgramMaking.each(
                            units.filter { hasMain(Code($0.bytes)) }, ending: ending, compiler,
                            last: libraries + (setting.project?.linked ?? []))
                        + ProgramMaking.each(parts, ending: ending, compiler + ["-c"], last: [])
                    return CompileLayout(
                        files: files, arguments: ProgramMaking.command(lines), environment: ["LC_ALL": "C"])
                }
                // Among many, each has its say.
                let isMerged = ending == "cpp" && units.count > 1
                let looked = isMerged ? [CPlusPlusMerge.file(of: units)] : files
                return CompileLayout(
                    files: looked,
                    arguments: [setting.toolchain.program, "-fsyntax-only"] + words
                        + (isMerged ? ["-fmax-errors=2000"] : []) + setting.words + looked.map(\.name),
                    environment: ["LC_ALL": "C"])
            }, needsProject: { _ in true },
            programs: ProgramMaking(
                forms: { Self.programs($0, headers) },
                layout: { units, setting in
                    CompileLayout(
                        files: units.map { ("\($0.name).\(ending)", $0.bytes) },
                        arguments: ProgramMaking.command(
                            ProgramMaking.each(
                                units, ending: ending, [setting.toolchain.program] + words + setting.words,
                                last: libraries + (setting.project?.linked ?? []))),
                        environment: ["LC_ALL": "C"])
                }, start: { unit, _ in ["/box/out/\(unit.name)"] }, makesEach: true,
                crashes: ["terminate called", "what():", "Assertion"]),
            isAboutForm: { word in
                // Lines of a function that stand in none.
                word.message.hasPrefix("initializer element is not constant")
                    || word.message.hasPrefix("data definition has no type")
                    || word.message.hasPrefix("conflicting types for") && word.message.contains("have 'int")
                    || word.column == 1 && word.message.hasSuffix("does not name a type")
                    // A call is taken for a template, and a placeholder in brackets stands in the place of a name.
                    || word.message.hasSuffix("requires 'template<>' syntax")
                    || word.message == "macro names must be identifiers"
                    || isMisplaced(word) || CHeaderErrors.isInMacro(word)
            },
            showsAlternatives: {
                $0.message.hasPrefix("redefinition of") || $0.message.hasPrefix("redeclaration of")
            }, isBeyond: CHeaderErrors.isBeyond,
            read: { outcome in
                guard case .exited(let code) = outcome.ending, [0, 1].contains(code) else { return nil }
                let text = String(decoding: outcome.errors, as: UTF8.self)
                return CompilerWords.read(CHeaderErrors.atUse(text), columnUnit: .bytes) + unlinked(text)
            }, missingName: missingName, isProgram: { hasMain($0) && $0.contains("#include") })
    }

    static func isMisplaced(_ word: CompilerWord) -> Bool {
        misplaced.contains(where: word.message.contains)
    }

    /// What is said of a member or of a declaration that stands in no class, or in a function.
    private static let misplaced = [
        "a template declaration cannot appear at block scope", "cannot have cv-qualifier", "outside class",
        "used outside of class", "'namespace' definition is not allowed here",
        "in non-member function", "a function-definition is not allowed here",
        "cannot be overloaded", "redeclared as different kind of symbol", "cannot have ref-qualifier",
        // What follows a type that is not there.
        "invalid default argument for a template", "is not a valid type for a template",
    ]

    /// What the linker misses: `u3.c:(.text+0x9): undefined reference to ...`.
    private static func unlinked(_ text: String) -> [CompilerWord] {
        text.split(separator: "\n").compactMap { line in
            guard let match = line.firstMatch(of: /(u\d+)\.\w+:\(.*\): (undefined reference to .*)$/) else {
                return nil
            }
            return CompilerWord(
                unit: CompilerWords.unit(of: match.1), line: 1, column: 0, columnUnit: .bytes,
                message: String(match.2), code: nil)
        }
    }

    static func hasMain(_ code: Code) -> Bool { Shape.contains(code, /\bmain\s*\(/) }

    private static let libraries = ["-lm", "-lpthread"]

    /// What a page that shows a few lines leaves out, as everybody knows it.
    private static let cHeaders = ["stdio.h", "stdlib.h", "string.h", "stdint.h", "stdbool.h"]
    private static let cppHeaders = [
        "algorithm", "array", "chrono", "cstdint", "functional", "iostream", "map", "memory", "numeric",
        "optional", "set", "sstream", "stdexcept", "string", "string_view", "tuple", "unordered_map",
        "utility", "variant", "vector",
    ]

    @Sendable static func forms(_ code: Code, _ headers: [String]) -> [Code] {
        if Shape.hasElision(code) { return [] }
        let file = whole(code, headers)
        if hasMain(code) { return [file] }
        let prototypes = CPrototypes.forms(of: code)
        if !prototypes.plain.isEmpty { return prototypes.checked + [file] + prototypes.plain }
        return prototypes.checked + [file, body("void snippet(void) {\n", "\n}", code, headers)]
    }

    /// With the headers of the page's other snippets, and those that everybody takes in.
    static func forms(_ code: Code, with head: String, _ headers: [String]) -> [Code] {
        // First, so that nothing is read for those that are not there.
        let all = head + headers.map { "#include <\($0)>\n" }.joined()
        let file = code.wrapped(all, "", as: "file with the page's headers")
        if hasMain(code) { return [file] }
        let end = Shape.endOfImports(code, ["#", "using namespace"])
        return [
            file, Shape.wrapped(code, after: end, all + "void snippet(void) {\n", "\n}", as: "function body"),
        ]
    }

    /// The code as a file; in C++ with the headers that everybody takes in where it takes in none. In C that would define
    /// what old examples define themselves, such as `bool`.
    private static func whole(_ code: Code, _ headers: [String]) -> Code {
        if headers == cHeaders || code.contains("#include") { return code.as("file") }
        return code.wrapped(headers.map { "#include <\($0)>\n" }.joined(), "", as: "file with headers")
    }

    /// What can be started: a program, or lines that belong into one.
    @Sendable static func programs(_ code: Code, _ headers: [String]) -> [Code] {
        if Shape.hasElision(code) { return [] }
        if hasMain(code) { return [whole(code, headers)] }
        return [body("int main(void) {\n", "\nreturn 0; }", code, headers)]
    }

    private static func body(_ head: String, _ foot: String, _ code: Code, _ headers: [String]) -> Code {
        let hasOwn = code.contains("#include")
        let end = Shape.endOfImports(code, ["#", "using namespace"])
        let taken = hasOwn ? "" : headers.map { "#include <\($0)>\n" }.joined()
        return Shape.wrapped(code, after: end, taken + head, foot, as: "function body")
    }

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        let message = word.message
        if let match = message.firstMatch(of: /^(.+?): No such file or directory/) {
            return MissingName(String(match.1), isOutside: true)
        }
        if message.hasPrefix("undefined reference to "),
            let name = CompilerWords.quoted(message.replacing("'", with: "`"))
        {
            return MissingName(name, isOutside: true)
        }
        let near = message.firstRange(of: "did you mean").flatMap {
            CompilerWords.quoted(String(message[$0.upperBound...]))
        }
        // Of the code's own classes and namespaces only a slip says that the name is meant to be there.
        if message.contains("' is not a member of '"), let name = CompilerWords.quoted(message), let near,
            Misspelling.isSlip(name, of: near)
        {
            return MissingName(name, suggestion: near)
        }
        let beginnings = ["unknown type name", "implicit declaration of function"]
        let middles = [
            "' undeclared", "' was not declared", "' does not name a type", "' has not been declared",
            "' is not a class", "' is not a namespace", "storage size of", "has incomplete type",
            "incomplete typedef", "undefined type", "' has no type", "is not a template", "incomplete type",
            "does not name a template type", "unable to find string literal operator",
            "is not a member of 'std'",
        ]
        guard
            beginnings.contains(where: { message.hasPrefix($0) })
                || middles.contains(where: { message.contains($0) }),
            let name = CompilerWords.quoted(message)
        else { return nil }
        let bare = name.split(separator: " ").last { !["*", "&"].contains($0) }
        return MissingName(bare.map(String.init) ?? name, suggestion: near)
    }
}
