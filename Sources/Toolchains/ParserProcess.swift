import Model
import Subprocess
import Synchronization
import SystemPackage

/// A parser that runs in a process of its own and is fed many snippets.
///
/// What goes in, for each snippet: a line with its number, the number of its forms and the length of each in
/// bytes, with spaces between them, and then the bytes of the forms, one after the other. What comes out, for each:
/// one line of fields with tabs between them, the number first; then `+` and the number of the form that was
/// taken, or `-` and for each form `LINE:COLUMN:MESSAGE`, lines and columns counted from 1, columns in Unicode
/// scalars, or `?` and the reason why it cannot tell. Line 0 stands for the end of the code.
package struct ParserProcess: Sendable {
    /// The programs that can run it, the best first: `["python3", "python"]`.
    package var programs: [String]
    /// The arguments, of which one holds the script, or is `scriptFile`.
    package var arguments: [String]
    /// The script as a file, for a program that wants one.
    package var file: (name: String, bytes: [UInt8])?
    /// Whether a grammar that stands in for the language's own parser is asked.
    package var isGrammar = false
    /// Programs without which the first ones do not work.
    package var others: [String]

    /// Stands for the path of the script in the arguments.
    package static let scriptFile = "SCRIPT"

    package init(
        _ programs: [String], _ arguments: [String], file: (name: String, bytes: [UInt8])? = nil,
        beside others: [String] = []
    ) {
        self.programs = programs
        self.arguments = arguments
        self.file = file
        self.others = others
    }

    func parse(_ snippets: [[[UInt8]]], patience: Duration) async -> [Reply] {
        guard let program = programs.lazy.compactMap(Programs.path).first else {
            return snippets.map { _ in .silent("`\(programs[0])` is not installed") }
        }
        guard let file else { return await parse(snippets, program, patience: patience) }
        guard let folder = try? TemporaryFolder() else {
            return snippets.map { _ in .silent("no temporary folder can be made") }
        }
        defer { folder.remove() }
        guard folder.holds(file.bytes, as: file.name) else {
            return snippets.map { _ in .silent("a temporary file cannot be written") }
        }
        var process = self
        process.arguments = arguments.map { $0 == Self.scriptFile ? "\(folder.path)/\(file.name)" : $0 }
        return await process.parse(snippets, program, patience: patience)
    }

    private func parse(_ snippets: [[[UInt8]]], _ program: String, patience: Duration) async -> [Reply] {
        var replies: [Int: Reply] = [:]
        var first = 0
        // A process that falls silent or dies takes one snippet with it; the rest goes to a new one.
        while first < snippets.count {
            let heard = await run(program, snippets, from: first, patience)
            for (index, reply) in heard.replies { replies[index] = reply }
            guard let stuck = (first..<snippets.count).first(where: { replies[$0] == nil }) else { break }
            replies[stuck] = .silent(
                heard.isSilent
                    ? "the parser did not answer in \(patience.components.seconds) s" : "the parser stopped")
            if heard.replies.isEmpty, stuck == first, !heard.isSilent, first == 0 {
                return snippets.map { _ in .silent("`\(programs[0])` does not start") }
            }
            first = stuck + 1
        }
        return snippets.indices.map { replies[$0] ?? .silent("the parser stopped") }
    }

    private struct Heard: Sendable {
        var replies: [Int: Reply] = [:]
        var isSilent = false
    }

    private func run(
        _ program: String, _ snippets: [[[UInt8]]], from first: Int, _ patience: Duration
    ) async -> Heard {
        var input: [UInt8] = []
        for index in first..<snippets.count {
            let lengths = snippets[index].map { String($0.count) }
            input += "\(index) \(lengths.count) \(lengths.joined(separator: " "))\n".utf8
            for form in snippets[index] { input += form }
        }
        let request = input
        var options = PlatformOptions()
        options.createSession = true
        let ear = Ear()
        // What went wrong shows in what was heard: a snippet without a reply.
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
                    while !Task.isCancelled {
                        try? await Task.sleep(for: .milliseconds(100))
                        if Task.isCancelled || !ear.gaveUp(after: patience) { continue }
                        try? execution.send(signal: .kill, toProcessGroup: true)
                        return
                    }
                }
                do {
                    for try await line in execution.standardOutput.strings(bufferingPolicy: .unbounded) {
                        if let (index, reply) = Self.reply(line, snippets) { ear.hear(index, reply) }
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
        private let state = Mutex((heard: Heard(), last: ContinuousClock.now))

        var heard: Heard { state.withLock { $0.heard } }

        func hear(_ index: Int, _ reply: Reply) {
            state.withLock {
                $0.heard.replies[index] = reply
                $0.last = .now
            }
        }

        /// Whether the process has been silent for too long.
        func gaveUp(after patience: Duration) -> Bool {
            state.withLock {
                // Before its first word it has to start.
                let limit = $0.heard.replies.isEmpty ? patience * 3 : patience
                $0.heard.isSilent = ContinuousClock.now - $0.last > limit
                return $0.heard.isSilent
            }
        }
    }

    /// Reads a line that the process wrote; nil where it makes no sense.
    static func reply(_ line: String, _ snippets: [[[UInt8]]]) -> (Int, Reply)? {
        let line = line.hasSuffix("\n") ? line.dropLast() : line[...]
        let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard fields.count >= 3, let index = Int(fields[0]), snippets.indices.contains(index) else {
            return nil
        }
        let forms = snippets[index]
        if fields[1] == "+" {
            guard let form = Int(fields[2]), forms.indices.contains(form) else { return nil }
            return (index, .taken(form))
        }
        if fields[1] == "?" { return (index, .unknown(fields[2...].joined(separator: " "))) }
        guard fields[1] == "-", fields.count == forms.count + 2 else { return nil }
        return (index, .refused(zip(forms, fields[2...]).map { fault(String($1), in: $0) }))
    }

    private static func fault(_ field: String, in form: [UInt8]) -> Fault {
        let parts = field.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let line = Int(parts[0]), let column = Int(parts[1]) else {
            return Fault(at: SourceRange(at: 0), field)
        }
        return Fault(at: Lines.range(line: line, column: column, in: form), String(parts[2]))
    }
}

/// A script of `Parsers` as an argument.
func script(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
