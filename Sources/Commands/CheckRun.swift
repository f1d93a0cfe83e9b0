import Model
import Reporting

extension CheckArguments {
    /// Shows again what an earlier run showed, where that takes no more than a look.
    ///
    /// - Returns: how the run ended, nil where nothing was shown; and whether it is known that no earlier run holds.
    func shownAgain() -> (status: ExitStatus?, isOutdated: Bool) {
        guard let cache, let format = ReportFormats.named(format) else { return (nil, false) }
        let start = ContinuousClock.now
        let options = ReportOptions.forConsole(color, elapsed: nil)
        do throws(Refusal) {
            guard let run = try request.shownAgain(as: format, options, cache: cache) else {
                return (nil, true)
            }
            let status = run.status
            if status == .couldNotRun { return (nil, false) }
            return (Self.handOut(run, as: format, since: start) ? status : .couldNotRun, false)
        } catch {
            // It is told where the run itself is refused.
            return (nil, false)
        }
    }

    /// Nil where nothing is shown again.
    private var cache: RunCache? {
        usesCache && fixes == nil && snippets == .syntax ? .standard : nil
    }

    /// Tells what a user should know, and writes the report.
    ///
    /// - Returns: false where somebody did not take all of it.
    private static func handOut(
        _ run: consuming ShownRun, as format: any ReportFormat.Type, since start: ContinuousClock.Instant
    ) -> Bool {
        for notice in run.notices { Docent.complain(notice, as: "note") }
        for failure in run.notWritten { Docent.complain(failure) }
        let isReport = run.remark == nil
        return run.write(
            finish: { if isReport { format.say(ContinuousClock.now - start, in: &$0) } },
            to: { Console.write($0) }, handingOn: Console.handOn)
    }

    /// Checks, and shows what came of it.
    ///
    /// - Parameter isOutdated: whether it is known that no earlier run holds.
    func run(isOutdated: Bool = false) async throws {
        var request = request
        if snippets == .run { request.run = try RunRequest(permission, for: "--snippets=run") }
        request.run?.keepsAnswers = usesCache
        let progress = Progress("checked")
        if Console.errorIsTerminal { request.progress = { progress.update($0, of: $1) } }

        guard let format = ReportFormats.named(format) else { return }
        let start = ContinuousClock.now
        let run: ShownRun
        do {
            defer { progress.end() }
            run = try await request.shown(
                as: format, .forConsole(color, elapsed: nil), cache: cache, isOutdated: isOutdated)
        }
        let (remark, status, notWritten) = (run.remark, run.status, run.notWritten)
        guard Self.handOut(run, as: format, since: start) else { throw Ending(status: .couldNotRun) }
        if let remark { return Console.complain(remark) }
        if !notWritten.isEmpty { throw Ending(status: .couldNotRun) }
        if status == .couldNotRun {
            throw Refusal(
                what: "no document could be checked",
                why: "none of those that were asked for could be read",
                remedy: "the report tells the reason for each")
        }
        throw Ending(status: status)
    }
}
