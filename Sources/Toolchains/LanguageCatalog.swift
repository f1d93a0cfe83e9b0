/// Every language that snippets can be checked in.
package enum LanguageCatalog {
    /// Sorted by id.
    package static let all: [Language] = [
        .c,
        .console,
        .cPlusPlus,
        .csharp,
        .css,
        .diff,
        .dockerfile,
        .dotenv,
        .go,
        .html,
        .http,
        .java,
        .javascript,
        .json,
        .kotlin,
        .php,
        .plain,
        .python,
        .ruby,
        .rust,
        .scss,
        .shell,
        .swift,
        .toml,
        .typescript,
        .vue,
        .xml,
        .yaml,
    ]
}
