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

    /// - Parameter hasSameFacts: whether the last audit asked the same sources for releases.
    static func isLasting(_ reason: String, of topic: Topic, hasSameFacts: Bool) -> Bool {
        switch topic {
        case .links: reason == otherSites
        // What is known of runtimes comes with the program: it is the same for all of them.
        case .runtimes: true
        case .pins: reason == noReleases && hasSameFacts
        case .secrets: reason == testKey
        default: false
        }
    }
}
