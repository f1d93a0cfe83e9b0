/// Dates and versions of a repository's files, seen on a day.
package struct History: Sendable {
    private let state: HistoryState
    private let asOf: Int64
    private let index: VersionIndex

    /// - Parameters:
    ///   - asOf: the last second that counts, after 1970-01-01 UTC; a later commit has an impossible date.
    package init(_ state: HistoryState, asOf: Int64) {
        self.state = state
        self.asOf = asOf
        index = state.log.index()
    }

    /// The commit that was asked for.
    package var head: CommitPoint? { state.log.commits.last }

    package var commitCount: Int { state.log.commits.count }

    /// The files of the newest commit, in the order of their paths' bytes; also links, submodules, and folders that
    /// cannot be read.
    package var files: Files { Files(self) }

    /// Files, each looked up when it is asked for.
    package struct Files: Sequence, IteratorProtocol {
        private let history: History
        private var place = 0

        fileprivate init(_ history: History) { self.history = history }

        package mutating func next() -> FileHistory? {
            guard place < history.state.dated.count else { return nil }
            defer { place += 1 }
            return history.file(history.state.dated[place])
        }
    }

    package var fileCount: Int { state.dated.count }

    /// Whether a commit is dated after the last second that counts.
    package var hasLaterCommits: Bool { state.log.commits.contains { $0.seconds > asOf } }

    /// What is known of a file of the newest commit; nil where the commit has none at the path.
    package func file(_ path: String) -> FileHistory? {
        guard let number = state.log.paths.number(of: Array(path.utf8)) else { return nil }
        // The list is in the order of the paths.
        var low = 0
        var high = state.dated.count
        let wanted = state.log.paths.slice(Int(number))
        while low < high {
            let middle = (low + high) / 2
            let path = state.log.paths.slice(Int(state.dated[middle].path))
            if path.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
        }
        guard low < state.dated.count, state.dated[low].path == number else { return nil }
        return file(state.dated[low])
    }

    /// What a path held after a commit that touched it.
    package struct Version: Hashable, Sendable {
        package var commit: CommitPoint
        /// Nil where the commit took the file away.
        package var objectID: ObjectID?
        /// Whether more than the file's name could be learnt.
        package var isKnown: Bool
    }

    /// What the commits made of a path, newest first; also of one that is gone. Names before it are not followed.
    package func versions(of path: String) -> [Version] {
        guard let number = state.log.paths.number(of: Array(path.utf8)) else { return [] }
        return index[Int(number)].reversed().map { place in
            let change = state.log.changes[Int(place)]
            return Version(
                commit: state.log.commits[Int(change.commit)],
                objectID: change.kind == .deleted || change.kind == .lost ? nil : change.id,
                isKnown: change.kind != .unknown && change.kind != .lost)
        }
    }

    /// The commit that took a file away; nil where there is one at the path, and where there never was.
    package func removal(of path: String) -> CommitPoint? {
        guard let newest = versions(of: path).first, newest.objectID == nil, newest.isKnown else {
            return nil
        }
        return newest.commit
    }

    /// Files below a folder that were there once and are not any more, each with the commit that took it away; in the
    /// order of their paths.
    package func removals(below folder: String) -> [(path: String, commit: CommitPoint)] {
        let start = Array((folder + "/").utf8)
        var found: [(path: String, commit: CommitPoint)] = []
        for number in 0..<state.log.paths.count where state.log.paths.slice(number).starts(with: start) {
            guard let last = index[number].last, state.log.changes[Int(last)].kind == .deleted else {
                continue
            }
            let commit = state.log.commits[Int(state.log.changes[Int(last)].commit)]
            found.append((Entry.escaped(Array(state.log.paths.slice(number))), commit))
        }
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// How many paths a commit of the history touched; nil for any other commit.
    package func pathsTouched(by commit: ObjectID) -> Int? {
        state.log.commits.firstIndex { $0.id == commit }.map { state.log.changes(of: $0).count }
    }

    /// The newest commit at a point in time or before it, as far as the dates are possible.
    package func newestCommit(until seconds: Int64) -> CommitPoint? {
        state.log.commits.last { $0.seconds <= seconds && $0.seconds >= CommitPoint.firstPossible }
    }

    private func file(_ dated: DatedPath) -> FileHistory {
        let log = state.log
        let newest = log.changes[Int(index[Int(dated.path)].last ?? 0)]
        return FileHistory(
            path: Entry.escaped(Array(log.paths.slice(Int(dated.path)))),
            objectID: newest.kind == .lost ? nil : newest.id,
            content: date(dated.content), firstSeen: date(dated.firstSeen),
            lastTouched: date(newest.kind == .lost ? .gap(newest.commit) : .commit(newest.commit)),
            previousPaths: dated.previous.map {
                FileHistory.PreviousPath(
                    path: Entry.escaped(Array(log.paths.slice(Int($0.path)))),
                    until: log.commits[Int($0.until)])
            },
            datesSetAlone: dated.datesSetAlone.map { log.commits[Int($0)] })
    }

    private func date(_ since: Since) -> Dated {
        switch since {
        case .commit(let number):
            let point = state.log.commits[Int(number)]
            return point.impossibility(asOf: asOf).map { .notAssessed($0) } ?? .at(point)
        case .gap(let number):
            let commit = state.log.commits[Int(number)].id.short
            return .notAssessed("what was there before commit \(commit) cannot be read from the repository")
        case .content(let id):
            return .notAssessed("object \(id.short) is missing from the repository, or damaged")
        }
    }
}
