import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// Swift's compiler, with a function around each snippet of a module.
    package static let swift = CompileLanguage(
        id: "swift", name: "Swift", labels: ["swift", "swift6"],
        search: ToolchainSearch(["swiftc"], version: ["--version"]),
        forms: SwiftUnits.forms, merged: SwiftUnits.merged, needsConfirmation: { _ in true },
        highestLevel: .types,
        layout: { units, _, toolchain in
            let isLibrary = units.count > 1 || units.first.map { SwiftUnits.isLibrary($0.bytes) } ?? false
            return CompileLayout(
                files: units.map { ("\($0.name).swift", (units.count > 1 ? $0.merged : nil) ?? $0.bytes) },
                arguments: [
                    toolchain.program, "-typecheck", "-module-name", "Snippets", "-suppress-warnings",
                    "-diagnostic-style", "llvm", "-no-color-diagnostics",
                ] + (isLibrary ? ["-parse-as-library"] : []) + units.map { "\($0.name).swift" })
        },
        read: { outcome in
            guard case .exited(let code) = outcome.ending, [0, 1].contains(code) else { return nil }
            return CompilerWords.read(String(decoding: outcome.errors, as: UTF8.self), columnUnit: .bytes)
        },
        missingName: SwiftUnits.missingName, isProgram: { _ in false })
}

private enum SwiftUnits {
    @Sendable static func forms(_ code: Code) -> [Code] {
        guard let plain = Language.swift.forms(code).first, plain.adaptations.isEmpty, !Shape.hasElision(code)
        else { return [] }
        return [plain]
    }

    static func isLibrary(_ bytes: [UInt8]) -> Bool {
        Code(bytes).hasLine(beginningWith: ["@main"])
    }

    /// In a function, where the code has nothing that must stand outside of one.
    @Sendable static func merged(_ code: Code) -> [UInt8]? {
        let outside = [
            "extension ", "protocol ", "@main", "infix operator", "prefix operator", "postfix operator",
            "precedencegroup", "public ", "private ", "fileprivate ", "open ", "internal ", "package ",
            "macro ",
            "@freestanding", "@attached", "@available", "#if", "@testable", "@propertyWrapper", "indirect ",
        ]
        let end = Shape.endOfImports(code, ["import "])
        let rest = Code(Array(code.bytes[end...]))
        if code.hasLine(beginningWith: outside) || rest.hasLine(beginningWith: ["import "]) { return nil }
        let name = String(code.text.utf8.reduce(5381) { ($0 &* 33) ^ UInt64($1) }, radix: 36)
        return Shape.wrapped(code, after: end, "func snippet\(name)() async throws {\n", "\n}", as: "").bytes
    }

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        let message = word.message
        guard
            message.hasPrefix("cannot find '") || message.hasPrefix("cannot find type")
                || message.hasPrefix("no such module") || message.hasPrefix("cannot find operator")
                || message.hasPrefix("unknown attribute") || message.hasPrefix("no macro named"),
            let name = CompilerWords.quoted(message)
        else { return nil }
        let near = message.firstRange(of: "did you mean").flatMap {
            CompilerWords.quoted(String(message[$0.upperBound...]))
        }
        return MissingName(name, suggestion: near, isOutside: message.hasPrefix("no such module"))
    }
}
