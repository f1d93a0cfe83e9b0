extension Version {
    /// The order of RubyGems: parts with dots between them; letters come before numbers, and a version that has any
    /// is one before a release.
    static func rubygems(_ text: String) -> Version? {
        let trimmed = VersionText.trimmed(text)
        guard let first = trimmed.utf8.first, (0x30...0x39).contains(first),
            trimmed.utf8.allSatisfy({
                (0x30...0x39).contains($0) || isLetter($0) || $0 == 0x2E || $0 == 0x2D
            })
        else { return nil }
        var release: [UInt64] = []
        var key: [Piece] = []
        var isPrerelease = false
        // A hyphen is read as `.pre.`.
        let parts = trimmed.split(separator: "-", omittingEmptySubsequences: false)
        for (place, part) in parts.enumerated() {
            if place > 0 {
                if !isPrerelease { while key.last == Piece(rank: 5) { key.removeLast() } }
                isPrerelease = true
                key.append(Piece(rank: 1, text: "pre"))
            }
            for piece in segments(part) {
                if let number = VersionText.number(piece) {
                    if !isPrerelease { release.append(number) }
                    key.append(Piece(rank: 5, number: number))
                } else if VersionText.isDigits(piece) {
                    return nil
                } else {
                    // Zeros before the first letters say nothing.
                    if !isPrerelease { while key.last == Piece(rank: 5) { key.removeLast() } }
                    isPrerelease = true
                    key.append(Piece(rank: 1, text: String(piece)))
                }
            }
        }
        return Version(text, .rubygems, release: release, isPrerelease: isPrerelease, key: key)
    }

    /// Runs of digits and runs of letters.
    static func segments(_ text: Substring) -> [Substring] {
        var segments: [Substring] = []
        for part in text.split(separator: ".") {
            var start = part.startIndex
            for index in part.indices.dropFirst() {
                let isDigit = part[index].isNumber
                if isDigit != part[part.index(before: index)].isNumber {
                    segments.append(part[start..<index])
                    start = index
                }
            }
            segments.append(part[start...])
        }
        return segments
    }
}

extension Requirement {
    /// Requirements of a gem, joined by commas: `~> 1.2`, `>= 1.0`, `1.2.3`, each in quotes or without.
    static func rubygems(_ text: String) throws(Unreadable) -> Requirement {
        try gem(text, .rubygems)
    }

    /// As gems have it, with CocoaPods' reading of versions; `:git`, `:path` and other sources name no version.
    static func cocoapods(_ text: String) throws(Unreadable) -> Requirement {
        if text.contains(":git") || text.contains(":path") || text.contains(":podspec")
            || text.contains("git:") || text.contains("path:")
        {
            throw Unreadable("it names a source and no version")
        }
        return try gem(text, .cocoapods)
    }

    private static func gem(_ text: String, _ syntax: RequirementSyntax) throws(Unreadable) -> Requirement {
        var bounds: [Bound] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: true) {
            let plain = part.filter { $0 != "\"" && $0 != "'" }
            let (sign, rest) = VersionText.splitting(
                VersionText.trimmed(plain[...]), by: ["~>", ">=", "<=", "!=", ">", "<", "="])
            guard let version = Version.rubygems(String(rest)) else { throw .notUnderstood(text) }
            switch sign {
            case "~>":
                // The last number may grow; of one number alone that is the number itself.
                let numbers = version.release
                guard !numbers.isEmpty,
                    let next = VersionText.raised(numbers, at: max(0, numbers.count - 2)),
                    let upper = Version.rubygems(next.map(String.init).joined(separator: "."))
                else { throw .notUnderstood(text) }
                bounds += [.init(.atLeast, version), .init(.below, upper)]
            case ">=": bounds.append(.init(.atLeast, version))
            case "<=": bounds.append(.init(.atMost, version))
            case ">": bounds.append(.init(.above, version))
            case "<": bounds.append(.init(.below, version))
            case "!=": bounds.append(.init(.different, version))
            default: bounds.append(.init(.equal, version))
            }
        }
        return Requirement(text, syntax, [bounds], prereleases: .whereNamed)
    }
}
