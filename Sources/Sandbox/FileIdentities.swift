#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

extension Programs {
    /// What the file system says of a file, so that a change shows: path, size, time, number. It does not say what
    /// the file holds.
    package static func identity(of path: String) -> String {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return "\(path): none" }
        #if canImport(Darwin)
            let time = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
        #else
            let time = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        #endif
        return "\(path): \(status.st_size) \(time.0).\(time.1) \(status.st_dev) \(status.st_ino)"
    }

    /// What the file system and the environment say of a program and of what decides how it works, so that a change shows:
    /// where it really is, the version that a manager of versions would choose, the packages of its own environment.
    package static func evidence(of path: String) -> [String] {
        var evidence = [identity(of: path), real(path) ?? ""]
        let folder = path.split(separator: "/", omittingEmptySubsequences: false).dropLast()
        let home = variable("HOME") ?? ""
        for manager in managers where path.contains(manager.mark) {
            evidence.append(variable(manager.version) ?? "")
            let root = variable(manager.root) ?? "\(home)/\(manager.folder)"
            evidence.append(identity(of: "\(root)/\(manager.choice)"))
        }
        // An environment of Python's says so in a file beside its folder of programs.
        let prefix = folder.dropLast().joined(separator: "/")
        let sign = identity(of: prefix + "/pyvenv.cfg")
        if !sign.hasSuffix(": none") {
            evidence.append(sign)
            evidence += identities(like: "\(prefix)/lib/python3*/site-packages")
        }
        return evidence
    }

    /// The identities of all files and folders whose paths fit a pattern, as a shell reads `*`; in order.
    package static func identities(like pattern: String) -> [String] {
        var paths = [""]
        for part in pattern.split(separator: "/") {
            let isPattern = part.contains("*")
            let (start, end) = (part.prefix { $0 != "*" }, part.reversed().prefix { $0 != "*" }.reversed())
            paths = paths.flatMap { path in
                guard isPattern else { return ["\(path)/\(part)"] }
                return Links.names(in: path.isEmpty ? "/" : path).sorted().filter {
                    $0.hasPrefix(start) && $0.hasSuffix(String(end)) && $0.count >= start.count + end.count
                }.map { "\(path)/\($0)" }
            }
        }
        return paths.map(identity).filter { !$0.hasSuffix(": none") }
    }

    /// Programs that choose between versions: what their paths hold, the variable that names the version, where they keep the
    /// user's choice.
    private static let managers:
        [(mark: String, version: String, root: String, folder: String, choice: String)] = [
            ("/.cargo/", "RUSTUP_TOOLCHAIN", "RUSTUP_HOME", ".rustup", "settings.toml"),
            ("pyenv/shims/", "PYENV_VERSION", "PYENV_ROOT", ".pyenv", "version"),
            ("rbenv/shims/", "RBENV_VERSION", "RBENV_ROOT", ".rbenv", "version"),
            ("nodenv/shims/", "NODENV_VERSION", "NODENV_ROOT", ".nodenv", "version"),
        ]
}
