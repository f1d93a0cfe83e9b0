import Model

/// Finds the pairs of `"dependencies": { … }` in JSON that is not whole: with elisions, or cut off.
struct LooseJSON {
    private let code: CodeTokens

    init(_ bytes: [UInt8]) { code = CodeTokens(bytes, .swift) }

    var references: [Reference] {
        let tokens = code.tokens
        var references: [Reference] = []
        for place in tokens.indices.dropLast(2)
        where tokens[place].kind == .string && tokens[place + 1].isMark(":") && tokens[place + 2].isMark("{")
        {
            let isForTests = tokens[place].text == "devDependencies"
            guard tokens[place].text == "dependencies" || isForTests else { continue }
            let end = code.end(ofBracketAt: place + 2) ?? tokens.count
            for pair in (place + 3)..<max(place + 3, end - 2)
            where tokens[pair].kind == .string && tokens[pair + 1].isMark(":")
                && tokens[pair + 2].kind == .string
            {
                references.append(
                    Reference(
                        .dependency, .npm, tokens[pair].text, requirement: tokens[pair + 2].text,
                        syntax: .npm,
                        scope: isForTests ? .development : .direct,
                        range: SourceRange(tokens[pair].range.lower, tokens[pair + 2].range.upper),
                        requirementRange: tokens[pair + 2].inner))
            }
        }
        return references
    }
}
