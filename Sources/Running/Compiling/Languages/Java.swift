import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// javac, with a package for each snippet that names none.
    package static let java = CompileLanguage(
        id: "java", name: "Java", labels: ["java"],
        search: ToolchainSearch(["javac"], version: ["-version"]),
        forms: JavaUnits.forms, merged: \.bytes,
        needsConfirmation: { $0.contains { $0.message.hasPrefix("duplicate class") } }, highestLevel: .build,
        layout: { JavaUnits.layout($0, $1, keeping: "none") }, needsProject: { _ in true },
        programs: ProgramMaking(
            forms: JavaUnits.programs, layout: { JavaUnits.layout($0, $1, keeping: "class") },
            start: { unit, _ in
                [
                    "java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-ea", "-cp",
                    "/box/out:/box/jars/*", JavaUnits.mainClass(unit.bytes),
                ]
            }, crashes: ["Exception in thread", "Error: "]),
        showsAlternatives: {
            $0.message.hasPrefix("variable ") && $0.message.contains(" is already defined in ")
        },
        read: { outcome in
            guard case .exited(let code) = outcome.ending, [0, 1].contains(code) else { return nil }
            return JavaUnits.read(String(decoding: outcome.errors, as: UTF8.self))
        },
        missingName: JavaUnits.missingName,
        isProgram: {
            Shape.contains($0, /static\s+void\s+main\s*\(/) && $0.hasLine(beginningWith: ["import "])
        })
}

private enum JavaUnits {
    static func fileName(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let pattern =
            /\bpublic\s+(?:(?:final|abstract|sealed|non-sealed|strictfp)\s+)*(?:class|interface|enum|record|@interface)\s+(\w+)/
        return text.firstMatch(of: pattern).map { String($0.1) } ?? "Snippet"
    }

    @Sendable static func layout(
        _ units: [CompileUnit], _ setting: CompileSetting, keeping implicit: String
    ) -> CompileLayout {
        let names = units.map { "\($0.name)/\(fileName($0.bytes)).java" }
        return CompileLayout(
            files: zip(names, units).map { ($0, $1.bytes) },
            arguments: [
                setting.toolchain.program, "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC",
                "-J-Xshare:auto", "-proc:none", "-nowarn", "-implicit:\(implicit)", "-encoding", "UTF-8",
                "-Xmaxerrs", "2000", "-XDshould-stop.ifError=FLOW", "-d", "out",
            ] + setting.words + names)
    }

    /// What the shell of Java takes in by itself.
    private static let imports =
        [
            "io", "math", "net", "nio.file", "util", "util.concurrent", "util.function", "util.regex",
            "util.stream",
        ]
        .map { "import java.\($0).*; " }.joined()

    /// The class with `main`, in its package.
    static func mainClass(_ bytes: [UInt8]) -> String {
        let text = String(decoding: bytes, as: UTF8.self)
        let package = text.firstMatch(of: /(?m)^\s*package\s+([\w.]+)\s*;/).map { "\($0.1)." } ?? ""
        let end =
            text.firstMatch(of: /static\s+(?:final\s+)?void\s+main\s*\(/)?.range.lowerBound ?? text.endIndex
        let classes = text[..<end].matches(
            of:
                /(?m)^(?:package [\w.]+; )?(?:(?:public|final|abstract) )*(?:class|record|enum|interface)\s+(\w+)/
        )
        return package + (classes.last.map { String($0.output.1) } ?? "Snippet")
    }

    /// What can be started: a program, or lines that belong into one.
    @Sendable static func programs(_ code: Code) -> [Code] {
        guard let file = forms(code).first else { return [] }
        if Shape.contains(code, /static\s+(?:final\s+)?void\s+main\s*\(/) { return [file] }
        guard file.form == "method body" else { return [] }
        let own = packageLine(code)
        let start = own.utf8.count + Shape.endOfImports(code, ["import "])
        return [
            Shape.wrapped(
                code.wrapped(own, "", as: "file"), after: start,
                imports + "class Snippet { public static void main(String[] args) throws Exception {\n",
                "\n} }",
                as: "method body")
        ]
    }

    /// A package of its own; the name is made out of the code, so that the same code has the same.
    private static func packageLine(_ code: Code) -> String {
        "package p\(String(code.text.utf8.reduce(5381) { ($0 &* 33) ^ UInt64($1) }, radix: 36)); "
    }

    @Sendable static func forms(_ code: Code) -> [Code] {
        if Shape.hasElision(code) { return [] }
        let hasPackage = code.hasLine(beginningWith: ["package "])
        let own = hasPackage ? "" : packageLine(code)
        let file = code.wrapped(own, "", as: "file")
        let declares = Shape.contains(
            code,
            /(?m)^\s*(?:@\w+.*\n\s*)*(?:(?:public|final|abstract|sealed)\s+)*(?:class|interface|enum|record|@interface)\s+\w+/
        )
        if hasPackage || declares && code.hasLine(beginningWith: ["import "]) { return [file] }
        if declares { return [file, code.wrapped(own + imports, "", as: "file with imports")] }
        let start = own.utf8.count + Shape.endOfImports(code, ["import "])
        return [
            Shape.wrapped(
                file, after: start, imports + "class Snippet { void snippet() throws Exception {\n", "\n} }",
                as: "method body"),
            Shape.wrapped(file, after: start, imports + "class Snippet {\n", "\n}", as: "members of a class"),
        ]
    }

    /// Reads `FILE:LINE: error: MESSAGE`, the line of code, a mark below it, and what follows about a symbol.
    static func read(_ text: String) -> [CompilerWord] {
        var words: [CompilerWord] = []
        var code: Substring?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if let match = line.firstMatch(of: /^(.*?\.java):(\d+): (error|warning): (.*)$/),
                let row = Int(match.2)
            {
                code = nil
                guard match.3 == "error" else { continue }
                words.append(
                    CompilerWord(
                        unit: CompilerWords.unit(of: match.1), line: row, column: 0, columnUnit: .utf16,
                        message: String(match.4), code: nil))
            } else if words.isEmpty {
                continue
            } else if words[words.count - 1].column == 0, let previous = code,
                line.drop(while: { $0 == " " }) == "^"
            {
                words[words.count - 1].column = min(line.utf16.count, previous.utf16.count + 1)
            } else if let match = line.firstMatch(of: /^  symbol: +(.*)$/) {
                words[words.count - 1].message += " (\(match.1))"
            } else {
                code = line
            }
        }
        return words
    }

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        if let match = word.message.firstMatch(of: /^package ([\w.]+) does not exist/) {
            return MissingName(String(match.1), isOutside: true)
        }
        if let match = word.message.firstMatch(of: /^cannot find symbol \(\w+ (\w+)/) {
            return MissingName(String(match.1))
        }
        return nil
    }
}
