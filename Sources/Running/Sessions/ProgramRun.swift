import Model
import Sandbox
import Toolchains

/// Runs snippets of a compiled language: many are made into programs by one run of the compiler, and each is started once.
/// What is refused among others is tried by itself, and in its other forms.
struct ProgramRun: Sendable {
    private let runner: SessionRunner
    private let sandbox: Sandbox
    private let language: CompileLanguage
    private let making: ProgramMaking
    private let workers: Int

    init(
        _ runner: SessionRunner, _ sandbox: Sandbox, _ language: CompileLanguage, _ making: ProgramMaking,
        workers: Int
    ) {
        self.runner = runner
        self.sandbox = sandbox
        self.language = language
        self.making = making
        self.workers = workers
    }

    /// A session, or its beginning up to a step whose output somebody wants to see.
    private struct Unit: Sendable {
        var number: Int
        var session: Int
        /// The step that it ends with.
        var last: Int
        var code: [UInt8]
        /// Where the code of the last step begins.
        var start: Int
        var forms: [Code]
        var setting: CompileSetting
        var seconds: Int
        var isStandalone: Bool
    }

    /// What came of a unit.
    private enum Result: Sendable {
        case ended(ProgramStart.Ended, Code)
        /// The compiler's first words.
        case refused(String)
        case nothing(String)
    }

    func run(_ sessions: [Session]) async -> SessionRunner.Outcome {
        var outcome = SessionRunner.Outcome()
        let toolchain: Toolchain
        switch await language.search.find() {
        case .success(let found): toolchain = found
        case .failure(let missing):
            outcome.trouble = missing.reason
            return outcome
        }
        let units = units(of: sessions, toolchain)
        var results: [Int: Result] = [:]
        for unit in units where unit.forms.isEmpty { results[unit.number] = .nothing(Self.nothingToStart) }
        var form = 0
        while true {
            let open = units.filter { unit in
                guard form < unit.forms.count else { return false }
                if case .ended = results[unit.number] { return false }
                return true
            }
            if open.isEmpty { break }
            for (number, result) in await run(open, form, sessions) {
                // Of several refusals the first counts: its form is the likeliest.
                if case .refused = result, case .refused = results[number] { continue }
                results[number] = result
            }
            form += 1
        }
        for unit in units {
            for reply in replies(unit, results, units, sessions) { outcome.replies[reply.address] = reply }
        }
        return outcome
    }

    private func units(of sessions: [Session], _ toolchain: Toolchain) -> [Unit] {
        var units: [Unit] = []
        for (number, session) in sessions.enumerated() {
            let wanted = session.steps.indices.filter { index in
                index + 1 == session.steps.count
                    || session.steps[index].parts.contains { !$0.expectations.isEmpty }
            }
            for last in wanted {
                var prelude = session.prelude
                if !prelude.isEmpty, !prelude.hasSuffix("\n") { prelude += "\n" }
                let codes = session.steps[...last].map { $0.parts.map(\.code).joined() }
                let code = Array((prelude + codes.joined()).utf8)
                var setting = CompileSetting(level: .run, toolchain: toolchain)
                setting.flags = session.flags
                setting.project = session.project
                units.append(
                    Unit(
                        number: units.count, session: number, last: last, code: code,
                        start: code.count - (codes.last?.utf8.count ?? 0), forms: making.forms(Code(code)),
                        setting: setting, seconds: runner.seconds(for: session.steps[...last]),
                        isStandalone: session.steps[last].mark.isStandalone))
            }
        }
        return units
    }

    private func run(_ units: [Unit], _ form: Int, _ sessions: [Session]) async -> [(Int, Result)] {
        var batches: [[Unit]] = []
        var merged: [(setting: CompileSetting, units: [Unit])] = []
        for unit in units {
            if unit.isStandalone || making.merged(unit.forms[form]) == nil {
                batches.append([unit])
            } else if let index = merged.firstIndex(where: { $0.setting == unit.setting }) {
                merged[index].units.append(unit)
            } else {
                merged.append((unit.setting, [unit]))
            }
        }
        for group in merged.map(\.units) {
            batches += group.inParts(
                of: max(1, min(Self.largestBatch, (group.count + workers - 1) / workers)))
        }
        return await inTurn(batches, workers: workers) { await make($0, form, sessions) }.flatMap(\.self)
    }

    private static let largestBatch = 60

    /// Makes programs of some units, without those that are refused, and starts them.
    private func make(_ units: [Unit], _ form: Int, _ sessions: [Session]) async -> [(Int, Result)] {
        guard let folder = try? WorkFolder() else {
            return units.map { ($0.number, .nothing("no temporary folder can be made")) }
        }
        defer { folder.remove() }
        var left = units
        var refused: [(unit: Unit, words: [CompilerWord])] = []
        while !left.isEmpty {
            let outcome = await compile(left, form, in: folder)
            guard let words = language.read(outcome) else {
                return await halves(left, form, sessions, Self.reason(outcome))
                    + again(refused, units, form, sessions)
            }
            let faulty = Dictionary(grouping: words.filter { $0.unit != nil }) { $0.unit ?? 0 }
            let named = left.filter { faulty[$0.number] != nil }
            if named.isEmpty {
                if outcome.ending == .exited(0) { break }
                return await halves(left, form, sessions, Self.reason(outcome))
                    + again(refused, units, form, sessions)
            }
            refused += named.map { ($0, faulty[$0.number] ?? []) }
            left.removeAll { faulty[$0.number] != nil }
            if making.makesEach { break }
        }
        return await start(left, form, sessions, in: folder) + again(refused, units, form, sessions)
    }

    /// What was refused among others, by itself where the others may be to blame.
    private func again(
        _ refused: [(unit: Unit, words: [CompilerWord])], _ units: [Unit], _ form: Int, _ sessions: [Session]
    ) async -> [(Int, Result)] {
        var results: [(Int, Result)] = []
        for (unit, words) in refused {
            if units.count > 1, !making.makesEach, language.needsConfirmation(words) {
                results += await make([unit], form, sessions)
            } else {
                results.append((unit.number, .refused(words.first?.message ?? "")))
            }
        }
        return results
    }

    /// Too much for the compiler: the halves, so that the others run.
    private func halves(
        _ units: [Unit], _ form: Int, _ sessions: [Session], _ reason: String
    ) async -> [(Int, Result)] {
        if units.count == 1 { return [(units[0].number, .nothing(reason))] }
        let middle = units.count / 2
        return await make(Array(units[..<middle]), form, sessions)
            + make(Array(units[middle...]), form, sessions)
    }

    private func compile(_ units: [Unit], _ form: Int, in folder: WorkFolder) async -> SandboxOutcome {
        let setting = units[0].setting
        let layout = making.layout(
            units.map { unit in
                CompileUnit(
                    number: unit.number, bytes: unit.forms[form].bytes,
                    merged: making.merged(unit.forms[form]))
            }, setting
        ).moved(to: sandbox.place(of: folder.path))
        for file in layout.files { folder.write(file.bytes, as: file.name) }
        for link in setting.project?.links ?? [] { folder.link(link.name, to: link.target) }
        return await sandbox.run(
            SandboxedCommand(
                layout.arguments, in: folder.path,
                readable: setting.toolchain.readable + (setting.project?.readable ?? []),
                environment: setting.toolchain.environment.merging(layout.environment) { $1 },
                limits: Self.limits))
    }

    private static let limits = SandboxLimits(
        wallTime: .seconds(240), cpuTime: .seconds(240), memoryBytes: 4 << 30, processes: 512,
        outputBytes: 8 << 20)

    private func start(
        _ units: [Unit], _ form: Int, _ sessions: [Session], in folder: WorkFolder
    ) async -> [(Int, Result)] {
        guard let first = units.first else { return [] }
        let isAlone = units.count == 1
        for unit in units {
            for file in sessions[unit.session].files {
                folder.write(file.content, as: "d\(unit.number)/\(file.path)")
            }
        }
        let starts = units.map { unit in
            let made = CompileUnit(number: unit.number, bytes: unit.forms[form].bytes)
            return ProgramStart.One(
                number: unit.number, seconds: unit.seconds,
                words: making.start(made, isAlone).map {
                    $0.hasPrefix("/box/")
                        ? $0.replacing("/box/", with: sandbox.place(of: folder.path) + "/") : $0
                })
        }
        let ended = await ProgramStart(sandbox: sandbox, network: runner.access).run(
            starts, in: folder,
            readable: first.setting.toolchain.readable + (first.setting.project?.readable ?? []),
            environment: first.setting.toolchain.environment)
        let byNumber = Dictionary(ended.map { ($0.number, $0) }) { first, _ in first }
        return units.map { unit in
            guard let one = byNumber[unit.number] else { return (unit.number, .nothing(Self.notReached)) }
            return (unit.number, .ended(one, unit.forms[form]))
        }
    }

    // MARK: Replies

    /// The kind of failure that says that code was never a program.
    static let noProgram = "NoProgram"

    private func replies(
        _ unit: Unit, _ results: [Int: Result], _ units: [Unit], _ sessions: [Session]
    ) -> [SessionReply] {
        let session = sessions[unit.session]
        let previous = units.last { $0.session == unit.session && $0.last < unit.last }
        var replies = ((previous?.last ?? -1) + 1..<unit.last).map { index in
            SessionReply(address: .init(session: unit.session, step: session.steps[index].place, part: 0))
        }
        var reply = SessionReply(
            address: .init(session: unit.session, step: session.steps[unit.last].place, part: 0))
        switch results[unit.number] {
        case .ended(let ended, let code):
            reply.output = ended.output
            // What was printed up to the step before it is no output of this one.
            if let previous, case .ended(let before, _) = results[previous.number],
                reply.output.hasPrefix(before.output)
            {
                reply.output = String(reply.output.dropFirst(before.output.count))
            }
            reply.errors = ended.errors
            reply.ending = ending(ended, code, unit)
        case .refused(let message): reply.ending = Self.failed("CompilerError", message)
        case .nothing(let reason): reply.ending = Self.failed(Self.noProgram, reason)
        case nil: reply.ending = Self.failed(Self.noProgram, Self.notReached)
        }
        replies.append(reply)
        return replies
    }

    private func ending(_ ended: ProgramStart.Ended, _ code: Code, _ unit: Unit) -> SessionReply.Ending {
        if ended.status == 0 { return .finished }
        if ended.status == 124 || ended.status == 137 { return .timedOut }
        let lines = ended.errors.split(separator: "\n").map(String.init)
        if let crash = lines.first(where: { line in making.crashes.contains { line.contains($0) } }) {
            return Self.failed("crash", crash, line: line(lines, code, unit))
        }
        if (129...192).contains(ended.status) { return .signalled(ended.status - 128) }
        let words = lines.last.map { ": \($0)" } ?? ""
        return Self.failed("ExitStatus", "exit status \(ended.status)\(words)")
    }

    /// The line of the last step that a trace names, counted from 0; nil where none is.
    private func line(_ trace: [String], _ code: Code, _ unit: Unit) -> Int? {
        for text in trace {
            guard let match = text.firstMatch(of: /(u\d+|Snippet|main)(?:\/\w+)?\.\w+:(\d+)/),
                let row = Int(match.2)
            else { continue }
            let place = code.source(Lines.range(line: row, column: 1, in: code.bytes)).lower
            guard place >= unit.start, place <= unit.code.count else { continue }
            return unit.code[unit.start..<place].count { $0 == 0x0A }
        }
        return nil
    }

    private static func failed(_ kind: String, _ text: String, line: Int? = nil) -> SessionReply.Ending {
        .failed(.init(kinds: [kind], text: text, line: line, near: nil))
    }

    private static func reason(_ outcome: SandboxOutcome) -> String {
        switch outcome.ending {
        case .timedOut: "the compiler did not end in time"
        case .memoryLimit: "the compiler took too much memory"
        case .notStarted(let reason): "the compiler did not start: \(reason)"
        default:
            "it could not be made into a program"
                + (String(decoding: outcome.errors.prefix(200), as: UTF8.self).split(separator: "\n").first
                    .map {
                        ": \($0)"
                    } ?? "")
        }
    }

    private static let nothingToStart = "there is nothing to start in it"
    private static let notReached = "another program of the page took all the time"
}
