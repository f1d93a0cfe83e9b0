extension Version {
    /// Maven's order, as its reference of the POM describes it: tokens between `.`, `-` and changes of digits and
    /// letters; empty ones at an end are left out; known words before and after a release, other words after those.
    static func maven(_ text: String) -> Version? {
        let trimmed = VersionText.trimmed(text).lowercased()
        guard !trimmed.isEmpty, trimmed.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x24 }) else { return nil }
        var tokens: [MavenToken] = []
        var release: [UInt64] = []
        for token in MavenToken.all(in: trimmed) {
            // What says nothing is left out before a hyphen and before a word.
            if token.isAfterHyphen || !token.isNumber {
                while tokens.last?.isEmpty == true { tokens.removeLast() }
            }
            if token.isNumber, VersionText.number(token.text) == nil { return nil }
            tokens.append(token)
        }
        while tokens.last?.isEmpty == true { tokens.removeLast() }
        for token in MavenToken.all(in: trimmed) {
            guard token.isNumber, !token.isAfterHyphen, let number = VersionText.number(token.text) else {
                break
            }
            release.append(number)
        }
        let isPrerelease = tokens.contains { $0.rank < 10 }
        return Version(text, .maven, release: release, isPrerelease: isPrerelease, key: tokens.map(\.piece))
    }
}

extension Requirement {
    /// A version or a set of ranges: `1.0` (a wish), `[1.0]`, `[1.0,2.0)`, `(,1.0],[1.2,)`.
    static func maven(_ text: String) throws(Unreadable) -> Requirement {
        let whole = VersionText.trimmed(text)
        if whole.contains("${") { throw Unreadable("its version is a property that is set elsewhere") }
        if whole == "LATEST" || whole == "RELEASE" {
            return Requirement(text, .maven, [[]], prereleases: .never)
        }
        guard let open = whole.first, open == "[" || open == "(" else {
            guard let version = Version.maven(whole), !whole.contains(",") else {
                throw .notUnderstood(text)
            }
            return Requirement(
                text, .maven, [[.init(.atLeast, version)]], choice: .lowest, prereleases: .always)
        }
        var alternatives: [[Bound]] = []
        var rest = whole[...]
        while let open = rest.first {
            guard open == "[" || open == "(", let close = rest.firstIndex(where: { $0 == "]" || $0 == ")" })
            else { throw .notUnderstood(text) }
            let parts = rest[rest.index(after: rest.startIndex)..<close]
                .split(separator: ",", omittingEmptySubsequences: false).map { VersionText.trimmed($0) }
            var bounds: [Bound] = []
            if parts.count == 1, let version = Version.maven(String(parts[0])) {
                bounds = [.init(.equal, version)]
            } else if parts.count == 2 {
                if !parts[0].isEmpty {
                    guard let lower = Version.maven(String(parts[0])) else { throw .notUnderstood(text) }
                    bounds.append(.init(open == "[" ? .atLeast : .above, lower))
                }
                if !parts[1].isEmpty {
                    guard let upper = Version.maven(String(parts[1])) else { throw .notUnderstood(text) }
                    bounds.append(.init(rest[close] == "]" ? .atMost : .below, upper))
                }
            } else {
                throw .notUnderstood(text)
            }
            alternatives.append(bounds)
            rest = VersionText.trimmed(rest[rest.index(after: close)...])
            if rest.first == "," { rest = VersionText.trimmed(rest.dropFirst()) }
        }
        return Requirement(text, .maven, alternatives, prereleases: .always)
    }
}

/// A run of digits or of letters in a version of Maven's.
private struct MavenToken {
    var text: Substring
    var isAfterHyphen: Bool
    var isNumber: Bool

    static func all(in text: String) -> [MavenToken] {
        var tokens: [MavenToken] = []
        var start = text.startIndex
        var isAfterHyphen = false
        var index = text.startIndex
        func end(at index: String.Index, _ tokens: inout [MavenToken]) {
            // Nothing between two separators is 0.
            let run = start == index ? "0" : text[start..<index]
            tokens.append(
                MavenToken(text: run, isAfterHyphen: isAfterHyphen, isNumber: VersionText.isDigits(run)))
        }
        while index < text.endIndex {
            let character = text[index]
            let next = text.index(after: index)
            if character == "." || character == "-" || character == "_" {
                end(at: index, &tokens)
                isAfterHyphen = character != "."
                start = next
            } else if index > start {
                let isDigit = VersionText.isDigits(text[index...index])
                let before = text[text.index(before: index)]
                if isDigit != (before.isASCII && before.isNumber) {
                    end(at: index, &tokens)
                    isAfterHyphen = true
                    start = index
                }
            }
            index = next
        }
        end(at: index, &tokens)
        // A single letter before a number is short for a word.
        for place in tokens.indices.dropLast() where tokens[place + 1].isNumber {
            let short: [Substring: Substring] = ["a": "alpha", "b": "beta", "m": "milestone"]
            if let word = short[tokens[place].text] { tokens[place].text = word }
        }
        return tokens
    }

    /// Whether it says nothing: 0, and the words for a release.
    var isEmpty: Bool {
        isNumber ? text.allSatisfy { $0 == "0" } : ["final", "ga", "release"].contains(text)
    }

    /// 10 is a release itself.
    var rank: Int {
        if isNumber { return isAfterHyphen ? 20 : 30 }
        return switch text {
        case "alpha": 1
        case "beta": 2
        case "milestone": 3
        case "rc", "cr": 4
        case "snapshot": 5
        case "final", "ga", "release": 10
        case "sp": 11
        default: 12
        }
    }

    var piece: Version.Piece {
        if isNumber {
            return Version.Piece(rank: rank, number: VersionText.number(text) ?? 0)
        }
        return Version.Piece(rank: rank, text: rank == 12 ? String(text) : "")
    }
}
