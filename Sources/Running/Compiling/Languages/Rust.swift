import Model
import Sandbox
import Toolchains

extension CompileLanguage {
    /// rustc, with a module for each snippet of a crate.
    package static let rust = CompileLanguage(
        id: "rust", name: "Rust", labels: ["rust", "rs"],
        search: ToolchainSearch(
            ["rustc"], version: ["-vV"], home: ["--print", "sysroot"], inHome: "bin/rustc",
            managers: [("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo")]),
        forms: RustUnits.forms, merged: RustUnits.merged, needsConfirmation: { _ in true },
        highestLevel: .build, layout: RustUnits.layout, needsProject: RustUnits.needsProject,
        showsAlternatives: { $0.code == "E0428" }, read: RustUnits.read,
        missingName: RustUnits.missingName, isProgram: { RustUnits.hasMain($0) })
}

private enum RustUnits {
    @Sendable static func forms(_ code: Code) -> [Code] {
        guard let plain = Language.rust.forms(code).first, !Shape.hasElision(code) else { return [] }
        if hasMain(plain) { return [plain] }
        // As rustdoc does it, also for code that ends in a result.
        if plain.text.hasSuffix("(())\n") {
            return [
                plain.wrapped(
                    "fn main() { fn _inner() -> core::result::Result<(), impl core::fmt::Debug> {\n",
                    "\n} _inner().unwrap() }", as: "function body")
            ]
        }
        return [plain.wrapped("fn main() {\n", "\n}", as: "function body")]
    }

    /// Whether it names a crate that does not come with the compiler.
    @Sendable static func needsProject(_ code: Code) -> Bool {
        let own: Set = ["std", "core", "alloc", "self", "super", "crate", "proc_macro", "test"]
        return code.text.matches(
            of: /(?m)(?:\buse\s+(?:::)?|\bextern\s+crate\s+|(?:^|[^\w:]))([a-z_][a-z0-9_]*)(?:::|;|\s+as\b)/
        )
        .contains { !own.contains(String($0.output.1)) }
    }

    static func hasMain(_ code: Code) -> Bool { Shape.contains(code, /\bfn\s+main\s*\(/) }

    /// What belongs to a crate as a whole cannot stand in a module.
    @Sendable static func merged(_ code: Code) -> [UInt8]? {
        let words = [
            "crate::", "#![feature", "#![no_", "#![crate", "#![recursion", "macro_export", "extern crate",
            "no_mangle", "export_name", "global_allocator", "panic_handler", "#[lang", "#[start]",
        ]
        if words.contains(where: { code.contains($0) }) || Shape.contains(code, /\bmod\s+\w+\s*;/) {
            return nil
        }
        return code.bytes
    }

    @Sendable static func layout(
        _ units: [CompileUnit], _ setting: CompileSetting
    ) -> CompileLayout {
        let links = setting.level >= .build
        var files = units.map { unit -> (name: String, bytes: [UInt8]) in
            let foot = units.count > 1 && links ? "\npub fn docent_main() { let _ = main(); }" : ""
            return ("\(unit.name).rs", (units.count > 1 ? unit.merged : nil) ?? unit.bytes + foot.utf8)
        }
        var root = "\(units.first?.name ?? "").rs"
        if units.count > 1 {
            var text = units.map { "#[path = \"\($0.name).rs\"] mod \($0.name);\n" }.joined()
            if links {
                // What is never called is not compiled to the end.
                text += "fn main() { if std::env::args().count() > 1000 {\n"
                text += units.map { "\($0.name)::docent_main();\n" }.joined() + "} }\n"
            }
            root = "root.rs"
            files.append((root, Array(text.utf8)))
        }
        return CompileLayout(
            files: files,
            arguments: [
                setting.toolchain.program, "--edition", units.first?.edition ?? "2021", "--crate-name",
                "snippets",
                "--crate-type", units.count > 1 && !links ? "lib" : "bin", "--emit",
                links ? "link" : "metadata",
                "--error-format", "short", "-A", "warnings", "-C", "debuginfo=0", "--out-dir", "out",
            ] + setting.words + [root])
    }

    @Sendable static func read(_ outcome: SandboxOutcome) -> [CompilerWord]? {
        guard case .exited(let code) = outcome.ending, [0, 1].contains(code) else { return nil }
        return CompilerWords.read(String(decoding: outcome.errors, as: UTF8.self), columnUnit: .scalars)
    }

    @Sendable static func missingName(_ word: CompilerWord) -> MissingName? {
        guard let name = CompilerWords.quoted(word.message) else { return nil }
        let first = name.split(separator: ":").first.map(String.init) ?? name
        switch word.code {
        case "E0432"?, "E0433"?:
            if ["std", "core", "alloc"].contains(first), name.contains("::") { return nil }
            if word.message.contains("undeclared type") || word.message.contains("undeclared function") {
                return MissingName(name)
            }
            if let place = word.message.firstMatch(of: /could not find `(\w+)` in `(\w+)/) {
                // Of a type or module of the snippet or of the standard library.
                return place.2 == "crate" || place.2 == "super" ? MissingName(name, isOutside: true) : nil
            }
            return MissingName(first, isOutside: first.first?.isUppercase != true)
        case "E0425"?, "E0412"?, "E0405"?, "E0422"?, "E0531"?, "E0574"?, "E0404"?: return MissingName(first)
        // A part of a method.
        case "E0424"?: return MissingName("self")
        case "E0583"?, "E0463"?: return MissingName(name, isOutside: true)
        case nil:
            if word.message.hasPrefix("cannot find macro") || word.message.hasPrefix("cannot find attribute")
                || word.message.hasPrefix("cannot find derive macro")
            {
                return MissingName(name)
            }
            return nil
        default: return nil
        }
    }
}
