internal import Synchronization

/// Walks the first-parent history of a commit once, and dates every file that the commit has.
package struct HistoryWalk: Sendable {
    private let folder: String
    private let commonFolder: String
    private let head: ObjectID
    private let limits: Limits
    private var policy: HistoryPolicy

    /// - Parameters:
    ///   - snapshot: of a repository; of a work tree the history of `HEAD` is walked.
    ///   - policy: what counts as an edit; the commits that `.git-blame-ignore-revs` lists are added to it.
    /// - Throws: where there is no repository, no commit, or a clone that is shallow.
    package init(
        _ snapshot: Snapshot, policy: HistoryPolicy = HistoryPolicy(), limits: Limits = Limits()
    ) throws(RepositoryError) {
        guard snapshot.isRepository else {
            throw RepositoryError(
                .notARepository, code: -1, operation: "cannot read the history of '\(snapshot.root)'",
                message: "it is not in a Git repository")
        }
        let repository = try Repository(at: snapshot.repositoryFolder)
        folder = snapshot.repositoryFolder
        commonFolder = repository.commonFolder
        try PackIndexes.check(of: commonFolder)
        head = try snapshot.historyHead(in: repository)
        self.limits = limits
        self.policy = policy
        if repository.isShallow {
            throw RepositoryError(
                .shallow, code: -1, operation: "cannot read the history of '\(snapshot.root)'",
                message: "the clone is shallow: commits before a certain one were left out")
        }
        self.policy.ignoredCommits.formUnion(
            IgnoredCommits.listed(in: repository, commit: head, limit: limits.fileSize))
    }

    /// The commit whose history is walked.
    package var revision: String { head.description }

    /// Walks what is not known yet and dates the files that it concerns.
    ///
    /// - Parameters:
    ///   - state: what an earlier walk left; where it belongs to another history or another policy, as much of it is
    ///     used as is still true.
    ///   - workers: how many threads; they never change a result.
    package func run(resuming state: HistoryState? = nil, workers: Int) async throws(RepositoryError)
        -> HistoryState
    {
        var old = state.flatMap { $0.log.hasGaps ? nil : $0 }
        let packs = PackFolder(of: commonFolder)
        let objects = try Repository(at: folder).objects(in: packs)
        let chain = try chain(after: &old, objects)
        var log = old?.log ?? ChangeLog()
        let before = old == nil ? nil : chain.next.flatMap { objects.commitHeader($0)?.tree }
        let batches = try await changes(chain, before: before, packs, workers)
        let firstNew = log.changes.count
        log.append(chain.links.map(\.point)[...], batches)
        return try await dated(log, old, firstNew: firstNew, packs, workers)
    }

    /// The commits that a state does not know; of the state stays what both histories share.
    private func chain(
        after old: inout HistoryState?, _ objects: borrowing Objects
    ) throws(RepositoryError) -> CommitChain {
        guard let commits = old?.log.commits, let newest = commits.last else {
            old = nil
            return try CommitChain(from: head, in: objects, CommitGraph(of: commonFolder)) { _ in false }
        }
        var numbers = [newest.id: commits.count - 1]
        if newest.id != head {
            for (number, commit) in commits.enumerated() { numbers[commit.id] = number }
        }
        // A few commits are read sooner than a file about all of them.
        let chain = try CommitChain(from: head, in: objects, nil) { numbers[$0] != nil }
        if !chain.isBroken, let known = chain.next.flatMap({ numbers[$0] }) {
            old?.forget(after: known)
        } else {
            old = nil
        }
        return chain
    }

    /// What the commits of a chain did, the newest first.
    private func changes(
        _ chain: CommitChain, before: ObjectID?, _ packs: PackFolder, _ workers: Int
    ) async throws(RepositoryError) -> [ChangeBatch] {
        let links = chain.links
        guard !links.isEmpty else { return [] }
        let results = try await inParallel(links.count, chunk: Self.commitsAtOnce, workers) {
            [self] queue throws(RepositoryError) in
            var diff = TreeDiff(
                try Repository(at: folder).objects(in: packs), limits: limits, limit: Self.mostChanges)
            var batches: [ChangeBatch] = []
            while let range = queue.next() {
                diff.begin(at: range.lowerBound)
                for place in range {
                    if place + 1 < links.count {
                        diff.compare(newer: links[place].tree, older: links[place + 1].tree)
                    } else if chain.isBroken {
                        diff.allUnknown(of: links[place].tree)
                    } else {
                        diff.compare(newer: links[place].tree, older: before)
                    }
                }
                if diff.isFull { throw Self.tooMany }
                batches.append(diff.batch)
            }
            return batches
        }
        let sorted = results.sorted { $0.first < $1.first }
        if sorted.reduce(0, { $0 + $1.pathLength }) > Self.mostBytes { throw Self.tooMany }
        return sorted
    }

    /// Dates the files whose history is not known from before.
    private func dated(
        _ log: ChangeLog, _ old: HistoryState?, firstNew: Int, _ packs: PackFolder, _ workers: Int
    ) async throws(RepositoryError) -> HistoryState {
        let index = log.index()
        let fingerprint = policy.fingerprint
        var isTouched = [Bool](repeating: false, count: log.paths.count)
        var kept: [DatedPath] = []
        if let old, old.policy == fingerprint {
            for change in log.changes[firstNew...] { isTouched[Int(change.path)] = true }
            kept = old.dated.filter { !isTouched[Int($0.path)] && $0.isFinal }
        }
        for path in isTouched.indices { isTouched[path] = true }
        for file in kept { isTouched[Int(file.path)] = false }
        let open = (0..<log.paths.count).filter { path in
            guard isTouched[path], let last = index[path].last else { return false }
            return log.changes[Int(last)].kind != .deleted
        }
        // Files that lie beside each other are stored beside each other.
        let sorted = open.sorted { log.paths.slice($0).lexicographicallyPrecedes(log.paths.slice($1)) }
        let numbers = policy.ignoredCommits.isEmpty ? [] : ignoredNumbers(log)
        let fresh = try await inParallel(sorted.count, chunk: Self.filesAtOnce, workers) {
            [self] queue throws(RepositoryError) in
            var dating = FileDating(
                log, index, policy, ignored: numbers, try Repository(at: folder).objects(in: packs))
            var files: [DatedPath] = []
            while let range = queue.next() { for place in range { files.append(dating.date(sorted[place])) } }
            return files
        }
        let all = (kept + fresh).sorted {
            log.paths.slice(Int($0.path)).lexicographicallyPrecedes(log.paths.slice(Int($1.path)))
        }
        return HistoryState(log: log, dated: all, policy: fingerprint)
    }

    private func ignoredNumbers(_ log: ChangeLog) -> Set<UInt32> {
        Set(
            log.commits.indices.filter { policy.ignoredCommits.contains(log.commits[$0].id) }.map(UInt32.init)
        )
    }

    /// Lets workers share ranges of numbers below a count; their results come in no order.
    private func inParallel<Result: Sendable>(
        _ count: Int, chunk: Int, _ workers: Int,
        _ work: @escaping @Sendable (RangeQueue) throws(RepositoryError) -> [Result]
    ) async throws(RepositoryError) -> [Result] {
        let queue = RangeQueue(count: count, chunk: chunk)
        let workers = max(1, min(workers, (count + chunk - 1) / chunk))
        if workers == 1 { return try work(queue) }
        @Sendable func one() -> Swift.Result<[Result], RepositoryError> {
            do throws(RepositoryError) { return .success(try work(queue)) } catch { return .failure(error) }
        }
        let parts = await withTaskGroup(of: Swift.Result<[Result], RepositoryError>.self) { group in
            for _ in 0..<workers { group.addTask { one() } }
            return await group.reduce(into: []) { $0.append($1) }
        }
        var results: [Result] = []
        for part in parts { results += try part.get() }
        return results
    }

    private static let commitsAtOnce = 256
    private static let filesAtOnce = 128
    /// Of one worker's commits at once. A few small objects can describe folders without an end.
    private static let mostChanges = 4_000_000
    /// Of all paths of all changes.
    private static let mostBytes = 1 << 31
    private static let tooMany = RepositoryError(
        .damaged, code: -1, operation: "cannot read the history",
        message: "its commits change more files than any repository is known to have")
}

/// Hands out ranges of numbers to whoever comes first.
private final class RangeQueue: Sendable {
    private let position = Atomic(0)
    private let count: Int
    private let chunk: Int

    init(count: Int, chunk: Int) {
        self.count = count
        self.chunk = chunk
    }

    func next() -> Range<Int>? {
        let start = position.add(chunk, ordering: .relaxed).oldValue
        return start < count ? start..<min(count, start + chunk) : nil
    }
}
