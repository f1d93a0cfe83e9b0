package import Model

/// A commit as a point in time: its id, and when it was committed.
package struct CommitPoint: Hashable, Sendable {
    package var id: ObjectID
    /// Seconds after 1970-01-01 UTC, as the committer's clock had it.
    package var seconds: Int64

    package init(id: ObjectID, seconds: Int64) {
        self.id = id
        self.seconds = seconds
    }

    /// The day in UTC.
    ///
    /// What is further away than any calendar goes is the last, or the first, day that there is.
    package var day: Day {
        Day(secondsSince1970: Int(min(max(seconds, -62_135_596_800), 253_402_300_799)))
    }

    /// The first second that a commit can have: Git is not older than 2005-04-07.
    package static let firstPossible: Int64 = 1_112_832_000

    /// Why the date cannot be right; nil where it can.
    ///
    /// - Parameter asOf: the last second that counts, after 1970-01-01 UTC.
    package func impossibility(asOf: Int64) -> String? {
        if seconds < Self.firstPossible { return "commit \(id.short) is dated \(day), before there was Git" }
        if seconds > asOf {
            let last = CommitPoint(id: id, seconds: asOf).day
            return "commit \(id.short) is dated \(day), after \(last), the day of this run"
        }
        return nil
    }
}

/// What is known of a point in time.
package enum Dated: Hashable, Sendable {
    case at(CommitPoint)
    /// It could not be learnt: the reason, as a clause that goes after "not assessed, because".
    case notAssessed(String)

    package var point: CommitPoint? {
        if case .at(let point) = self { point } else { nil }
    }

    package var reason: String? {
        if case .notAssessed(let reason) = self { reason } else { nil }
    }
}
