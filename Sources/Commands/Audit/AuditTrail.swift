import Synchronization

/// Notes what the work on one repository asks of the world beside the repository itself, so that later its outcome is
/// taken again only where all of that says the same.
final class AuditTrail: Sendable {
    struct Steps: Sendable {
        /// The titles of products whose life cycles were looked at.
        var lifecycles: Set<String> = []
        /// Other repositories of the fleet that pages name.
        var repositories: Set<String> = []
        /// Whether it counts which regions the pages of the fleet take in.
        var asksForRegions = false
        /// Whether the outcome holds for no other day than the one it was made on.
        var isOfItsDay = false
        /// Whether a parser that was asked did not answer: the next time it may.
        var hasSilence = false
    }

    private let noted = Mutex(Steps())

    var steps: Steps { noted.withLock { $0 } }

    /// Forgets what was noted.
    func begin() { noted.withLock { $0 = Steps() } }

    func note(lifecycle title: String) { noted.withLock { _ = $0.lifecycles.insert(title) } }

    func note(repository name: String) { noted.withLock { _ = $0.repositories.insert(name) } }

    func noteRegions() { noted.withLock { $0.asksForRegions = true } }

    func noteSilence() { noted.withLock { $0.hasSilence = true } }

    func noteDay() { noted.withLock { $0.isOfItsDay = true } }
}
