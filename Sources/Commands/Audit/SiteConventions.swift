import Checks
import Model

/// What the makers of a site do with links that a repository by itself does not show.
struct SiteConventions: Sendable {
    /// DocFX and Open Publishing find files whatever the case of their letters, send readers on from paths that are gone,
    /// and write tabs as links to `#tab/…`.
    let isDocFX: Bool
    private let paths: Set<String>
    private let redirected: Set<String>

    /// - Parameters:
    ///   - paths: of all files.
    ///   - read: the bytes of a file.
    init(paths: [String], read: (String) -> [UInt8]?) {
        isDocFX = paths.contains { path in
            path == ".openpublishing.publish.config.json" || path == "docfx.json"
                || path.hasSuffix("/docfx.json")
        }
        guard isDocFX else {
            (self.paths, redirected) = ([], [])
            return
        }
        self.paths = Set(paths.map { $0.lowercased() })
        var redirected: Set<String> = []
        for path in paths where path.hasSuffix(".json") {
            let name = path.split(separator: "/").last ?? ""
            guard name.contains("redirection") || path.hasPrefix("redir/"), let bytes = read(path) else {
                continue
            }
            let folder = Reference.folder(of: path)
            for source in Self.sources(in: bytes) {
                // The paths are seen from the top, or from the folder of the file.
                for start in ["", folder] {
                    if let found = Reference.normalized(start + "/" + source) {
                        redirected.insert(found.lowercased())
                    }
                }
            }
        }
        self.redirected = redirected
    }

    /// Whether a reader gets to a file by one of some paths all the same.
    func reaches(_ paths: [String]) -> Bool {
        isDocFX
            && paths.contains { self.paths.contains($0.lowercased()) || redirected.contains($0.lowercased()) }
    }

    /// Whether a fragment is none of a heading.
    func isForeign(fragment: String) -> Bool {
        guard isDocFX else { return false }
        // A heading of signs alone becomes `section`, `section-1`, …
        return fragment.hasPrefix("tab/") || fragment.prefix { $0 != "-" } == "section"
    }

    /// What stands behind `"source_path"` and `"source_path_from_root"`.
    private static func sources(in bytes: [UInt8]) -> [String] {
        let key = Array("\"source_path".utf8)
        var found: [String] = []
        var place = 0
        while place + key.count < bytes.count {
            guard bytes[place] == key[0], bytes[place...].starts(with: key) else {
                place += 1
                continue
            }
            guard let colon = bytes[place...].firstIndex(of: UInt8(ascii: ":")),
                let open = bytes[colon...].firstIndex(of: UInt8(ascii: "\"")),
                let close = bytes[(open + 1)...].firstIndex(of: UInt8(ascii: "\""))
            else { break }
            found.append(String(decoding: bytes[(open + 1)..<close], as: UTF8.self))
            place = close + 1
        }
        return found
    }
}
