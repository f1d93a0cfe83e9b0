internal import Model
internal import Text

/// Whether the front matter of a page gives its title, by the pattern of a parameter `front_matter_title`.
struct FrontMatterTitle: Sendable {
    private enum Way: Sendable {
        /// No line is looked at.
        case none
        /// `title:`, `"title":` or `title =`
        case usual
        case pattern(Pattern)
    }
    private let way: Way

    static let name = "front_matter_title"
    /// The pattern that means the usual way, which needs no search.
    static let usual = #"^\s*"?title"?\s*[:=]"#

    /// The parameter that a check has for it.
    static func parameter(standard: String = usual) -> Parameter {
        Parameter(
            name, .text, standard: .text(standard),
            summary:
                "A regular expression for the line of the front matter that has the title; empty for none.")
    }

    init(_ parameters: Parameters) throws(Parameters.Mistake) {
        switch parameters.text(Self.name) {
        case "": way = .none
        case Self.usual: way = .usual
        case let source: way = .pattern(try parameters.pattern(Self.name, source, .ignoringCase))
        }
    }

    /// The line of the front matter that has the title, without the white space around it; nil where there is
    /// none.
    func line(in document: Document) -> SourceRange? {
        if case .none = way { return nil }
        guard let frontMatter = document.content.frontMatter else { return nil }
        let text = document.text
        for index in document.lines(of: frontMatter.range) {
            let line = text.bareLine(index)
            guard fits(line, text) else { continue }
            let start = text.leadingSpace(of: line)
            return SourceRange(start, max(start, text.trailingSpace(of: line)))
        }
        return nil
    }

    private func fits(_ line: SourceRange, _ text: SourceText) -> Bool {
        switch way {
        case .none: return false
        case .usual: return Self.isUsual(line, text)
        case .pattern(let pattern):
            // A pattern that is too hard for a line does not fit it.
            return (try? pattern.firstMatch(in: SearchText(Array(text.slice(line))))) != nil
        }
    }

    private static func isUsual(_ line: SourceRange, _ text: SourceText) -> Bool {
        let quote = UInt8(ascii: "\"")
        var rest = text.slice(SourceRange(text.leadingSpace(of: line), line.upper))
        if rest.first == quote { rest.removeFirst() }
        let word = rest.prefix(5)
        guard word.elementsEqual("title".utf8, by: { ASCII.lowercased($0) == $1 }) else { return false }
        rest.removeFirst(5)
        if rest.first == quote { rest.removeFirst() }
        let sign = text.leadingSpace(of: SourceRange(rest.startIndex, line.upper))
        return sign < line.upper
            && (text.bytes[sign] == UInt8(ascii: ":") || text.bytes[sign] == UInt8(ascii: "="))
    }
}
