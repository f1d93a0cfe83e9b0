import Model
import RuleBook
import RulePages
import Testing

@Suite("Broken rule pages and configurations")
struct DamagedPageTests {
    private struct Damage {
        var seed: UInt64

        mutating func next(below count: Int) -> Int {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(seed >> 33) % max(1, count)
        }

        /// Cuts bytes out, doubles some, or puts strange ones in.
        mutating func damage(_ bytes: [UInt8]) -> [UInt8] {
            var bytes = bytes
            for _ in 0...next(below: 4) {
                let place = next(below: bytes.count)
                let length = min(next(below: 40), bytes.count - place)
                switch next(below: 3) {
                case 0: bytes.removeSubrange(place..<(place + length))
                case 1: bytes.insert(contentsOf: Array(bytes[place..<(place + length)]), at: place)
                default:
                    let strange: [[UInt8]] = [
                        [0], [0xFF, 0xFE], Array("\r\n".utf8), [0x09], Array("---\n".utf8), [0xE2, 0x80],
                    ]
                    bytes.insert(contentsOf: strange[next(below: strange.count)], at: place)
                }
            }
            return bytes
        }
    }

    @Test(
        "never stop the book, and every remark lies in its page",
        arguments: RuleBook.builtIn.entries.map(\.head.id))
    func pages(id: String) throws {
        let bytes = try #require(RuleBook.builtIn[id]?.file.bytes)
        var damage = Damage(seed: UInt64(bytes.count))
        var pages = stride(from: 0, to: bytes.count, by: 61).map { Array(bytes[..<$0]) }
        for _ in 0..<40 { pages.append(damage.damage(bytes)) }
        for page in pages {
            var book = RuleBook()
            book.add(folder: "", pages: [SourceFile(path: "group/page.md", bytes: page)])
            #expect(book.entries.count == 1)
            #expect(book.remarks.allSatisfy { SourceRange(0, page.count).contains($0.draft.range) })
            #expect(
                book.remarks.flatMap(\.draft.fixes).flatMap(\.edits).allSatisfy {
                    $0.range.upper <= page.count
                })
        }
    }

    @Test("are told with a place in the file, or hold")
    func configurations() {
        let text = """
            root: true
            rules:
              MD051: {severity: warning, ignore: ['a', "b"]}
              links/*: off
            overrides:
              - files: [docs/**, '*.mdx']
                rules: {all: advice}
            rule-folders: [a]
            """
        var damage = Damage(seed: 1)
        var refused = 0
        for _ in 0..<2000 {
            let bytes = damage.damage(Array(text.utf8))
            do throws(ConfigurationError) {
                let file = try ConfigurationFile(SourceFile(path: ".docent.yml", bytes: bytes))
                let settings = try Configuration(files: [file], book: .builtIn).settings(for: "docs/a.md")
                #expect(settings.states.count == RuleBook.builtIn.entries.count)
            } catch {
                refused += 1
                #expect(!error.mistakes.isEmpty)
                #expect(
                    error.mistakes.allSatisfy {
                        $0.line >= 1 && $0.line <= SourceText(bytes).lineCount && $0.column >= 1
                    })
            }
        }
        #expect((100..<2000).contains(refused))
    }
}
