/// A known reason for which cmark-gfm 0.29 and we read a document differently.
///
/// It says how to take what is read differently out of a document. A difference is explained only if both are
/// alike without it.
struct Reason: Sendable {
    var name: String
    /// What the two do, and why ours is right.
    var why: String
    /// A smallest document that shows it.
    var example: String
    /// Whether it concerns GitHub's extensions only.
    var isExtension = false
    /// The document with whatever is read differently replaced by something harmless.
    var without: @Sendable ([UInt8]) -> [UInt8]

    static let all = specification + slips + extensionSlips

    /// What the specification has said since 0.29, the version that cmark-gfm follows.
    private static let specification = [
        Reason(
            name: "symbols",
            why: "Since 0.31 Unicode symbols such as £ count as punctuation next to emphasis markers.",
            example: "*£*b", without: Edits.withoutSymbols),
        Reason(
            name: "comments",
            why: "Since 0.31 `<!-->`, `<!--->` and `--` within a comment are as in HTML.",
            example: "a <!-- b -- c -->", without: Edits.replacing("<!--", with: "(!--")),
        Reason(
            name: "declarations",
            why: "Since 0.30 a declaration is `<!` and a letter, large or small, without need of a space.",
            example: "a <!b>", without: Edits.withoutDeclarations),
        Reason(
            name: "textarea",
            why: "Since 0.30 `<textarea>` starts an HTML block that blank lines do not end.",
            example: "<textarea>\n\n*a*\n\n</textarea>",
            without: Edits.replacing("textarea", with: "textfield")),
        Reason(
            name: "search and source",
            why: "Since 0.31 `<search>` starts an HTML block within a paragraph, and `<source>` does not.",
            example: "a\n<search>",
            without: { Edits.replacing("source", with: "b")(Edits.replacing("search", with: "b")($0)) }),
    ]

    /// Where cmark-gfm does not do what its specification says.
    private static let slips = [
        Reason(
            name: "long numbers",
            why:
                "A numeric character reference has at most seven decimal or six hexadecimal digits; cmark-gfm "
                + "takes more.",
            example: "&#87654321;", without: Edits.withoutLongNumbers),
        Reason(
            name: "blank first line",
            why:
                "An item that begins with a blank line has nothing behind a second one; cmark-gfm does not see "
                + "that a line of spaces is blank.",
            example: "-\n  \n  a", without: Edits.withoutSpacesOnBlankLines),
        Reason(
            name: "tag on a lazy line",
            why:
                "An HTML block of any tag does not interrupt a paragraph; cmark-gfm lets it where the line is a "
                + "lazy continuation.",
            example: "> a\n<a b=\"\">", without: Edits.withoutTagsAtLineStarts),
        Reason(
            name: "CDATA with three brackets",
            why: "A CDATA section ends at the first `]]>`; cmark-gfm misses it behind another `]`.",
            example: "a <![CDATA[b]]]>", without: Edits.replacing("]]]>", with: "]]>")),
        Reason(
            name: "spaces on a lazy line",
            why:
                "White space at the beginning of a paragraph's line is no text; cmark-gfm keeps it on a lazy "
                + "line.",
            example: "> a\\\n b", without: Edits.withoutIndentationOfLaterLines),
        Reason(
            name: "blank line after a break",
            why:
                "A list is loose where a blank line stands between two blocks of an item; cmark-gfm does not see "
                + "one behind a thematic break.",
            example: "- ***\n\n  a", without: Edits.withoutBreaks),
        Reason(
            name: "definitions as blocks",
            why:
                "A definition is a block, so that blank lines around it make a list loose; cmark-gfm forgets "
                + "definitions first. It also takes a definition right before a table as text.",
            example: "- a\n\n  [b]: c", without: Edits.replacing("]:", with: "]a")),
        Reason(
            name: "backticks behind a long run",
            why:
                "A run of backticks ends at the next of its length; cmark-gfm forgets later ones once it has "
                + "looked for a longer run in vain.",
            example: "``a` `a` `", without: Edits.withoutLongBackticks),
        Reason(
            name: "openers below a failed closer",
            why: "Since 0.30 a closer that cannot open looks further back than one that can.",
            example: "**a*a*a*", without: Edits.withoutMarkersInWords),
        Reason(
            name: "parentheses in an address",
            why: "Parentheses in a destination balance; cmark-gfm does not check it where a space follows.",
            example: "[](( )", without: Edits.withoutInnerParentheses),
    ]

    /// Where cmark-gfm's extensions do not do what their specification says.
    private static let extensionSlips = [
        Reason(
            name: "tasks in containers",
            why:
                "A task is any item that begins with a box; cmark-gfm looks for it at the line's beginning only, "
                + "and for a space, not a tab, in the box.",
            example: "> - [ ] a", isExtension: true, without: Edits.withoutTasksInContainers),
        Reason(
            name: "characters before a scheme",
            why:
                "`mailto:` and `xmpp:` begin an address; cmark-gfm takes what stands before them into it, and a "
                + "scheme for a name.",
            example: "+xmpp:@a.b", isExtension: true,
            without: { Edits.replacing("xmpp:", with: "")(Edits.replacing("mailto:", with: "")($0)) }),
        Reason(
            name: "escapes in addresses",
            why: "A bare address is what stands in the file; cmark-gfm looks for it in what escapes and "
                + "references mean.",
            example: "&#x41;@b.c", isExtension: true, without: Edits.withoutEscapedAddresses),
        Reason(
            name: "www without a name",
            why: "A host has a name behind `www.`; cmark-gfm links `www` alone.",
            example: "www. a", isExtension: true, without: Edits.withoutBareWWW),
        Reason(
            name: "underscores in a host",
            why:
                "The last two parts of a host have no underscore; cmark-gfm does not look at the text's last "
                + "character.",
            example: "http://a_", isExtension: true, without: Edits.withoutUnderscoresInAddresses),
        Reason(
            name: "addresses in an open image",
            why:
                "No bare address begins within brackets that may become a link or an image; cmark-gfm forgets the "
                + "brackets of an image once a link ends inside.",
            example: "![[]()http://a", isExtension: true, without: Edits.replacing("![", with: "[")),
        Reason(
            name: "front matter",
            why: "A file's first lines between `---` are front matter, which cmark-gfm has not.",
            example: "---\n---", isExtension: true, without: { [0x0A] + $0 }),
        Reason(
            name: "footnotes in containers",
            why: "A footnote's text goes on behind blank lines; cmark-gfm does not see that a line is blank "
                + "behind a container's prefix, and counts an empty footnote for a list's looseness.",
            example: "[^a]\n\n> [^a]:\n>\n>     b", isExtension: true, without: Edits.withoutNestedFootnotes),
        Reason(
            name: "two backslashes before a pipe",
            why: "An escaped backslash does not escape a pipe; cmark-gfm lets any backslash before it do so.",
            example: "\\\\|\n:-", isExtension: true, without: Edits.replacing("\\\\|", with: "\\|")),
    ]
}
