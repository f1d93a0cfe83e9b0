package import Model

/// Tab characters.
package struct HardTabs: Check {
    package static let id = "whitespace.hard-tabs"
    package static let fixChanges = FixChanges.spaces
    package static let parameters = [
        Parameter("code_blocks", .flag, standard: .flag(true), summary: "Whether code is looked at."),
        Parameter(
            "ignore_code_languages", .texts, standard: .list([]),
            summary: "Languages whose fenced code blocks may have tabs."),
        Parameter(
            "spaces_per_tab", .number(0...100), standard: .number(1),
            summary: "How many spaces the fix puts in the place of a tab."),
    ]

    private let includesCode: Bool
    private let ignoredLanguages: Set<String>
    private let spacesPerTab: Int

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        includesCode = parameters.flag("code_blocks")
        ignoredLanguages = Set(parameters.texts("ignore_code_languages").map { $0.lowercased() })
        spacesPerTab = parameters.number("spaces_per_tab")
    }

    package var needs: Needs { .lines }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let map = facts.lines else { return }
        let text = document.text
        var ignored: [SourceRange]?
        var next = 0
        var offset = map.firstLine < map.count ? Int(text.lineStarts[map.firstLine]) : text.count
        while let tab = text.bytes.firstOffset(of: 0x09, from: offset) {
            offset = tab
            var end = offset + 1
            while end < text.count, text.bytes[end] == 0x09 { end += 1 }
            let run = SourceRange(offset, end)
            offset = end
            let code = ignored ?? self.code(document, map)
            ignored = code
            while next < code.count, code[next].upper < run.lower { next += 1 }
            if next < code.count, code[next].touches(run) { continue }
            if map.isInComment(run.lower) { continue }
            let line = text.line(at: run.lower)
            verdict.add(
                Draft(
                    at: run, run.count == 1 ? Self.tab : Self.tabs(run.count),
                    subject: text.subject(text.line(line)), fixes: fixes(run, in: text.bareLine(line), text)))
        }
    }

    /// As many spaces as are asked for, and where the tab may indent something, as many as it is wide.
    private func fixes(_ run: SourceRange, in line: SourceRange, _ text: SourceText) -> [Fix] {
        let count = run.count * spacesPerTab
        let replacement = Fix(
            title: Self.replace, safety: .safe, edits: [Edit(run, String(repeating: " ", count: count))])
        var column = 0
        for byte in text.bytes[line.lower..<run.lower] {
            guard byte == 0x09 || byte == 0x20 || Self.isMarker(byte) else { return [replacement] }
            column = byte == 0x09 ? (column / 4 + 1) * 4 : column + 1
        }
        let width = (column / 4 + run.count) * 4 - column
        let aligned = Edit(run, String(repeating: " ", count: width))
        return [replacement, Fix(title: Self.align, safety: .safe, edits: [aligned])]
    }

    /// Whether a byte can stand before the text of a line: in the marker of a quote or of a list.
    private static func isMarker(_ byte: UInt8) -> Bool {
        ASCII.isDigit(byte) || ">*+-.)".utf8.contains(byte)
    }

    /// The code in which tabs are allowed, in order. A tab right behind a code span belongs to it.
    private func code(_ document: Document, _ map: LineMap) -> [SourceRange] {
        if includesCode, ignoredLanguages.isEmpty { return [] }
        let text = document.text
        var ranges: [SourceRange] = []
        for block in document.codeBlocks {
            let lines = document.lines(of: block.node)
            if block.isFenced {
                guard includesCode == false || isIgnored(block, text) else { continue }
                let last = lines.upperBound - (block.closingFence.isEmpty ? 0 : 1)
                guard last > lines.lowerBound else { continue }
                ranges.append(SourceRange(text.line(lines.lowerBound + 1).lower, text.line(last).upper))
            } else if !includesCode {
                ranges.append(
                    SourceRange(Int(map.contentStarts[lines.lowerBound]), text.line(lines.upperBound).upper))
            }
        }
        if !includesCode {
            for span in document.ids(of: .codeSpan) {
                let range = document[span].range
                ranges.append(SourceRange(range.lower, range.upper + 1))
            }
            ranges.sort()
        }
        return ranges
    }

    /// Whether a fenced block is in one of the languages; one that names no language is in any.
    private func isIgnored(_ block: CodeBlock, _ text: SourceText) -> Bool {
        guard !ignoredLanguages.isEmpty else { return false }
        let info = text.string(block.info)
        guard let word = info.split(whereSeparator: { $0 == " " || $0 == "\t" }).first else { return true }
        return ignoredLanguages.contains(word.lowercased())
    }

    private static let tab = "a tab"
    private static func tabs(_ count: Int) -> String { "\(count) tabs" }
    private static let replace = "replace with spaces"
    private static let align = "or with as many as keep the column"
}
