/// Every language that snippets can be checked in.
package enum LanguageCatalog {
    /// Sorted by id.
    package static let all: [Language] = [
        .console,
        .css,
        .diff,
        .dockerfile,
        .dotenv,
        .html,
        .http,
        .javascript,
        .json,
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
