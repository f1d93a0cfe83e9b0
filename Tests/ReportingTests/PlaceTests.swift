import Model
import Reporting
import Testing

@Suite("Places are lines and columns as people count them")
struct PlaceTests {
    private func places(_ bytes: [UInt8], _ offsets: [Int]) -> [[Int]] {
        var finder = PlaceFinder(SourceText(bytes))
        return offsets.map {
            let place = finder.place(at: $0)
            return [place.line, place.column, place.offset]
        }
    }

    @Test("columns count scalars from 1, offsets count bytes from 0")
    func scalars() {
        #expect(
            places(Array("aé日👍b".utf8), [0, 1, 3, 6, 10, 11]) == [
                [1, 1, 0], [1, 2, 1], [1, 3, 3], [1, 4, 6], [1, 5, 10], [1, 6, 11],
            ])
    }

    @Test("LF, CRLF and a CR alone end a line")
    func lineEndings() {
        #expect(
            places(Array("a\nb\r\nc\rd".utf8), [1, 2, 4, 5, 6, 7, 8])
                == [[1, 2, 1], [2, 1, 2], [2, 3, 4], [3, 1, 5], [3, 2, 6], [4, 1, 7], [4, 2, 8]])
    }

    @Test("an offset inside a scalar has the column of that scalar")
    func inside() {
        #expect(places(Array("a日b".utf8), [2, 3, 4]) == [[1, 2, 2], [1, 2, 3], [1, 3, 4]])
    }

    @Test("going back gives the same places as going on")
    func order() {
        let bytes = Array("aé日\n👍b日\nc".utf8)
        let offsets = Array(0...bytes.count)
        #expect(places(bytes, offsets.reversed()) == Array(places(bytes, offsets).reversed()))
    }

    @Test("bytes that are no UTF-8 count as the U+FFFD that a string shows for them")
    func invalid() {
        let samples: [[UInt8]] = [
            [0xFF], [0xC3], [0xC3, 0x28], [0xE2, 0x82], [0xE2, 0x82, 0x41], [0xF0, 0x9F, 0x98],
            [0xED, 0xA0, 0x80], [0xC0, 0xAF],
            [0xF4, 0x90, 0x80, 0x80], [0xE0, 0x80, 0x80], [0x80, 0x80], [0xF0, 0x80, 0x80],
            [0xF8, 0x88, 0x80, 0x80], [0xF1, 0x80, 0xE2, 0x80, 0x41],
        ]
        for bytes in samples {
            let expected = String(decoding: bytes, as: UTF8.self).unicodeScalars.count + 1
            #expect(places(bytes, [bytes.count]) == [[1, expected, bytes.count]], "\(bytes)")
        }
    }

    @Test("an offset outside the text is taken for its nearest end")
    func outside() {
        #expect(places(Array("ab".utf8), [-3, 99]) == [[1, 1, 0], [1, 3, 2]])
        #expect(places([], [0, 5]) == [[1, 1, 0], [1, 1, 0]])
    }
}
