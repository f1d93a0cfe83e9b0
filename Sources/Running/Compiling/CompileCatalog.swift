/// Every language that snippets can be compiled in.
package enum CompileCatalog {
    /// Sorted by id.
    package static let all: [CompileLanguage] = [
        .c, .cpp, .go, .java, .javascript, .rust, .swift, .typescript,
    ]

    /// The language that a document means by a word after a fence; nil where it is none that is compiled.
    package static func language(_ label: String) -> CompileLanguage? { all.first { $0.has(label) } }
}
