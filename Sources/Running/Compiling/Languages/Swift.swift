import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// Swift's compiler, with a function around each snippet of a module.
    package static let swift = CompileLanguage(
        id: "swift", name: "Swift", labels: ["swift", "swift6"],
        search: ToolchainSearch(["swiftc"], version: ["--version"]),
        forms: SwiftUnits.forms, merged: SwiftUnits.merged, needsConfirmation: SwiftUnits.needsConfirmation,
        sameOf: SwiftUnits.sameOf, highestLevel: .build,
        layout: { units, setting in
            let isLibrary = units.count > 1 || units.first.map { SwiftUnits.isLibrary($0.bytes) } ?? false
            // What is used before it has a value, and what is changed by two at a time, is told behind the types.
            let whole =
                setting.level >= .build
                ? ["-c", "-o", "/dev/null"]
                : units.count > 1 ? ["-typecheck"] : ["-emit-sil", "-o", "/dev/null"]
            return CompileLayout(
                files: units.map { ("\($0.name).swift", units.count > 1 ? SwiftUnits.named($0) : $0.bytes) },
                // Else the compiler is started for each file.
                arguments: [setting.toolchain.program] + whole + (units.count > 1 ? ["-wmo"] : [])
                    + SwiftUnits.words + (isLibrary ? ["-parse-as-library"] : []) + setting.words
                    + units.map { "\($0.name).swift" })
        }, needsProject: SwiftUnits.needsProject,
        programs: ProgramMaking(
            forms: SwiftUnits.forms, merged: SwiftUnits.merged, layout: SwiftUnits.programs,
            start: { unit, isAlone in isAlone ? ["/box/out/snippets"] : ["/box/out/snippets", unit.name] },
            crashes: ["Fatal error:", "Swift/"]),
        isAboutForm: {
            $0.message.contains("may only be declared within") || $0.message.contains("label can only appear")
        },
        showsAlternatives: {
            $0.message.hasPrefix("invalid redeclaration")
                // A page shows a macro without the attributes in front of it.
                || $0.message.contains("must declare its applicable roles")
        }, isBeyond: SwiftUnits.isBeyond,
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

    static let words = [
        "-module-name", "Snippets", "-suppress-warnings", "-diagnostic-style", "llvm",
        "-no-color-diagnostics",
    ]

    /// Whether it takes in what does not come with the compiler.
    @Sendable static func needsProject(_ code: Code) -> Bool {
        code.text.matches(of: /(?m)^\s*(?:@\w+\s+)*import\s+(?:\w+\s+)?(\w+)/).contains {
            !standard.contains(String($0.output.1))
        }
    }

    private static let standard: Set = [
        "Swift", "Foundation", "FoundationEssentials", "FoundationNetworking", "Dispatch", "Glibc", "Musl",
        "Darwin", "XCTest", "Testing", "Synchronization", "RegexBuilder", "Observation", "Cxx",
    ]

    /// One program for all, which is told which of them to run; for one alone, its own.
    @Sendable static func programs(_ units: [CompileUnit], _ setting: CompileSetting) -> CompileLayout {
        var files = units.map { (name: "\($0.name).swift", bytes: $0.bytes) }
        var words = [setting.toolchain.program, "-Onone", "-o", "out/snippets"] + Self.words + setting.words
        if units.count > 1 {
            words.append("-wmo")
            files = units.map { unit in
                let text = String(decoding: named(unit), as: UTF8.self)
                // The same code may be there twice.
                return (
                    "\(unit.name).swift",
                    Array(
                        text.replacing(
                            /func snippet\w+\(\) async throws/, with: "func \(unit.name)_() async throws"
                        ).utf8)
                )
            }
            let cases = units.map { "case \"\($0.name)\": try await \($0.name)_()\n" }.joined()
            files.append(
                (
                    "docent.swift",
                    Array(
                        "@main struct Docent { static func main() async throws {\nswitch CommandLine.arguments[1] {\n\(cases)default: break\n} } }\n"
                            .utf8)
                ))
        }
        if units.count > 1 || units.first.map({ isLibrary($0.bytes) }) == true {
            words.append("-parse-as-library")
        }
        return CompileLayout(
            files: files,
            arguments: ["/bin/sh", "-c", "mkdir -p out; exec \"$@\"", "sh"] + words
                + files.map(\.name) + (setting.project?.linked ?? []))
    }

    /// What stands for a unit among others, with the name of its file for the compiler.
    static func named(_ unit: CompileUnit) -> [UInt8] {
        guard let merged = unit.merged else { return unit.bytes }
        return Array(
            String(decoding: merged, as: UTF8.self).replacing(place, with: "\(unit.name).swift").utf8)
    }

    /// Stands for the name of a file until the unit has a number.
    private static let place = "unit.swift"

    /// Whether the function around a snippet may be the cause: not where a name is nowhere, of which others cannot rob it.
    @Sendable static func needsConfirmation(_ words: [CompilerWord]) -> Bool {
        !words.contains { word in missingName(word).map { $0.suggestion == nil } ?? false }
    }

    @Sendable static func isBeyond(_ word: CompilerWord) -> String? {
        let message = word.message
        if message.contains("Objective-C interop") || message.contains("Objective-C runtime") {
            return "it needs Objective-C, which this compiler does without"
        }
        if let match = message.firstMatch(of: /^value of type '(\w+)' has no member '\w+'$/),
            platformTypes.contains(String(match.1))
        {
            return "it needs more of Foundation than this compiler has: \(message)"
        }
        if message.contains("-enable-experimental-feature") || message.contains("-enable-upcoming-feature") {
            return "it needs other options of the compiler"
        }
        return nil
    }

    /// Types of Foundation that have less elsewhere than on Apple's systems.
    private static let platformTypes: Set = [
        "Bundle", "FileHandle", "FileManager", "NSAttributedString", "NotificationCenter", "ProcessInfo",
        "Progress", "RunLoop", "URL", "URLSession", "UserDefaults",
    ]

    /// A module that is nowhere: the compiler tells of it once, and does nothing more.
    @Sendable static func sameOf(_ word: CompilerWord, _ unit: CompileUnit) -> CompilerWord? {
        guard word.message.hasPrefix("no such module"), let name = CompilerWords.quoted(word.message) else {
            return nil
        }
        let code = Code(unit.bytes)
        for (row, line) in code.lines.enumerated() {
            let words = String(decoding: code.slice(line), as: UTF8.self).split(separator: " ")
            guard words.contains("import"), let last = words.last, last == name || last.hasPrefix(name + ".")
            else { continue }
            var same = word
            same.unit = unit.number
            same.line = row + 1
            return same
        }
        return nil
    }

    static func isLibrary(_ bytes: [UInt8]) -> Bool {
        Code(bytes).hasLine(beginningWith: ["@main"])
    }

    /// In a function, where the code has nothing that must stand outside of one.
    @Sendable static func merged(_ code: Code) -> [UInt8]? {
        let outside = [
            "extension ", "@main", "infix operator", "prefix operator", "postfix operator", "precedencegroup",
            "public ", "private ", "fileprivate ", "open ", "internal ", "package ", "macro ",
            "@freestanding",
            "@attached", "@testable",
        ]
        let end = Shape.endOfImports(code, ["import "])
        let rest = Code(Array(code.bytes[end...]))
        if code.hasLine(beginningWith: outside) || rest.hasLine(beginningWith: ["import "]) { return nil }
        let name = String(code.text.utf8.reduce(5381) { ($0 &* 33) ^ UInt64($1) }, radix: 36)
        let line = code.bytes[..<end].count { $0 == 0x0A } + 1
        let head =
            "func snippet\(name)() async throws {\n#sourceLocation(file: \"\(place)\", line: \(line))\n"
        return Shape.wrapped(code, after: end, head, "\n}", as: "").bytes
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
