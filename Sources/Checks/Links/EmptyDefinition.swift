package import Model

/// Definitions of labels without an address.
package struct EmptyDefinition: Check {
    package static let id = "links.empty-definition"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard document.definitions.contains(where: \.destination.isEmpty) else { return }
        var used: Set<Int> = []
        for link in document.links where link.definition >= 0 { used.insert(link.definition) }
        for (place, definition) in document.definitions.enumerated()
        where definition.destination.isEmpty && !definition.isShadowed {
            // `[//]: <> (…)` is a way to write comments.
            guard used.contains(place) || definition.title.isEmpty else { continue }
            let label = document.string(definition.label)
            verdict.add(
                Draft(at: document[definition.node].range, Self.empty(label), subject: label))
        }
    }

    private static func empty(_ label: String) -> String { "`\(label)` is defined without an address" }
}
