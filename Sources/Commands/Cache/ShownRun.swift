import Engine
import Model
import Reporting
import Repositories

/// A run as a user sees it.
struct ShownRun: Sendable {
    /// The report in pieces, without the time it took.
    var report: [ArraySlice<UInt8>]
    var status: ExitStatus
    var notices: [Failure]
    /// Documents that were mended and could not be written.
    var notWritten: [Failure] = []
    /// What is said beside a patch; nil where the report is none.
    var remark: String?
}

extension CheckRequest {
    /// Carries the run out and renders its report, or shows again what the same request showed before, where
    /// nothing that it has seen is another now.
    ///
    /// - Parameter options: without the time, which is no part of what is kept.
    func shown(
        as format: any ReportFormat.Type, _ options: ReportOptions, cache: RunCache?
    ) async throws(Refusal) -> ShownRun {
        guard let cache else {
            let result = try await perform()
            return await Self.show(result, format, options, workers)
        }
        let start = cache.now()
        let snapshot = try Site.open(place)
        let form = "\(format.name) \(options.color) \(options.width) \(options.version)"
        let key = try RunKey(self, snapshot, showing: form, by: cache.program)
        if let kept = await cache.record(key)?.renewed(over: snapshot, at: start, workers: workers) {
            if kept.isChanged { cache.store(kept.record, key) }
            // The time is said in the last line: the others stay where they are.
            let report = kept.record.report
            let end = report.dropLast().lastIndex(of: 0x0A).map { $0 + 1 } ?? report.startIndex
            return ShownRun(
                report: [report[..<end], report[end...]], status: kept.record.status,
                notices: kept.record.notices)
        }
        let readings = Readings()
        let (result, listing) = try await carryOut(over: snapshot, noting: readings)
        let shown = await Self.show(result, format, options, workers)
        if readings.isComplete, !Task.isCancelled {
            cache.store(
                RunRecord(
                    key: key.bytes, status: shown.status, notices: shown.notices,
                    report: shown.report.flatMap(\.self), listing: listing, readings: readings, start: start),
                key)
        }
        return shown
    }

    private static func show(
        _ result: Result, _ format: any ReportFormat.Type, _ options: ReportOptions, _ workers: Int
    ) async -> ShownRun {
        if let patch = result.patch {
            return ShownRun(
                report: [patch[...]], status: .clean, notices: result.notices,
                remark: result.report.counts.fixes?.sentence ?? "")
        }
        let parts = format.init(options).parts(of: result.report)
        // A small report and its end are not worth a second worker.
        return ShownRun(
            report: await spread(over: parts.count, workers: parts.count > 2 ? workers : 1) {
                parts[$0]()[...]
            },
            status: result.status, notices: result.notices, notWritten: result.notWritten)
    }
}
