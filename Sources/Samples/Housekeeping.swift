/// What a repository of samples has beside its projects: README, licence, and what it says of its own state.
package struct Housekeeping: Hashable, Sendable {
    /// The README of the repository; nil where there is none.
    package var readme: String?
    package var licence: String?

    /// - Parameter paths: of all files.
    package init(paths: some Sequence<String>) {
        for path in paths where !path.contains("/") || path.hasPrefix(".github/") || path.hasPrefix("docs/") {
            let name = path.split(separator: "/").last.map { $0.lowercased() } ?? ""
            if Self.isReadme(name), readme == nil || path.utf8.count < (readme?.utf8.count ?? 0) {
                readme = path
            }
            if !path.contains("/"), Self.isLicence(name), licence == nil { licence = path }
        }
        if licence == nil { licence = paths.first { $0.hasPrefix("LICENSES/") } }
    }

    /// Whether a file is one that says what a folder holds.
    package static func isReadme(_ name: String) -> Bool {
        let stem = name.lowercased().split(separator: ".", maxSplits: 1).first ?? ""
        return stem == "readme"
    }

    private static func isLicence(_ name: String) -> Bool {
        let stem = name.split(whereSeparator: { $0 == "." || $0 == "-" }).first ?? ""
        return ["license", "licence", "copying", "unlicense"].contains(stem)
    }

    /// The word by which a README says that nobody should begin with this any more; nil where it says no such thing.
    ///
    /// Only its first lines are looked at: further down it may speak of something else.
    package static func farewell(in readme: [UInt8]) -> String? {
        let text = String(decoding: readme.prefix(3_000), as: UTF8.self).lowercased()
        return [
            "deprecated", "archived", "no longer maintained", "not maintained", "unmaintained", "end of life",
            "sunset",
        ]
        .first { text.contains($0) }
    }
}
