import Audit
import Ecosystems
import Model
import Surface

extension PageJudgement {
    /// The requests over HTTP that the page shows of the fleet's products.
    mutating func judgeOperations(_ document: Document, _ surfaces: ProductSurfaces, _ roles: PageRoles) {
        guard !PastSpeech.isRecord(path) else { return }
        for served in surfaces.services {
            let (faults, holds) = served.service.survey(of: document, past: served.past)
            // What an older version took is not in today's description.
            if roles.olderLine(of: path) != nil {
                if holds + faults.count > 0 {
                    count(.operations, unknown: [Self.older: holds + faults.count])
                }
                continue
            }
            if holds > 0 { count(.operations, holds: holds) }
            for fault in faults {
                count(.operations, fails: 1)
                add(fault, of: served.repository)
            }
        }
    }

    private mutating func add(_ fault: RequestFault, of product: String) {
        let line = facts.line(fault.range.lower)
        let confidence: Confidence = fault.isCertain ? .certain : .likely
        if let removed = fault.removed {
            return add(
                .operationGone, line: line, subject: fault.operation,
                message: Self.gone(fault.operation, removed.name),
                cause: AuditFinding.Cause(
                    what: "`\(fault.operation)` removed", origin: product, reference: removed.name,
                    day: removed.day), confidence: confidence)
        }
        add(
            fault.isDeprecated ? .operationDeprecated : .requestRefused, line: line, subject: fault.operation,
            message: fault.sentence,
            cause: fault.isDeprecated
                ? AuditFinding.Cause(what: "`\(fault.operation)` deprecated", origin: product) : nil,
            confidence: confidence)
    }

    private static let older = "the page is about an older version than the description of its operations"
    private static func gone(_ operation: String, _ release: String) -> String {
        "`\(operation)` is not there since \(release)"
    }
}
