// For folders and files.
import Foundation
import Repositories

/// The dates of all files of a repository, beside Git as it prints names, in turn.
struct Histories {
    /// This program, which also does the walk that is measured.
    var program: String
    var git = "/usr/bin/git"

    static let head = row(["repository", "program", "runs", "wall ms", "least", "CPU ms", "MB", "× git"])

    /// The walk itself, in a process of its own: `benchmarks --walk REPOSITORY [STATE [REVISION]]`.
    ///
    /// Where a file with a state is named, the walk goes on from it; a new state is written to it. It ends with as
    /// many dates as there are files, and asks for each.
    static func walk(_ repository: String, state file: String?, revision: String?) async -> Int32 {
        let cores = ProcessInfo.processInfo.activeProcessorCount
        let kept = file.flatMap { bytes(of: $0) }
        do {
            let snapshot = try Snapshot.open(
                from: repository, repository: repository, revision: revision ?? "HEAD")
            let walk = try HistoryWalk(snapshot)
            let state = try await walk.run(
                resuming: kept.flatMap { HistoryState(decoding: $0) }, workers: cores)
            if let file, !state.isAsItWas {
                if let more = state.addition() {
                    write(more, to: file, "a")
                } else {
                    write(state.encoded(), to: file)
                }
            }
            let history = History(state, asOf: Int64(Date().timeIntervalSince1970))
            var dated = 0
            for file in history.files where file.content.point != nil { dated += 1 }
            print("\(history.commitCount) commits, \(history.fileCount) files, \(dated) dated")
            return 0
        } catch {
            print("not walked: \(error)")
            return 2
        }
    }

    /// The bytes of a file as the program itself reads them: without a second copy.
    private static func bytes(of path: String) -> [UInt8]? {
        guard let file = unsafe fopen(path, "r") else { return nil }
        defer { unsafe fclose(file) }
        var status = stat()
        guard unsafe fstat(fileno(file), &status) == 0 else { return nil }
        return unsafe [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            count = unsafe fread(buffer.baseAddress, 1, buffer.count, file)
        }
    }

    private static func write(_ bytes: [UInt8], to path: String, _ mode: String = "w") {
        guard let file = unsafe fopen(path, mode) else { return }
        _ = unsafe fwrite(bytes, 1, bytes.count, file)
        unsafe fclose(file)
    }

    /// Prints the dates of all files, to be read: path, content, first seen, last touched, divided by tabs.
    static func dates(_ repository: String) async -> Int32 {
        do {
            let snapshot = try Snapshot.open(from: repository, repository: repository, revision: "HEAD")
            let state = try await HistoryWalk(snapshot).run(workers: 2)
            for file in History(state, asOf: Int64(Date().timeIntervalSince1970)).files {
                let cells = [file.content, file.firstSeen, file.lastTouched].map { date in
                    date.point.map { "\($0.day) \($0.id.short)" } ?? date.reason ?? ""
                }
                let names = file.previousPaths.map(\.path).joined(separator: " ")
                let alone = file.datesSetAlone.map { "\($0.day) \($0.id.short)" } ?? ""
                print(([file.path] + cells + [alone, names]).joined(separator: "\t"))
            }
            return 0
        } catch {
            print("not walked: \(error)")
            return 2
        }
    }

    func lines(_ repository: String, rounds: Int) -> [String] {
        let name = URL(filePath: repository).pathComponents.suffix(2).first { $0 != "repo" } ?? repository
        let temporary = FileManager.default.temporaryDirectory.appending(path: "docent-benchmark-history")
            .path
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        // Without renames: to find them Git reads contents, and ends early where a partial clone lacks one.
        let log = [git, "-C", repository, "log", "--name-only", "--no-renames"]
        let programs = [
            Program(name: "git log", words: log),
            Program(name: "git log, first parent", words: log + ["--first-parent"]),
            Program(name: "docent, first", words: [program, "--walk", repository]),
        ]
        // What a second run goes on from is the state of the same commit, or of one before it.
        let later = [0, 10, 100].map { count in
            Program(
                name: count == 0 ? "docent, nothing new" : "docent, \(count) commits on",
                words: [program, "--walk", repository, temporary])
        }
        let starts = [0, 10, 100].map { count in
            Program(name: "", words: [program, "--walk", repository, temporary, "HEAD~\(count)"])
        }
        var runs = [[ProgramRun]](repeating: [], count: programs.count + later.count)
        for _ in 0..<rounds {
            for (place, program) in programs.enumerated() {
                if let run = program.run(in: "/") { runs[place].append(run) }
            }
            for (place, (start, program)) in zip(starts, later).enumerated() {
                try? FileManager.default.removeItem(atPath: temporary)
                _ = start.run(in: "/")
                if let run = program.run(in: "/") { runs[programs.count + place].append(run) }
            }
        }
        let peer = Self.median(runs[0].map(\.wall))
        return zip(programs + later, runs).map { program, runs in
            if runs.isEmpty { return Self.row([name, program.name, "failed"]) }
            let failed = runs.contains { $0.status != 0 } ? ", ended early" : ""
            let wall = Self.median(runs.map(\.wall))
            return Self.row([
                name, program.name + failed, String(runs.count), fixed(wall * 1e3, 1),
                fixed((runs.map(\.wall).min() ?? 0) * 1e3, 1),
                fixed(Self.median(runs.map(\.processor)) * 1e3, 1),
                fixed(runs.map(\.memory).max() ?? 0, 1), wall > 0 ? fixed(peer / wall, 2) : "–",
            ])
        }
    }

    /// One `git log -1` for each of some files, beside one walk for all, from nothing and from a kept state.
    func oneByOne(_ repository: String, files: Int) -> [String] {
        guard let snapshot = try? Snapshot.open(from: repository, repository: repository, revision: "HEAD"),
            let entries = try? snapshot.listing().entries, !entries.isEmpty
        else { return ["not measured: the files of \(repository) cannot be listed"] }
        let step = max(1, entries.count / files)
        let chosen = Array(stride(from: 0, to: entries.count, by: step).prefix(files))
        var peer = (wall: 0.0, processor: 0.0)
        for place in chosen {
            let words = [
                git, "-C", repository, "log", "-1", "--format=%ct", "HEAD", "--", entries[place].path,
            ]
            guard let run = Program(name: "git", words: words).run(in: "/") else { continue }
            peer.wall += run.wall
            peer.processor += run.processor
        }
        let temporary = FileManager.default.temporaryDirectory.appending(path: "docent-benchmark-state").path
        try? FileManager.default.removeItem(atPath: temporary)
        defer { try? FileManager.default.removeItem(atPath: temporary) }
        let first = Program(name: "docent, first", words: [program, "--walk", repository])
        let again = Program(name: "docent, again", words: [program, "--walk", repository, temporary])
        _ = again.run(in: "/")
        var lines = [
            "\(chosen.count) times git log -1: \(fixed(peer.wall, 2)) s, CPU \(fixed(peer.processor, 2)) s"
        ]
        for program in [first, again] {
            let runs = (0..<5).compactMap { _ in program.run(in: "/") }
            if runs.isEmpty {
                lines.append("\(program.name): failed")
                continue
            }
            let wall = Self.median(runs.map(\.wall))
            let processor = Self.median(runs.map(\.processor))
            let times = "\(fixed(wall, 3)) s, CPU \(fixed(processor, 3)) s"
            lines.append(
                "\(program.name), all \(entries.count) files: \(times); × \(fixed(peer.wall / wall, 0))")
        }
        return lines
    }

    private static func median(_ numbers: [Double]) -> Double {
        numbers.isEmpty ? 0 : numbers.sorted()[numbers.count / 2]
    }

    private static let widths = [-28, -34, 5, 9, 9, 9, 8, 7]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: "  ")
    }
}
