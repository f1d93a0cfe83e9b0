/// What a program printed or should print, as lines that can be compared.
///
/// White space at the ends of lines does not count, nor do empty lines before the first and after the last: nobody
/// can see them in a document.
package struct OutputText: Hashable, Sendable {
    package private(set) var lines: [String]
    /// How many empty lines stood before the first.
    package private(set) var skipped = 0

    package init(_ text: String) {
        self.init(
            lines: text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
                .map(String.init))
    }

    package init(lines: [String]) {
        var lines = lines.map(Self.withoutSpaceAtEnd)
        while lines.last?.isEmpty == true { lines.removeLast() }
        skipped = lines.prefix { $0.isEmpty }.count
        self.lines = Array(lines.dropFirst(skipped))
    }

    private static func withoutSpaceAtEnd(_ line: String) -> String {
        var end = line.endIndex
        while end > line.startIndex {
            let before = line.index(before: end)
            guard line[before].isWhitespace else { break }
            end = before
        }
        return String(line[..<end])
    }
}
