package import Model

/// No-break and other wide spaces where only a plain one works: behind the marker of a heading or a list item,
/// before the language of a block, and in code.
package struct NoBreakSpace: Check {
    package static let id = "text.no-break-space"
    package static let fixChanges = FixChanges.blocks
    package static let parameters = [
        Parameter("code", .flag, standard: .flag(true), summary: "Whether blocks of code are looked at.")
    ]

    private let includesCode: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        includesCode = parameters.flag("code")
    }

    package var needs: Needs { .characters }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let characters = facts.characters, !characters.spaces.isEmpty else { return }
        let text = document.text
        let garbled = Mojibake.runs(in: text, characters)
        var end = 0
        for offset in characters.spaces where offset >= end {
            guard let place = CharacterPlace(at: offset, in: text),
                !garbled.cover(offset)
            else { continue }
            let node = document.innermost(at: offset)
            if let marker = Self.marker(before: place, node, document) {
                verdict.add(Self.draft(place, marker))
            } else if includesCode, let range = Self.code(place, node, document) {
                end = range.upper
                verdict.add(Self.draft(range, place))
            }
        }
    }

    /// What would be a marker if a plain space stood behind it.
    private enum Marker { case heading, item, fence }

    private static func marker(before place: CharacterPlace, _ node: NodeID, _ document: Document) -> Marker?
    {
        if document[node].kind == .codeBlock {
            let block = document.codeBlocks[Int(document[node].payload)]
            return block.isFenced && place.range.lower == block.openingFence.upper ? .fence : nil
        }
        guard
            let paragraph = document[node].kind == .paragraph ? node : document.ancestor(of: node, .paragraph)
        else { return nil }
        let bytes = document.text.bytes
        var start = place.range.lower
        while start > 0, place.range.lower - start < 10, "#-*+.)0123456789".utf8.contains(bytes[start - 1]) {
            start -= 1
        }
        let written = bytes[start..<place.range.lower]
        guard !written.isEmpty, !CharacterPlace.isSpace(place.after) else { return nil }
        // Only the first line: within a paragraph a line may begin with a dash or a number by chance.
        guard start == document[paragraph].range.lower else { return nil }
        let number = written.dropLast()
        if written.allSatisfy({ $0 == UInt8(ascii: "#") }) { return written.count <= 6 ? .heading : nil }
        if written.count == 1, "-*+".utf8.contains(written[start]) { return .item }
        let isNumber = !number.isEmpty && number.allSatisfy { (0x30...0x39).contains($0) }
        return isNumber && ".)".utf8.contains(written[written.endIndex - 1]) ? .item : nil
    }

    /// The spaces in code that a program would not take for one; nil where they stand in output or in a text.
    private static func code(_ place: CharacterPlace, _ node: NodeID, _ document: Document) -> SourceRange? {
        // A short piece of code within a line may want not to be broken.
        guard document[node].kind == .codeBlock, place.scalar != "\u{3000}" else { return nil }
        let text = document.text
        let block = document.codeBlocks[Int(document[node].payload)]
        let line = text.line(text.line(at: place.range.lower))
        guard place.range.lower >= document[node].content.lower, !isText(block, text),
            !isComment(SourceRange(line.lower, place.range.lower), text)
        else { return nil }
        var range = place.range
        while let next = CharacterPlace.decode(text.bytes, at: range.upper), next.scalar == place.scalar {
            range.upper += next.length
        }
        // Trees of folders are drawn with them, and a text in another script is no part of the program.
        var offset = line.lower
        while offset < line.upper {
            if text.bytes[offset] >= 0x80 {
                guard let next = CharacterPlace.decode(text.bytes, at: offset) else { return nil }
                guard next.scalar == place.scalar else { return nil }
                offset += next.length
            } else {
                offset += 1
            }
        }
        return range
    }

    /// Whether a block shows what a program prints rather than what somebody types.
    private static func isText(_ block: CodeBlock, _ text: SourceText) -> Bool {
        ["text", "txt", "plain", "plaintext", "output", "none", "markdown", "md", "diff", "log"].contains(
            text.string(block.language).lowercased())
    }

    /// Whether a comment of a programming language begins in a range.
    private static func isComment(_ range: SourceRange, _ text: SourceText) -> Bool {
        let bytes = text.slice(range)
        if bytes.contains(UInt8(ascii: "#")) { return true }
        return zip(bytes, bytes.dropFirst()).contains { first, second in
            (first == UInt8(ascii: "/") && (second == first || second == UInt8(ascii: "*")))
                || (first == UInt8(ascii: "-") && second == first)
        } || bytes.first { $0 > 0x20 } == UInt8(ascii: "*")
    }

    private static func draft(_ place: CharacterPlace, _ marker: Marker) -> Draft {
        let message =
            switch marker {
            case .heading: noHeading(place.code)
            case .item: noItem(place.code)
            case .fence: noLanguage(place.code)
            }
        return Draft(
            at: place.range, message, subject: place.code,
            fixes: [
                Fix(
                    title: replace, safety: marker == .item ? .unsafe : .safe,
                    edits: [Edit(place.range, " ")])
            ])
    }

    private static func draft(_ range: SourceRange, _ place: CharacterPlace) -> Draft {
        let count = range.count / place.range.count
        return Draft(
            at: range, inCode(place.code), subject: place.code,
            fixes: [
                Fix(
                    title: replace, safety: .safe,
                    edits: [Edit(range, String(repeating: " ", count: count))])
            ])
    }

    private static func noHeading(_ code: String) -> String {
        "`\(code)` (a no-break or wide space) stands behind the marker, so that this is no heading"
    }
    private static func noItem(_ code: String) -> String {
        "`\(code)` (a no-break or wide space) stands behind the marker, so that this is no list item"
    }
    private static func noLanguage(_ code: String) -> String {
        "`\(code)` (a no-break or wide space) stands behind the fence, so that the language is not known"
    }
    private static func inCode(_ code: String) -> String {
        "`\(code)` (a no-break space) stands in code: who copies it gets an error"
    }
    private static let replace = "replace with a plain space"
}
