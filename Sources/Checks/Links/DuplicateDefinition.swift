package import Model

/// Labels that are defined twice with different addresses, of which only the first counts.
package struct DuplicateDefinition: Check {
    package static let id = "links.duplicate-definition"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard document.definitions.contains(where: \.isShadowed) else { return }
        var first: [String: Definition] = [:]
        for definition in document.definitions {
            let label = document.normalizedLabel(definition.label)
            guard let before = first[label] else {
                first[label] = definition
                continue
            }
            let (here, there) = (document.destination(of: definition), document.destination(of: before))
            guard here != there, label != "//" else { continue }
            verdict.add(
                Draft(
                    at: definition.destination.isEmpty
                        ? document[definition.node].range : definition.destination,
                    Self.twice(label, there), subject: label,
                    notes: [Note(Self.first, at: document[before.node].range)]))
        }
    }

    private static func twice(_ label: String, _ address: String) -> String {
        "`\(label)` leads to `\(address)`, and not here: the first definition counts"
    }
    private static let first = "the first definition"
}
