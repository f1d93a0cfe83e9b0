import Model
import Subprocess
import SystemPackage

/// A program that parses many files at once and complains of some.
///
/// The snippets are written into a folder of their own, form after form: a later form only of those whose earlier
/// ones it did not take.
package struct FileParser: Sendable {
    /// The programs that can do it, the best first.
    package var programs: [String]
    /// What stands before the files.
    package var arguments: [String]
    /// The ending of the files' names, without a dot.
    package var ending: String
    /// The exit statuses with which it has looked at every file.
    package var statuses: Set<Int>
    /// Code with a syntax error. It is asked about with every batch: a program that does not complain of it does not
    /// work, and what it is silent about has not been checked.
    package var broken: String
    /// Reads what the program wrote to its standard error.
    package var complaints: @Sendable (_ output: String) -> [Complaint]

    /// What a program says of a place in a file; line and column counted from 1, the column in bytes.
    package struct Complaint: Hashable, Sendable {
        package var file: String
        package var line: Int
        package var column: Int
        package var message: String

        package init(file: String, line: Int, column: Int, message: String) {
            self.file = file
            self.line = line
            self.column = column
            self.message = message
        }
    }

    package init(
        _ programs: [String], _ arguments: [String], ending: String, broken: String,
        statuses: Set<Int> = [0, 1],
        complaints: @escaping @Sendable (_ output: String) -> [Complaint]
    ) {
        self.programs = programs
        self.arguments = arguments
        self.ending = ending
        self.statuses = statuses
        self.broken = broken
        self.complaints = complaints
    }

    func parse(_ snippets: [[[UInt8]]], workers: Int, patience: Duration) async -> [Reply] {
        guard let program = programs.lazy.compactMap(Programs.path).first else {
            return snippets.map { _ in .silent("`\(programs[0])` is not installed") }
        }
        guard let folder = try? TemporaryFolder() else {
            return snippets.map { _ in .silent("no temporary folder can be made") }
        }
        defer { folder.remove() }
        var replies = [Reply?](repeating: nil, count: snippets.count)
        var faults = [[Fault]](repeating: [], count: snippets.count)
        var form = 0
        while true {
            let asked = snippets.indices.filter { replies[$0] == nil && form < snippets[$0].count }
            if asked.isEmpty { break }
            let files = asked.map { (name: "\($0)-\(form).\(ending)", bytes: snippets[$0][form]) }
            let heard = await ask(program, files, in: folder, workers, patience)
            for (index, file) in zip(asked, files) {
                switch heard[file.name] {
                case .fine?: replies[index] = .taken(form)
                case .fault(let fault)?: faults[index].append(fault)
                case .unknown(let reason)?: replies[index] = .silent(reason)
                case nil: replies[index] = .silent("the parser stopped")
                }
            }
            form += 1
        }
        return zip(replies, faults).map { $0 ?? .refused($1) }
    }

    private enum Word: Sendable {
        case fine
        case fault(Fault)
        case unknown(String)
    }

    private typealias File = (name: String, bytes: [UInt8])

    /// Asks about files, many at once; by name.
    private func ask(
        _ program: String, _ files: [File], in folder: TemporaryFolder, _ workers: Int, _ patience: Duration
    ) async -> [String: Word] {
        let size = max(1, min(100, (files.count + workers - 1) / max(1, workers)))
        let parts = stride(from: 0, to: files.count, by: size).map {
            Array(files[$0..<min($0 + size, files.count)])
        }
        return await withTaskGroup(of: [String: Word].self) { group in
            var waiting = parts[...]
            var words: [String: Word] = [:]
            for _ in 0..<max(1, workers) {
                guard let part = waiting.popFirst() else { break }
                group.addTask { await self.ask(program, part, in: folder, patience) }
            }
            while let heard = await group.next() {
                words.merge(heard) { first, _ in first }
                if let part = waiting.popFirst() {
                    group.addTask { await self.ask(program, part, in: folder, patience) }
                }
            }
            return words
        }
    }

    private func ask(
        _ program: String, _ files: [File], in folder: TemporaryFolder, _ patience: Duration
    ) async -> [String: Word] {
        let canary = "broken.\(ending)"
        for file in files + [(canary, Array(broken.utf8))] where !folder.holds(file.bytes, as: file.name) {
            return Dictionary(files.map { ($0.name, .unknown("a temporary file cannot be written")) }) {
                first, _ in first
            }
        }
        let names = files.map(\.name) + [canary]
        let (output, isWhole) = await run(program, names.map { folder.path + "/" + $0 }, patience)
        let hasCanary = complaints(output).contains { $0.file.hasSuffix("/" + canary) }
        // Behind some mistakes a program is silent about all other files.
        let isSilenced: Bool
        if isWhole, !hasCanary {
            let alone = await run(program, [folder.path + "/" + canary], patience)
            isSilenced = alone.isWhole && !complaints(alone.output).isEmpty
        } else {
            isSilenced = false
        }
        if !isWhole || isSilenced {
            // One of them is too much for the parser: each by itself, so that the others are judged.
            guard files.count > 1 else {
                guard let file = files.first else { return [:] }
                // Some stop for good at a mistake; what they say of it counts all the same.
                let said = complaints(output).first { $0.file.hasSuffix("/" + file.name) }
                return [file.name: said.map { Self.fault($0, file) } ?? .unknown("the parser stopped")]
            }
            var words: [String: Word] = [:]
            for half in [files[..<(files.count / 2)], files[(files.count / 2)...]] {
                words.merge(await ask(program, Array(half), in: folder, patience)) { first, _ in first }
            }
            return words
        }
        var first: [String: Complaint] = [:]
        for complaint in complaints(output) {
            let name = complaint.file.split(separator: "/").last.map(String.init) ?? complaint.file
            if first[name] == nil { first[name] = complaint }
        }
        if !hasCanary {
            let said = Self.firstLine(output)
            let reason =
                "`\(programs[0])` does not work"
                + (said.isEmpty || said.contains(folder.path) ? "" : ": \(said)")
            return Dictionary(files.map { ($0.name, .unknown(reason)) }) { first, _ in first }
        }
        return Dictionary(
            files.map { file in
                (file.name, first[file.name].map { Self.fault($0, file) } ?? .fine)
            }
        ) { first, _ in first }
    }

    /// What a program says first, as far as it fits into a report.
    private static func firstLine(_ output: String) -> String {
        let line = output.split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) } ?? ""
        return line.count > 120 ? String(line.prefix(120)) + "…" : String(line)
    }

    private static func fault(_ complaint: Complaint, _ file: File) -> Word {
        let range = Lines.range(line: complaint.line, byte: complaint.column, in: file.bytes)
        return .fault(Fault(at: range, complaint.message))
    }

    /// What the program says of files, and whether it has looked at all of them.
    private func run(
        _ program: String, _ files: [String], _ patience: Duration
    ) async -> (output: String, isWhole: Bool) {
        var options = PlatformOptions()
        options.createSession = true
        options.teardownSequence = []
        let arguments = Arguments(arguments + files)
        return await withTaskGroup(of: (String, Bool).self) { group in
            group.addTask { [options] in
                let result = try? await Subprocess.run(
                    .path(FilePath(program)), arguments: arguments, environment: Programs.environment,
                    workingDirectory: "/", platformOptions: options, input: .none, output: .discarded,
                    error: .string(limit: 16 << 20))
                guard let result else { return ("", false) }
                let output = result.standardError
                guard case .exited(let status) = result.terminationStatus else { return (output, false) }
                return (output, statuses.contains(Int(status)))
            }
            group.addTask {
                try? await Task.sleep(for: patience)
                return ("", false)
            }
            let first = await group.next() ?? ("", false)
            group.cancelAll()
            return first
        }
    }
}
