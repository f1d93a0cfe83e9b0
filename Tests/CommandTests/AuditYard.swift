/// A folder with repositories and a fleet file.
struct AuditYard {
    var folder: String

    func write(_ path: String, _ text: String) throws {
        let parent = path.split(separator: "/").dropLast().joined(separator: "/")
        if !parent.isEmpty { try Shell.succeed("mkdir -p \(Shell.quoted(parent))", in: folder) }
        try Shell.write(text, to: "\(folder)/\(path)")
    }

    /// Commits all that is in a repository, which is made where there is none yet.
    func commit(_ repository: String, _ date: String, tag: String? = nil) throws {
        try Shell.succeed(
            """
            mkdir -p \(repository) && cd \(repository)
            [ -d .git ] || git init -q -b main .
            git add -A
            GIT_AUTHOR_DATE=\(date)T12:00:00Z GIT_COMMITTER_DATE=\(date)T12:00:00Z \\
                git -c user.name=a -c user.email=a@example.org -c commit.gpgsign=false \\
                commit -q --allow-empty -m x
            \(tag.map { "git tag \($0)" } ?? "true")
            """, in: folder)
    }

    /// - Parameter more: what the fleet file says beside the repositories, each of them with its role.
    func fleet(_ repositories: [String: String], _ more: String = "") throws {
        var text = "title: Traps\nrepositories:\n"
        for (path, role) in repositories.sorted(by: { $0.key < $1.key }) {
            text += "  - {path: \(path), role: \(role)}\n"
        }
        try write("fleet.yml", text + more)
    }

    func audit(_ more: String = "") throws -> String {
        try run("docent audit fleet.yml --as-of 2026-01-01 --no-archive \(more)")
    }

    /// What a command prints, whatever it ends with; nothing that other runs have kept is used.
    func run(_ command: String) throws -> String {
        try Shell.run("export XDG_CACHE_HOME=$PWD/cache\n\(command)", in: folder).output
    }

    /// The id of the newest commit of a repository, shortened as reports do.
    func head(_ repository: String) throws -> Substring {
        try Shell.succeed("git -C \(repository) rev-parse --short=10 HEAD", in: folder).split(
            separator: "\n")[0]
    }

    /// Lends an empty one.
    static func with(_ body: (AuditYard) throws -> Void) throws {
        try Shell.withTemporaryFolder { try body(AuditYard(folder: $0)) }
    }
}
