import Markup
import Model
import Testing

@Suite("The invariants notice what is wrong")
struct InvariantTests {
    private let document = Property.parse(Array("# a\n\n*b* [c](d)\n\n- e `f`\n".utf8), .gfm)

    /// What the invariants say once the content is changed.
    private func violations(after change: (inout Document.Content) -> Void) -> [String] {
        var content = document.content
        change(&content)
        return Invariants(
            Document(
                path: "a.md", format: .markdown, dialect: .gfm, text: document.text, content: content)
        ).violations
    }

    private func place(of kind: NodeKind) throws -> Int {
        Int(try #require(document.places(of: kind).first))
    }

    @Test("nothing is wrong with a document as it is parsed")
    func sound() {
        #expect(violations { _ in }.isEmpty)
    }

    @Test(
        "a range that begins a byte too early or ends a byte too late",
        arguments: [NodeKind.text, .emphasis, .link, .codeSpan, .paragraph, .listItem])
    func moved(_ kind: NodeKind) throws {
        let place = try place(of: kind)
        #expect(!violations { $0.nodes[place].lower -= 1 }.isEmpty)
        #expect(!violations { $0.nodes[place].upper += 1 }.isEmpty)
    }

    @Test("a text that is lost")
    func lost() throws {
        let place = try place(of: .text)
        #expect(!violations { $0.nodes[place].upper = $0.nodes[place].lower }.isEmpty)
    }

    @Test("a wrong parent, a wrong end and wrong details")
    func tree() throws {
        let place = try place(of: .link)
        #expect(!violations { $0.nodes[place].parent = 0 }.isEmpty)
        #expect(!violations { $0.nodes[place].end += 1 }.isEmpty)
        #expect(!violations { $0.nodes[place].payload = 5 }.isEmpty)
        #expect(!violations { $0.links[0].destination.upper = 1000 }.isEmpty)
        #expect(!violations { $0.links.removeAll() }.isEmpty)
        #expect(!violations { $0.gaps.append(SourceRange(0, 3)) }.isEmpty)
    }
}
