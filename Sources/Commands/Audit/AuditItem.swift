import Audit
import Fleet

/// A piece of the work of an audit that can be done by itself.
struct AuditItem: Hashable, Sendable {
    enum Work: Hashable, Sendable {
        /// Documents, by their paths.
        case pages([String])
        /// Projects of samples, by their places in the repository's list.
        case projects([Int])
        /// What holds for the repository as a whole: workflows, README, licence, region tags, secrets.
        case repository
    }

    var repository: String
    var work: Work
    /// Which of the pieces of its kind it is, counted from 0.
    var number: Int
    /// Estimated, in milliseconds on one core.
    var cost: Int

    /// What `--plan` calls it.
    var name: String {
        switch work {
        case .pages(let paths): "\(repository): \(Self.counted(paths.count, "page")) (\(number + 1))"
        case .projects(let places): "\(repository): \(Self.counted(places.count, "project")) (\(number + 1))"
        case .repository: "\(repository): the repository as a whole"
        }
    }

    private static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    /// Where it stands in a plan: repositories by their names, their pages first.
    var place: [String] {
        let kind =
            switch work {
            case .pages: "1"
            case .projects: "2"
            case .repository: "3"
            }
        return [repository, kind, String(10_000 + number)]
    }

    /// Deals the work out: the dearest first, each to the part that has the least, so that every part comes to the same
    /// without asking the others.
    static func dealt(_ items: [AuditItem], into count: Int) -> [[AuditItem]] {
        var parts = [[AuditItem]](repeating: [], count: count)
        var costs = [Int](repeating: 0, count: count)
        var opened = [Set<String>](repeating: [], count: count)
        for item in items.sorted(by: { ($1.cost, $0.name) < ($0.cost, $1.name) }) {
            // A history is walked once for all work on its repository; whoever has walked it goes on with it where that
            // costs no more than half of the work again.
            let least = costs.indices.min { costs[$0] < costs[$1] } ?? 0
            let home = costs.indices.filter { opened[$0].contains(item.repository) }.min {
                costs[$0] < costs[$1]
            }
            let place = home.flatMap { costs[$0] <= costs[least] + item.cost / 2 ? $0 : nil } ?? least
            parts[place].append(item)
            costs[place] += item.cost
            opened[place].insert(item.repository)
        }
        return parts
    }
}
