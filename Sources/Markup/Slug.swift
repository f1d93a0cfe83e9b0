/// The rules by which sites make a fragment from the text of a heading.
enum Slug {
    /// GitHub's: small letters; only letters, marks, digits, `_`, `-` and spaces stay; a space becomes `-`.
    static func github(_ text: String) -> String {
        var out = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar == " " {
                out.unicodeScalars.append("-")
            } else if scalar == "-" || isWord(scalar) {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// Python-Markdown's `toc` extension, with its Unicode variant: runs of white space and `-` become one
    /// separator, and none stands at an end.
    static func pythonMarkdown(_ text: String, asciiOnly: Bool) -> String {
        var kept = ""
        for scalar in text.unicodeScalars {
            if asciiOnly, !scalar.isASCII {
                // Letters with accents lose them; other letters go.
                if let base = unaccented(scalar) { kept.unicodeScalars.append(base) }
            } else if scalar == "-" || isWord(scalar) || scalar.properties.isWhitespace {
                kept.unicodeScalars.append(scalar)
            }
        }
        return joined(kept.lowercased()) { $0 == "-" || $0.properties.isWhitespace }
    }

    /// VitePress's and VuePress's: every run of ASCII punctuation and white space becomes one `-`, accents
    /// go, and a digit in front gets a `_` before it.
    static func vitePress(_ text: String) -> String {
        var kept = ""
        for scalar in text.unicodeScalars where scalar.value >= 0x20 {
            kept.unicodeScalars.append(unaccented(scalar) ?? scalar)
        }
        let slug = joined(kept) { scalar in
            scalar.properties.isWhitespace || scalar == "\u{2013}" || scalar == "\u{2014}"
                || "~`!@#$%^&*()-_+=[]{}|\\;:\"'“”‘’<>,.?/".unicodeScalars.contains(scalar)
        }.lowercased()
        return slug.first?.isNumber == true ? "_" + slug : slug
    }

    /// mdBook's: letters, numbers, `_` and `-` stay; white space becomes `-`.
    static func mdBook(_ text: String) -> String {
        var out = ""
        for scalar in text.lowercased().unicodeScalars {
            if scalar.properties.isWhitespace {
                out.unicodeScalars.append("-")
            } else if scalar == "-" || scalar == "_" || scalar.properties.isAlphabetic
                || scalar.properties.numericType != nil
            {
                out.unicodeScalars.append(scalar)
            }
        }
        return out
    }

    /// DocC's: punctuation goes, white space and dashes become `-`, capitals stay.
    static func docc(_ text: String) -> String {
        var kept = ""
        for scalar in text.unicodeScalars {
            if isDash(scalar) || scalar.properties.isWhitespace || !isPunctuation(scalar) {
                kept.unicodeScalars.append(scalar)
            }
        }
        return joined(kept) { isDash($0) || $0.properties.isWhitespace }
    }

    /// The pieces between separators, joined by `-`.
    private static func joined(_ text: String, _ isSeparator: (Unicode.Scalar) -> Bool) -> String {
        text.unicodeScalars.split(whereSeparator: isSeparator).map { String($0) }.joined(separator: "-")
    }

    /// The letter without its accents: `LATIN SMALL LETTER E WITH ACUTE` is an `e`.
    private static func unaccented(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        guard !scalar.isASCII, let words = scalar.properties.name?.split(separator: " "), words.count > 4,
            words[0] == "LATIN", words[2] == "LETTER", words[4] == "WITH",
            let letter = words[3].unicodeScalars.first, words[3].unicodeScalars.count == 1
        else { return nil }
        return words[1] == "SMALL" ? letter.properties.lowercaseMapping.unicodeScalars.first : letter
    }

    private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.isASCII {
            return scalar == "_" || ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
                || ("A"..."Z").contains(scalar)
        }
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: return true
        default: return scalar.properties.isAlphabetic
        }
    }

    private static func isDash(_ scalar: Unicode.Scalar) -> Bool {
        scalar == "-" || scalar == "\u{2013}" || scalar == "\u{2014}"
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
            .initialPunctuation, .finalPunctuation, .otherPunctuation:
            true
        default: scalar == "`"
        }
    }
}
