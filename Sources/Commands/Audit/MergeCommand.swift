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
    @OptionGroup var options: AuditOptions

    func validate() throws { try options.check() }

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
        let scope = options.archive == nil ? nil : whole.header.title
        try await options.finish(whole, in: try options.opened(for: scope))
    }

    private func bytes(_ path: String) throws(Failure) -> [UInt8] {
        do throws(Refusal) { return try DiskFile.read(path) } catch {
            throw error.failures.first ?? Failure(what: "cannot read it", why: "", remedy: "")
        }
    }
}
