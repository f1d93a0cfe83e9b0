import Model

/// A fence that is a directive of MyST or Sphinx: ```` ```{code-block} python ````, ```` ```{literalinclude} x.py ````.
struct FenceDirective {
    let name: String
    /// What stands behind the braces.
    private let argument: SourceRange
    private(set) var options: [String: String] = [:]
    /// How many of the first lines say options, and are no code.
    private(set) var optionLines = 0

    /// Nil where the fence is none.
    init?(_ block: CodeBlock, _ lines: ArraySlice<Segment>, in text: SourceText) {
        let info = text.slice(block.info)
        guard info.first == UInt8(ascii: "{"), let close = info.firstIndex(of: UInt8(ascii: "}")) else {
            return nil
        }
        name = text.string(SourceRange(block.info.lower + 1, close))
        guard Self.names.contains(name) else { return nil }
        var lower = close + 1
        while lower < block.info.upper, text.bytes[lower] == 0x20 { lower += 1 }
        argument = SourceRange(lower, block.info.upper)
        readOptions(lines, text)
    }

    private static let names: Set<String> = [
        "code-block", "code", "code-cell", "sourcecode", "literalinclude",
    ]

    private mutating func readOptions(_ lines: ArraySlice<Segment>, _ text: SourceText) {
        for segment in lines {
            let line = text.string(segment.range).drop(while: \.isWhitespace)
            guard line.hasPrefix(":"), let colon = line.dropFirst().firstIndex(of: ":"),
                !line[..<colon].contains(" ")
            else { break }
            let value = line[line.index(after: colon)...].drop(while: \.isWhitespace)
            options[String(line[line.index(after: line.startIndex)..<colon])] =
                String(value.reversed().drop(while: \.isWhitespace).reversed())
            optionLines += 1
        }
        // A blank line parts options from code.
        if optionLines > 0, let next = lines.dropFirst(optionLines).first,
            text.slice(next.range).allSatisfy({ [0x20, 0x0A, 0x0D].contains($0) })
        {
            optionLines += 1
        }
    }

    var language: String { options["language"] ?? "" }

    /// The file that it shows; nil where the code stands in the page.
    func inclusion(on page: String, in text: SourceText) -> PlacedInclusion? {
        guard name == "literalinclude", !argument.isEmpty else { return nil }
        return PlacedInclusion(
            Inclusion(
                .sphinx, page: page, path: text.string(argument), part: IncludePart(literalInclude: options)),
            at: argument)
    }
}

extension IncludePart {
    /// What the options of Sphinx's `literalinclude` say.
    ///
    /// Source: the directive's section in Sphinx's reference of directives.
    init(literalInclude options: [String: String]) {
        self.init()
        symbol = options["pyobject"]
        var span = TextSpan()
        span.start = options["start-after"] ?? options["start-at"]
        span.includesStart = options["start-at"] != nil
        span.end = options["end-before"] ?? options["end-at"]
        span.includesEnd = options["end-at"] != nil
        if span.start != nil || span.end != nil { text = span }
        if let said = options["lines"] { lines = LineSpan.all(in: said) }
    }
}

extension IncludePart.LineSpan {
    /// Reads `1,3-5,10-`; what is none of these is left out.
    static func all(in text: String) -> [IncludePart.LineSpan] {
        text.split { $0 == "," || $0 == ";" }.compactMap { word in
            let ends = word.filter { $0 != " " }.replacing("..", with: "-")
                .split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2, let first = ends[0].isEmpty ? 1 : Int(ends[0]) else { return nil }
            return IncludePart.LineSpan(max(first, 1), ends.count > 1 ? Int(ends[1]) : first)
        }
    }
}
