import Model

extension Language {
    /// The parser of Swift's own compiler, in this process.
    package static let swift = Language(
        id: "swift", name: "Swift", labels: ["swift6", "swift-interface"],
        parser: .inProcess { bytes in
            SwiftGrammar.error(in: bytes).map { Fault(at: SourceRange($0.lower, $0.upper), $0.message) }
        }, lookalikes: ["shell", "javascript", "json", "kotlin"]
    ) { code in
        let plain = code.withoutSwiftPlaceholders.withoutSwiftElisions.withoutCommentedValues
            .withoutElidedArguments
        var forms = [plain.as("file")]
        switch plain.firstByte {
        case UInt8(ascii: "."):
            forms.append(plain.wrapped("[\n", "\n]", as: "elements of an array"))
        case UInt8(ascii: "@"):
            forms.append(plain.wrapped("", "\nstruct S {}", as: "attribute"))
        case UInt8(ascii: "\""):
            forms.append(plain.wrapped("[\n", "\n]", as: "elements of an array"))
        default: break
        }
        if plain.isHeadOnly { forms.append(plain.wrapped("", "}", as: "head of a declaration")) }
        if plain.hasFirstLine(beginningWith: ["case ", "default:", "@unknown default:"]) {
            forms.append(plain.wrapped("switch x {\n", "\n}", as: "cases of a switch"))
            forms.append(plain.wrapped("enum E {\n", "\n}", as: "members of a type"))
        } else if plain.beginsWithLabel {
            forms.append(plain.wrapped("f(\n", "\n)", as: "arguments of a call"))
        }
        return forms
    } reading: { code, _ in
        // Xcode's marks for what somebody is to fill in: it shows how a statement is built.
        guard code.contains("<#") else { return .wrong(.certain) }
        let outline = BracketOutline(lexis: .swift)
        return outline.fault(in: code.withoutSwiftPlaceholders) == nil ? .notCode : .wrong(.likely)
    }
    .parted(by: .swift).laidOut(by: .swift)
}

extension Lexis {
    fileprivate static let swift = Lexis(
        lineComments: ["//"], blockComment: ("/*", "*/"), quotes: [UInt8(ascii: "\"")], longQuotes: ["\"\"\""]
    )
}

extension Code {
    /// The code with `...` and `…` taken out where they stand for something: alone on a line, in braces, in
    /// parentheses, behind `=` or `return`.
    ///
    /// A range such as `1...` or `...n` has something beside it and stays.
    fileprivate var withoutSwiftElisions: Code {
        var edits: [Edit] = []
        let lexemes = lexemes(.swift)
        var index = 0
        while index < bytes.count {
            let length = lexemes[index] == .code ? dots(at: index) : 0
            if length == 0 {
                index += 1
                continue
            }
            let place = SourceRange(index, index + length)
            index = place.upper
            let before = bytes[..<place.lower].last { $0 != 0x20 && $0 != 0x09 }
            let rest = bytes[place.upper...].drop { $0 == 0x20 || $0 == 0x09 }
            let ends = rest.first.map { "\n};),]".utf8.contains($0) } ?? true
            // A range has its bounds beside it: `1...`, `...n`, `a ... b`.
            guard ends || rest.starts(with: "//".utf8) else { continue }
            let isFirst = before.map { "\n{;".utf8.contains($0) } ?? true
            let isArgument = before.map { "(,[=:".utf8.contains($0) } ?? false
            let isApart = place.lower > 0 && bytes[place.lower - 1] == 0x20
            if isFirst {
                edits.append(Edit(place, ""))
            } else if isArgument || wordEnds(["throw", "return", "in", "->"], before: place.lower) {
                edits.append(Edit(place, "nil"))
            } else if isApart {
                edits.append(Edit(place, ""))
            }
        }
        return replacing(edits, because: "elisions left out")
    }

    /// The code with a value where only a comment stands behind `=`: `let photo = // ... data ...`.
    fileprivate var withoutCommentedValues: Code {
        guard contains("= //") || contains("/*") else { return self }
        let lexemes = lexemes(.swift)
        let places = bytes.indices.filter { index in
            guard lexemes[index] == .comment, index > 1, lexemes[index - 1] == .code,
                bytes[..<index].last(where: { $0 > 0x20 }) == UInt8(ascii: "=")
            else { return false }
            if bytes[index...].starts(with: "//".utf8) {
                return bytes[index - 1] == 0x20 && bytes[index - 2] == UInt8(ascii: "=")
            }
            let end = bytes.indices[index...].first { lexemes[$0] != .comment } ?? bytes.count
            return bytes[end...].first { $0 > 0x20 && $0 != UInt8(ascii: ";") }.map {
                "}),".utf8.contains($0)
            }
                ?? true
                || bytes[end...].first == 0x0A
        }
        return replacing(places.map { Edit(SourceRange(at: $0), "nil ") }, because: "elisions left out")
    }

    /// The code with a comma in the place of a comment that stands for arguments between two others: `]`, `// ...`,
    /// `targets: [`.
    fileprivate var withoutElidedArguments: Code {
        let lines = lines
        var edits: [Edit] = []
        for index in lines.indices.dropFirst().dropLast() {
            let words = slice(lines[index]).drop { $0 <= 0x20 }
            guard words.starts(with: "// ...".utf8) || words.starts(with: "// …".utf8) else { continue }
            let before = slice(lines[index - 1]).last { $0 > 0x20 } ?? 0
            let after = slice(lines[index + 1]).drop { $0 <= 0x20 }
            let name = after.prefix(while: Self.isWord)
            if ")]".utf8.contains(before), !name.isEmpty,
                after.dropFirst(name.count).first == UInt8(ascii: ":")
            {
                edits.append(Edit(lines[index], ","))
            }
        }
        return replacing(edits, because: "elisions left out")
    }

    /// The code with a name in the place of `<#what goes here#>` and of `<name>` beside a word.
    fileprivate var withoutSwiftPlaceholders: Code {
        var edits: [Edit] = []
        var index = 0
        while let open = bytes[index...].firstIndex(of: UInt8(ascii: "<")) {
            index = open + 1
            let rest = bytes[open...]
            if rest.starts(with: "<#".utf8) {
                guard let close = rest.indices.first(where: { rest[$0...].starts(with: "#>".utf8) }) else {
                    break
                }
                edits.append(Edit(SourceRange(open, close + 2), "X"))
                index = close + 2
            } else if let close = rest.firstIndex(of: UInt8(ascii: ">")), close > open + 1,
                rest[(open + 1)..<close].allSatisfy({
                    (0x61...0x7A).contains($0) || $0 == 0x2D || $0 == 0x5F || $0 == 0x20
                }),
                close + 1 < bytes.count,
                Self.isWord(bytes[close + 1]) || isArgument(SourceRange(open, close + 1))
            {
                edits.append(Edit(SourceRange(open, close + 1), "X"))
                index = close + 1
            }
        }
        return replacing(edits, because: "placeholders replaced")
    }

    /// Whether something stands alone between the commas and brackets of a call.
    private func isArgument(_ range: SourceRange) -> Bool {
        let before = bytes[..<range.lower].last { $0 > 0x20 } ?? 0
        let after = bytes[range.upper...].first { $0 > 0x20 } ?? 0
        return "(,:".utf8.contains(before) && "),".utf8.contains(after)
    }

    /// Whether one of the words ends before an offset, white space left out.
    private func wordEnds(_ words: [String], before offset: Int) -> Bool {
        var end = offset
        while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
        return words.contains { word in
            let count = word.utf8.count
            guard end >= count, bytes[(end - count)..<end].elementsEqual(word.utf8) else { return false }
            return end == count || !Self.isWord(bytes[end - count - 1])
        }
    }

    /// Whether it is one line that opens a body and does not show it.
    fileprivate var isHeadOnly: Bool {
        let filled = lines.filter { !slice($0).allSatisfy { $0 == 0x20 || $0 == 0x09 } }
        return filled.count == 1 && bytes.last { $0 != 0x20 && $0 != 0x0A } == UInt8(ascii: "{")
    }

    /// Whether the code begins with a name and a colon, as the arguments of a call do.
    fileprivate var beginsWithLabel: Bool {
        let rest = bytes.drop { $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }
        let name = rest.prefix(while: Self.isWord)
        return !name.isEmpty && rest.dropFirst(name.count).first == UInt8(ascii: ":")
    }

    package func hasFirstLine(beginningWith words: [String]) -> Bool {
        guard let start = bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x0A && $0 != 0x09 }) else {
            return false
        }
        return words.contains { bytes[start...].starts(with: $0.utf8) }
    }
}
