import Model
import Testing

@Suite("An offset map carries derived offsets back to the document")
struct OffsetMapTests {
    @Test("a copied byte maps to its own place, a made one to the whole it stands for")
    func pieces() {
        var map = OffsetMap()
        map.appendCopy(of: SourceRange(10, 14))
        map.append(made: 3, for: SourceRange(14, 20))
        map.appendCopy(of: SourceRange(20, 25))
        #expect(map.source(of: SourceRange(1, 3)) == SourceRange(11, 13))
        #expect(map.source(of: SourceRange(2, 6)) == SourceRange(12, 20))
        #expect(map.source(of: SourceRange(5, 9)) == SourceRange(14, 22))
        #expect(map.source(of: SourceRange(at: 12)) == SourceRange(at: 25))
        #expect(map.isExact(SourceRange(0, 4)))
        #expect(!map.isExact(SourceRange(3, 5)))
    }

    @Test("copies that go on where the last one ended are one piece")
    func joining() {
        var map = OffsetMap()
        map.appendCopy(of: SourceRange(0, 4))
        map.appendCopy(of: SourceRange(4, 9))
        #expect(map.pieces.count == 1)
        #expect(map.count == 9)
    }
}
