/// Every language that snippets can be checked in.
package enum LanguageCatalog {
    /// Sorted by id.
    package static let all: [Language] = [
        .console,
        .diff,
        .dockerfile,
        .dotenv,
        .http,
        .javascript,
        .json,
        .php,
        .plain,
        .python,
        .ruby,
        .rust,
        .shell,
        .swift,
        .toml,
        .typescript,
        .yaml,
    ]
}
