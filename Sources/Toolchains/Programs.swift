import Subprocess
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Finds the programs that parse snippets.
enum Programs {
    /// The path of a program, by `PATH`; nil where it is not there. One whose name holds a `/` is looked for in the
    /// folders for the data of programs.
    static func path(_ name: String) -> String? {
        for folder in folders(for: name) {
            let path = "\(folder)/\(name)"
            if unsafe access(path, X_OK) == 0 { return path }
        }
        return nil
    }

    /// Where a program is looked for: every place up to the one where it is.
    static func places(of name: String) -> [String] {
        var places: [String] = []
        for folder in folders(for: name) {
            let path = "\(folder)/\(name)"
            places.append(path)
            if unsafe access(path, X_OK) == 0 { break }
        }
        return places
    }

    /// What they see of the environment: how to find programs, and nothing of the user's.
    static var environment: Environment {
        var values: [Environment.Key: String] = [
            "PATH": searchPath, "LC_ALL": "C.UTF-8", "HOME": "/nonexistent",
        ]
        // Managers of versions look there for the real program.
        for (name, folder) in [
            ("RUSTUP_HOME", ".rustup"), ("CARGO_HOME", ".cargo"), ("PYENV_ROOT", ".pyenv"),
        ] {
            if let value = variable(name) {
                values[Environment.Key(stringLiteral: name)] = value
            } else if let home = variable("HOME") {
                values[Environment.Key(stringLiteral: name)] = "\(home)/\(folder)"
            }
        }
        return .custom(values)
    }

    private static func variable(_ name: String) -> String? {
        unsafe getenv(name).map { unsafe String(cString: $0) }
    }

    private static func folders(for name: String) -> [Substring] {
        guard name.contains("/") else { return searchPath.split(separator: ":") }
        // As the XDG base directories are looked through.
        let own = variable("XDG_DATA_HOME") ?? variable("HOME").map { $0 + "/.local/share" }
        let shared = variable("XDG_DATA_DIRS") ?? "/usr/local/share:/usr/share"
        return (own.map { [Substring($0)] } ?? []) + shared.split(separator: ":")
    }

    private static var searchPath: String {
        variable("PATH") ?? "/usr/local/bin:/usr/bin:/bin"
    }
}
