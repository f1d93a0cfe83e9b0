import Model

/// Which constructs a dialect reads beside CommonMark's.
struct Features {
    let dialect: Dialect
    /// Tables, strikethrough, task lists, bare addresses, footnotes, alerts, math, front matter, heading ids.
    let isExtended: Bool
    /// `{…}` is an expression, `<Name>` a component; no indented code, no `<…>` addresses.
    let isMDX: Bool
    /// Tags may be JSX: `{…}` as attribute values, dots in names.
    let hasJSX: Bool
    /// `<!-- … -->` and HTML blocks are read.
    let hasHTML: Bool
    /// A `|` within a code span does not end the cell of a table.
    let keepsPipesInCode: Bool

    init(_ dialect: Dialect) {
        self.dialect = dialect
        isExtended = dialect != .commonmark
        isMDX = dialect == .mdx || dialect == .docusaurus
        hasJSX = isMDX
        hasHTML = !isMDX
        keepsPipesInCode = dialect == .mkdocs
    }
}

// The bytes at which the parser has to look closer.
extension Features {
    /// The bytes that a line may begin with that is more than the text of a paragraph.
    static func blockStarts(_ dialect: Dialect) -> ByteTable {
        switch dialect {
        case .commonmark: commonMarkStarts
        case .gfm: githubStarts
        case .mdx, .docusaurus: mdxStarts
        case .docc: doccStarts
        case .mkdocs: mkdocsStarts
        case .hugo: hugoStarts
        case .myst: mystStarts
        }
    }

    /// The bytes within a text that may be more than text.
    static func specials(_ dialect: Dialect) -> ByteTable {
        switch dialect {
        case .commonmark: commonMarkSpecials
        case .gfm, .docc: githubSpecials
        default: braceSpecials
        }
    }

    private static let commonMarkStarts = ByteTable(">#`~<=-_*+0123456789")
    private static let githubStarts = ByteTable(">#`~<=-_*+0123456789|:[$")
    private static let mdxStarts = ByteTable(">#`~<=-_*+0123456789|:[${ie")
    private static let doccStarts = ByteTable(">#`~<=-_*+0123456789|:[$@}")
    private static let mkdocsStarts = ByteTable(">#`~<=-_*+0123456789|:[$!?/;")
    private static let hugoStarts = ByteTable(">#`~<=-_*+0123456789|:[${")
    private static let mystStarts = ByteTable(">#`~<=-_*+0123456789|:[$(%")
    private static let commonMarkSpecials = ByteTable("\n\r\\&`<![]*_")
    private static let githubSpecials = ByteTable("\n\r\\&`<![]*_~:w@$")
    private static let braceSpecials = ByteTable("\n\r\\&`<![]*_~:w@${")
}
