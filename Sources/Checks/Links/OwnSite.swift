package import Model

/// Links to the own site by its full address, which leave a preview, a version or a mirror of the docs.
package struct OwnSite: Check {
    package static let id = "links.own-site"
    package static let fixChanges = FixChanges.addresses
    package static let parameters = [
        Parameter(
            "sites", .texts, standard: .list([]),
            summary: "The addresses of the site, such as `https://docs.example.com/product`.")
    ]

    private let sites: [String]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        var sites: [String] = []
        for written in parameters.texts("sites") {
            guard let scheme = written.firstRange(of: "://") else {
                throw Parameters.Mistake(
                    key: "sites", sentence: "`\(written)` is no address: it begins with no `https://`")
            }
            var rest = String(written[scheme.upperBound...])
            while rest.hasSuffix("/") { rest.removeLast() }
            sites.append(rest)
        }
        self.sites = sites
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard !sites.isEmpty else { return }
        for target in LinkTarget.all(in: document) where target.reference.kind == .external {
            let address = document.text.string(target.range)
            guard let path = path(of: address) else { continue }
            var draft = Draft(at: target.range, Self.own(address), subject: address)
            if target.isExact {
                draft.fixes.append(
                    Fix(
                        title: Self.replace(path), safety: .unsafe, edits: [Edit(target.range, path)]))
            }
            verdict.add(draft)
        }
    }

    /// What stands behind the address of the site, from its `/` on.
    private func path(of address: String) -> String? {
        guard let scheme = address.firstRange(of: "//") else { return nil }
        let rest = address[scheme.upperBound...]
        for site in sites where rest.utf8.count >= site.utf8.count {
            let end = rest.utf8.index(rest.startIndex, offsetBy: site.utf8.count)
            guard String(rest[..<end]).lowercased() == site.lowercased() else { continue }
            let path = rest[end...]
            if path.isEmpty { return "/" }
            if path.hasPrefix("/") { return String(path) }
            if path.hasPrefix("#") || path.hasPrefix("?") { return "/" + path }
        }
        return nil
    }

    private static func own(_ address: String) -> String { "`\(address)` is an address of this site" }
    private static func replace(_ path: String) -> String { "replace with `\(path)`" }
}
