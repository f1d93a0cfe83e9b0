package import Model

/// Every check that a rule page can name.
package enum CheckCatalog {
    /// Sorted by id.
    package static let all: [any Check.Type] = [
        MissingAlternativeText.self,
        ProperNames.self,
        BareAddress.self,
        DescriptiveText.self,
        EmptyLink.self,
        LinkStyle.self,
        MissingAnchor.self,
        MissingFile.self,
        ReversedLink.self,
        UndefinedLabel.self,
        UnusedDefinition.self,
        BlockStyle.self,
        DollarPrompt.self,
        FenceStyle.self,
        MissingLanguage.self,
        UnclosedFence.self,
        BulletIndent.self,
        BulletStyle.self,
        ClosedHeadingExtraSpace.self,
        ClosedHeadingMissingSpace.self,
        DuplicateHeading.self,
        EmphasisStyle.self,
        HeadingExtraSpace.self,
        HeadingIncrement.self,
        HeadingMissingSpace.self,
        HeadingStartLeft.self,
        InlineHtml.self,
        ListIndent.self,
        OrderedPrefix.self,
        QuoteBlankLine.self,
        TableColumnCount.self,
        TableColumnStyle.self,
        TablePipeStyle.self,
        ThematicBreakStyle.self,
        BlanksAroundFences.self,
        BlanksAroundHeadings.self,
        BlanksAroundLists.self,
        BlanksAroundTables.self,
        FinalNewline.self,
        HardTabs.self,
        LineLength.self,
        ListMarkerSpace.self,
        MultipleBlankLines.self,
        QuoteExtraSpace.self,
        SpaceInCode.self,
        SpaceInEmphasis.self,
        SpaceInLink.self,
        TrailingSpaces.self,
        Existence.self,
        Repetition.self,
        Substitution.self,
    ]

    /// The check with an id; nil where there is none.
    package static func check(_ id: String) -> (any Check.Type)? {
        all.first { $0.id == id }
    }
}
