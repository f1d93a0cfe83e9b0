import Markup
import Model
import RandomDocuments
import Testing

@Suite("A document is complete and exact, whatever it is parsed from")
struct ParseTests {
    @Test("random documents in every dialect", arguments: Dialect.allCases)
    func random(_ dialect: Dialect) {
        var documents = RandomDocument(seed: 1, vocabulary: .everything, seeds: Corpus.documents)
        for _ in 0..<600 { Property.check(documents.next(), dialect) }
    }

    @Test("damaged bytes in every dialect", arguments: Dialect.allCases)
    func damaged(_ dialect: Dialect) {
        var documents = RandomDocument(seed: 2, vocabulary: .everything, seeds: Corpus.documents)
        var damage = Damage(seed: 3)
        for _ in 0..<400 { Property.check(damage.apply(to: documents.next()), dialect) }
    }

    @Test("every prefix of a document", arguments: Dialect.allCases)
    func prefixes(_ dialect: Dialect) {
        var documents = RandomDocument(seed: 4, vocabulary: .everything)
        for document in Corpus.documents + (0..<12).map({ _ in documents.next() }) {
            for length in 0...document.count { Property.check(Array(document.prefix(length)), dialect) }
        }
    }

    @Test("past failures", arguments: Dialect.allCases)
    func corpus(_ dialect: Dialect) {
        for document in Corpus.documents { Property.check(document, dialect) }
    }

    @Test("a document with CRLF has the structure it has with LF", arguments: Dialect.allCases)
    func lineEndings(_ dialect: Dialect) {
        var documents = RandomDocument(seed: 5, vocabulary: .everything, seeds: Corpus.documents)
        for _ in 0..<400 {
            let document = documents.next().filter { $0 != 0x0D }
            Property.check(document, dialect, LineEndings.differences)
        }
    }

    @Test("a paragraph in front moves everything and changes nothing", arguments: [Dialect.commonmark, .gfm])
    func paragraphInFront(_ dialect: Dialect) {
        var documents = RandomDocument(
            seed: 6, vocabulary: .commonMark + .gfm, seeds: Corpus.documents)
        for _ in 0..<400 { Property.check(documents.next(), dialect, ParagraphInFront.differences) }
    }

    @Test("the same bytes give the same document")
    func repeats() {
        var documents = RandomDocument(seed: 7, vocabulary: .everything)
        for _ in 0..<100 {
            let document = documents.next()
            let first = Property.parse(document, .gfm)
            let second = Property.parse(document, .gfm)
            #expect(first.nodes.map(Shape.init) == second.nodes.map(Shape.init))
            #expect(first.problems == second.problems)
        }
    }
}
