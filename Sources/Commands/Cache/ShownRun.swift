import Engine
import Model
import Reporting
import Repositories

/// A run as a user sees it.
struct ShownRun: Sendable {
    /// The report in pieces, without the time it took.
    var report: [Piece]
    var status: ExitStatus
    var notices: [Failure]
    /// Documents that were mended and could not be written.
    var notWritten: [Failure] = []
    /// What is said beside a patch; nil where the report is none.
    var remark: String?

    enum Piece: Sendable {
        case bytes(ArraySlice<UInt8>)
        /// Rendered when it is its turn.
        case unwritten(@Sendable () -> [UInt8])

        var bytes: ArraySlice<UInt8> {
            switch self {
            case .bytes(let bytes): bytes
            case .unwritten(let render): render()[...]
            }
        }
    }

    /// The whole report.
    var bytes: [UInt8] { report.flatMap(\.bytes) }

    /// Hands out the report piece by piece, a few at a time: it may be larger than all documents together.
    ///
    /// - Parameters:
    ///   - finish: changes the last piece before it is handed out.
    ///   - write: takes a piece; false where nobody takes any more.
    /// - Returns: false where somebody did not take all.
    func write(
        workers: Int, finish: (inout ArraySlice<UInt8>) -> Void = { _ in },
        to write: (ArraySlice<UInt8>) -> Bool
    ) async -> Bool {
        let size = 2 * workers
        for first in stride(from: 0, to: report.count, by: size) {
            let batch = Array(report[first..<min(first + size, report.count)])
            // A small report and its end are not worth a second worker.
            var pieces = await spread(over: batch.count, workers: report.count > 2 ? workers : 1) {
                batch[$0].bytes
            }
            if first + size >= report.count, let last = pieces.indices.last { finish(&pieces[last]) }
            for piece in pieces where !write(piece) { return false }
        }
        return true
    }
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
            return Self.show(result, format, options)
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
                report: [.bytes(report[..<end]), .bytes(report[end...])], status: kept.record.status,
                notices: kept.record.notices)
        }
        let readings = Readings()
        let (result, listing) = try await carryOut(over: snapshot, noting: readings)
        var shown = Self.show(result, format, options)
        let pieces = shown.report
        shown.report = await spread(over: pieces.count, workers: workers) { .bytes(pieces[$0].bytes) }
        if readings.isComplete, !Task.isCancelled {
            cache.store(
                RunRecord(
                    key: key.bytes, status: shown.status, notices: shown.notices,
                    report: shown.bytes, listing: listing, readings: readings, start: start),
                key)
        }
        return shown
    }

    private static func show(
        _ result: Result, _ format: any ReportFormat.Type, _ options: ReportOptions
    ) -> ShownRun {
        if let patch = result.patch {
            return ShownRun(
                report: [.bytes(patch[...])], status: .clean, notices: result.notices,
                remark: result.report.counts.fixes?.sentence ?? "")
        }
        return ShownRun(
            report: format.init(options).parts(of: result.report).map { .unwritten($0) },
            status: result.status, notices: result.notices, notWritten: result.notWritten)
    }
}
