import Testing

@testable import Repositories

@Suite("The history of a random repository")
struct HistoryPropertyTests {
    @Test(
        "is what its definition says, whatever the number of workers, and walked in one go or in parts",
        arguments: 0..<24)
    func random(seed: UInt64) async throws {
        let invented = InventedHistory(seed: seed)
        let shop = Workshop()
        try shop.git("init", "--quiet", "--bare", "--initial-branch=main", "docs")
        try shop.git("fast-import", "--quiet", in: "docs", input: Array(invented.stream.utf8))
        let commits = try shop.git("rev-list", "--first-parent", "--reverse", "main", in: "docs")
            .split(separator: "\n").map(String.init)
        try #require(commits.count == invented.states.count)

        let whole = try await walk(shop, "main", workers: 1)
        let history = History(whole, asOf: 4_000_000_000)
        let found = history.files.map { file in
            let seen = [file.content, file.firstSeen, file.lastTouched].map { dated in
                dated.point.flatMap { point in commits.firstIndex(of: point.id.description) } ?? -1
            }
            return "\(file.path) \(seen)"
        }
        #expect(found == invented.expected())

        for workers in [2, 5] {
            let other = try await walk(shop, "main", workers: workers)
            #expect(other.encoded() == whole.encoded())
        }
        // From packs with deltas of both forms.
        for isByPlace in [true, false] {
            try shop.git("-c", "repack.useDeltaBaseOffset=\(isByPlace)", "repack", "-adfq", in: "docs")
            let other = try await walk(shop, "main", workers: 2)
            #expect(other.encoded() == whole.encoded())
        }
        // With what Git notes of commits, of all but the newest ones too.
        try shop.git("update-ref", "refs/heads/old", commits[commits.count / 2], in: "docs")
        for part in ["old", "main"] {
            try shop.git(
                "commit-graph", "write", "--stdin-commits", in: "docs",
                input: Array(
                    try shop.git("rev-parse", part, in: "docs").utf8))
            #expect(CommitGraph(of: shop.path + "/docs") != nil)
            let other = try await walk(shop, "main", workers: 2)
            #expect(other.encoded() == whole.encoded())
        }
        // Step by step, each step from the bytes that the one before has left.
        var kept: [UInt8] = []
        for step in stride(from: 0, to: commits.count, by: 3).map({ commits[$0] }) + ["main"] {
            let state = HistoryState(decoding: kept)
            let next = try await HistoryWalk(shop.open(repository: "docs", revision: step))
                .run(resuming: state, workers: 2)
            kept = next.addition().map { kept + $0 } ?? next.encoded()
        }
        #expect(HistoryState(decoding: kept)?.encoded() == whole.encoded())
        // A branch that was forced to where it had never been, and back.
        let forced = try HistoryWalk(shop.open(repository: "docs", revision: "side"))
        let other = try await forced.run(resuming: whole, workers: 2)
        let alone = try await forced.run(workers: 1)
        #expect(other.encoded() == alone.encoded())
        let back = try await HistoryWalk(shop.open(repository: "docs", revision: "main"))
            .run(resuming: HistoryState(decoding: other.encoded()), workers: 2)
        #expect(back.encoded() == whole.encoded())
    }

    private func walk(_ shop: Workshop, _ revision: String, workers: Int) async throws -> HistoryState {
        try await HistoryWalk(shop.open(repository: "docs", revision: revision)).run(workers: workers)
    }
}

/// A made-up history with edits of all kinds, of which it is known what every commit held.
private struct InventedHistory {
    /// What a file says, and what says nothing: metadata and white space.
    struct Text: Equatable {
        var content: Int
        var trifle: Int

        var bytes: String {
            let blank = ["", " ", "\r", "\t "][trifle % 4]
            return "---\ntitle: T\nms.date: \(trifle)\n---\nline \(content)\(blank)\nend\n"
        }
    }

    /// What each commit of `main` holds, oldest first, and when it was made.
    var states: [[String: Text]] = []
    var seconds: [Int] = []
    /// For `git fast-import`.
    var stream = ""
    private var random: UInt64
    private var mark = 0
    private var contents = 0

    init(seed: UInt64) {
        random = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
        var now = 1_600_000_000
        var state: [String: Text] = [:]
        for name in 0..<6 { state["f\(name)/p\(name).md"] = fresh() }
        add(state, at: now)
        for number in 0..<(20 + next(20)) {
            // Clocks go wrong, and stand still.
            now += next(9) == 0 ? -next(86_400) : next(20) * 86_400
            if next(6) == 0 { addSide() }
            state = changed(state)
            add(state, at: now)
            if number == 10 { stream += "reset refs/heads/side\nfrom :\(mark)\n\n" }
        }
        // The other branch goes its own way.
        commit("refs/heads/side", "f0/p0.md", fresh().bytes, at: now)
    }

    private mutating func next(_ limit: Int) -> Int {
        random ^= random << 13
        random ^= random >> 7
        random ^= random << 17
        return Int(random >> 11) % limit
    }

    private mutating func fresh() -> Text {
        contents += 1
        return Text(content: contents, trifle: next(100))
    }

    private mutating func changed(_ old: [String: Text]) -> [String: Text] {
        var state = old
        let names = state.keys.sorted()
        guard let name = names.isEmpty ? nil : names[next(names.count)], let text = state[name] else {
            return ["f0/p0.md": fresh()]
        }
        switch next(9) {
        case 0, 1: state[name] = fresh()
        case 2: state[name]?.trifle = next(100)
        case 3: state[name] = nil
        case 4: state["g\(next(4))/n\(states.count).md"] = fresh()
        case 5:
            // A rename, sometimes with a trifle changed on the way.
            state[name] = nil
            state["m\(states.count)/\(name.split(separator: "/").last ?? "x")"] =
                next(2) == 0 ? text : Text(content: text.content, trifle: next(100))
        case 6: for name in names { state[name]?.trifle = next(100) }
        default:
            // Back to what there was some commits ago.
            let earlier = states[max(0, states.count - 2 - next(3))]
            for name in names where next(2) == 0 { state[name] = earlier[name] ?? state[name] }
            if let gone = earlier.keys.sorted().first(where: { state[$0] == nil }) {
                state[gone] = earlier[gone]
            }
        }
        return state
    }

    private mutating func add(_ state: [String: Text], at time: Int) {
        states.append(state)
        seconds.append(time)
        header("refs/heads/main", time)
        if mark > 1, isSideOpen {
            stream += "merge refs/heads/topic\n"
            isSideOpen = false
        }
        stream += "deleteall\n"
        for (name, text) in state.sorted(by: { $0.key < $1.key }) {
            stream += "M 100644 inline \(name)\ndata \(text.bytes.utf8.count)\n\(text.bytes)\n"
        }
        stream += "\n"
    }

    private var isSideOpen = false

    /// A commit on a branch that the next one merges; what it held does not count.
    private mutating func addSide() {
        stream += "reset refs/heads/topic\nfrom refs/heads/main\n\n"
        commit("refs/heads/topic", "f1/p1.md", fresh().bytes, at: seconds.last ?? 0)
        isSideOpen = true
    }

    private mutating func commit(_ branch: String, _ name: String, _ text: String, at time: Int) {
        header(branch, time)
        stream += "M 100644 inline \(name)\ndata \(text.utf8.count)\n\(text)\n\n"
    }

    private mutating func header(_ branch: String, _ time: Int) {
        mark += 1
        stream += "commit \(branch)\nmark :\(mark)\ncommitter A <a@example.com> \(time) +0000\ndata 0\n"
    }

    // What the dates mean, in the plainest way: commit by commit, and never by what Git says of a change.

    func expected() -> [String] {
        let last = states.count - 1
        return states[last].keys.sorted().map { name in
            let firstSeen = walkBack(name, from: last)
            return "\(name) \([contentDate(name, last), firstSeen, touched(name, last)])"
        }
    }

    /// The name of a file at the commit before one that has it under a name; nil where there is no such file.
    private func nameBefore(_ name: String, _ commit: Int) -> String? {
        guard commit > 0, let text = states[commit][name] else { return nil }
        if states[commit - 1][name] != nil { return name }
        let removed = states[commit - 1].keys.filter { states[commit][$0] == nil }.sorted()
        let same = removed.filter { states[commit - 1][$0]?.bytes == text.bytes }
        let added = states[commit].filter { states[commit - 1][$0.key] == nil }.values.map(\.bytes)
        let alike = removed.filter { old in
            guard let before = states[commit - 1][old] else { return false }
            return before.content == text.content && !added.contains(before.bytes)
        }
        let found = same.isEmpty ? alike : same
        let last = name.split(separator: "/").last
        return found.first { $0.split(separator: "/").last == last } ?? found.first
    }

    /// What the file was at each commit back to its first, newest first; nil where it was gone for a while.
    private func past(_ name: String, from commit: Int) -> [(commit: Int, text: Text?)] {
        var past: [(commit: Int, text: Text?)] = []
        var name = name
        var commit = commit
        while commit >= 0 {
            let text = states[commit][name]
            past.append((commit, text))
            if text != nil, let before = nameBefore(name, commit) {
                name = before
            } else if !(0..<commit).contains(where: { states[$0][name] != nil }) {
                break
            }
            commit -= 1
        }
        return past
    }

    private func walkBack(_ name: String, from commit: Int) -> Int {
        past(name, from: commit).last?.commit ?? -1
    }

    private func contentDate(_ name: String, _ commit: Int) -> Int {
        let past = past(name, from: commit)
        let content = past[0].text?.content
        var run = 0
        while run + 1 < past.count {
            if past[run + 1].text?.content == content {
                run += 1
                continue
            }
            // Each commit that is passed gives up what the one before it held.
            var earlier = run + 2
            while earlier < past.count,
                seconds[past[run].commit] - seconds[past[earlier - 1].commit] <= 30 * 86_400
                    || past[earlier - 1].text == past[earlier].text
            {
                if past[earlier].text?.content == content { break }
                earlier += 1
            }
            guard earlier < past.count, past[earlier].text?.content == content,
                seconds[past[run].commit] - seconds[past[earlier - 1].commit] <= 30 * 86_400
            else { break }
            run = earlier
        }
        return past[run].commit
    }

    private func touched(_ name: String, _ commit: Int) -> Int {
        var commit = commit
        while commit > 0, states[commit - 1][name]?.bytes == states[commit][name]?.bytes { commit -= 1 }
        return commit
    }
}
