package import Model

/// Answers what stands at a path of a listing, again and again.
///
/// It knows once and for all which names there are, because a run over a site whose links are routes asks for
/// thousands of paths that are not there, and each is told what was probably meant.
package struct PathAnswers: Sendable {
    private let listing: Listing
    /// The last part of a path to the place of the only entry that has it; nil for a name that several have.
    private let homes: [String: Int?]

    package init(_ listing: Listing) {
        self.listing = listing
        var homes: [String: Int?] = [:]
        homes.reserveCapacity(listing.entries.count)
        for (place, entry) in listing.entries.enumerated() {
            let start = entry.path.utf8.lastIndex(of: 0x2F).map { entry.path.utf8.index(after: $0) }
            let name = start.map { String(entry.path[$0...]) } ?? entry.path
            homes[name] = .some(homes[name] == nil ? place : nil)
        }
        self.homes = homes
    }

    /// What stands at a path.
    ///
    /// Symbolic links are followed as long as they stay inside. What lies in a submodule, behind a link that
    /// leads out, or in a folder that could not be listed is not known.
    ///
    /// - Parameter path: without a leading `/`; the empty path is the root.
    package func answer(at path: String) -> Answer {
        listing.answer(at: path) { name in
            guard let place = homes[name] ?? nil else { return nil }
            return listing.entries[place].path
        }
    }
}
