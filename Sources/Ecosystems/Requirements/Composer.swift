extension Version {
    /// Composer's: up to four numbers, then `dev`, `alpha`, `beta`, `RC` or `patch` with a number.
    static func composer(_ text: String) -> Version? {
        var rest = VersionText.trimmed(text[...])
        if let at = rest.firstIndex(of: "@") { rest = rest[..<at] }
        if rest.hasPrefix("v") { rest = rest.dropFirst() }
        if let plus = rest.firstIndex(of: "+") { rest = rest[..<plus] }
        let numbers = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        var mark = rest[numbers.endIndex...].lowercased()[...]
        let base = numbers.hasSuffix(".") ? numbers.dropLast() : numbers
        guard let release = VersionText.numbers(base), release.count <= 4 else { return nil }
        if let first = mark.first, "-_.".contains(first) { mark = mark.dropFirst() }
        var key = (release + Array(repeating: 0, count: 4 - release.count)).map {
            Piece(rank: 5, number: $0)
        }
        guard !mark.isEmpty else {
            key.append(Piece(rank: 8))
            return Version(text, .composer, release: release, isPrerelease: false, key: key)
        }
        let ranks = [
            "dev": 1, "alpha": 2, "a": 2, "beta": 3, "b": 3, "rc": 4, "patch": 9, "pl": 9, "p": 9,
            "stable": 8,
        ]
        let word = mark.prefix(while: \.isLetter)
        guard let rank = ranks[String(word)] else { return nil }
        var number = mark[word.endIndex...]
        if let first = number.first, "-.".contains(first) { number = number.dropFirst() }
        var value: UInt64 = 0
        if !number.isEmpty {
            guard let read = VersionText.number(number.prefix { $0.isASCII && $0.isNumber }) else {
                return nil
            }
            value = read
        }
        key.append(Piece(rank: rank, number: rank == 8 ? 0 : value))
        return Version(text, .composer, release: release, isPrerelease: rank < 8, key: key)
    }
}

extension Requirement {
    /// A constraint as Composer's documentation has it: `^1.2`, `~1.2`, `1.0.*`, `>=1 <2`, `1 - 2`, `a || b`, with
    /// `@stable`, `@RC`, `@beta`, `@alpha`, `@dev` behind it.
    static func composer(_ text: String) throws(Unreadable) -> Requirement {
        let whole = VersionText.trimmed(text)
        if whole.hasPrefix("dev-") || whole.hasSuffix("-dev") || whole.contains(" as ") {
            throw Unreadable("it follows a branch")
        }
        if whole == "self.version" { throw Unreadable("it is another package of the same repository") }
        var alternatives: [[Bound]] = []
        var flag: Substring?
        for part in whole.replacing("||", with: "|").split(separator: "|") {
            alternatives.append(try composerAlternative(VersionText.trimmed(part), text, &flag))
        }
        guard !alternatives.isEmpty else { throw .notUnderstood(text) }
        let takesAll = flag.map { $0 != "stable" } ?? false
        return Requirement(text, .composer, alternatives, prereleases: takesAll ? .always : .whereNamed)
    }

    private static func composerAlternative(
        _ part: Substring, _ text: String, _ flag: inout Substring?
    ) throws(Unreadable) -> [Bound] {
        let words = VersionText.joiningOperators(
            Substring(part.replacing(",", with: " ").replacing(" - ", with: " … ")))
        if words.count == 3, words[1] == "…" {
            let lower = try ComposerPartial(words[0], text, &flag)
            let upper = try ComposerPartial(words[2], text, &flag)
            return [.init(.atLeast, lower.version)]
                + (upper.numbers.count >= 3
                    ? [.init(.atMost, upper.version)]
                    : [.init(.below, try upper.next(upper.numbers.count - 1))])
        }
        var bounds: [Bound] = []
        for word in words {
            if word == "…" { throw .notUnderstood(text) }
            let (sign, rest) = VersionText.splitting(
                word, by: [">=", "<=", "!=", "<>", "==", ">", "<", "=", "^", "~"])
            let partial = try ComposerPartial(rest, text, &flag)
            if partial.numbers.isEmpty { continue }
            switch sign {
            case ">=": bounds.append(.init(.atLeast, partial.version))
            case "<=": bounds.append(.init(.atMost, partial.version))
            case ">": bounds.append(.init(.above, partial.version))
            case "<": bounds.append(.init(.below, partial.version))
            case "!=", "<>": bounds.append(.init(.different, partial.version))
            case "^":
                let place = partial.numbers.firstIndex { $0 != 0 } ?? partial.numbers.count - 1
                bounds += [.init(.atLeast, partial.version), .init(.below, try partial.next(place))]
            case "~":
                // The last number that is written may grow.
                let place = max(0, partial.numbers.count - 2)
                bounds += [.init(.atLeast, partial.version), .init(.below, try partial.next(place))]
            default:
                if partial.hasStar {
                    bounds += [
                        .init(.atLeast, partial.version),
                        .init(.below, try partial.next(partial.numbers.count - 1)),
                    ]
                } else {
                    bounds.append(.init(.equal, partial.version))
                }
            }
        }
        return bounds
    }
}

/// A version of a constraint, with a star or without.
private struct ComposerPartial {
    var numbers: [UInt64]
    var version: Version
    var hasStar: Bool
    private let text: String

    init(_ word: Substring, _ text: String, _ flag: inout Substring?) throws(Unreadable) {
        self.text = text
        var word = word
        if let at = word.firstIndex(of: "@") {
            flag = word[word.index(after: at)...]
            word = word[..<at]
        }
        if word.hasPrefix("dev-") || word.hasSuffix("-dev") { throw Unreadable("it follows a branch") }
        hasStar = word.hasSuffix("*") || word.hasSuffix(".x")
        if hasStar {
            word = word.dropLast()
            while word.hasSuffix(".") || word.hasSuffix(".*") { word = word.dropLast() }
        }
        if word.isEmpty {
            numbers = []
            version = Version(text, .composer, release: [], isPrerelease: false, key: [])
            return
        }
        guard let version = Version.composer(String(word)), !version.release.isEmpty else {
            throw .notUnderstood(text)
        }
        self.version = version
        numbers = version.release
    }

    func next(_ place: Int) throws(Unreadable) -> Version {
        guard let raised = VersionText.raised(numbers, at: place),
            let version = Version.composer(raised.map(String.init).joined(separator: "."))
        else { throw .notUnderstood(text) }
        return version
    }
}
