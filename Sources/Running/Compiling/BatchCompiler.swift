import Model
import Sandbox
import Toolchains

/// Compiles many units with few runs of the compiler.
///
/// All are compiled together. Those with errors are taken out, and the rest is compiled again: a compiler that finds
/// a name missing does not go on to types. Where a language says so, those that were taken out are compiled by
/// themselves, too, because a neighbour may have been the cause.
struct BatchCompiler: Sendable {
    let language: CompileLanguage
    let setting: CompileSetting
    let sandbox: Sandbox
    let workers: Int
    /// When nothing further is begun.
    var deadline: ContinuousClock.Instant?
    /// Is told what came of some units as soon as that is sure.
    var heard: @Sendable ([(number: Int, verdict: Verdict)]) -> Void = { _ in }
    var limits = SandboxLimits(
        wallTime: .seconds(120), cpuTime: .seconds(120), memoryBytes: 4 << 30, processes: 512,
        outputBytes: 8 << 20)

    /// What came of one unit.
    enum Verdict: Hashable, Sendable {
        /// What the compiler says of it; nothing where it is fine.
        case compiled([CompilerWord])
        /// The reason, as a clause that goes after "because".
        case unknown(String)
    }

    /// - Parameter units: each with its place as its number.
    func compile(_ units: [CompileUnit]) async -> [Verdict] {
        var verdicts = [Verdict?](repeating: nil, count: units.count)
        var alone = units.indices.filter { units[$0].merged == nil }
        let merged = units.indices.filter { units[$0].merged != nil }
        let found = await inTurn(batches(merged, units), workers: workers) { batch in
            let verdicts = await peel(batch.map { units[$0] })
            heard(
                verdicts.filter { !isDoubtful($0.1, of: units[$0.0], among: batch.count) }.map {
                    ($0.0, $0.1)
                })
            return (count: batch.count, verdicts: verdicts)
        }
        for part in found {
            for (index, verdict) in part.verdicts {
                if isDoubtful(verdict, of: units[index], among: part.count) {
                    alone.append(index)
                } else {
                    verdicts[index] = verdict
                }
            }
        }
        alone.sort()
        let judged = await inTurn(alone, workers: workers) { index -> Verdict in
            guard let outcome = await sandboxed([units[index]]) else { return .unknown(Self.noTimeLeft) }
            let verdict = verdict(of: units[index], outcome)
            heard([(index, verdict)])
            return verdict
        }
        for (index, verdict) in zip(alone, judged) { verdicts[index] = verdict }
        return verdicts.map { $0 ?? .unknown("it was not compiled") }
    }

    /// Whether a unit has to be compiled by itself, because those around it may be to blame.
    private func isDoubtful(_ verdict: Verdict, of unit: CompileUnit, among count: Int) -> Bool {
        guard case .compiled(let words) = verdict, count > 1, !words.isEmpty else { return false }
        // What needs something that is not here cannot be judged either way. Paths of old Rust begin at the top, where a
        // snippet among others does not stand.
        if unit.edition != "2015", words.contains(where: { language.missingName($0)?.isOutside == true }) {
            return false
        }
        return language.needsConfirmation(words)
    }

    /// Units that may stand in one run, in parts for as many workers as are worth their start.
    private func batches(_ merged: [Int], _ units: [CompileUnit]) -> [[Int]] {
        Dictionary(grouping: merged) { language.batchKey(units[$0]) }.sorted { $0.key < $1.key }.map(\.value)
            .flatMap { $0.inParts(of: looksAtEach ? Self.smallBatch : language.largestBatch) }
    }

    private var looksAtEach: Bool { language.looksAtEach(setting.level) }

    private static let smallBatch = 16

    private func peel(_ units: [CompileUnit]) async -> [(Int, Verdict)] {
        var left = units
        var verdicts: [(Int, Verdict)] = []
        while !left.isEmpty {
            guard let outcome = await sandboxed(left) else {
                return verdicts + left.map { ($0.number, .unknown(Self.noTimeLeft)) }
            }
            guard let words = language.read(outcome.0), outcome.1 else {
                if left.count == 1 { return verdicts + [(left[0].number, .unknown(Self.reason(outcome.0)))] }
                // One of them is too much for the compiler: the halves, so that the others are judged.
                for half in [left[..<(left.count / 2)], left[(left.count / 2)...]] {
                    verdicts += await peel(Array(half))
                }
                return verdicts
            }
            let numbers = Set(left.map(\.number))
            var faulty = Dictionary(grouping: words.filter { $0.unit.map(numbers.contains) ?? false }) {
                $0.unit ?? 0
            }
            for unit in left where faulty[unit.number] == nil {
                let same = words.compactMap { language.sameOf($0, unit) }
                if !same.isEmpty { faulty[unit.number] = same }
            }
            if faulty.isEmpty {
                if outcome.0.ending == .exited(0) {
                    return verdicts + left.map { ($0.number, .compiled([])) }
                }
                if left.count == 1 {
                    return verdicts + [(left[0].number, .unknown(Self.reason(outcome.0)))]
                }
                for half in [left[..<(left.count / 2)], left[(left.count / 2)...]] {
                    verdicts += await peel(Array(half))
                }
                return verdicts
            }
            verdicts += faulty.sorted { $0.key < $1.key }.map { ($0.key, .compiled($0.value)) }
            left.removeAll { faulty[$0.number] != nil }
            // An error that is about none of them is about one of the rest.
            if looksAtEach, words.allSatisfy({ $0.unit.map(numbers.contains) ?? false }) {
                return verdicts + left.map { ($0.number, .compiled([])) }
            }
        }
        return verdicts
    }

    private func verdict(of unit: CompileUnit, _ outcome: (SandboxOutcome, Bool)) -> Verdict {
        guard outcome.1, let words = language.read(outcome.0) else { return .unknown(Self.reason(outcome.0)) }
        let own = words.filter { $0.unit == unit.number }
        if own.isEmpty, outcome.0.ending != .exited(0) { return .unknown(Self.reason(outcome.0)) }
        return .compiled(own)
    }

    /// Runs the compiler on some units; and whether the files could be written. Nil where no time is left.
    private func sandboxed(_ group: [CompileUnit]) async -> (SandboxOutcome, Bool)? {
        var limits = limits
        if let deadline {
            let left = deadline - .now
            if left <= .zero { return nil }
            // What was begun is not cut off at once: what it says is kept.
            limits.wallTime = min(limits.wallTime, left + Self.grace)
        }
        let folder = try? WorkFolder()
        defer { folder?.remove() }
        let layout = language.layout(group, setting).moved(to: sandbox.place(of: folder?.path ?? ""))
        let isWritten = folder.map { folder in
            layout.files.allSatisfy { folder.write($0.bytes, as: $0.name) }
                && (setting.project?.links ?? []).allSatisfy { folder.link($0.name, to: $0.target) }
        }
        let outcome = await sandbox.run(
            SandboxedCommand(
                layout.arguments, in: isWritten == true ? folder?.path ?? "" : "/nonexistent",
                readable: setting.toolchain.readable + (setting.project?.readable ?? []),
                environment: setting.toolchain.environment.merging(layout.environment) { $1 },
                limits: limits))
        return (outcome, isWritten == true)
    }

    private static let grace = Duration.seconds(30)

    static let noTimeLeft = Sandbox.noTimeLeft

    private static func reason(_ outcome: SandboxOutcome) -> String {
        switch outcome.ending {
        case .timedOut: "the compiler did not end in time"
        case .memoryLimit: "the compiler took too much memory"
        case .storageLimit: "the compiler wrote too much"
        case .processLimit: "the compiler started too many processes"
        case .outputLimit: "the compiler printed too much"
        case .notStarted(let reason): "the compiler did not start: \(reason)"
        case .signalled(let signal): "the compiler was ended by signal \(signal)"
        case .exited(let code):
            "the compiler stopped with exit status \(code)"
                + (complaint(String(decoding: outcome.errors.prefix(8192), as: UTF8.self)).map { ": \($0)" }
                    ?? "")
        }
    }

    /// The line that says what is wrong, without the folders of this machine: the first with an error, or the first.
    private static func complaint(_ text: String) -> String? {
        let lines = text.split(separator: "\n")
        guard let line = lines.first(where: { $0.contains("error: ") }) ?? lines.first else { return nil }
        let plain = String(line).replacing(/(?:\/[\w.+@\-]+)+\//, with: "")
        return plain.count > 200 ? String(plain.prefix(200)) + "…" : plain
    }
}
