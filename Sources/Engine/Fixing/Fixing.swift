package import Model

/// How documents are mended: which fixes are made, and how a page is held against what it was.
package struct Fixing: Sendable {
    /// Whether proposals that an author should look at are made too.
    package var takesUnsafe: Bool
    /// What a document renders to.
    package var render: @Sendable (Document) -> Rendering
    /// Whether two pieces of HTML show the same, but for what is allowed.
    package var isSame: @Sendable (_ old: [UInt8], _ new: [UInt8], _ allowing: Set<FixChanges>) -> Bool
    /// The findings whose fixes are wanted.
    package var isWanted: @Sendable (Finding) -> Bool
    /// Whether a fix is made even though a rule then finds something that was not there before.
    package var takesNews = false
    /// How often a document is mended before it counts as one whose fixes come to no end.
    package var rounds = 12

    package init(
        takesUnsafe: Bool, render: @escaping @Sendable (Document) -> Rendering,
        isSame: @escaping @Sendable ([UInt8], [UInt8], Set<FixChanges>) -> Bool,
        isWanted: @escaping @Sendable (Finding) -> Bool = { _ in true }
    ) {
        self.takesUnsafe = takesUnsafe
        self.render = render
        self.isSame = isSame
        self.isWanted = isWanted
    }

    /// The fixes that may be made for a finding, the best first: where that would change too much of the page,
    /// the next is tried.
    func fixes(for finding: Finding) -> [Fix] {
        guard isWanted(finding) else { return [] }
        let safe = finding.fixes.filter { $0.safety == .safe }
        return takesUnsafe ? safe + finding.fixes.filter { $0.safety == .unsafe } : safe
    }
}

/// A document with all that was mended in it.
package struct MendedFile: Sendable {
    package var path: String
    package var old: [UInt8]
    package var new: [UInt8]
    /// How many findings were mended.
    package var findings: Int
}

/// What came of mending: the report on the documents as they are now, and the files that have changed.
package struct Mending: Sendable {
    package var report: Report
    /// By path.
    package var files: [MendedFile]

    package init(report: Report, files: [MendedFile]) {
        self.report = report
        self.files = files
    }
}
