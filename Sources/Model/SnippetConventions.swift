/// What a configuration says of how the documents of a site write their code.
package struct SnippetConventions: Hashable, Sendable {
    /// What shows a file as code beside what Docent knows of itself.
    package var shortcodes: [Shortcode] = []
    /// What words after a fence mean here, in small letters: `sql` means `postgresql`.
    package var labels: [String: String] = [:]

    package init() {}

    /// The language that a label means.
    package func meaning(of label: String) -> String { labels[label.lowercased()] ?? label }
}

/// A shortcode, a tag of a template or a component that shows a file as code.
package struct Shortcode: Hashable, Sendable {
    /// What it is called: `{{< name … >}}`, `{% name … %}`, `<name …>`.
    package var name: String
    package var file: Argument
    /// What names a region of the file.
    package var region: Argument?
    /// What names lines: `3-9`.
    package var lines: Argument?
    package var language: Argument?
    /// The folder that the file is looked for from, a path of the repository that may lead out of it; nil for where its
    /// site looks.
    package var folder: String?

    /// Which of its words is meant.
    package enum Argument: Hashable, Sendable {
        case named(String)
        /// Counted from 0 among those without a name.
        case place(Int)
    }

    package init(name: String, file: Argument) {
        self.name = name
        self.file = file
    }
}
