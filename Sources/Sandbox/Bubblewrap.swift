import Subprocess
import SystemPackage

/// Walls made by bubblewrap: namespaces of its own for files, processes, network, users and the rest.
struct Bubblewrap: Sendable {
    let program: String
    /// Whether commands are kept from making namespaces themselves; older versions cannot.
    let forbidsNamespaces: Bool

    /// Where a command finds its folder.
    static let folder = "/box"

    static func find(in searchPath: String) async -> Result<Bubblewrap, Sandbox.Unavailable> {
        guard let program = Programs.path("bwrap", in: searchPath) else {
            return .failure(Sandbox.Unavailable(reason: missing, remedy: missingRemedy))
        }
        guard let folder = try? WorkFolder() else {
            return .failure(Sandbox.Unavailable(reason: noFolder, remedy: noFolderRemedy))
        }
        defer { folder.remove() }
        var reason = ""
        for forbidsNamespaces in [true, false] {
            let walls = Bubblewrap(program: program, forbidsNamespaces: forbidsNamespaces)
            let outcome = await Sandbox(walls: walls).run(
                SandboxedCommand(["/bin/sh", "-c", "exit 7"], in: folder.path))
            if outcome.ending == .exited(7) { return .success(walls) }
            if case .notStarted(let why) = outcome.ending { reason = why } else { reason = silent }
        }
        return .failure(Sandbox.Unavailable(reason: reason, remedy: refusedRemedy))
    }

    /// What starts it: a shell that opens the filter of system calls for it, where there is one for this machine.
    func launcher(files: String) -> [String] {
        guard SystemCallFilter.program != nil else { return [program] }
        return [
            "/bin/sh", "-c", "exec 3<\"$0\"; exec \"$@\"", "\(files)/\(SystemCallFilter.file)", program,
            "--seccomp", "3",
        ]
    }

    /// What is put before a command.
    ///
    /// - Parameters:
    ///   - files: a folder with `passwd` and `group` for the command to see.
    ///   - environment: all that the command finds in its environment.
    func arguments(
        for command: SandboxedCommand, files: String, environment: [String: String]
    ) -> [String] {
        var words = [
            "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session", "--cap-drop", "ALL",
            "--uid", "1000", "--gid", "1000", "--hostname", "docent",
        ]
        if forbidsNamespaces { words.append("--disable-userns") }
        if command.network == .allowed { words.append("--share-net") }
        words += ["--ro-bind", "/usr", "/usr"]
        for name in ["/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32"] {
            if let target = Links.target(of: name) {
                words += ["--symlink", target, name]
            } else {
                words += ["--ro-bind-try", name, name]
            }
        }
        let network = command.network == .allowed ? Self.networkFiles : []
        for name in Self.systemFiles + Links.names(in: "/etc", beginningWith: ["java-"]) + network {
            words += ["--ro-bind-try", "/etc/\(name)", "/etc/\(name)"]
        }
        words += ["--ro-bind", "\(files)/passwd", "/etc/passwd", "--ro-bind", "\(files)/group", "/etc/group"]
        let size = String(command.limits.temporaryBytes)
        words += [
            "--proc", "/proc", "--dev", "/dev", "--size", size, "--tmpfs", "/dev/shm", "--size", size,
            "--tmpfs", "/tmp", "--dir", Self.home,
        ]
        // A folder before those within it, so that none hides another.
        for path in Set(command.readable.filter { !Programs.isEverywhere($0) }).sorted() {
            words += ["--ro-bind-try", path, path]
        }
        for path in command.writable.sorted() { words += ["--bind", path, path] }
        words += ["--bind", command.folder, Self.folder, "--remount-ro", "/dev", "--remount-ro", "/"]
        words += ["--chdir", Self.folder, "--clearenv"]
        for (name, value) in environment.sorted(by: { $0.key < $1.key }) {
            words += ["--setenv", name, value]
        }
        return words + ["--"]
    }

    static let home = "/tmp/home"

    /// What the programs of the system want to read; nothing with a secret in it.
    private static let systemFiles = [
        "alternatives", "debian_version", "fonts", "host.conf", "ld.so.cache", "ld.so.conf", "ld.so.conf.d",
        "locale.alias", "localtime", "magic", "maven/logging", "maven/m2.conf", "mime.types", "nsswitch.conf",
        "os-release", "perl", "php",
        "protocols", "python3", "services", "ssl/openssl.cnf", "terminfo", "timezone",
    ]
    private static let networkFiles = [
        "ca-certificates", "hosts", "pki/ca-trust", "pki/tls/certs", "resolv.conf", "ssl/certs",
    ]

    private static let missing = "bubblewrap (`bwrap`) is not installed"
    private static let missingRemedy =
        "install it (`apt-get install bubblewrap`), or say --no-sandbox on a machine that can be thrown away"
    private static let noFolder = "no temporary folder can be made"
    private static let noFolderRemedy = "make room in the folder that `TMPDIR` names"
    private static let silent = "bubblewrap does not run a command here"
    private static let refusedRemedy =
        "allow user namespaces on this machine or in this container, or say --no-sandbox if it can be thrown away"
}
