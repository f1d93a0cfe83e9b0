import Model
import Reporting

extension CheckArguments {
    /// Shows again what an earlier run showed, where that takes no more than a look.
    ///
    /// - Returns: how the run ended; nil where nothing was shown.
    func shownAgain() -> ExitStatus? {
        guard usesCache, fixes == nil, snippets == .syntax, let cache = RunCache.standard,
            let format = ReportFormats.named(format)
        else { return nil }
        let start = ContinuousClock.now
        guard let run = try? request.shownAgain(as: format, .forConsole(color, elapsed: nil), cache: cache),
            run.status != .couldNotRun
        else { return nil }
        for notice in run.notices { Docent.complain(notice, as: "note") }
        let status = run.status
        let isWritten = run.write(
            finish: { format.say(ContinuousClock.now - start, in: &$0) }, to: { Console.write($0) },
            handingOn: Console.handOn)
        return isWritten ? status : .couldNotRun
    }

    /// Checks, and shows what came of it.
    func run() async throws {
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
                as: format, .forConsole(color, elapsed: nil),
                cache: usesCache && fixes == nil && snippets == .syntax ? .standard : nil)
        }
        for notice in run.notices { Docent.complain(notice, as: "note") }
        for failure in run.notWritten { Docent.complain(failure) }
        let (remark, status, notWritten) = (run.remark, run.status, run.notWritten)
        let isWritten = run.write(
            finish: { if remark == nil { format.say(ContinuousClock.now - start, in: &$0) } },
            to: { Console.write($0) }, handingOn: Console.handOn)
        guard isWritten else { throw Ending(status: .couldNotRun) }
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
