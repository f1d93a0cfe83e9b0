import Model
import Repositories

/// What the history of a repository tells an audit.
final class Past: Sendable {
    /// What became of a path that is not there any more.
    struct Gone: Hashable, Sendable {
        /// Of the commit that took it away, shortened.
        var commit: String
        var day: Day
        /// Where its content went, where that is known.
        var movedTo: String?
    }

    /// Why something is not known, as a clause that goes after "because".
    struct Unlearnt: Error, Hashable, Sendable { var reason: String }

    /// Why there is no history; nil where there is.
    let gap: String?
    private let history: History?
    /// Names that files had before, and where these files are now.
    private let moves: [String: String]
    /// How many files have their content since a commit.
    private let dated: [ObjectID: Int]

    private init(
        gap: String?, history: History?, moves: [String: String] = [:], dated: [ObjectID: Int] = [:]
    ) {
        self.gap = gap
        self.history = history
        self.moves = moves
        self.dated = dated
    }

    static func unknown(_ reason: String) -> Past { Past(gap: reason, history: nil) }

    /// Walks the history of what is audited.
    ///
    /// - Parameters:
    ///   - asOf: the day that counts as today; a commit dated later is not believed.
    ///   - shelf: what earlier walks have left.
    static func read(
        _ snapshot: Snapshot, asOf: Day, _ shelf: HistoryShelf = HistoryShelf(), workers: Int
    ) async -> Past {
        do throws(RepositoryError) {
            let state = try await shelf.walk(snapshot, workers: workers)
            return Past(History(state, asOf: asOf.lastSecond))
        } catch {
            return .unknown("\(error.operation): \(error.message)")
        }
    }

    convenience init(_ history: History) {
        var moves: [String: String] = [:]
        var dated: [ObjectID: Int] = [:]
        for file in history.files {
            if let point = file.content.point { dated[point.id, default: 0] += 1 }
            for previous in file.previousPaths { moves[previous.path] = file.path }
        }
        self.init(gap: nil, history: history, moves: moves, dated: dated)
    }

    /// Whether it has commits that are dated after the day that counts as today.
    var hasLaterCommits: Bool { history?.hasLaterCommits ?? false }

    /// The commit that was read.
    var head: CommitPoint? { history?.head }

    /// How many files of the repository have their content since the same commit as a file.
    func filesDated(with path: String) -> Int {
        history?.file(path)?.content.point.flatMap { dated[$0.id] } ?? 0
    }

    /// Whether the commit that set the dates which a file declares left what it says as it was.
    func datesWereSetAlone(_ path: String) -> Bool { history?.file(path)?.datesSetAlone != nil }

    /// Since when a file says what it says.
    func content(_ path: String) -> Result<CommitPoint, Unlearnt> {
        guard let history else { return .failure(Unlearnt(reason: gap ?? "")) }
        guard let file = history.file(path) else {
            return .failure(Unlearnt(reason: "the history does not have it"))
        }
        switch file.content {
        case .at(let point): return .success(point)
        case .notAssessed(let reason): return .failure(Unlearnt(reason: reason))
        }
    }

    /// What became of a path; nil where it never was there, or still is.
    func gone(_ path: String) -> Gone? {
        guard let point = history?.removal(of: path) else { return nil }
        return Gone(commit: point.id.short, day: point.day, movedTo: moves[path])
    }

    /// Files below a folder that are gone, the one that went last first.
    func removals(below folder: String) -> [(path: String, commit: CommitPoint)] {
        (history?.removals(below: folder) ?? []).sorted { a, b in
            (b.commit.seconds, a.path) < (a.commit.seconds, b.path)
        }
    }

    /// Whether no file below a folder was ever taken away.
    func removalsAreNone(below folder: String) -> Bool {
        history?.removals(below: folder).isEmpty ?? true
    }

    /// The commit that took a file away, or changed it last.
    func lastChange(_ path: String) -> CommitPoint? { history?.versions(of: path).first?.commit }

    /// What a path held at a point in time; nil where it held nothing.
    func version(of path: String, at seconds: Int64) -> History.Version? {
        guard let found = history?.versions(of: path).first(where: { $0.commit.seconds <= seconds }),
            found.objectID != nil, found.isKnown
        else { return nil }
        return found
    }

    /// What the commits made of a path, newest first.
    func versions(of path: String) -> [History.Version] { history?.versions(of: path) ?? [] }
}

extension Day {
    /// The last second of the day, after 1970-01-01 UTC.
    var lastSecond: Int64 {
        // Days from civil: Howard Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return Int64(era * 146_097 + dayOfEra - 719_468) * 86_400 + 86_399
    }
}
