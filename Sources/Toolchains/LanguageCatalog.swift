/// Every language that snippets can be checked in.
package enum LanguageCatalog {
    /// Sorted by id.
    package static let all: [Language] = [
        .javascript,
        .json,
        .plain,
        .python,
        .rust,
        .swift,
        .typescript,
    ]
}
