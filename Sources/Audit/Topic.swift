/// What is asked of pages and projects: each is counted by itself, because rates of different kinds do not add up.
package enum Topic: String, CaseIterable, Sendable {
    case links, paths, includes, regions, symbols, operations, flags, pins, runtimes
    case cloudRegions = "cloud regions"
    case coveredCode = "covered code"
    case dates, builds, integration, readme, licence, lifecycle, secrets, owners
}
