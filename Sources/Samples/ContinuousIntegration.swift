/// Whether what is in a repository is built by somebody's machine, as far as the repository tells.
package struct ContinuousIntegration: Sendable {
    /// Those that could be read.
    package var workflows: [Workflow]
    /// Files of build systems whose triggers are not in the repository.
    package var elsewhere: [String]
    /// Workflows that cannot run where they are: renamed, or in a folder that nobody reads.
    package var renamed: [String]

    /// - Parameters:
    ///   - paths: of all files.
    ///   - workflows: those of GitHub Actions.
    package init(paths: some Sequence<String>, workflows: [Workflow]) {
        self.workflows = workflows.sorted { $0.path < $1.path }
        elsewhere = []
        renamed = []
        for path in paths {
            if Self.isElsewhere(path) { elsewhere.append(path) }
            if Self.isRenamed(path) { renamed.append(path) }
        }
        elsewhere.sort()
        renamed.sort()
    }

    /// How it is with one project.
    package enum State: Hashable, Sendable {
        /// A workflow starts where its files change, or by the clock: the path of one.
        case reached(by: String, isScheduled: Bool)
        /// Workflows are there, and none starts for its files.
        case notReached
        /// Workflows would start for its files, and one leaves them out by a pattern of its own.
        case leftOut(by: String, pattern: String)
        /// Every workflow is switched off (`if: false`), or only people start it.
        case switchedOff([String])
        /// Another system builds it; whether it still does is not in the repository.
        case elsewhere(String)
        /// Nothing is there.
        case none
    }

    /// - Parameter paths: the files of the project.
    package func state(of paths: [String]) -> State {
        let running = workflows.filter { !$0.isOnlyByHand && !$0.isSwitchedOff }
        if let workflow = running.first(where: { $0.reaches(paths) }) {
            let isScheduled = running.contains { !$0.schedule.isEmpty && $0.reaches(paths) }
            return .reached(by: workflow.path, isScheduled: isScheduled)
        }
        if let path = elsewhere.first { return .elsewhere(path) }
        for workflow in running {
            if let pattern = workflow.leavesOut(paths) {
                return .leftOut(by: workflow.path, pattern: pattern)
            }
        }
        if !running.isEmpty { return .notReached }
        let off = workflows.map(\.path) + renamed
        return off.isEmpty ? .none : .switchedOff(off)
    }

    private static func isElsewhere(_ path: String) -> Bool {
        switch path {
        case ".travis.yml", ".gitlab-ci.yml", "azure-pipelines.yml", "Jenkinsfile", ".circleci/config.yml",
            "appveyor.yml", "bitrise.yml", "cloudbuild.yaml", ".openpublishing.build.ps1", ".cirrus.yml",
            "buildspec.yml", ".openpublishing.publish.config.json":
            return true
        default:
            return path.hasPrefix(".kokoro/") || path.hasPrefix(".buildkite/")
                || path.hasPrefix(".semaphore/")
                || path.hasPrefix("testing/kokoro/") || path.hasPrefix("azure-pipelines/")
        }
    }

    /// A workflow's file that has been given another ending or another folder.
    private static func isRenamed(_ path: String) -> Bool {
        guard path.hasPrefix(".github/") else { return false }
        let isInOther =
            path.hasPrefix(".github/workflows-") || path.hasPrefix(".github/workflows_")
            || path.hasPrefix(".github/disabled") || path.hasPrefix(".github/workflows/disabled")
        let endings = [".disabled", ".bak", ".off", ".old", ".disable", ".txt"]
        return isInOther && (path.hasSuffix(".yml") || path.hasSuffix(".yaml"))
            || path.hasPrefix(".github/workflows/") && endings.contains { path.hasSuffix($0) }
    }
}
