/// A file, or a part of one, that a page takes in when the site is built.
package struct Inclusion: Hashable, Sendable {
    /// Who reads the directive.
    package enum Syntax: String, CaseIterable, Sendable {
        /// `{{#include file:part}}`, `{{#rustdoc_include file:part}}`, `{{#playground file}}`
        case mdBook
        /// `--8<-- "file:part"`
        case pymdown = "PyMdown Snippets"
        /// `<<< @/file#region{1,3 js}`
        case vitePress = "VitePress"
        /// `import X from '!!raw-loader!./file'`
        case rawImport = "raw import"
        /// `literalinclude` of Sphinx and MyST
        case sphinx = "Sphinx"
        /// `include::file[tag=x]`
        case asciiDoc = "AsciiDoc"
        /// `{{< readfile file="x" >}}`
        case hugo = "Hugo"
        /// `@Snippet(path: "package/Snippets/Name", slice: "x")`
        case docC = "DocC"
        /// `:::code source="x" id="y":::`
        case docFX = "DocFX"
        /// `docent: snippet source=file#part`: a copy that stays in the page
        case copy
        /// What the configuration names under `snippets: shortcodes`
        case shortcode
    }

    package var syntax: Syntax
    /// The path of the page that it stands on, from which the file is looked for.
    package var page: String
    /// The path as written.
    package var path: String
    /// What the reader is shown.
    package var part: IncludePart
    /// Whether the rest of the file belongs to the code too, unseen by the reader.
    package var bringsWholeFile: Bool
    /// The folder that the file is looked for from; nil where the syntax decides.
    package var folder: String?

    package init(
        _ syntax: Syntax, page: String, path: String, part: IncludePart = .all, bringsWholeFile: Bool = false,
        folder: String? = nil
    ) {
        self.syntax = syntax
        self.page = page
        self.path = path
        self.part = part
        self.bringsWholeFile = bringsWholeFile
        self.folder = folder
    }
}

/// Which part of a file is meant. What is not empty narrows it down, in the order of the fields.
package struct IncludePart: Hashable, Sendable {
    /// The name of a class or function, its parts parted by dots.
    package var symbol: String?
    /// The names of regions, joined.
    package var regions: [String] = []
    /// From a line with a text to one with another.
    package var text: TextSpan?
    package var lines: [LineSpan] = []

    /// The whole file.
    package static let all = IncludePart()

    package init() {}

    package static func region(_ name: String) -> IncludePart {
        var part = IncludePart()
        part.regions = [name]
        return part
    }

    package static func lines(_ first: Int, _ last: Int?) -> IncludePart {
        var part = IncludePart()
        part.lines = [LineSpan(first, last)]
        return part
    }

    /// Lines counted from 1, both ends included.
    package struct LineSpan: Hashable, Sendable {
        package var first: Int
        /// Nil where it goes on to the end of the file.
        package var last: Int?

        package init(_ first: Int, _ last: Int?) {
            self.first = first
            self.last = last
        }
    }

    /// Texts that the first and the last line contain.
    package struct TextSpan: Hashable, Sendable {
        package var start: String?
        /// Whether the line with the first text belongs to the part.
        package var includesStart = false
        package var end: String?
        package var includesEnd = false

        package init() {}
    }
}

/// An inclusion and where it stands in something.
package struct PlacedInclusion: Hashable, Sendable {
    package var range: SourceRange
    package var inclusion: Inclusion

    package init(_ inclusion: Inclusion, at range: SourceRange) {
        self.inclusion = inclusion
        self.range = range
    }
}

/// What is known of a file that a page takes in.
package enum InclusionState: Hashable, Sendable {
    /// It is there: its path in the repository, and the lines of the part, as they stand in the file.
    case found(path: String, code: [UInt8])
    /// No file is where the site looks for it; the path that was probably meant, where one is near.
    case noFile(looked: [String], nearest: String?)
    /// The file has no such part: what is missing, and the name that was probably meant.
    case noPart(path: String, Missing, nearest: String?)
    /// Whoever builds the site does not read this as an inclusion: it stands there as it is.
    case notRead

    package enum Missing: Hashable, Sendable {
        case region(String)
        /// It has only so many lines.
        case lines(Int, of: Int)
        case symbol(String)
        /// No line contains this text.
        case text(String)
    }
}
