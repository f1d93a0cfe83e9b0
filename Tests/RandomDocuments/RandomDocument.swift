/// Makes documents at random: soups of pieces, structured ones, and mutations of given ones.
package struct RandomDocument: Sendable {
    package var random: SplitMix64
    private let vocabulary: Vocabulary
    private let seeds: [[UInt8]]

    /// - Parameter seeds: documents to mutate.
    package init(seed: UInt64, vocabulary: Vocabulary, seeds: [[UInt8]] = []) {
        random = SplitMix64(seed: seed)
        self.vocabulary = vocabulary
        self.seeds = seeds
    }

    /// The next document; valid UTF-8 without NUL where the seeds are.
    package mutating func next() -> [UInt8] {
        switch random.number(below: seeds.isEmpty ? 3 : 5) {
        case 0: return Array(soup(random.number(below: 24) + 1).utf8)
        case 1, 2: return Array(blocks(depth: 3).joined(separator: "\n").utf8) + [0x0A]
        case 3: return spliced()
        default: return mutated(random.pick(seeds) ?? [])
        }
    }

    private mutating func soup(_ length: Int) -> String {
        var text = ""
        for _ in 0..<length {
            if random.chance(oneIn: 6) {
                text += "\n" + (random.pick(vocabulary.blocks) ?? "") + (random.chance(oneIn: 2) ? "\n" : "")
            } else {
                text += random.pick(vocabulary.inlines) ?? ""
            }
        }
        return text
    }

    private mutating func blocks(depth: Int) -> [String] {
        var lines: [String] = []
        for _ in 0...random.number(below: 4) {
            switch random.number(below: depth > 0 ? 7 : 4) {
            case 0, 1: lines += split(random.pick(vocabulary.blocks) ?? "")
            case 2: lines += split(inline())
            case 3: lines += [""]
            case 4: lines += blocks(depth: depth - 1).map { prefixed($0, with: "> ") }
            case 5:
                let marker = random.pick(["- ", "* ", "1. ", "2) ", "-   ", "+\t"]) ?? "- "
                let indent = String(repeating: " ", count: marker == "+\t" ? 4 : marker.utf8.count)
                for (place, line) in blocks(depth: depth - 1).enumerated() {
                    lines.append(place == 0 ? marker + line : prefixed(line, with: indent))
                }
            default:
                lines += blocks(depth: depth - 1).map { random.chance(oneIn: 3) ? " " + $0 : $0 }
            }
        }
        return lines
    }

    /// A line with its container's prefix, which now and then is left out or slightly wrong.
    private mutating func prefixed(_ line: String, with prefix: String) -> String {
        switch random.number(below: 12) {
        case 0: line
        case 1: String(prefix.dropLast()) + line
        case 2: " " + prefix + line
        case 3 where line.isEmpty: ""
        default: prefix + line
        }
    }

    private mutating func inline() -> String {
        var text = ""
        for _ in 0...random.number(below: 10) { text += random.pick(vocabulary.inlines) ?? "" }
        return text
    }

    private func split(_ text: String) -> [String] {
        text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }

    /// The first part of one document and the second of another.
    private mutating func spliced() -> [UInt8] {
        let head = random.pick(seeds) ?? []
        let tail = random.pick(seeds) ?? []
        let headLines = head.split(separator: 0x0A, omittingEmptySubsequences: false)
        let tailLines = tail.split(separator: 0x0A, omittingEmptySubsequences: false)
        let first = headLines.prefix(random.number(below: headLines.count + 1))
        let second = tailLines.suffix(random.number(below: tailLines.count + 1))
        return Array((first + second).joined(separator: [0x0A]))
    }

    /// A document with a few pieces put in, taken out or doubled, never within a character.
    private mutating func mutated(_ bytes: [UInt8]) -> [UInt8] {
        var characters = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
        for _ in 0...random.number(below: 4) {
            let place = random.number(below: characters.count + 1)
            switch random.number(below: 4) {
            case 0 where place < characters.count: characters.remove(at: place)
            case 1 where place < characters.count:
                let end = min(characters.count, place + random.number(below: 8))
                characters.insert(contentsOf: characters[place..<end], at: place)
            case 2: characters.insert(contentsOf: "\n".unicodeScalars, at: place)
            default:
                let piece = random.pick(vocabulary.inlines) ?? ""
                characters.insert(contentsOf: piece.unicodeScalars, at: place)
            }
        }
        var text = String.UnicodeScalarView()
        text.append(contentsOf: characters)
        return Array(String(text).utf8)
    }
}
