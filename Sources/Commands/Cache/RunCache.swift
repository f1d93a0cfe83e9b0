import Model
import Repositories
import RuleBook
import RulePages

/// Runs that are kept, so that one over what has not changed since is not made again.
struct RunCache: Sendable {
    var folder: CacheFolder
    /// What tells this build of the program from all others.
    let program: [UInt8]
    /// Nanoseconds since 1970.
    var now: @Sendable () -> Int64 = { Clock.nanoseconds }

    /// The cache of the user, for this very program; nil where there is no place for it.
    static var standard: RunCache? {
        guard let folder = CacheFolder.standard, let file = Machine.program else { return nil }
        var out = ByteWriter()
        for number in [Int(file.size), Int(file.modified), Int(file.changed)] { out.put(number) }
        out.put(file.device)
        out.put(file.number)
        out.put(Docent.version)
        return RunCache(folder: folder, program: out.bytes)
    }

    /// The run that was asked the same, if there was one.
    func record(_ key: RunKey) -> RunRecord? {
        guard let bytes = folder.read(key.name), let record = RunRecord(bytes), record.key == key.bytes
        else { return nil }
        return record
    }

    /// The run that was asked the same and still holds; nil where there is none, or another report stands in the place of
    /// its own.
    ///
    /// - Parameter start: where the clock stood before anything was looked at.
    func run(_ key: RunKey, over snapshot: Snapshot, at start: Int64, workers: Int) -> ShownRun? {
        guard let kept = record(key)?.renewed(over: snapshot, at: start, workers: workers),
            let file = folder.file(key.reportName)
        else { return nil }
        var record = kept.record
        guard let isNew = record.report.note(file, boot: Machine.boot) else { return nil }
        // What the file system says now is kept in the place of what it said.
        if kept.isChanged || isNew { folder.write(key.name, record.bytes) }
        return ShownRun(report: [], kept: file, status: record.status, notices: record.notices)
    }

    func store(_ record: RunRecord, _ report: [UInt8], _ key: RunKey) {
        var record = record
        folder.write(key.reportName, report)
        record.report.boot = Machine.boot
        record.report.identity = folder.file(key.reportName)?.identity
        folder.write(key.name, record.bytes)
        folder.prune()
    }
}

/// All that a run is asked.
struct RunKey: Sendable {
    let bytes: [UInt8]
    /// The name of its file: a folder for the repository, a file for the request.
    let name: String
    /// The name of the file that its report is in.
    let reportName: String

    init(_ request: CheckRequest, _ snapshot: Snapshot, showing form: String, by program: [UInt8])
        throws(Refusal)
    {
        var out = ByteWriter()
        out.put(program)
        out.put(form)
        out.put(snapshot.identity) { $0.put($1) }
        out.put(request.paths) { out, path in
            out.put(path)
            out.put(snapshot.path(of: path))
        }
        out.put(request.rules) { $0.put($1) }
        out.put(request.dialect?.rawValue)
        out.put(request.place.profile?.rawValue)
        out.put(request.today.description)
        switch request.failOn {
        case .severity(let severity)?: out.put(severity.rawValue)
        case .never?: out.put("never")
        case nil: out.put("")
        }
        out.put(request.place.configuration)
        if let path = request.place.configuration { out.put(try DiskFile.read(path)) }
        bytes = out.bytes
        let site = ContentHash(of: Array(snapshot.root.utf8), seed: 0).digits.prefix(16)
        let own = "\(site)/\(ContentHash(of: bytes, seed: 0).digits)"
        name = own + ".run"
        reportName = own + ".report"
    }
}
