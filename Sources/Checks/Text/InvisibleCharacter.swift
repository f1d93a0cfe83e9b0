package import Model

/// Characters without a shape that nobody put there on purpose: zero-width ones, direction marks, soft hyphens.
package struct InvisibleCharacter: Check {
    package static let id = "text.invisible-character"
    package static let fixChanges = FixChanges.text
    package static let parameters = [
        Parameter(
            "allowed", .texts, standard: .list([]),
            summary: "Characters that may stand anywhere, as `U+200B`.")
    ]

    private let allowed: Set<String>

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        allowed = Set(parameters.texts("allowed").map { $0.uppercased() })
    }

    package var needs: Needs { .characters }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let places = facts.characters?.invisibles, !places.isEmpty else { return }
        let garbled = Mojibake.runs(in: document.text, facts.characters ?? RareCharacters(of: document.text))
        var end = 0
        var hasRightToLeft: Bool?
        var last: (line: Int, code: String)?
        var isSubject: Bool?
        for offset in places where offset >= end {
            guard let place = CharacterPlace(at: offset, in: document.text), let kind = Kind(place.scalar),
                !allowed.contains(place.code), !garbled.cover(offset)
            else { continue }
            let isCode = document.isCode(at: offset)
            if kind == .direction {
                let mixes = hasRightToLeft ?? Self.hasRightToLeft(document.text)
                hasRightToLeft = mixes
                if mixes, !isCode { continue }
            } else if kind.isMeant(place, isCode: isCode) {
                continue
            }
            if isCode {
                let isMeant = isSubject ?? Self.speaksOfThem(document.text)
                isSubject = isMeant
                if isMeant { continue }
            }
            let range = Self.extent(of: place, in: document.text)
            end = range.upper
            let draft = draft(place, range, kind, isCode: isCode)
            let line = document.text.line(at: offset)
            // Where one comes along, many do: a finding for each line is enough.
            if let before = last, before == (line, place.code),
                verdict.drafts[verdict.drafts.count - 1].join(draft)
            {
                continue
            }
            last = (line, place.code)
            verdict.add(draft)
        }
    }

    private func draft(_ place: CharacterPlace, _ range: SourceRange, _ kind: Kind, isCode: Bool) -> Draft {
        let isBreak = kind == .lineSeparator && !place.isBesideSpace
        // An override turns the order of the letters around it: who removes it must look at the outcome.
        let isSafe = !isBreak && !isCode && kind != .object && !(0x202D...0x202E).contains(place.scalar.value)
        return Draft(
            at: range, Self.invisible(place.code, kind.rawValue), subject: place.code,
            fixes: [
                Fix(
                    title: isBreak ? Self.replace : Self.remove, safety: isSafe ? .safe : .unsafe,
                    edits: [Edit(range, isBreak ? " " : "")])
            ])
    }

    /// The character with those equal to it that follow; of tags the whole run.
    private static func extent(of place: CharacterPlace, in text: SourceText) -> SourceRange {
        var range = place.range
        while let next = CharacterPlace.decode(text.bytes, at: range.upper),
            next.scalar == place.scalar || Kind(place.scalar) == .tag && Kind(next.scalar) == .tag
        {
            range.upper += next.length
        }
        return range
    }

    /// Whether a page is about such characters, which its code then shows on purpose.
    private static func speaksOfThem(_ text: SourceText) -> Bool {
        let page = text.string(SourceRange(0, text.count)).lowercased()
        return ["zero-width", "zero width", "invisible character", "soft hyphen", "byte order mark"].contains
        {
            page.contains($0)
        }
    }

    /// Whether a page has letters of a script that is written from right to left.
    private static func hasRightToLeft(_ text: SourceText) -> Bool {
        // Hebrew to Arabic Extended begin with D6 to E0 A3, their presentation forms with EF AC to EF BB.
        for offset in text.bytes.indices where text.bytes[offset] >= 0xD6 {
            guard let value = CharacterPlace.decode(text.bytes, at: offset)?.scalar.value else { continue }
            switch value {
            case 0x0590...0x061B, 0x061D...0x08FF, 0xFB1D...0xFDFF, 0xFE70...0xFEFC, 0x10800...0x10FFF,
                0x1E800...0x1EFFF:
                return true
            default: break
            }
        }
        return false
    }

    private static func invisible(_ code: String, _ name: String) -> String {
        "`\(code)` (\(name)) stands here, and nobody sees it"
    }
    private static let remove = "remove it"
    private static let replace = "replace with a space"
}

extension Draft {
    /// Takes up the edits of another finding of its kind; the fix is as safe as the less safe of the two.
    fileprivate mutating func join(_ other: Draft) -> Bool {
        guard let more = other.fixes.first, fixes.first?.title == more.title else { return false }
        fixes[0].edits += more.edits
        if more.safety == .unsafe { fixes[0].safety = .unsafe }
        return true
    }
}

extension InvisibleCharacter {
    /// What an invisible character is, in words.
    enum Kind: String {
        case zeroWidthSpace = "a zero-width space"
        case joiner = "a zero-width joiner"
        case direction = "a mark that changes the direction of text"
        case softHyphen = "a soft hyphen"
        case byteOrderMark = "a byte order mark within the text"
        case lineSeparator = "a line or paragraph separator"
        case tag = "a tag character"
        case variation = "a variation selector"
        case filler = "a filler"
        case object = "a placeholder for an object"
        case format = "a format character"

        init?(_ scalar: Unicode.Scalar) {
            switch scalar.value {
            case 0x200B, 0x2060: self = .zeroWidthSpace
            case 0x200C, 0x200D: self = .joiner
            case 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069: self = .direction
            case 0x00AD: self = .softHyphen
            case 0xFEFF: self = .byteOrderMark
            case 0x2028, 0x2029: self = .lineSeparator
            case 0xE0000...0xE007F: self = .tag
            case 0xFE00...0xFE0F: self = .variation
            case 0x115F, 0x1160, 0x3164, 0xFFA0: self = .filler
            case 0xFFFC: self = .object
            case 0x206A...0x206F, 0xFFF9...0xFFFB: self = .format
            default: return nil
            }
        }

        /// Whether a character of this kind does something between its neighbours that an author can want.
        func isMeant(_ place: CharacterPlace, isCode: Bool) -> Bool {
            let before = place.before?.value ?? 0x20
            let after = place.after?.value ?? 0x20
            switch self {
            case .zeroWidthSpace:
                // Scripts without spaces show with it where a line may end; `@` with it mentions nobody, and
                // beside markup it keeps two markers apart.
                let marks = "@*_`~|#<>/".unicodeScalars
                return Self.isWithoutSpaces(before) || Self.isWithoutSpaces(after)
                    || [place.before, place.after].contains { $0.map { marks.contains($0) } ?? false }
            case .joiner, .filler, .format:
                // Letters of other scripts are shaped by it, and emoji are made of several with it.
                return before >= 0x0590 && !(0x2000...0x206F).contains(before)
                    || after >= 0x0590 && after < 0x2000
            case .tag: return before == 0x1F3F4
            case .variation:
                let keys = (0x30...0x39).contains(before) || before == 0x23 || before == 0x2A
                return before >= 0x80 && !CharacterPlace.isSpace(place.before) || keys
            case .softHyphen:
                // Between two letters of running text it says where a word may be parted.
                let isLetter = { (scalar: Unicode.Scalar?) in scalar?.properties.isAlphabetic ?? false }
                return !isCode && isLetter(place.before) && isLetter(place.after)
            default: return false
            }
        }

        /// Thai, Lao, Tibetan, Myanmar, Khmer, Mongolian, and what is written in China, Japan and Korea.
        private static func isWithoutSpaces(_ value: UInt32) -> Bool {
            (0x0E00...0x109F).contains(value) || (0x1780...0x18AF).contains(value)
                || (0x2E80...0xD7AF).contains(value) || (0xF900...0xFAFF).contains(value)
                || (0xFF00...0xFFEF).contains(value) || (0x20000...0x3FFFF).contains(value)
        }
    }
}
