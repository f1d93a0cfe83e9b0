// For temporary folders only.
import Foundation

/// Docent and its fastest peer as a user runs them, in turn, each with the rules of markdownlint.
struct Linters {
    /// A copy, as `make install` makes it: the file that a linker has written page by page takes the system longer to
    /// start, and the peer was installed, too.
    private let docent: String
    /// Nil where it is not installed.
    private let rumdl: String?

    /// - Parameter docent: is copied.
    init(docent: String, rumdl: String?) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "docent-benchmark-program")
        try? FileManager.default.removeItem(at: folder)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let installed = folder.appending(path: "docent").path
        let install = Program(name: "install", words: ["/usr/bin/env", "install", docent, installed])
        self.docent = install.run(in: "/")?.status == 0 ? installed : docent
        self.rumdl = rumdl
    }

    static let head = row(
        ["input", "program", "runs", "wall ms", "least", "CPU ms", "MB", "× rumdl", "× first"])

    static let missingPeer = "rumdl: not measured, because it is not installed"

    /// The lines for one folder; with `file` for that file alone.
    func lines(_ name: String, folder: String, file: String? = nil, rounds: Int) -> [String] {
        let cache = FileManager.default.temporaryDirectory.appending(path: "docent-benchmark-cache").path
        try? FileManager.default.removeItem(atPath: cache)
        defer { try? FileManager.default.removeItem(atPath: cache) }
        let what = file ?? "."
        let check = [docent, "check", "--profile", "markdownlint"]
        var programs = [Program(name: "docent", words: check + ["--no-cache", what])]
        if let rumdl {
            programs.append(Program(name: "rumdl", words: [rumdl, "check", "--no-cache", what]))
        }
        // The first run fills the cache, the second finds it filled.
        for name in [Self.first, "docent, again"] {
            programs.append(
                Program(name: name, words: check + [what], environment: ["XDG_CACHE_HOME": cache]))
        }
        // No run but this one finds the files outside of memory.
        for program in programs { _ = program.run(in: folder) }
        var runs = [[ProgramRun]](repeating: [], count: programs.count)
        for _ in 0..<rounds {
            for (place, program) in programs.enumerated() {
                if program.name == Self.first { try? FileManager.default.removeItem(atPath: cache) }
                if let run = program.run(in: folder) { runs[place].append(run) }
            }
        }
        let walls = Dictionary(
            uniqueKeysWithValues: zip(programs, runs).map { ($0.name, Self.median($1.map(\.wall))) })
        return zip(programs, runs).map { program, runs in
            guard let run = runs.last, run.status < 2 else {
                return Self.row([name, program.name, "failed"])
            }
            let wall = Self.median(runs.map(\.wall))
            return Self.row([
                name, program.name, String(runs.count), fixed(wall * 1e3, 1),
                fixed((runs.map(\.wall).min() ?? 0) * 1e3, 1),
                fixed(Self.median(runs.map(\.processor)) * 1e3, 1),
                fixed(runs.map(\.memory).max() ?? 0, 1), walls["rumdl"].map { fixed($0 / wall, 1) } ?? "–",
                walls[Self.first].map { fixed($0 / wall, 1) } ?? "–",
            ])
        }
    }

    /// The lines for one small file: there the start of the program is all.
    func linesForOneFile() -> [String] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "docent-benchmark-file").path
        try? FileManager.default.removeItem(atPath: folder)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let text = "# Title\n\nSome *text* with a [link](#title) and `code`.\n\n- one\n- two\n"
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            try text.write(toFile: folder + "/page.md", atomically: false, encoding: .utf8)
        } catch {
            return ["one file: not measured, because it cannot be written: \(error)"]
        }
        let alone = lines("one file", folder: folder, file: "page.md", rounds: 30)
        let git = Program(name: "git", words: ["/usr/bin/env", "git", "init", "--quiet"])
        guard git.run(in: folder)?.status == 0 else { return alone }
        return alone + lines("one file, in Git", folder: folder, file: "page.md", rounds: 30)
    }

    private static func median(_ numbers: [Double]) -> Double {
        numbers.isEmpty ? 0 : numbers.sorted()[numbers.count / 2]
    }

    private static let first = "docent, first"
    private static let widths = [-24, -14, 6, 9, 9, 9, 8, 8, 8]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: "  ")
    }
}
