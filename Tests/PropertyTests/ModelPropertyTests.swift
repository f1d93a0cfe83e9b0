import Model
import RandomDocuments
import Testing

@Suite("Lines, offsets, days and near words hold together")
struct ModelPropertyTests {
    @Test("lines cut a text into pieces that make it up again")
    func lines() {
        var random = SplitMix64(seed: 21)
        for _ in 0..<2000 {
            let bytes = (0..<random.number(below: 30)).map { _ in
                random.pick([0x61, 0x0A, 0x0D, 0xC3] as [UInt8]) ?? 0
            }
            let text = SourceText(bytes)
            var whole: [UInt8] = []
            for line in 0..<text.lineCount {
                let full = text.fullLine(line)
                let bare = text.line(line)
                whole += text.slice(full)
                #expect(full.lower == bare.lower && bare.upper <= full.upper)
                #expect(!text.slice(bare).contains { $0 == 0x0A || $0 == 0x0D })
                let ending = Array(text.slice(SourceRange(bare.upper, full.upper)))
                let isLast = line == text.lineCount - 1
                #expect(isLast ? ending.isEmpty : [[0x0A], [0x0D], [0x0D, 0x0A]].contains(ending))
                for offset in full.lower..<max(full.lower, full.upper) {
                    #expect(text.line(at: offset) == line)
                }
            }
            #expect(whole == bytes)
            #expect(text.line(at: bytes.count) == text.lineCount - 1)
        }
    }

    @Test("a derived text leads back to the bytes it was copied from")
    func offsetMap() {
        var random = SplitMix64(seed: 22)
        for _ in 0..<500 {
            let source = (0..<200).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            var map = OffsetMap()
            var derived: [UInt8] = []
            var origins: [SourceRange] = []
            var place = 0
            while place < source.count - 20 {
                let range = SourceRange(place, place + random.number(below: 9))
                if random.chance(oneIn: 3) {
                    let made = random.number(below: 4)
                    map.append(made: made, for: range)
                    derived += repeatElement(0, count: made)
                    origins += repeatElement(range, count: made)
                } else {
                    map.appendCopy(of: range)
                    derived += source[range.lower..<range.upper]
                    origins += (range.lower..<range.upper).map { SourceRange($0, $0 + 1) }
                }
                place = range.upper + random.number(below: 3)
            }
            #expect(map.count == derived.count)
            guard !derived.isEmpty else { continue }
            for _ in 0..<40 {
                let lower = random.number(below: derived.count)
                let upper = lower + 1 + random.number(below: derived.count - lower)
                let back = map.source(of: SourceRange(lower, upper))
                #expect(back.lower == origins[lower].lower)
                #expect(back.upper == max(back.lower, origins[upper - 1].upper))
                if map.isExact(SourceRange(lower, upper)) {
                    #expect(Array(source[back.lower..<back.upper]) == Array(derived[lower..<upper]))
                }
                #expect(map.source(of: SourceRange(at: lower)) == SourceRange(at: origins[lower].lower))
            }
        }
    }

    @Test("every day follows the one before it and reads as it is written")
    func days() throws {
        var last = Day(secondsSince1970: -200_000 * 86_400)
        for number in -199_999...200_000 {
            let day = Day(secondsSince1970: number * 86_400)
            #expect(last < day)
            last = day
            guard number % 97 == 0 else { continue }
            #expect(Day(secondsSince1970: number * 86_400 + 86_399) == day)
            #expect(Day(year: day.year, month: day.month, day: day.day) == day)
            if (1...9999).contains(day.year) { #expect(Day(day.description) == day) }
        }
        #expect(Day(secondsSince1970: 951_782_400).description == "2000-02-29")
        #expect(Day("2023-02-29") == nil)
        #expect(Day("1900-02-29") == nil)
        #expect(Day("2026-1-01") == nil)
        #expect(Day("２026-01-01") == nil)
    }

    @Test("a word with one slip finds the word that was meant")
    func slips() {
        let words = [
            "severity", "confidence", "audience", "aliases", "parameters", "default", "check", "tags",
        ]
        var random = SplitMix64(seed: 23)
        for _ in 0..<2000 {
            guard let word = random.pick(words) else { continue }
            var letters = Array(word)
            let place = random.number(below: letters.count)
            switch random.number(below: 4) {
            case 0: letters.remove(at: place)
            case 1: letters.insert("x", at: place)
            case 2: letters[place] = "x"
            default: letters.swapAt(place, max(0, place - 1))
            }
            #expect(closest(to: String(letters), among: words) == word, "\(String(letters))")
        }
        #expect(closest(to: "zzzzzzzz", among: words) == nil)
        #expect(closest(to: "", among: [String]()) == nil)
    }
}
