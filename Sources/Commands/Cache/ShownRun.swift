import Engine
import Model
import Reporting
import Repositories

/// A run as a user sees it.
struct ShownRun: Sendable {
    /// The report in pieces, without the time it took.
    var report: [ArraySlice<UInt8>]
    /// The report, where an earlier run has kept it.
    var kept: CachedFile?
    /// Of a patch: whether anything is wrong with or without it.
    var status: ExitStatus
    var notices: [Failure]
    /// Documents that were mended and could not be written.
    var notWritten: [Failure] = []
    /// What is said beside a patch; nil where the report is none.
    var remark: String?

    /// Hands out the report: large pieces as they are, small ones together.
    ///
    /// - Parameters:
    ///   - finish: changes the last piece before it is handed out.
    ///   - write: takes a piece; false where nobody takes any more.
    ///   - handOn: takes the first bytes of a file as they are, and tells how many it took.
    /// - Returns: false where somebody did not take all.
    consuming func write(
        finish: (inout ArraySlice<UInt8>) -> Void = { _ in }, to write: (ArraySlice<UInt8>) -> Bool,
        handingOn handOn: (CachedFile, _ count: Int) -> Int = { _, _ in 0 }
    ) -> Bool {
        if let kept {
            let end = (kept.size - 1) / CachedFile.pieceSize * CachedFile.pieceSize
            return kept.read(from: end > 0 ? handOn(kept, end) : 0) { piece, isLast in
                guard isLast else { return write(piece) }
                var last = piece
                finish(&last)
                return write(last)
            }
        }
        if let last = report.indices.last { finish(&report[last]) }
        var waiting: [UInt8] = []
        for piece in report {
            if waiting.count + piece.count < Self.pieceSize {
                waiting += piece
                continue
            }
            if !waiting.isEmpty, !write(waiting[...]) { return false }
            waiting.removeAll(keepingCapacity: true)
            if piece.count < Self.pieceSize { waiting += piece } else if !write(piece) { return false }
        }
        return waiting.isEmpty || write(waiting[...])
    }

    /// What is worth a call of the system, in bytes.
    private static let pieceSize = 1 << 15
}

extension CheckRequest {
    /// Shows again what the same request showed before; nil where it did not, or something that it has seen is another
    /// now.
    func shownAgain(
        as format: any ReportFormat.Type, _ options: ReportOptions, cache: RunCache
    ) throws(Refusal) -> ShownRun? {
        let start = cache.now()
        let snapshot = try Site.open(place)
        let key = try RunKey(self, snapshot, showing: Self.form(format, options), by: cache.program)
        return cache.run(key, over: snapshot, at: start, workers: workers)
    }

    private static func form(_ format: any ReportFormat.Type, _ options: ReportOptions) -> String {
        "\(format.name) \(options.color) \(options.width) \(options.version)"
    }

    /// Carries the run out and renders its report, or shows again what the same request showed before, where
    /// nothing that it has seen is another now.
    ///
    /// - Parameters:
    ///   - options: without the time, which is no part of what is kept.
    ///   - isOutdated: whether it is known that there is nothing to show again.
    func shown(
        as format: any ReportFormat.Type, _ options: ReportOptions, cache: RunCache?, isOutdated: Bool = false
    ) async throws(Refusal) -> ShownRun {
        guard let cache else { return try await show(over: try Site.open(place), nil, format, options).run }
        let start = cache.now()
        let snapshot = try Site.open(place)
        let key = try RunKey(self, snapshot, showing: Self.form(format, options), by: cache.program)
        if !isOutdated, let run = cache.run(key, over: snapshot, at: start, workers: workers) { return run }
        let readings = Readings()
        let (shown, listing) = try await show(over: snapshot, readings, format, options)
        if readings.isComplete, !Task.isCancelled {
            let report = Array(shown.report.joined())
            let record = RunRecord(
                key: key.bytes, status: shown.status, notices: shown.notices,
                report: ReportSeal(of: report), listing: listing, readings: readings, start: start)
            cache.store(record, report, key)
        }
        return shown
    }

    private func show(
        over snapshot: Snapshot, _ readings: Readings?, _ format: any ReportFormat.Type,
        _ options: ReportOptions
    ) async throws(Refusal) -> (run: ShownRun, listing: Listing) {
        let hasFingerprints = format.hasFingerprints
        let format = format.init(options)
        let (result, listing) = try await carryOut(
            over: snapshot, noting: readings, hasFingerprints: hasFingerprints, writing: format.write)
        if let patch = result.patch {
            let isEmpty = result.report.counts.fixes.map { $0.findings + $0.dropped == 0 } ?? true
            let run = ShownRun(
                report: [patch[...]], status: isEmpty ? result.status : .findings, notices: result.notices,
                remark: result.report.counts.fixes?.sentence ?? "")
            return (run, listing)
        }
        let run = ShownRun(
            report: format.pieces(of: result.report).map { $0[...] }, status: result.status,
            notices: result.notices, notWritten: result.notWritten)
        return (run, listing)
    }
}
