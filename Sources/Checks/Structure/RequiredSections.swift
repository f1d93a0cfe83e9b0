package import Model
internal import YAML

/// Sections that every page of a kind must have, such as what one needs before a tutorial.
package struct RequiredSections: Check {
    package static let id = "structure.required-sections"
    package static let parameters = [
        Parameter(
            "sections", .textTable, standard: .table([]),
            summary:
                "Kinds of pages, each with its sections: with commas between them, and `|` between titles of which one is enough."
        ),
        Parameter(
            "paths", .textTable, standard: .table([]),
            summary: "Kinds of pages, each with the patterns of their paths, with commas between them."),
        Parameter(
            "key", .text, standard: .text("type"),
            summary: "The key in front matter that names the kind of a page."),
    ]

    private struct Section {
        /// The titles of which one is enough, as they are written.
        var titles: [String]
    }

    private let sections: [String: [Section]]
    private let paths: [(kind: String, globs: [Glob])]
    private let key: String

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        var sections: [String: [Section]] = [:]
        for (kind, list) in parameters.textTable("sections") {
            sections[kind] = list.split(separator: ",").map { item in
                Section(titles: item.split(separator: "|").map(\.trimmingSpaces))
            }
        }
        var paths: [(kind: String, globs: [Glob])] = []
        for (kind, list) in parameters.textTable("paths") {
            guard sections[kind] != nil else {
                throw Parameters.Mistake(
                    key: "paths", sentence: "`sections` has nothing for `\(kind)`",
                    suggestion: closest(to: kind, among: sections.keys.sorted()))
            }
            paths.append((kind, list.split(separator: ",").map { Glob($0.trimmingSpaces) }))
        }
        self.sections = sections
        self.paths = paths
        key = parameters.text("key")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard !sections.isEmpty, let kind = kind(of: document), let wanted = sections[kind] else { return }
        let titles = Set(document.headings.map { Self.folded(document.plainText(of: $0.node)) })
        let place = document.headings.first.map { document[$0.node].range } ?? document.text.bareLine(0)
        for section in wanted where !section.titles.contains(where: { titles.contains(Self.folded($0)) }) {
            verdict.add(
                Draft(at: place, Self.missing(section.titles, kind), subject: section.titles.first ?? ""))
        }
    }

    /// What front matter says first, then what fits the path.
    private func kind(of document: Document) -> String? {
        if let frontMatter = document.content.frontMatter, frontMatter.format == .yaml,
            let said = FrontMatterValues(frontMatter, in: document.text)[key]?.node?.text,
            sections[said] != nil
        {
            return said
        }
        return paths.first { entry in entry.globs.contains { $0.matches(document.path) } }?.kind
    }

    /// Without regard to capitals and punctuation.
    private static func folded(_ title: String) -> String {
        String(
            String.UnicodeScalarView(
                title.lowercased().unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == " "
                })
        )[...].trimmingSpaces
    }

    private static func missing(_ titles: [String], _ kind: String) -> String {
        "this page has no section \(titles.map { "`\($0)`" }.joined(separator: " or ")), which a \(kind) needs"
    }
}
