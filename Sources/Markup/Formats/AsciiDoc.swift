package import Model

/// Reads of AsciiDoc what holds code: listing and source blocks, fences, and comments.
///
/// Source: the sections "Source code blocks", "Comments" and "Document attributes" of the AsciiDoc language
/// documentation.
package enum AsciiDoc {
    package static func parse(_ file: SourceFile) -> Document {
        var reader = AsciiDocReader(SourceText(file.bytes))
        reader.read()
        return reader.format.document(file.path, .asciiDoc)
    }
}

private struct AsciiDocReader {
    var format: LineFormat
    private var text: SourceText { format.text }
    /// What `:source-language:` says; empty where it is not said.
    private var language = SourceRange(at: 0)
    /// The attributes of the block that follows.
    private var pending: Attributes?

    private struct Attributes {
        var line: SourceRange
        /// Between the brackets.
        var info: SourceRange
        var isSource: Bool
        var isLiteral: Bool
        var language: SourceRange
    }

    init(_ text: SourceText) { format = LineFormat(text) }

    mutating func read() {
        var line = 0
        while line < text.lineCount {
            let range = format.trimmed(line)
            let bytes = text.slice(range)
            guard let first = bytes.first, text.line(line).lower == range.lower else {
                if bytes.isEmpty { pending = nil }
                line += 1
                continue
            }
            switch first {
            case UInt8(ascii: "/"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "+"),
                UInt8(ascii: "`"):
                line = readDelimited(line, range)
            case UInt8(ascii: "["):
                readAttributes(range)
                line += 1
            case UInt8(ascii: ":"):
                readDocumentAttribute(range)
                line += 1
            default:
                line = pending?.isSource == true ? readParagraph(line) : line + 1
                pending = nil
            }
        }
    }

    // MARK: Delimited blocks

    private mutating func readDelimited(_ line: Int, _ range: SourceRange) -> Int {
        let bytes = text.slice(range)
        let sign = text.bytes[range.lower]
        let run = bytes.prefix { $0 == sign }.count
        if sign == UInt8(ascii: "`"), run >= 3 { return readFence(line, range, run) }
        let isOpenBlock = sign == UInt8(ascii: "-") && run == 2 && pending?.isSource == true
        guard run == bytes.count, run >= 4 || isOpenBlock, sign != UInt8(ascii: "`") else {
            if sign == UInt8(ascii: "/"), run == 2 {
                format.addComment(range, content: SourceRange(range.lower + 2, range.upper))
                return line + 1
            }
            // A title keeps the attributes; any other line is text.
            if sign != UInt8(ascii: ".") || run > 1 {
                let next = pending?.isSource == true ? readParagraph(line) : line + 1
                pending = nil
                return next
            }
            return line + 1
        }
        let close = closingLine(after: line, range)
        defer { pending = nil }
        let isCode =
            sign == UInt8(ascii: "-") && pending?.isLiteral != true
            || sign == UInt8(ascii: ".") && pending?.isSource == true
        if isCode {
            add(
                line + 1..<close, head: range,
                end: close < text.lineCount ? format.trimmed(close).upper : text.count)
        } else if sign == UInt8(ascii: "/") {
            let upper = close < text.lineCount ? text.line(close).upper : text.count
            format.addComment(
                SourceRange(range.lower, upper),
                content: SourceRange(
                    range.upper, max(range.upper, close < text.lineCount ? text.line(close).lower : upper)))
        }
        return close + 1
    }

    /// The line with the same delimiter; the end where there is none.
    private func closingLine(after line: Int, _ range: SourceRange) -> Int {
        let delimiter = text.slice(range)
        var close = line + 1
        while close < text.lineCount, !text.slice(format.trimmed(close)).elementsEqual(delimiter) {
            close += 1
        }
        return close
    }

    /// ```` ```java ````
    private mutating func readFence(_ line: Int, _ range: SourceRange, _ run: Int) -> Int {
        var close = line + 1
        while close < text.lineCount {
            let bytes = text.slice(format.trimmed(close))
            if bytes.count >= run, bytes.allSatisfy({ $0 == UInt8(ascii: "`") }) { break }
            close += 1
        }
        let info = SourceRange(range.lower + run, range.upper)
        let word = text.slice(info).prefix { $0 != 0x20 && $0 != UInt8(ascii: ",") }
        pending = Attributes(
            line: range, info: info, isSource: true, isLiteral: false,
            language: SourceRange(word.startIndex, word.endIndex))
        add(
            line + 1..<close, head: range,
            end: close < text.lineCount ? format.trimmed(close).upper : text.count)
        pending = nil
        return close + 1
    }

    /// Lines up to a blank one, under `[source]`.
    private mutating func readParagraph(_ line: Int) -> Int {
        var end = line
        while end < text.lineCount, !format.isBlank(end) { end += 1 }
        add(line..<end, head: format.trimmed(line), end: text.line(end - 1).upper)
        return end
    }

    private mutating func add(_ lines: Range<Int>, head: SourceRange, end: Int) {
        let said = pending?.language ?? SourceRange(at: head.upper)
        let isSource = pending?.isSource == true
        format.addCode(
            head: pending?.line ?? head, info: pending?.info ?? SourceRange(at: head.upper),
            language: said.isEmpty && isSource && !language.isEmpty ? language : said,
            lines: lines.filter { !isConditional($0) }.map(codeLine), end: end)
    }

    /// `ifdef::x[]` and its kin, which are read before code is.
    private func isConditional(_ line: Int) -> Bool {
        let bytes = text.slice(text.line(line))
        return ["ifdef::", "ifndef::", "ifeval::", "endif::"].contains { bytes.starts(with: $0.utf8) }
    }

    /// A line without the numbers of callouts at its end: `<1>`, `<.>`, `<!--1-->`.
    private func codeLine(_ line: Int) -> SourceRange {
        var range = format.trimmed(line)
        range.lower = text.line(line).lower
        var found = false
        while range.upper > range.lower, text.bytes[range.upper - 1] == UInt8(ascii: ">"),
            let open = text.slice(range).lastIndex(of: UInt8(ascii: "<"))
        {
            let inner = text.string(SourceRange(open + 1, range.upper - 1))
            let number =
                inner.hasPrefix("!--") && inner.hasSuffix("--") ? inner.dropFirst(3).dropLast(2) : inner[...]
            guard !number.isEmpty, number == "." || number.allSatisfy({ ("0"..."9").contains($0) }),
                open == range.lower || " \t>".utf8.contains(text.bytes[open - 1])
            else { break }
            found = true
            range.upper = open
            while range.upper > range.lower, text.bytes[range.upper - 1] == 0x20 { range.upper -= 1 }
        }
        return found ? range : text.fullLine(line)
    }

    // MARK: Attributes

    /// `[source,java]`, `[,java]`, `[source%linenums,java,subs="attributes"]`
    private mutating func readAttributes(_ range: SourceRange) {
        guard text.bytes[range.upper - 1] == UInt8(ascii: "]"), range.count > 2 else {
            pending = nil
            return
        }
        let info = SourceRange(range.lower + 1, range.upper - 1)
        // An anchor stands before the attributes or behind them.
        if text.bytes[info.lower] == UInt8(ascii: "[") { return }
        let values = positional(info)
        let style = values.first.map { text.string($0) } ?? ""
        let word = style.prefix { !"%#.".contains($0) }
        let isSource = word == "source" || word.isEmpty && values.count > 1 && style.isEmpty
        // Roles and ids beside the style of a block stand on a line of their own.
        if !isSource, word.isEmpty || style.contains("="), pending?.isSource == true { return }
        pending = Attributes(
            line: range, info: info, isSource: isSource, isLiteral: word == "literal" || word == "stem",
            language: isSource && values.count > 1 ? values[1] : SourceRange(at: info.upper))
    }

    /// The values without a name, without white space around them.
    private func positional(_ range: SourceRange) -> [SourceRange] {
        var found: [SourceRange] = []
        var lower = range.lower
        var isQuoted = false
        for place in range.lower...range.upper {
            if place < range.upper, text.bytes[place] == UInt8(ascii: "\"") { isQuoted.toggle() }
            guard place == range.upper || !isQuoted && text.bytes[place] == UInt8(ascii: ",") else {
                continue
            }
            var value = SourceRange(lower, place)
            while value.lower < value.upper, text.bytes[value.lower] == 0x20 { value.lower += 1 }
            while value.upper > value.lower, text.bytes[value.upper - 1] == 0x20 { value.upper -= 1 }
            if !text.slice(value).contains(UInt8(ascii: "=")) { found.append(value) }
            lower = place + 1
        }
        return found
    }

    private mutating func readDocumentAttribute(_ range: SourceRange) {
        let name = ":source-language:"
        guard text.slice(range).starts(with: name.utf8) else { return }
        var value = SourceRange(range.lower + name.utf8.count, range.upper)
        while value.lower < value.upper, text.bytes[value.lower] == 0x20 { value.lower += 1 }
        language = value
    }
}
