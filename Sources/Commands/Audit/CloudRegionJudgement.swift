import Audit
import Ecosystems
import Model

extension PageJudgement {
    /// The regions of clouds that the page's code names.
    mutating func judgeCloudRegions(_ document: Document, _ regions: CloudRegions = .bundled) {
        for use in regions.uses(in: document) {
            let line = facts.line(use.range.lower)
            switch use.state {
            case .there: count(.cloudRegions, holds: 1)
            case .gone(let day) where day <= asOf:
                count(.cloudRegions, fails: 1)
                add(
                    .cloudRegionGone, line: line, subject: use.name,
                    message: Self.closed(use.name, use.cloud),
                    cause: AuditFinding.Cause(
                        what: "`\(use.name)` of \(use.cloud) closed", origin: use.source, day: day))
            case .gone: count(.cloudRegions, holds: 1)
            case .unknown:
                // A region may have opened since the facts were gathered.
                guard let written = record.contentDay, written <= regions.day else {
                    count(.cloudRegions, unknown: [Self.olderFacts: 1])
                    continue
                }
                count(.cloudRegions, fails: 1)
                add(
                    .cloudRegionGone, line: line, subject: use.name, message: Self.none(use.name, use.cloud),
                    confidence: .likely)
            }
        }
    }

    private static let olderFacts = "the list of regions is older than the page"
    private static func closed(_ name: String, _ cloud: String) -> String {
        "the region `\(name)` of \(cloud) is closed"
    }
    private static func none(_ name: String, _ cloud: String) -> String {
        "\(cloud) has no region `\(name)`"
    }
}
