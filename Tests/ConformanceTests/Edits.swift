/// Ways to take something out of a document.
enum Edits {
    /// Replaces a text, large or small letters.
    static func replacing(_ old: String, with new: String) -> @Sendable ([UInt8]) -> [UInt8] {
        let old = Array(old.utf8)
        let new = Array(new.utf8)
        return { document in
            var out: [UInt8] = []
            var rest = document[...]
            while let first = rest.first {
                if rest.count >= old.count, zip(rest, old).allSatisfy({ lowercased($0) == lowercased($1) }) {
                    out += new
                    rest = rest.dropFirst(old.count)
                } else {
                    out.append(first)
                    rest = rest.dropFirst()
                }
            }
            return out
        }
    }

    /// Replaces every symbol beyond ASCII by a letter.
    static func withoutSymbols(_ document: [UInt8]) -> [UInt8] {
        var out = String.UnicodeScalarView()
        for scalar in String(decoding: document, as: UTF8.self).unicodeScalars {
            switch scalar.properties.generalCategory {
            case .mathSymbol, .currencySymbol, .modifierSymbol, .otherSymbol:
                out.append(scalar.isASCII ? scalar : "a")
            default: out.append(scalar)
            }
        }
        return Array(String(out).utf8)
    }

    /// Takes the `!` out of every `<!` before a letter.
    static func withoutDeclarations(_ document: [UInt8]) -> [UInt8] {
        document.indices.filter { place in
            document[place] != 0x21 || place == 0 || document[place - 1] != 0x3C
                || place + 1 == document.count || !isLetter(document[place + 1])
        }.map { document[$0] }
    }

    /// Takes the `#` out of every numeric character reference with too many digits.
    static func withoutLongNumbers(_ document: [UInt8]) -> [UInt8] {
        document.indices.filter { place in
            guard document[place] == 0x23, place > 0, document[place - 1] == 0x26 else { return true }
            let digits = document[(place + 1)...].prefix { isLetter($0) || (0x30...0x39).contains($0) }
            return digits.count < 7
        }.map { document[$0] }
    }

    /// Takes the spaces and tabs off the end of lines that are only white space and markers of block quotes.
    static func withoutSpacesOnBlankLines(_ document: [UInt8]) -> [UInt8] {
        mapLines(document) { line in
            guard line.allSatisfy({ isSpace($0) || $0 == 0x3E }) else { return line }
            return line.prefix((line.lastIndex { !isSpace($0) } ?? line.startIndex - 1) + 1 - line.startIndex)
        }
    }

    /// Replaces the `<` that a line begins with behind its containers' markers.
    static func withoutTagsAtLineStarts(_ document: [UInt8]) -> [UInt8] {
        mapLines(document) { line in
            let markers = line.prefix { isSpace($0) || ">*+-.)0123456789".utf8.contains($0) }
            return line.dropFirst(markers.count).first == 0x3C
                ? ArraySlice(markers + [0x28] + line.dropFirst(markers.count + 1)) : line
        }
    }

    /// Takes the white space out of the beginning of each line that follows one with text.
    static func withoutIndentationOfLaterLines(_ document: [UInt8]) -> [UInt8] {
        var hasText = false
        return mapLines(document) { line in
            let prefix = line.prefix { isSpace($0) || $0 == 0x3E }
            defer { hasText = prefix.count < line.count }
            return hasText ? ArraySlice(prefix.filter { $0 == 0x3E } + line.dropFirst(prefix.count)) : line
        }
    }

    /// Replaces every thematic break by a letter.
    static func withoutBreaks(_ document: [UInt8]) -> [UInt8] {
        mapLines(document) { line in
            guard let marker = line.last(where: { !isSpace($0) }), "*-_".utf8.contains(marker) else {
                return line
            }
            let rest = line.prefix(
                (line.lastIndex { !isSpace($0) && $0 != marker } ?? line.startIndex - 1) + 1 - line.startIndex
            )
            guard line[rest.endIndex...].count(where: { $0 == marker }) >= 3 else { return line }
            return ArraySlice(rest + [0x20, 0x61])
        }
    }

    /// Replaces every run of two or more backticks that does not begin its line by a letter.
    static func withoutLongBackticks(_ document: [UInt8]) -> [UInt8] {
        mapLines(document) { line in
            let start = line.prefix { isSpace($0) || $0 == 0x60 || ">*+-.)0123456789".utf8.contains($0) }
            var out = Array(start.count < 3 || !start.suffix(3).allSatisfy { $0 == 0x60 } ? [] : start)
            var run = 0
            for byte in line.dropFirst(out.count) + [0x0A] {
                if byte == 0x60 {
                    run += 1
                    continue
                }
                if run > 0 { out.append(run == 1 ? 0x60 : 0x61) }
                run = 0
                out.append(byte)
            }
            return ArraySlice(out.dropLast())
        }
    }

    /// Takes out the markers of emphasis that stand between two letters or digits.
    static func withoutMarkersInWords(_ document: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        var rest = document[...]
        while let first = rest.first {
            let run = rest.prefix { $0 == 0x2A || $0 == 0x5F }
            rest = rest.dropFirst(max(1, run.count))
            let isWithin = out.last.map(isWord) == true && rest.first.map(isWord) == true
            if run.isEmpty { out.append(first) } else if !isWithin { out += run }
        }
        return out
    }

    /// Replaces every opening parenthesis but those behind a bracket and outside of another.
    static func withoutInnerParentheses(_ document: [UInt8]) -> [UInt8] {
        var hasOpened = false
        return document.indices.map { place in
            let byte = document[place]
            if byte == 0x29 { hasOpened = false }
            guard byte == 0x28 else { return byte }
            defer { hasOpened = true }
            return hasOpened || place == 0 || document[place - 1] != 0x5D ? 0x61 : byte
        }
    }

    /// Replaces the `@` and the `:` of words in which something is escaped.
    static func withoutEscapedAddresses(_ document: [UInt8]) -> [UInt8] {
        mapWords(document) { word in
            let isEscaped = word.contains(0x26) || word.contains(0x5C)
            return isEscaped ? word.map { $0 == 0x40 || $0 == 0x3A ? 0x61 : $0 } : Array(word)
        }
    }

    /// Replaces the underscores of words that have an address in them.
    static func withoutUnderscoresInAddresses(_ document: [UInt8]) -> [UInt8] {
        mapWords(document) { word in
            let isAddress = word.contains(0x2F) || word.contains(0x2E)
            return isAddress ? word.map { $0 == 0x5F ? 0x61 : $0 } : Array(word)
        }
    }

    private static func mapWords(_ document: [UInt8], _ change: (ArraySlice<UInt8>) -> [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        for word in document.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == 0x20 || $0 == 0x0A })
        {
            out += change(word)
            if word.endIndex < document.count { out.append(document[word.endIndex]) }
        }
        return out
    }

    /// Spoils every `www.` without a letter or digit behind it.
    static func withoutBareWWW(_ document: [UInt8]) -> [UInt8] {
        var out = document
        for place in document.indices where document[place] == 0x2E && place >= 3 {
            guard document[(place - 3)..<place].allSatisfy({ $0 == 0x77 }) else { continue }
            if place + 1 == document.count || !isWord(document[place + 1]) { out[place - 1] = 0x61 }
        }
        return out
    }

    /// Spoils the definition of every footnote that does not begin its line.
    static func withoutNestedFootnotes(_ document: [UInt8]) -> [UInt8] {
        mapLines(document) { line in
            var out = Array(line)
            for place in out.indices.dropFirst() where out[place] == 0x5E && out[place - 1] == 0x5B {
                let before = out[..<(place - 1)]
                if before.contains(where: { !isSpace($0) }) { out[place] = 0x61 }
            }
            return out[...]
        }
    }

    /// Spoils the box of every task that is not right behind the line's first marker, or that has a tab in it.
    static func withoutTasksInContainers(_ document: [UInt8]) -> [UInt8] {
        mapLines(document) { line in
            var rest = line.drop(while: isSpace)
            rest = rest.drop { "*+-.)0123456789".utf8.contains($0) }.drop(while: isSpace)
            var out = Array(line)
            for place in line.indices.dropLast(2)
            where place != rest.startIndex || line[place + 1] == 0x09 {
                let isBox = line[place] == 0x5B && line[place + 2] == 0x5D
                if isBox, isSpace(line[place + 1]) || line[place + 1] | 0x20 == 0x78 {
                    out[place + 1 - line.startIndex] = 0x61
                }
            }
            return out[...]
        }
    }

    private static func mapLines(
        _ document: [UInt8], _ change: (ArraySlice<UInt8>) -> ArraySlice<UInt8>
    ) -> [UInt8] {
        Array(
            document.split(separator: 0x0A, omittingEmptySubsequences: false).map(change)
                .joined(separator: [0x0A]))
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    private static func isWord(_ byte: UInt8) -> Bool {
        isLetter(byte) || (0x30...0x39).contains(byte) || byte >= 0x80
    }

    static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

    private static func lowercased(_ byte: UInt8) -> UInt8 { isLetter(byte) ? byte | 0x20 : byte }
}
