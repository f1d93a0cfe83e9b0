package import Model
package import YAML

/// A workflow of GitHub Actions: when it runs, and for which files.
///
/// Source of the format: "Workflow syntax for GitHub Actions" of GitHub's documentation.
package struct Workflow: Sendable {
    package var path: String
    package var name: String
    /// Whether a push or a pull request starts it.
    package var runsOnChange = false
    /// The times at which it starts by itself, as cron lines.
    package var schedule: [String] = []
    /// Whether only people, other workflows or other events start it.
    package var isOnlyByHand: Bool { !runsOnChange && schedule.isEmpty }
    /// Whether every job says `if: false`.
    package var isSwitchedOff = false
    /// For each event on changes that looks at paths: those it takes, in order, `!` taking out again.
    private var filters: [Filter] = []
    /// Whether an event on changes starts it for every path.
    private var takesEveryPath = false

    fileprivate struct Filter: Sendable {
        var patterns: [(glob: Glob, isExclusion: Bool, text: String)]
        var isIgnoring: Bool
    }

    /// Whether a path is that of a workflow.
    package static func isWorkflow(_ path: String) -> Bool {
        path.hasPrefix(".github/workflows/") && path.split(separator: "/").count == 3
            && (path.hasSuffix(".yml") || path.hasSuffix(".yaml"))
    }

    /// - Throws: where the file is no YAML.
    package init(path: String, _ text: SourceText) throws(YAMLMistake) {
        self.path = path
        name = path
        let root = try YAMLNode.read(text, in: SourceRange(0, text.count))
        let pairs = root.pairs ?? []
        if let said = pairs.first(where: { $0.key == "name" })?.value.text { name = said }
        if let on = pairs.first(where: { $0.key == "on" || $0.key == "true" })?.value { readEvents(on) }
        let jobs = pairs.first { $0.key == "jobs" }?.value.pairs ?? []
        isSwitchedOff =
            !jobs.isEmpty
            && jobs.allSatisfy { job in
                let condition = job.value.pairs?.first { $0.key == "if" }?.value.text ?? ""
                return ["false", "${{ false }}", "${{false}}"].contains(condition)
            }
    }

    private mutating func readEvents(_ on: YAMLNode) {
        for (event, _) in on.texts ?? [] { add(event, nil) }
        for pair in on.pairs ?? [] { add(pair.key, pair.value) }
    }

    private mutating func add(_ event: String, _ details: YAMLNode?) {
        switch event {
        case "push", "pull_request", "pull_request_target", "merge_group":
            let pairs = details?.pairs ?? []
            let words = { (key: String) in pairs.first { $0.key == key }?.value.texts?.map(\.text) }
            // A workflow for tags alone publishes; it does not check what is changed.
            if words("tags") != nil, words("branches") == nil, words("paths") == nil { return }
            runsOnChange = true
            if let paths = words("paths") {
                filters.append(Filter(patterns: Self.patterns(paths), isIgnoring: false))
            } else if let paths = words("paths-ignore") {
                filters.append(Filter(patterns: Self.patterns(paths), isIgnoring: true))
            } else {
                takesEveryPath = true
            }
        case "schedule":
            for item in details?.items ?? [] {
                if let line = item.pairs?.first(where: { $0.key == "cron" })?.value.text {
                    schedule.append(line)
                }
            }
        default: break
        }
    }

    /// `*` stays within one part; a pattern without a slash is that of a file at the top.
    private static func patterns(_ paths: [String]) -> [(glob: Glob, isExclusion: Bool, text: String)] {
        paths.map { path in
            let isExclusion = path.hasPrefix("!")
            let body = isExclusion ? String(path.dropFirst()) : path
            return (Glob(body.hasPrefix("/") ? body : "/" + body), isExclusion, path)
        }
    }

    /// Whether a change of one of the files starts it, or the clock does.
    package func reaches(_ paths: some Sequence<String>) -> Bool {
        if isSwitchedOff { return false }
        if !schedule.isEmpty || takesEveryPath { return true }
        return paths.contains { path in filters.contains { $0.takes(path) } }
    }
}

extension Workflow {
    /// The pattern by which it leaves out most of some files on purpose, and takes none; nil where it does not.
    package func leavesOut(_ paths: some Sequence<String>) -> String? {
        if isSwitchedOff || reaches(paths) { return nil }
        for filter in filters {
            var patterns: [String: Int] = [:]
            var count = 0
            for path in paths {
                count += 1
                if let pattern = filter.exclusion(of: path) { patterns[pattern, default: 0] += 1 }
            }
            // `!**.md` leaves out a page of every project.
            if let found = patterns.first(where: { $0.value * 2 > count }) { return found.key }
        }
        return nil
    }
}

extension Workflow.Filter {
    /// The pattern that takes a path out of those that others take; nil where it is in, or was never meant.
    fileprivate func exclusion(of path: String) -> String? {
        var isIn = isIgnoring
        var last: String?
        for pattern in patterns where pattern.glob.matches(path) {
            let takesOut = pattern.isExclusion != isIgnoring
            if takesOut, isIn { last = pattern.text }
            isIn = !takesOut
        }
        return isIn ? nil : last
    }

    fileprivate func takes(_ path: String) -> Bool {
        var isIn = false
        for pattern in patterns where pattern.glob.matches(path) { isIn = !pattern.isExclusion }
        return isIgnoring ? !isIn : isIn
    }
}
