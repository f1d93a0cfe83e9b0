/// The family of Markdown a document is written in: which constructs beside CommonMark's are read as such.
package enum Dialect: String, CaseIterable, Sendable {
    /// CommonMark 0.31.2 and nothing else.
    case commonmark
    /// GitHub Flavored Markdown: tables, strikethrough, task lists, autolinks, footnotes, alerts, math.
    case gfm
    /// MDX 3: JSX, `{…}` expressions, `import` and `export`.
    case mdx
    /// Swift-DocC: `@Directive(…) { … }`, ``symbol links``, `<doc:…>` links.
    case docc
    /// MkDocs with Python-Markdown's and PyMdown's extensions: `!!!`, `???`, `===` blocks, `{ … }` attribute
    /// lists, `--8<--` includes.
    case mkdocs
    /// Docusaurus: `:::` admonitions and `{#id}` heading ids; its `.md` files are read as MDX.
    case docusaurus
    /// Hugo: `{{< … >}}` and `{{% … %}}` shortcodes, `{#id …}` attributes.
    case hugo
    /// MyST: `{role}` spans, ```` ```{directive} ```` fences, `:::{directive}` blocks, `(target)=` labels.
    case myst
}
