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
    package func run(
        resuming state: consuming HistoryState? = nil, workers: Int
    ) async throws(RepositoryError) -> HistoryState {
        // What is known goes on in place: to copy it would take as long as the walk.
        var old = consume state
        if old?.log.hasGaps ?? false { old = nil }
        if var old, old.head?.id == head, old.policy == policy.fingerprint, old.dated.allSatisfy(\.isFinal) {
            old.isAsItWas = true
            return old
        }
        let packs = PackFolder(of: commonFolder)
        let commitCount = old?.log.commits.count
        let (chain, batches) = try await changes(after: &old, packs, workers)
        var log = ChangeLog()
        var known: [DatedPath] = []
        if old != nil { swap(&log, &old!.log) }
        let isSamePolicy = old?.policy == policy.fingerprint
        if isSamePolicy { swap(&known, &old!.dated) }
        var added = HistoryAddition(
            commits: log.commits.count, changes: log.changes.count, paths: log.paths.count, files: [])
        log.append(chain.points[...], batches)
        added.files = try await dated(log, known, firstNew: added.changes, packs, workers)
        DatedPath.replace(by: added.files, in: &known, log, firstNew: added.changes)
        var state = HistoryState(log: log, dated: known, policy: policy.fingerprint)
        if isSamePolicy, added.commits == commitCount {
            state.kept = old?.kept
            state.added = added
        }
        return state
    }

    /// What the commits did that a state does not know; of the state stays what both histories share.
    private func changes(
        after old: inout HistoryState?, _ packs: PackFolder, _ workers: Int
    ) async throws(RepositoryError) -> (CommitChain, [ChangeBatch]) {
        let feed = TreeFeed(length: old == nil ? Self.commitsAtOnce : Self.newCommitsAtOnce)
        if workers == 1 {
            let chain = try chain(after: &old, packs, feed)
            return (chain, try sorted([await compare(feed, packs)]))
        }
        let (chain, parts) = await withTaskGroup(of: Result<[ChangeBatch], RepositoryError>.self) { group in
            for _ in 0..<workers { group.addTask { await compare(feed, packs) } }
            let chain = Result { () throws(RepositoryError) in try self.chain(after: &old, packs, feed) }
            return (chain, await group.reduce(into: []) { $0.append($1) })
        }
        return (try chain.get(), try sorted(parts))
    }

    /// The commits that a state does not know; their folders are fed to those who compare them.
    private func chain(
        after old: inout HistoryState?, _ packs: PackFolder, _ feed: TreeFeed
    ) throws(RepositoryError) -> CommitChain {
        var end = TreeFeed.End.unreadable
        defer { feed.finish(end) }
        let objects = try Repository(at: folder).objects(in: packs)
        guard let commits = old?.log.commits, !commits.isEmpty else {
            old = nil
            let chain = try CommitChain(
                from: head, in: objects, CommitGraph(of: commonFolder), isKnown: { _ in false },
                found: feed.add)
            if !chain.isBroken { end = .beginning }
            return chain
        }
        let numbers = CommitNumbers(commits)
        // A few commits are read sooner than a file about all of them.
        let chain = try CommitChain(
            from: head, in: objects, nil, isKnown: { numbers[$0] != nil }, found: feed.add)
        if !chain.isBroken { end = .beginning }
        if !chain.isBroken, let next = chain.next, let number = numbers[next] {
            old?.forget(after: number)
            if let tree = objects.commitHeader(next)?.tree { end = .older(tree) }
        } else {
            old = nil
        }
        return chain
    }

    /// Compares the folders of commits as they are fed.
    private func compare(_ feed: TreeFeed, _ packs: PackFolder) async -> Result<
        [ChangeBatch], RepositoryError
    > {
        var batches: [ChangeBatch] = []
        do throws(RepositoryError) {
            var diff = TreeDiff(
                try Repository(at: folder).objects(in: packs), limits: limits, limit: Self.mostChanges)
            while let stretch = await feed.next() {
                diff.begin(at: stretch.first)
                for (newer, older) in zip(stretch.trees, stretch.trees.dropFirst()) {
                    diff.compare(newer: newer, older: older)
                }
                if let last = stretch.trees.last {
                    switch stretch.end {
                    case .older(let tree): diff.compare(newer: last, older: tree)
                    case .beginning: diff.compare(newer: last, older: nil)
                    case .unreadable: diff.allUnknown(of: last)
                    }
                }
                if diff.isFull { throw Self.tooMany }
                batches.append(diff.batch)
            }
        } catch {
            return .failure(error)
        }
        return .success(batches)
    }

    private func sorted(
        _ parts: [Result<[ChangeBatch], RepositoryError>]
    ) throws(RepositoryError) -> [ChangeBatch] {
        var batches: [ChangeBatch] = []
        for part in parts { batches += try part.get() }
        batches.sort { $0.first < $1.first }
        if batches.reduce(0, { $0 + $1.pathLength }) > Self.mostBytes { throw Self.tooMany }
        return batches
    }

    /// Dates the files whose history is not known from before.
    ///
    /// - Returns: these alone, in the order of their paths.
    private func dated(
        _ log: ChangeLog, _ files: [DatedPath], firstNew: Int, _ packs: PackFolder, _ workers: Int
    ) async throws(RepositoryError) -> [DatedPath] {
        let index = log.index()
        let isTouched = log.isTouched(from: firstNew)
        var known: [Int: DatedPath] = [:]
        for file in files where isTouched[Int(file.path)] && file.isFinal { known[Int(file.path)] = file }
        if !known.isEmpty {
            // What was away in between may have come back from elsewhere.
            for change in log.changes[firstNew...] where change.kind != .file && change.kind != .symlink {
                known[Int(change.path)] = nil
            }
        }
        var isSettled = [Bool](repeating: false, count: log.paths.count)
        for file in files where file.isFinal && !isTouched[Int(file.path)] {
            isSettled[Int(file.path)] = true
        }
        let open = (0..<log.paths.count).filter { path in
            guard !isSettled[path], let last = index[path].last else { return false }
            return log.changes[Int(last)].kind != .deleted
        }
        // Files that lie beside each other are stored beside each other.
        let sorted = open.sorted(by: log.paths.precedes)
        let numbers = policy.ignoredCommits.isEmpty ? [] : ignoredNumbers(log)
        let parts = try await inParallel(sorted.count, chunk: Self.filesAtOnce, workers) {
            [self, known] queue throws(RepositoryError) in
            var dating = FileDating(
                log, index, policy, ignored: numbers, try Repository(at: folder).objects(in: packs))
            var parts: [(first: Int, files: [DatedPath])] = []
            while let range = queue.next() {
                let files = range.map { dating.date(sorted[$0], known: known[sorted[$0]]) }
                parts.append((range.lowerBound, files))
            }
            return parts
        }
        return parts.sorted { $0.first < $1.first }.flatMap(\.files)
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

    private static let commitsAtOnce = 1024
    /// Of those that came since a state was kept, which are few most often.
    private static let newCommitsAtOnce = 32
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
