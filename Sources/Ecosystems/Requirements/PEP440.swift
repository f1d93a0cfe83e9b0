extension Version {
    /// The version scheme of Python packages (the "version specifiers" specification of PyPA).
    static func pep440(_ text: String) -> Version? {
        var scan = PEP440Scan(VersionText.trimmed(text[...]).lowercased())
        var traits = Traits()
        if scan.peek == "v" { scan.advance() }
        guard var first = scan.number() else { return nil }
        if scan.take("!") {
            traits.epoch = first
            guard let number = scan.number() else { return nil }
            first = number
        }
        var release = [first]
        while scan.peek == ".", scan.isDigit(after: 1) {
            scan.advance()
            guard let number = scan.number() else { return nil }
            release.append(number)
        }
        var pre: (letter: String, number: UInt64)?
        if let word = scan.word(of: ["alpha", "a", "beta", "b", "preview", "pre", "rc", "c"]) {
            let letter = ["alpha": "a", "beta": "b", "c": "rc", "pre": "rc", "preview": "rc"][word] ?? word
            guard let number = scan.markNumber() else { return nil }
            pre = (letter, number)
        }
        var post: UInt64?
        if scan.peek == "-", scan.isDigit(after: 1) {
            scan.advance()
            post = scan.number()
        } else if scan.word(of: ["post", "rev", "r"]) != nil {
            guard let number = scan.markNumber() else { return nil }
            post = number
        }
        var dev: UInt64?
        if scan.word(of: ["dev"]) != nil {
            guard let number = scan.markNumber() else { return nil }
            dev = number
        }
        var local: [Substring] = []
        if scan.take("+") {
            local = scan.rest.split(omittingEmptySubsequences: false) { "-_.".contains($0) }
            guard local.allSatisfy({ VersionText.isIdentifier($0) && !$0.contains("-") }) else { return nil }
            traits.local = local.joined(separator: ".")
        } else if !scan.isAtEnd {
            return nil
        }
        traits.isPost = post != nil

        var key = [Piece(rank: 5, number: traits.epoch)]
        var numbers = release
        while numbers.count > 1, numbers.last == 0 { numbers.removeLast() }
        // Where the numbers end ranks below any further number.
        key += numbers.map { Piece(rank: 5, number: $0) } + [Piece(rank: 4)]
        if let pre {
            key += [Piece(rank: 2, text: pre.letter), Piece(rank: 5, number: pre.number)]
        } else {
            key.append(Piece(rank: post == nil && dev != nil ? 1 : 9))
        }
        key.append(post.map { Piece(rank: 5, number: $0) } ?? Piece(rank: 0))
        key.append(dev.map { Piece(rank: 5, number: $0) } ?? Piece(rank: 9))
        key += local.map { part in
            VersionText.number(part).map { Piece(rank: 3, number: $0) } ?? Piece(rank: 2, text: String(part))
        }
        return Version(
            text, .pep440, release: release, isPrerelease: pre != nil || dev != nil, key: key, traits: traits)
    }
}

extension Requirement {
    /// A set of version specifiers: `>=1.2,<2`, `~=1.4.2`, `==1.1.*`, `!=1.5`, `===letter-by-letter`.
    static func pep440(_ text: String) throws(Unreadable) -> Requirement {
        var bounds: [Bound] = []
        let whole = VersionText.trimmed(text[...])
        let inner = whole.hasPrefix("(") && whole.hasSuffix(")") ? whole.dropFirst().dropLast() : whole
        for part in inner.split(separator: ",", omittingEmptySubsequences: true) {
            let (sign, rest) = VersionText.splitting(
                VersionText.trimmed(part), by: ["===", "~=", "==", "!=", "<=", ">=", "<", ">"])
            if sign == "===" {
                let version =
                    Version.pep440(String(rest))
                    ?? Version(String(rest), .pep440, release: [], isPrerelease: false, key: [])
                bounds.append(.init(.identical, version))
                continue
            }
            let isPrefix = rest.hasSuffix(".*")
            guard let version = Version.pep440(String(isPrefix ? rest.dropLast(2) : rest)),
                !isPrefix || sign == "==" || sign == "!="
            else { throw .notUnderstood(text) }
            switch sign {
            case "~=":
                let place = version.release.count - 1
                guard place > 0 else { throw .notUnderstood(text) }
                let family = version.release[..<place].map(String.init).joined(separator: ".")
                let epoch = version.traits.epoch > 0 ? "\(version.traits.epoch)!" : ""
                guard let prefix = Version.pep440(epoch + family) else { throw .notUnderstood(text) }
                bounds += [.init(.atLeast, version), .init(.prefix, prefix)]
            case "==": bounds.append(.init(isPrefix ? .prefix : .equal, version))
            case "!=": bounds.append(.init(isPrefix ? .notPrefix : .different, version))
            case "<=": bounds.append(.init(.atMost, version))
            case ">=": bounds.append(.init(.atLeast, version))
            case "<": bounds.append(.init(.below, version))
            case ">": bounds.append(.init(.above, version))
            default: throw .notUnderstood(text)
            }
        }
        return Requirement(text, .pep440, [bounds], prereleases: .whereNamed)
    }
}

/// Goes through the letters of a version.
private struct PEP440Scan {
    private let text: String
    private var index: String.Index

    init(_ text: String) {
        self.text = text
        index = text.startIndex
    }

    var isAtEnd: Bool { index == text.endIndex }
    var peek: Character? { isAtEnd ? nil : text[index] }
    var rest: Substring { text[index...] }

    mutating func advance() { index = text.index(after: index) }

    mutating func take(_ character: Character) -> Bool {
        guard peek == character else { return false }
        advance()
        return true
    }

    func isDigit(after count: Int) -> Bool {
        guard let place = text.index(index, offsetBy: count, limitedBy: text.endIndex), place < text.endIndex
        else { return false }
        return VersionText.isDigits(text[place...place])
    }

    mutating func number() -> UInt64? {
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        guard let number = VersionText.number(digits) else { return nil }
        index = digits.endIndex
        return number
    }

    /// A word with or without a separator before it.
    mutating func word(of words: [String]) -> String? {
        var place = index
        if let peek, "-_.".contains(peek) { place = text.index(after: place) }
        for word in words where text[place...].hasPrefix(word) {
            index = text.index(place, offsetBy: word.count)
            return word
        }
        return nil
    }

    /// The number behind a word, with or without a separator; 0 where there is none. Nil for one that is too large.
    mutating func markNumber() -> UInt64? {
        if let peek, "-_.".contains(peek), isDigit(after: 1) { advance() }
        guard isDigit(after: 0) else { return 0 }
        return number()
    }
}
