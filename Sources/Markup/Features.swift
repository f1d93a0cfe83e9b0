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

    init(_ dialect: Dialect) {
        self.dialect = dialect
        isExtended = dialect != .commonmark
        isMDX = dialect == .mdx || dialect == .docusaurus
        hasJSX = isMDX
        hasHTML = !isMDX
    }
}
