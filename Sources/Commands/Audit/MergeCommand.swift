import ArgumentParser
import Audit
import Model
import Reporting

/// `docent merge`
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Join the parts of an audit to the report of the whole.",
        discussion: "The order of the files decides nothing: the report is the one that a single run writes.")

    @Argument(help: "Files that `docent audit --shard I/N --format json` has written.")
    var parts: [String]
    @OptionGroup var report: AuditReportOptions
    @Option(
        help:
            "The archive that the audit is compared with and kept in (without it, neither is done).")
    var archive: String?

    func validate() throws { try report.check() }

    func run() async throws {
        var read: [AuditPart] = []
        var failures: [Failure] = []
        for path in parts {
            do throws(Failure) {
                read.append(try AuditPartReader.read(try bytes(path)))
            } catch {
                failures.append(Failure(what: "\(path): \(error.what)", why: error.why, remedy: error.remedy))
            }
        }
        if !failures.isEmpty { throw Refusal(failures) }
        let whole: AuditPart
        do throws(Failure) { whole = try AuditPart.join(read) } catch { throw Refusal([error]) }
        try await report.finish(
            whole,
            in: try archive.map { path throws(Refusal) in
                try AuditArchive(at: path, scope: whole.header.title)
            })
    }

    private func bytes(_ path: String) throws(Failure) -> [UInt8] {
        do throws(Refusal) { return try DiskFile.read(path) } catch {
            throw error.failures.first ?? Failure(what: "cannot read it", why: "", remedy: "")
        }
    }
}
