package import Model

/// Who reads the comments in sample code that name a part of it.
package enum RegionConvention: String, CaseIterable, Sendable {
    /// `ANCHOR: x`, `ANCHOR_END: x`
    case mdBook
    /// `--8<-- [start:x]`, `--8<-- [end:x]`
    case pymdown = "PyMdown"
    /// `[START x]`, `[END x]`
    case google = "Google"
    /// `snippet-start:[x]`, `snippet-end:[x]`
    case aws = "AWS"
    /// `#docregion x`, `#enddocregion x`
    case docRegion = "docregion"
    /// `#region x`, `#endregion`, of editors, C# and VitePress
    case editor = "region"
    /// `// snippet.x`, `// snippet.end`
    case swift = "Swift"
    /// `:snippet-start: x`, `:snippet-end:`
    case bluehawk = "Bluehawk"
    /// `begin-snippet: x`, `end-snippet`
    case markdownSnippets = "MarkdownSnippets"
    /// `tag::x[]`, `end::x[]`
    case asciiDoc = "AsciiDoc"
    /// `@@@SNIPSTART x`, `@@@SNIPEND`
    case snipsync = "Snipsync"
    /// `$MDX part-begin=x`, `$MDX part-end`
    case ocamlMDX = "OCaml mdx"
}

/// A comment that begins or ends a region.
package struct RegionMark: Hashable, Sendable {
    package enum Kind: Sendable { case start, end }

    package var convention: RegionConvention
    package var kind: Kind
    /// Empty where it names none.
    package var name: String
    /// The mark with its name, without the signs of the comment.
    package var range: SourceRange
    /// The line it stands on, with its line ending.
    package var line: SourceRange
}

/// Reads the marks of one line.
struct RegionMarkReader {
    let bytes: [UInt8]
    /// Without the line ending.
    let line: SourceRange
    let fullLine: SourceRange

    /// What stands at a place that may belong to a mark.
    ///
    /// - Parameter place: of the second of the two bytes that were found.
    func marks(at place: Int) -> [RegionMark] {
        switch bytes[place] {
        case UInt8(ascii: "S"), UInt8(ascii: "E"): google(place - 1)
        case UInt8(ascii: "p"): snippet(place - 4)
        case UInt8(ascii: "i"): region(place - 3)
        case UInt8(ascii: "H"): anchor(place - 3)
        case UInt8(ascii: ":"): asciiDoc(place - 1)
        case UInt8(ascii: "<"): pymdown(place - 1)
        case UInt8(ascii: "I"): snipsync(place - 2)
        case UInt8(ascii: "M"): ocaml(place - 1)
        default: []
        }
    }

    // MARK: Conventions

    private func google(_ place: Int) -> [RegionMark] {
        for (word, kind) in [("[START ", RegionMark.Kind.start), ("[END ", .end)] where has(word, at: place) {
            let lower = skipSpace(place + word.utf8.count)
            guard let upper = find(UInt8(ascii: "]"), from: lower), upper > lower else { return [] }
            return [mark(.google, kind, SourceRange(lower, trimmed(lower, upper)), place, upper + 1)]
        }
        return []
    }

    private func snippet(_ place: Int) -> [RegionMark] {
        guard has("snippet", at: place) else { return [] }
        let after = place + 7
        for (word, kind) in [("-start:", RegionMark.Kind.start), ("-end:", .end)] where has(word, at: after) {
            let end = after + word.utf8.count
            let next = skipSpace(end)
            if has("[", at: next) {
                guard let close = find(UInt8(ascii: "]"), from: next) else { return [] }
                return [mark(.aws, kind, SourceRange(next + 1, close), place, close + 1)]
            }
            guard place > line.lower, has(":", at: place - 1) else { return [] }
            let name = bareWord(from: next)
            return [mark(.bluehawk, kind, name, place - 1, max(end, name.upper))]
        }
        if place >= line.lower + 6, has("begin-", at: place - 6), has(":", at: after) {
            let name = bareWord(from: skipSpace(after + 1))
            return [mark(.markdownSnippets, .start, name, place - 6, name.upper)]
        }
        if place >= line.lower + 4, has("end-", at: place - 4), isAlone(place - 4), isEnd(after) {
            return [mark(.markdownSnippets, .end, SourceRange(at: after), place - 4, after)]
        }
        guard has(".", at: after), isAlone(place) else { return [] }
        let name = bareWord(from: after + 1)
        guard !name.isEmpty, isEnd(name.upper) else { return [] }
        switch string(name) {
        case "hide", "show": return []
        case "end": return [mark(.swift, .end, SourceRange(at: name.lower), place, name.upper)]
        default: return [mark(.swift, .start, name, place, name.upper)]
        }
    }

    private func region(_ place: Int) -> [RegionMark] {
        guard place > line.lower, has("region", at: place) || has("Region", at: place) else { return [] }
        let after = place + 6
        for (word, kind) in [("#enddoc", RegionMark.Kind.end), ("#doc", .start)] {
            let lower = place - word.utf8.count
            guard lower >= line.lower, has(word, at: lower) else { continue }
            return docRegions(kind, lower, after)
        }
        for (word, kind) in [
            ("#end", RegionMark.Kind.end), ("#End ", .end), ("#pragma end", .end), ("# end", .end),
            ("#pragma ", .start), ("#", .start), ("# ", .start),
        ] {
            let lower = place - word.utf8.count
            guard lower >= line.lower, has(word, at: lower), isAlone(lower) else { continue }
            // `#regional` and `# region of the map` are words like others.
            let isBare = word == "# " || word == "# end"
            guard after >= line.upper || isSpace(after) || has("-->", at: after) || has("*/", at: after)
            else { return [] }
            var upper = commentEnd(after)
            var name = skipSpace(after)
            if has("\"", at: name), upper > name + 1, has("\"", at: upper - 1) {
                name += 1
                upper -= 1
            }
            let range = SourceRange(min(name, upper), upper)
            if isBare, range.isEmpty ? kind == .start : string(range).contains(" ") { return [] }
            return [mark(.editor, kind, range, lower, max(after, upper))]
        }
        return []
    }

    /// `#docregion a, b`; without a name it is the region without one.
    private func docRegions(_ kind: RegionMark.Kind, _ lower: Int, _ after: Int) -> [RegionMark] {
        guard after >= line.upper || isSpace(after) || has("-->", at: after) || has("*/", at: after) else {
            return []
        }
        let end = commentEnd(after)
        var marks: [RegionMark] = []
        var place = skipSpace(after)
        while place < end {
            let next = min(find(UInt8(ascii: ","), from: place) ?? end, end)
            let name = SourceRange(place, trimmed(place, next))
            if !name.isEmpty { marks.append(mark(.docRegion, kind, name, lower, max(after, end))) }
            place = skipSpace(next + 1)
        }
        return marks.isEmpty
            ? [mark(.docRegion, kind, SourceRange(at: after), lower, max(after, end))] : marks
    }

    private func anchor(_ place: Int) -> [RegionMark] {
        guard has("ANCHOR", at: place) else { return [] }
        for (word, kind) in [("_END:", RegionMark.Kind.end), (":", .start)] where has(word, at: place + 6) {
            let name = bareWord(from: skipSpace(place + 6 + word.utf8.count))
            return name.isEmpty ? [] : [mark(.mdBook, kind, name, place, name.upper)]
        }
        return []
    }

    private func asciiDoc(_ place: Int) -> [RegionMark] {
        guard place >= line.lower + 3 else { return [] }
        for (word, kind) in [("tag", RegionMark.Kind.start), ("end", .end)]
        where has(word, at: place - 3) && (place - 3 == line.lower || !isWord(place - 4)) {
            guard let close = find(UInt8(ascii: "["), from: place + 2), close > place + 2,
                has("[]", at: close), !contains(0x20, in: SourceRange(place + 2, close))
            else { return [] }
            return [mark(.asciiDoc, kind, SourceRange(place + 2, close), place - 3, close + 2)]
        }
        return []
    }

    private func pymdown(_ place: Int) -> [RegionMark] {
        guard place > line.lower, has("-8<-", at: place - 1) else { return [] }
        var lower = place - 1
        while lower > line.lower, has("-", at: lower - 1) { lower -= 1 }
        guard lower == line.lower || !has(";", at: lower - 1) else { return [] }
        var next = place + 2
        while has("-", at: next) { next += 1 }
        next = skipSpace(next)
        guard has("[", at: next) else { return [] }
        next = skipSpace(next + 1)
        for (word, kind) in [("start", RegionMark.Kind.start), ("end", .end)] where has(word, at: next) {
            let colon = skipSpace(next + word.utf8.count)
            guard has(":", at: colon), let close = find(UInt8(ascii: "]"), from: colon) else { return [] }
            let start = skipSpace(colon + 1)
            return [mark(.pymdown, kind, SourceRange(start, trimmed(start, close)), lower, close + 1)]
        }
        return []
    }

    private func snipsync(_ place: Int) -> [RegionMark] {
        guard place >= line.lower + 3, has("@@@SNIP", at: place - 3) else { return [] }
        for (word, kind) in [("START", RegionMark.Kind.start), ("END", .end)] where has(word, at: place + 4) {
            let after = place + 4 + word.utf8.count
            let name = bareWord(from: skipSpace(after))
            return [mark(.snipsync, kind, name, place - 3, max(after, name.upper))]
        }
        return []
    }

    private func ocaml(_ place: Int) -> [RegionMark] {
        for (word, kind) in [("$MDX part-begin=", RegionMark.Kind.start), ("$MDX part-end", .end)]
        where has(word, at: place) {
            let after = place + word.utf8.count
            let name = kind == .start ? bareWord(from: after) : SourceRange(at: after)
            return [mark(.ocamlMDX, kind, name, place, max(after, name.upper))]
        }
        return []
    }

    // MARK: Bytes

    private func mark(
        _ convention: RegionConvention, _ kind: RegionMark.Kind, _ name: SourceRange, _ lower: Int,
        _ upper: Int
    ) -> RegionMark {
        RegionMark(
            convention: convention, kind: kind, name: string(name), range: SourceRange(lower, upper),
            line: fullLine)
    }

    private func string(_ range: SourceRange) -> String {
        String(decoding: bytes[range.lower..<max(range.lower, range.upper)], as: UTF8.self)
    }

    private func has(_ word: String, at place: Int) -> Bool {
        guard place >= line.lower, place + word.utf8.count <= line.upper else { return false }
        var index = place
        for byte in word.utf8 {
            if bytes[index] != byte { return false }
            index += 1
        }
        return true
    }

    private func find(_ byte: UInt8, from place: Int) -> Int? {
        var index = place
        while index < line.upper {
            if bytes[index] == byte { return index }
            index += 1
        }
        return nil
    }

    private func contains(_ byte: UInt8, in range: SourceRange) -> Bool {
        find(byte, from: range.lower).map { $0 < range.upper } ?? false
    }

    private func isSpace(_ place: Int) -> Bool {
        place < line.upper && (bytes[place] == 0x20 || bytes[place] == 0x09)
    }

    private func skipSpace(_ place: Int) -> Int {
        var place = place
        while isSpace(place) { place += 1 }
        return min(place, max(place, line.upper))
    }

    private func trimmed(_ lower: Int, _ upper: Int) -> Int {
        var upper = upper
        while upper > lower, isSpace(upper - 1) { upper -= 1 }
        return max(lower, upper)
    }

    private func isWord(_ place: Int) -> Bool {
        guard place < line.upper else { return false }
        let byte = bytes[place]
        return byte > 0x7F || (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte) || byte == 0x5F
    }

    /// The word at a place: letters, digits and `_`, `-`, `.`, `/` between them.
    private func bareWord(from lower: Int) -> SourceRange {
        var upper = lower
        while isWord(upper) || upper < line.upper && "-./".utf8.contains(bytes[upper]) { upper += 1 }
        // The `-` of `-->` and the `.` of a sentence do not belong to it.
        while upper > lower, !isWord(upper - 1) { upper -= 1 }
        return SourceRange(lower, upper)
    }

    /// Whether nothing stands before a place but the signs that begin a comment.
    private func isAlone(_ place: Int) -> Bool {
        var index = line.lower
        if has("REM ", at: index) || has("rem ", at: index) { return true }
        while index < place {
            if isWord(index) { return false }
            index += 1
        }
        return true
    }

    /// Whether a comment may end here: nothing follows but its closing signs.
    private func isEnd(_ place: Int) -> Bool { commentEnd(place) <= place }

    /// Where the text of a comment ends: before white space and the signs that close it.
    private func commentEnd(_ place: Int) -> Int {
        var upper = trimmed(place, line.upper)
        for close in ["-->", "*/}", "*/", "*)", "%>", "#}", "--}}"]
        where upper - close.utf8.count >= place && has(close, at: upper - close.utf8.count) {
            upper -= close.utf8.count
            break
        }
        return trimmed(place, upper)
    }
}
