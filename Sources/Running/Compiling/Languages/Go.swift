import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// Go's own tool, with a package for each snippet.
    package static let go = CompileLanguage(
        id: "go", name: "Go", labels: ["go", "golang"],
        search: ToolchainSearch(["go"], version: ["version"]),
        forms: GoUnits.forms, merged: \.bytes, needsConfirmation: { _ in false }, highestLevel: .build,
        layout: { GoUnits.layout($0, $1, to: "/dev/null") }, needsProject: GoUnits.needsProject,
        programs: ProgramMaking(
            forms: GoUnits.programs, layout: { GoUnits.layout($0, $1, to: "/box/out/") },
            start: { unit, _ in ["/box/out/\(unit.name)"] }, crashes: ["panic: ", "fatal error: "]),
        // Heads of functions and types stand for themselves, and bodies for what a comment says.
        isAboutForm: {
            $0.message.hasSuffix("missing function body")
                || $0.message.hasSuffix("(type) is not an expression")
                || $0.message == "missing return"
        },
        isNoise: {
            $0.message.hasSuffix("declared but not used") || $0.message.hasPrefix("declared and not used")
                || $0.message.hasSuffix("imported and not used") || $0.message.contains("is not used")
        },
        showsAlternatives: {
            $0.message.contains("redeclared in this block")
                || $0.message.hasPrefix("no new variables on left side")
        }, isBeyond: GoUnits.isBeyond,
        read: { outcome in
            guard case .exited(let code) = outcome.ending, [0, 1, 2].contains(code) else { return nil }
            return CompilerWords.read(
                String(decoding: outcome.errors, as: UTF8.self), marker: "", columnUnit: .bytes)
        },
        missingName: GoUnits.missingName,
        isProgram: { GoUnits.hasPackage($0) && Shape.contains($0, /\bfunc\s+main\s*\(/) })
}

private enum GoUnits {
    /// What newer compilers know: loops over numbers and functions, `new` of a value, aliases with parameters.
    @Sendable static func isBeyond(_ word: CompilerWord) -> String? {
        let message = word.message
        let isNewer =
            message.hasPrefix("cannot range over") || message.hasSuffix(") is not a type")
            || message.contains("requires go1.") || message.contains("is not in GOROOT")
            || message.contains("generic type cannot be alias") || message.contains("is not in std")
            || message.hasPrefix("invalid recursive type")
        return isNewer ? "it may be for a newer compiler: \(message)" : nil
    }

    static func hasPackage(_ code: Code) -> Bool { code.hasLine(beginningWith: ["package "]) }

    /// The packages stand in a module of their own; where there is a project, as if they stood in a folder of it, so
    /// that they may use all that it has.
    @Sendable static func layout(
        _ units: [CompileUnit], _ setting: CompileSetting, to target: String
    ) -> CompileLayout {
        var files = units.map { (name: "\($0.name)/main.go", bytes: $0.bytes) }
        let command = [setting.toolchain.program, "build", "-gcflags=-e", "-o", target] + setting.flags
        var environment = [
            "GOCACHE": "/tmp/go-cache", "GOPATH": "/tmp/go", "GOPROXY": "off", "GOFLAGS": "-mod=mod",
            "GOTELEMETRY": "off", "GOTOOLCHAIN": "local",
        ]
        guard let project = setting.project else {
            files.append(("go.mod", Array("module snippets\n\ngo 1.19\n".utf8)))
            return CompileLayout(
                files: files, arguments: command + units.map { "./\($0.name)" }, environment: environment)
        }
        environment["GOFLAGS"] = ""
        environment.merge(project.environment) { $1 }
        let overlay = units.map {
            "\"\(project.root)/\(folder)/\($0.name)/main.go\": \"/box/\($0.name)/main.go\""
        }
        files.append(("overlay.json", Array("{\"Replace\": {\(overlay.joined(separator: ", "))}}".utf8)))
        let script = "cd \(ProgramMaking.quoted(project.root)) && exec \"$@\""
        return CompileLayout(
            files: files,
            arguments: ["/bin/sh", "-c", script, "sh"] + command + ["-overlay", "/box/overlay.json"]
                + units.map { "./\(folder)/\($0.name)" }, environment: environment)
    }

    private static let folder = "docent_snippets"

    @Sendable static func needsProject(_ code: Code) -> Bool {
        // Packages of the standard library have no dot in the first part of their path; those of a module may.
        code.text.matches(of: /"([\w.\-]+)\/[\w.\/\-]+"/).contains { match in
            !standardTrees.contains(String(match.output.1))
        }
    }

    private static let standardTrees: Set = [
        "archive", "compress", "container", "crypto", "database", "debug", "encoding", "go", "hash", "html",
        "image", "index", "io", "log", "math", "mime", "net", "os", "path", "regexp", "runtime", "sync",
        "testing", "text", "time", "unicode",
    ]

    @Sendable static func forms(_ code: Code) -> [Code] {
        if Shape.hasElision(code) { return [] }
        if hasPackage(code) { return [code.as("file")] }
        let head = "package p; " + imports(code)
        var forms = [code.wrapped(head, "", as: "declarations")]
        if !code.hasLine(beginningWith: ["import "]) {
            forms.append(code.wrapped(head + "func _() { ", "\n}", as: "function body"))
        }
        return forms
    }

    /// What can be started: a program, or lines that belong into one.
    @Sendable static func programs(_ code: Code) -> [Code] {
        if Shape.hasElision(code) { return [] }
        let hasMain = Shape.contains(code, /\bfunc\s+main\s*\(/)
        if hasPackage(code) {
            return hasMain && code.hasLine(beginningWith: ["package main"]) ? [code.as("file")] : []
        }
        let head = "package main; " + imports(code)
        if hasMain { return [code.wrapped(head, "", as: "declarations")] }
        if code.hasLine(beginningWith: ["import ", "func ", "type "]) { return [] }
        return [code.wrapped(head + "func main() { ", "\n}", as: "function body")]
    }

    /// The packages of the standard library that lines name and do not take in.
    private static func imports(_ code: Code) -> String {
        let text = code.text
        let names = Set(text.matches(of: /(?:^|[^\w.])([a-z]+)\.[A-Z]/).map { String($0.output.1) })
        let paths = names.sorted().compactMap { name -> String? in
            guard let path = packages[name], !text.contains("\"\(path)\""), !text.contains("\(name) :="),
                !text.contains("\(name), "), !text.contains("var \(name) ")
            else { return nil }
            return path
        }
        return paths.map { "import \"\($0)\"; " }.joined()
    }

    private static let packages: [String: String] = [
        "bufio": "bufio", "bytes": "bytes", "context": "context", "errors": "errors", "exec": "os/exec",
        "filepath": "path/filepath", "fmt": "fmt", "http": "net/http", "io": "io", "json": "encoding/json",
        "log": "log", "math": "math", "os": "os", "reflect": "reflect", "regexp": "regexp", "sort": "sort",
        "strconv": "strconv", "strings": "strings", "sync": "sync", "testing": "testing", "time": "time",
        "unicode": "unicode", "url": "net/url",
    ]

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        let message = word.message
        if message.hasPrefix("undefined: "), let name = message.dropFirst(11).split(separator: " ").first {
            // A member of a package that is there is missing for good.
            return name.contains(".") ? nil : MissingName(String(name))
        }
        if message.hasPrefix("no required module provides package")
            || message.contains("is not in GOROOT") || message.contains("is not in std")
            || message.contains("cannot find package") || message.contains("cannot find module")
            || message.contains("missing go.sum entry")
        {
            let name = message.split(separator: " ").first { $0.contains("/") || $0.contains(".") }
            return MissingName(
                name.map { String($0.filter { $0 != ";" && $0 != ":" }) } ?? message, isOutside: true)
        }
        return nil
    }
}
