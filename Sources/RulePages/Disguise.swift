/// A form in which the examples of a rule page are replayed, beside the form in which they are written.
///
/// A rule that holds for a text holds for it in all of them.
package enum Disguise: String, CaseIterable, Sendable {
    /// Every line ends with CR and LF.
    case crlf
    /// All of it stands in a block quote.
    case blockQuote = "block-quote"
    /// All of it stands in an item of a list.
    case listItem = "list-item"
    /// YAML front matter stands before it.
    case frontMatter = "front-matter"
    /// A paragraph of emoji stands before it, so that bytes, scalars and columns differ.
    case emoji
    /// A comment silences the rule in the whole file.
    case suppressed
    /// All safe fixes are made.
    case fixed
}
