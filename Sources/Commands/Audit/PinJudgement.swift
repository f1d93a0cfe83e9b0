import Audit
import Ecosystems
import Fleet
import Model

extension PageJudgement {
    /// What the page tells its readers to install and to run.
    mutating func judgePins(_ document: Document, _ versions: VersionFacts, _ roles: PageRoles) {
        guard
            !PageRoles.isHistory(path, title: document.headings.first.map { document.plainText(of: $0.node) })
        else { return }
        let references = DocumentPins(document).references
        for reference in references {
            let topic: Topic = reference.kind == .dependency ? .pins : .runtimes
            let line = reference.package.flatMap { lineOfProduct($0.key) } ?? olderLine(roles)
            switch versions.word(on: reference, line: line) {
            case nil: continue
            case .holds: count(topic, holds: 1)
            case .unknown(let reason): count(topic, unknown: [reason: 1])
            case .fails(let kind, let subject, let message, let cause, let confidence):
                // A page about an older line of a product names runtimes of its time.
                if topic == .runtimes, roles.olderLine(of: path) != nil { continue }
                count(topic, fails: 1)
                add(
                    kind, line: facts.line(reference.range.lower), subject: subject, message: message,
                    cause: cause,
                    confidence: confidence)
            }
        }
        // A translation has the floors of its page.
        guard roles.original(of: path) == nil else { return }
        for floors in UnequalFloors.all(among: references) {
            add(
                .unequalFloors, line: facts.line(floors.lower.range.lower), subject: floors.name,
                message: Self.unequal(floors), confidence: .possible)
        }
    }

    /// The line that the fleet file says the page is about.
    private func lineOfProduct(_ key: String) -> String? {
        let name = key.split(separator: "/").last.map(String.init) ?? key
        return repository.lines.first { line in
            line.files.contain(path, in: repository.name) && line.package.lowercased() == name.lowercased()
        }?.line
    }

    private static func unequal(_ floors: UnequalFloors) -> String {
        "the page asks for `\(floors.lower.requirement)` here and for `\(floors.higher.requirement)` elsewhere"
    }
}
