import Markup
import Model
import Testing

@Suite("Formulas between lines of two dollar signs")
struct FormulaTests {
    /// The lines, counted from 1, that are part of a formula.
    private func lines(_ text: String) -> [Int] {
        let map = LineMap(of: Markdown.parse(text))
        return (0..<map.count).filter { map[$0].contains(.math) }.map { $0 + 1 }
    }

    @Test("go on over blank lines")
    func blankLines() {
        #expect(lines("Text.\n\n$$\na\n\nb\n$$\n\nText.\n") == [3, 4, 5, 6, 7])
    }

    @Test("end with at least as many signs as they begin with")
    func length() {
        #expect(lines("$$$\na\n\n$$\nb\n\n$$$$\nc\n") == [1, 2, 3, 4, 5, 6, 7])
    }

    @Test("that nothing ends are none")
    func unclosed() {
        #expect(lines("Text.\n\n$$ is no sign of the end.\n\nText.\n").isEmpty)
    }

    @Test("do not begin or end in code")
    func code() {
        #expect(lines("```\n$$\n```\n\nText.\n\n```\n$$\n```\n").isEmpty)
    }
}
