import Audit
import Model
import Repositories
import Samples

/// Finds the commit that switched off what built a repository.
struct SwitchOff {
    let repository: OpenedRepository
    let past: Past

    /// Nil where nothing that runs on changes, or by the clock, was ever there, as far as the history is known.
    func cause(_ integration: ContinuousIntegration) -> AuditFinding.Cause? {
        guard var reader = try? repository.snapshot.reader() else { return nil }
        for workflow in integration.workflows where workflow.isSwitchedOff {
            var newer: CommitPoint?
            for version in past.versions(of: workflow.path) {
                if let older = Self.workflow(version, workflow.path, &reader), !older.isSwitchedOff {
                    return newer.map { cause("`\(workflow.path)` switched off", $0) }
                }
                newer = version.commit
            }
        }
        for (path, commit) in past.removals(below: ".github/workflows") where Workflow.isWorkflow(path) {
            let before = past.versions(of: path).dropFirst().first
            guard let before, let workflow = Self.workflow(before, path, &reader), !workflow.isOnlyByHand,
                !workflow.isSwitchedOff
            else { continue }
            return cause("`\(path)` taken away", commit)
        }
        return nil
    }

    private func cause(_ what: String, _ commit: CommitPoint) -> AuditFinding.Cause {
        AuditFinding.Cause(what: what, origin: repository.name, reference: commit.id.short, day: commit.day)
    }

    private static func workflow(_ version: History.Version, _ path: String, _ reader: inout Reader)
        -> Workflow?
    {
        guard let id = version.objectID, case .bytes(let bytes) = reader.read(object: id) else { return nil }
        return try? Workflow(path: path, SourceText(bytes))
    }
}
