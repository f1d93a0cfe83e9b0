/// Reasons for "not checked" that lie in what is written, and not in a look that failed.
///
/// They do not keep a finding beside them from being *fixed*: whoever mends a link mends it also where the page leads
/// to other sites.
package enum LastingReason {
    package static let otherSites = "addresses of other sites are not asked"
    package static let noReleases =
        "no product of the fleet has this name, and no releases were given (--versions)"
    package static let testKey =
        "it has a private key among files of tests, which nothing tells from one in use"
    package static let localKey =
        "it has a private key whose certificate or name is for localhost, which nothing tells from one in use"
    package static let shownElsewhere = "its text is shown somewhere else, with other headings"

    /// - Parameters:
    ///   - workflow: its path.
    ///   - pattern: by which it leaves out what is meant.
    package static func leftOut(by workflow: String, _ pattern: String) -> String {
        "`\(workflow)` \(leavesOut) (`\(pattern)`)"
    }
    private static let leavesOut = "leaves it out on purpose"

    /// - Parameter hasSameFacts: whether the last audit asked the same sources for releases.
    static func isLasting(_ reason: String, of topic: Topic, hasSameFacts: Bool) -> Bool {
        switch topic {
        case .links: reason == otherSites || reason == shownElsewhere
        // What is known of runtimes comes with the program: it is the same for all of them.
        case .runtimes: true
        case .pins: reason == noReleases && hasSameFacts
        case .secrets: reason == testKey || reason == localKey
        case .integration: reason.contains(leavesOut)
        default: false
        }
    }
}
