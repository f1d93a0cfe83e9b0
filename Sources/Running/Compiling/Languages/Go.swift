import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// Go's own tool, with a package for each snippet.
    package static let go = CompileLanguage(
        id: "go", name: "Go", labels: ["go", "golang"],
        search: ToolchainSearch(["go"], version: ["version"]),
        forms: GoUnits.forms, merged: \.bytes, needsConfirmation: { _ in false }, highestLevel: .build,
        layout: { units, _, toolchain in
            CompileLayout(
                files: units.map { ("\($0.name)/main.go", $0.bytes) }
                    + [("go.mod", Array("module snippets\n\ngo 1.19\n".utf8))],
                arguments: [toolchain.program, "build", "-gcflags=-e", "-o", "/dev/null", "./..."],
                environment: [
                    "GOCACHE": "/tmp/go-cache", "GOPATH": "/tmp/go", "GOPROXY": "off", "GOFLAGS": "-mod=mod",
                    "GOTELEMETRY": "off", "GOTOOLCHAIN": "local",
                ])
        },
        isNoise: {
            $0.message.hasSuffix("declared but not used") || $0.message.hasPrefix("declared and not used")
                || $0.message.hasSuffix("imported and not used") || $0.message.contains("is not used")
        },
        read: { outcome in
            guard case .exited(let code) = outcome.ending, [0, 1, 2].contains(code) else { return nil }
            return CompilerWords.read(
                String(decoding: outcome.errors, as: UTF8.self), marker: "", columnUnit: .bytes)
        },
        missingName: GoUnits.missingName,
        isProgram: { GoUnits.hasPackage($0) && Shape.contains($0, /\bfunc\s+main\s*\(/) })
}

private enum GoUnits {
    static func hasPackage(_ code: Code) -> Bool { code.hasLine(beginningWith: ["package "]) }

    @Sendable static func forms(_ code: Code) -> [Code] {
        if Shape.hasElision(code) { return [] }
        if hasPackage(code) { return [code.as("file")] }
        var forms = [code.wrapped("package p; ", "", as: "declarations")]
        if !code.hasLine(beginningWith: ["import "]) {
            forms.append(code.wrapped("package p; func _() { ", "\n}", as: "function body"))
        }
        return forms
    }

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        let message = word.message
        if message.hasPrefix("undefined: "), let name = message.dropFirst(11).split(separator: " ").first {
            // A member of a package that is there is missing for good.
            return name.contains(".") ? nil : MissingName(String(name))
        }
        if message.hasPrefix("no required module provides package")
            || message.contains("is not in GOROOT") || message.contains("is not in std")
            || message.contains("cannot find package") || message.contains("cannot find module")
        {
            let name = message.split(separator: " ").first { $0.contains("/") || $0.contains(".") }
            return MissingName(
                name.map { String($0.filter { $0 != ";" && $0 != ":" }) } ?? message, isOutside: true)
        }
        return nil
    }
}
