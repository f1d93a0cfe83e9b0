import Model
import RandomDocuments
import Testing

@Suite("A pattern of paths matches what a plain reading of it says")
struct GlobTests {
    @Test("random patterns and paths agree with a matcher that tries everything")
    func random() {
        var random = SplitMix64(seed: 11)
        let pieces = [
            "a", "b", "*", "?", "/", "/", "**", "**/", "/**", "{a,b}", "{a/b,}", "[ab]", "[!a]", "[a-c]",
            "\\*", "ä", "{", "}", ",", "]",
        ]
        let names = ["a", "b", "ab", "ä", "ba", "*", "c", "[a", "a{", "abab"]
        var matched = 0
        for _ in 0..<20_000 {
            let pattern = (0...random.number(below: 6)).map { _ in random.pick(pieces) ?? "" }.joined()
            let path = (0...random.number(below: 3)).map { _ in random.pick(names) ?? "" }.joined(
                separator: "/")
            let wanted = PlainMatcher.matches(pattern, path)
            if wanted { matched += 1 }
            #expect(Glob(pattern).matches(path) == wanted, "\(pattern) and \(path)")
        }
        #expect(matched > 2000)
    }

    @Test(
        "what the documentation says",
        arguments: [
            ("*.md", "a.md", true), ("*.md", "docs/a.md", true), ("/*.md", "docs/a.md", false),
            ("docs/*.md", "docs/a.md", true), ("docs/*.md", "docs/b/a.md", false),
            ("docs/**", "docs/b/a.md", true),
            ("docs/**", "docs", false), ("docs/", "docs/b/a.md", true), ("docs", "site/docs/a.md", true),
            ("**/b/*.md", "b/a.md", true), ("a/**/b", "a/b", true), ("a/**/b", "a/x/y/b", true),
            ("?.md", "ä.md", true),
            ("{a,b}.md", "b.md", true), ("{a,b.md", "{a,b.md", true), ("[!a].md", "a.md", false),
            ("", "a", false),
            ("a**b", "axb", true), ("a**b", "a/b", false), ("./a", "a", true), ("/", "a", false),
            ("[]a].md", "].md", true),
        ])
    func documented(_ pattern: String, _ path: String, _ isMatch: Bool) {
        #expect(Glob(pattern).matches(path) == isMatch)
    }

    @Test("a pattern of many stars is done soon")
    func manyStars() {
        let stars = String(repeating: "*a", count: 200) + "b"
        #expect(!Glob(stars).matches(String(repeating: "a", count: 2000)))
        let parts = String(repeating: "**/a/", count: 100) + "b"
        #expect(!Glob(parts).matches(String(repeating: "a/", count: 1000) + "c"))
        #expect(!Glob(String(repeating: "{a,b}", count: 40)).matches("c"))
    }
}

/// Matches by trying every way in which a pattern could fit: slow and plain.
private enum PlainMatcher {
    static func matches(_ pattern: String, _ path: String) -> Bool {
        var text = pattern
        if text.hasPrefix("./") { text.removeFirst(2) }
        let isAnchored = text.dropLast().contains("/")
        if text.first == "/" { text.removeFirst() }
        if text.last == "/" { text.removeLast() }
        if text.isEmpty { return false }
        if !isAnchored { text = "**/" + text }
        let names = path.split(separator: "/").map { Array($0) }
        return expanded(Array(text)).contains { alternative in
            let parts = alternative.split(separator: "/", omittingEmptySubsequences: false).map { Array($0) }
            return (1...names.count).contains { fits(parts[...], names[..<$0]) }
        }
    }

    private static func expanded(_ text: [Character]) -> [[Character]] {
        for open in text.indices where text[open] == "{" && (open == 0 || text[open - 1] != "\\") {
            var depth = 0
            var cuts = [open]
            for place in open..<text.count {
                if text[place] == "{" { depth += 1 }
                if text[place] == ",", depth == 1 { cuts.append(place) }
                if text[place] == "}" { depth -= 1 }
                guard depth == 0 else { continue }
                cuts.append(place)
                return zip(cuts, cuts.dropFirst()).flatMap { from, to in
                    expanded(Array(text[..<open] + text[(from + 1)..<to] + text[(place + 1)...]))
                }
            }
        }
        return [text]
    }

    private static func fits(_ parts: ArraySlice<[Character]>, _ names: ArraySlice<[Character]>) -> Bool {
        guard let part = parts.first else { return names.isEmpty }
        if part == ["*", "*"] {
            if parts.count == 1 { return !names.isEmpty }
            return (names.startIndex...names.endIndex).contains { fits(parts.dropFirst(), names[$0...]) }
        }
        guard let name = names.first else { return false }
        return fitsName(part[...], name[...]) && fits(parts.dropFirst(), names.dropFirst())
    }

    private static func fitsName(_ pattern: ArraySlice<Character>, _ name: ArraySlice<Character>) -> Bool {
        guard let first = pattern.first else { return name.isEmpty }
        let rest = pattern.dropFirst()
        switch first {
        case "*":
            return (name.startIndex...name.endIndex).contains { fitsName(rest, name[$0...]) }
        case "?":
            return !name.isEmpty && fitsName(rest, name.dropFirst())
        case "\\":
            guard let next = rest.first else { break }
            return name.first == next && fitsName(rest.dropFirst(), name.dropFirst())
        case "[":
            let isNegated = rest.first == "!" || rest.first == "^"
            let members = isNegated ? rest.dropFirst() : rest
            guard let close = members.dropFirst().firstIndex(of: "]") else { break }
            guard let character = name.first else { return false }
            let inside = Array(members[..<close])
            var isMember = false
            var place = 0
            while place < inside.count {
                if place + 2 < inside.count, inside[place + 1] == "-" {
                    isMember =
                        isMember
                        || (inside[place]...max(inside[place], inside[place + 2])).contains(character)
                    place += 3
                } else {
                    isMember = isMember || inside[place] == character
                    place += 1
                }
            }
            return isMember != isNegated && fitsName(pattern[(close + 1)...], name.dropFirst())
        default: break
        }
        return name.first == first && fitsName(rest, name.dropFirst())
    }
}
