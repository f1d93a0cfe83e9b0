/// What the fixes of a rule may change of the page that a reader sees.
///
/// Everything that is not named here has to render as it did before, or the fix is dropped.
package enum FixChanges: String, CaseIterable, Sendable {
    /// The page renders to the same HTML. White space that HTML collapses does not count.
    case nothing
    /// White space where it can be seen: in code, and beside the tags of a line.
    case spaces
    /// Words of the blocks that the fix touches. Every tag and every anchor stays.
    case text
    /// Where links and images of the blocks that the fix touches lead.
    case addresses
    /// The blocks that the fix touches and those that join them, and no others.
    case blocks

    /// What is allowed, as a clause that goes after "may change".
    package var clause: String {
        switch self {
        case .nothing: "nothing that a reader sees"
        case .spaces: "white space in code and beside links and emphasis"
        case .text: "words in the blocks that they touch"
        case .addresses: "where links lead, in the blocks that they touch"
        case .blocks: "the blocks that they touch"
        }
    }
}

/// What a page renders to, part by part: what two versions of a page are compared by.
package struct Rendering: Sendable {
    /// One block of the outermost level.
    package struct Block: Sendable {
        /// The offset of its first line in the file.
        package var start: Int
        package var html: [UInt8]
        /// Whether what stands in it shows elsewhere: the definition of a link.
        package var isUsedElsewhere: Bool

        package init(start: Int, html: [UInt8], isUsedElsewhere: Bool = false) {
            self.start = start
            self.html = html
            self.isUsedElsewhere = isUsedElsewhere
        }
    }

    /// In document order.
    package var blocks: [Block]

    package init(blocks: [Block]) {
        self.blocks = blocks
    }
}
