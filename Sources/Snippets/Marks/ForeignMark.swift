import Model

/// What a comment of another tool says of snippets.
enum ForeignMark {
    /// It is for the next snippet.
    case next(SnippetMark)
    /// It is for every snippet up to the comment that ends it.
    case begin(SnippetMark)
    case end

    /// - Parameter content: what stands between the markers of the comment.
    init?(_ content: ArraySlice<UInt8>) {
        // Most comments begin with none of these.
        let trimmed = content.drop { MarkWords.isSpace($0) || $0 == UInt8(ascii: "-") }
        guard let first = trimmed.first, "$psegEi".utf8.contains(first) else { return nil }
        let words = String(decoding: trimmed.prefix(2_000), as: UTF8.self)
        let made =
            Self.ocaml(words) ?? Self.pytestCodeblocks(words) ?? Self.phmdoctest(words) ?? Self.sybil(words)
            ?? Self.example(words)
        guard let made else { return nil }
        self = made
    }

    /// OCaml mdx: `$MDX skip, env=e1`.
    private static func ocaml(_ words: String) -> ForeignMark? {
        guard words.hasPrefix("$MDX ") else { return nil }
        var mark = SnippetMark()
        var file: String?
        var part: String?
        for word in words.dropFirst(5).split(whereSeparator: { $0.isWhitespace || $0 == "," }) {
            let pair = word.split(separator: "=", maxSplits: 1).map(String.init)
            switch (pair[0], pair.count > 1 ? pair[1] : nil) {
            case ("skip", nil): mark.skip = SnippetMark.Skip(by: "$MDX skip")
            case ("env", let name?): mark.session = name
            case ("file", let path?): file = path
            case ("part", let name?): part = name
            case ("non-deterministic", _), ("non-deterministic=output", _):
                mark.comparison = OutputComparison.none
            default:
                if word.hasPrefix("version"), let condition = version(word.dropFirst(7)) {
                    mark.versions.append(condition)
                }
            }
        }
        mark.copy = file.map { CopySource(path: $0, part: part) }
        return .next(mark, .ocamlMDX)
    }

    private static func version(_ text: Substring) -> VersionCondition? {
        let sign = text.prefix { "<>=!".contains($0) }
        guard let relation = VersionCondition.Relation(rawValue: sign == "<>" ? "!=" : String(sign)),
            let numbers = VersionCondition.numbers(text.dropFirst(sign.count))
        else { return nil }
        return VersionCondition(relation, numbers)
    }

    /// `pytest-codeblocks:cont`
    private static func pytestCodeblocks(_ words: String) -> ForeignMark? {
        for start in ["pytest-codeblocks:", "pytest.mark."] where words.hasPrefix(start) {
            let word = words.dropFirst(start.count).prefix { !$0.isWhitespace }
            var mark = SnippetMark()
            switch word.prefix(while: { $0 != "(" }) {
            case "cont", "cont-nofollow": mark.continues = true
            case "skip", "skipif", "skipfile", "xfail":
                mark.skip = SnippetMark.Skip(by: "\(start)\(word)")
            case "expected-output", "expected-output-ignore-whitespace": mark.isOutput = true
            case "expect-exception", "expect-error":
                mark.failure = ExpectedFailure(by: "\(start)\(word)", .run)
            default: return nil
            }
            return .next(mark, .pytestCodeblocks)
        }
        return nil
    }

    /// `phmdoctest-skip`
    private static func phmdoctest(_ words: String) -> ForeignMark? {
        guard words.hasPrefix("phmdoctest-") else { return nil }
        let word = words.dropFirst(11).prefix { !$0.isWhitespace }
        var mark = SnippetMark()
        switch word {
        case "skip", "mark.skip": mark.skip = SnippetMark.Skip(by: "phmdoctest-\(word)")
        case "setup": mark.isSetup = true
        case "share-names": mark.continues = false
        default: return nil
        }
        return .next(mark, .phmdoctest)
    }

    /// Sybil and doccmd: `skip: next`, `skip doccmd[all]: start`, `skip: end`, `group doccmd[x]: start`; eslint:
    /// `eslint-skip`.
    private static func sybil(_ words: String) -> ForeignMark? {
        let line = words.prefix { !$0.isNewline }
        if line.hasPrefix("eslint-skip") {
            var mark = SnippetMark()
            mark.skip = SnippetMark.Skip(by: "eslint-skip")
            return .next(mark, .common)
        }
        guard line.hasPrefix("skip") || line.hasPrefix("group"), let colon = line.firstIndex(of: ":") else {
            return nil
        }
        let name = line[..<colon]
        guard name == "skip" || name.hasPrefix("skip doccmd[") || name.hasPrefix("group doccmd[") else {
            return nil
        }
        let action = line[line.index(after: colon)...].drop(while: \.isWhitespace)
        var mark = SnippetMark()
        if name.hasPrefix("group") {
            mark.group = String(name.dropFirst(6))
        } else {
            let reason = action.split(separator: "(", maxSplits: 1).dropFirst().first ?? ""
            mark.skip = SnippetMark.Skip(
                by: "\(name): \(action.prefix { $0.isLetter })", because: String(reason.prefix { $0 != ")" }))
        }
        mark.add(.sybil)
        switch action.prefix(while: \.isLetter) {
        case "next": return .next(mark)
        case "start": return .begin(mark)
        case "end": return .end
        default: return nil
        }
    }

    /// The C# standard: `Example: {template:"…", expectedErrors:["CS0266"]}`.
    private static func example(_ words: String) -> ForeignMark? {
        guard words.hasPrefix("Example: {"), let list = words.firstRange(of: "expectedErrors:[") else {
            return nil
        }
        let codes = words[list.upperBound...].prefix { $0 != "]" }.split(separator: ",")
            .map { $0.filter { $0.isLetter || $0.isNumber } }
        guard !codes.isEmpty else { return nil }
        var mark = SnippetMark()
        mark.failure = ExpectedFailure(
            by: "expectedErrors", errors: codes.map { ExpectedError(code: String($0)) })
        return .next(mark, .common)
    }

    private static func next(_ mark: SnippetMark, _ convention: MarkConvention) -> ForeignMark {
        var mark = mark
        mark.add(convention)
        return .next(mark)
    }
}
