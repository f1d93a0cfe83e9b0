extension Requirement {
    /// A range as npm's documentation of semver has it: `^1.2`, `~1.2.3`, `1.x`, `>=1 <3`, `1.2 - 2.3`, `a || b`.
    ///
    /// A version before a release is admitted only where the alternative names one of the same three numbers.
    static func npm(_ text: String) throws(Unreadable) -> Requirement {
        let whole = VersionText.trimmed(text)
        if whole.hasPrefix("workspace:") { throw Unreadable("it is another package of the same repository") }
        if whole.hasPrefix("catalog:") { throw Unreadable("its version stands in the workspace's catalog") }
        if whole.contains(":") || whole.contains("/") {
            throw Unreadable("it names an address and no version")
        }
        if whole == "latest" {
            return Requirement(text, .npm, [[]], prereleases: .never)
        }
        if let first = whole.utf8.first, Version.isLetter(first), first != 0x76, first != 0x78, first != 0x58
        {
            throw Unreadable("`\(whole)` is a tag that moves")
        }
        var alternatives: [[Bound]] = []
        for part in whole.split(separator: "||", omittingEmptySubsequences: false) {
            alternatives.append(try npmAlternative(VersionText.trimmed(part), in: text))
        }
        return Requirement(text, .npm, alternatives, prereleases: .ofNamedRelease)
    }

    private static func npmAlternative(_ part: Substring, in text: String) throws(Unreadable) -> [Bound] {
        if let hyphen = hyphen(in: part) {
            let lower = try NPMPartial(part[..<hyphen.lowerBound], in: text)
            let upper = try NPMPartial(part[hyphen.upperBound...], in: text)
            return lower.floor + upper.ceiling
        }
        var bounds: [Bound] = []
        for word in VersionText.joiningOperators(part) {
            let (sign, rest) = VersionText.splitting(
                word, by: [">=", "<=", "~>", ">", "<", "=", "~", "^"])
            let partial = try NPMPartial(rest, in: text)
            switch sign {
            case ">=": bounds += partial.floor
            case "<=": bounds += partial.ceiling
            case ">": bounds += partial.above
            case "<": bounds += partial.below
            case "^": bounds += partial.caret
            case "~", "~>": bounds += partial.tilde
            default: bounds += partial.same
            }
        }
        return bounds
    }

    /// Where ` - ` stands between two versions.
    private static func hyphen(in part: Substring) -> Range<Substring.Index>? {
        var index = part.startIndex
        while let place = part[index...].firstIndex(of: "-") {
            let after = part.index(after: place)
            if place > part.startIndex, after < part.endIndex, part[part.index(before: place)].isWhitespace,
                part[after].isWhitespace
            {
                return place..<after
            }
            index = after
        }
        return nil
    }
}

/// A version of a range, of which numbers at the end may be missing or `x`.
struct NPMPartial {
    var numbers: [UInt64] = []
    var version: Version

    init(_ text: Substring, in whole: String) throws(Unreadable) {
        var rest = VersionText.trimmed(text)
        while rest.first == "v" || rest.first == "=" { rest = VersionText.trimmed(rest.dropFirst()) }
        let base = rest.prefix { $0 != "-" && $0 != "+" }
        for part in base.split(separator: ".", omittingEmptySubsequences: true) {
            if part == "x" || part == "X" || part == "*" { break }
            guard let number = VersionText.number(part), number < .max else { throw .notUnderstood(whole) }
            numbers.append(number)
        }
        if numbers.count == 3, let version = Version.semantic(String(rest)) {
            self.version = version
        } else {
            // Behind numbers that are missing, marks mean nothing.
            guard numbers.count < 3, base.split(separator: ".").count <= 3, base.endIndex == rest.endIndex
            else {
                throw .notUnderstood(whole)
            }
            version = Version.semantic(numbers)
        }
    }

    /// The first version of what it stands for.
    var floor: [Requirement.Bound] { numbers.isEmpty ? [] : [.init(.atLeast, version)] }
    /// Up to its last version.
    var ceiling: [Requirement.Bound] {
        switch numbers.count {
        case 0: []
        case 3: [.init(.atMost, version)]
        default: [.init(.below, next(numbers.count - 1))]
        }
    }
    var above: [Requirement.Bound] {
        switch numbers.count {
        case 0: [.init(.below, .semantic([0, 0, 0], prerelease: "0"))]
        case 3: [.init(.above, version)]
        default: [.init(.atLeast, next(numbers.count - 1))]
        }
    }
    var below: [Requirement.Bound] {
        numbers.isEmpty ? [.init(.below, .semantic([0, 0, 0], prerelease: "0"))] : [.init(.below, version)]
    }
    var same: [Requirement.Bound] {
        switch numbers.count {
        case 0: []
        case 3: [.init(.equal, version)]
        default: floor + ceiling
        }
    }
    /// The leftmost number that is not 0 stays.
    var caret: [Requirement.Bound] {
        guard !numbers.isEmpty else { return [] }
        let place = numbers.firstIndex { $0 != 0 } ?? numbers.count - 1
        return floor + [.init(.below, next(place))]
    }
    /// The minor number stays, or the major one where only that is written.
    var tilde: [Requirement.Bound] {
        guard !numbers.isEmpty else { return [] }
        return floor + [.init(.below, next(min(1, numbers.count - 1)))]
    }

    private func next(_ place: Int) -> Version { .semantic(Array(numbers[..<place]) + [numbers[place] + 1]) }
}

extension Version {
    static func semantic(_ numbers: [UInt64], prerelease: String) -> Version {
        semantic(
            numbers.map(String.init).joined(separator: ".") + "-" + prerelease, numbers: numbers,
            prerelease: prerelease[...])
    }

    static func isLetter(_ byte: UInt8) -> Bool {
        (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }
}
