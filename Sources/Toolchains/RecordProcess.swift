import Model
import Subprocess
import Synchronization
import SystemPackage

/// A program that runs in a process of its own, is fed many files, and says one line about each.
///
/// What goes in, for each file: a line with its number, a word, the length of the file in bytes and perhaps a name, with
/// spaces between them, and then the bytes. What comes out, for each: the number, a tab, and the answer.
package struct RecordProcess: Sendable {
    /// What is asked of one file.
    package struct Task: Hashable, Sendable {
        /// What to do with it: `outline`, `uses`.
        package var word: String
        /// What it is called; without spaces.
        package var name: String
        package var bytes: [UInt8]

        package init(_ word: String, name: String = "-", bytes: [UInt8]) {
            self.word = word
            self.name = name
            self.bytes = bytes
        }
    }

    /// The programs that can run it, the best first.
    let programs: [String]
    let arguments: [String]

    /// Reads Python with CPython's own parser, and executes nothing of it.
    package static let python = RecordProcess(
        programs: ["python3", "python"], arguments: ["-I", "-S", "-c", script(PackageResources.surface_py)])

    /// Asks about each file. What was not answered is nil: the program is not there, or fell silent at this file.
    package func answers(
        to tasks: [Task], workers: Int, patience: Duration = .seconds(20)
    ) async -> [String?] {
        guard let program = programs.lazy.compactMap(Programs.path).first, !tasks.isEmpty else {
            return tasks.map { _ in nil }
        }
        let parts = max(1, min(workers, tasks.count / 50))
        let size = (tasks.count + parts - 1) / parts
        return await withTaskGroup(of: (Int, [String?]).self) { group in
            for part in 0..<parts {
                let slice = Array(tasks[min(part * size, tasks.count)..<min((part + 1) * size, tasks.count)])
                group.addTask { (part, await self.answers(program, slice, patience)) }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
        }
    }

    private func answers(_ program: String, _ tasks: [Task], _ patience: Duration) async -> [String?] {
        var answers: [String?] = tasks.map { _ in nil }
        var first = 0
        // A file at which the program falls silent or dies takes no other with it.
        while first < tasks.count {
            let heard = await run(program, tasks, from: first, patience)
            for (index, answer) in heard where answers.indices.contains(index) { answers[index] = answer }
            guard let stuck = (first..<tasks.count).first(where: { answers[$0] == nil }) else { break }
            if heard.isEmpty, first == 0, stuck == 0, tasks.count > 1,
                await run(program, tasks, from: 1, patience).isEmpty
            {
                break
            }
            first = stuck + 1
        }
        return answers
    }

    private func run(
        _ program: String, _ tasks: [Task], from first: Int, _ patience: Duration
    ) async -> [Int: String] {
        var input: [UInt8] = []
        for index in first..<tasks.count {
            let task = tasks[index]
            input += "\(index) \(task.word) \(task.bytes.count) \(task.name)\n".utf8
            input += task.bytes
        }
        let request = input
        var options = PlatformOptions()
        options.createSession = true
        let ear = Ear()
        // What went wrong shows in what was heard: a file without an answer.
        _ = try? await Subprocess.run(
            .path(FilePath(program)), arguments: Arguments(arguments), environment: Programs.environment,
            workingDirectory: "/", platformOptions: options, input: .inputWriter, output: .sequence,
            error: .discarded
        ) { execution in
            await withTaskGroup(of: Void.self) { group in
                group.addTask {
                    _ = try? await execution.standardInputWriter.write(request)
                    try? await execution.standardInputWriter.finish()
                }
                group.addTask {
                    while !_Concurrency.Task.isCancelled {
                        try? await _Concurrency.Task.sleep(for: .milliseconds(100))
                        if _Concurrency.Task.isCancelled || !ear.isSilent(for: patience) { continue }
                        try? execution.send(signal: .kill, toProcessGroup: true)
                        return
                    }
                }
                do {
                    for try await line in execution.standardOutput.strings(bufferingPolicy: .unbounded) {
                        let line = line.hasSuffix("\n") ? line.dropLast() : line[...]
                        guard let tab = line.firstIndex(of: "\t"), let index = Int(line[..<tab]) else {
                            continue
                        }
                        ear.hear(index, String(line[line.index(after: tab)...]))
                    }
                } catch {
                    try? execution.send(signal: .kill, toProcessGroup: true)
                }
                group.cancelAll()
            }
        }
        return ear.heard
    }

    /// What the process has said so far, and when it last spoke.
    private final class Ear: Sendable {
        private let state = Mutex((heard: [Int: String](), last: ContinuousClock.now))

        var heard: [Int: String] { state.withLock { $0.heard } }

        func hear(_ index: Int, _ answer: String) {
            state.withLock {
                $0.heard[index] = answer
                $0.last = .now
            }
        }

        func isSilent(for patience: Duration) -> Bool {
            state.withLock { ContinuousClock.now - $0.last > patience }
        }
    }
}
