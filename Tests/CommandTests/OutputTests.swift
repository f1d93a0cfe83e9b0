import Testing

@Suite("A report that cannot be written")
struct OutputTests {
    @Test(
        "says that there is no room, once, and ends with status 2; a reader that has gone is told nothing",
        arguments: [
            "docent check README.md", "docent audit fleet.yml --no-archive",
            "docent audit fleet.yml --no-archive --format json", "docent rules",
        ])
    func noRoom(command: String) throws {
        guard try Shell.run("[ -c /dev/full ]").status == 0 else { return }
        try AuditYard.with { yard in
            try yard.write("docs/README.md", "# Docs\n\n[Nowhere](nothing.md)\n")
            try yard.commit("docs", "2025-01-05")
            try yard.fleet(["docs": "docs"])
            let folder = command.contains("fleet") ? "." : "docs"
            let full = try yard.run("cd \(folder) && \(command) > /dev/full; echo $?")
            #expect(
                full == """
                    error: cannot write to standard output
                      because no space left on device
                      make room, or send it elsewhere
                    2

                    """)
            #expect(try yard.run("cd \(folder) && \(command) | true") == "")
        }
    }
}
