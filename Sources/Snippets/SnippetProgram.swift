package import Model

/// One file that a compiler takes, put together from snippets of a page.
package struct SnippetProgram: Sendable {
    /// A run of lines that stand one below the other in the program and in a file of the repository.
    package struct Run: Hashable, Sendable {
        /// The first line in the program, counted from 1.
        package var line: Int
        package var count: Int
        /// The page, or the file that the page takes the code in from.
        package var path: String
        /// The line there and the column at which its code begins, counted from 1.
        package var sourceLine: Int
        package var sourceColumn: Int
    }

    /// What it is called in its page: `line_12`, `group_counter`.
    package var name: String
    /// The language as the page writes it.
    package var label: String
    package private(set) var code: [UInt8] = []
    package private(set) var runs: [Run] = []
    /// The places of its snippets among those of the page.
    package private(set) var parts: [Int] = []

    fileprivate init(name: String, label: String) {
        self.name = name
        self.label = label
    }

    fileprivate mutating func append(
        _ snippet: Snippet, _ place: Int, on page: Document, _ resolver: inout IncludeResolver
    ) {
        parts.append(place)
        let expansion = Expansion(of: snippet.code, snippet.inclusions, &resolver)
        let text = SourceText(expansion.code)
        var line = code.reduce(1) { $1 == 0x0A ? $0 + 1 : $0 }
        for index in 0..<text.lineCount where !text.fullLine(index).isEmpty {
            let start = text.line(index).lower
            if let origin = expansion.origin(of: start), let bytes = resolver.bytes(of: origin.path) {
                note(line, origin.path, SourceText(bytes), origin.offset)
            } else {
                let source = snippet.map.source(of: expansion.map.source(of: SourceRange(at: start)))
                note(line, page.path, page.text, source.lower)
            }
            line += 1
        }
        code += expansion.code
        if let last = code.last, last != 0x0A { code.append(0x0A) }
    }

    private mutating func note(_ line: Int, _ path: String, _ text: SourceText, _ offset: Int) {
        let row = text.line(at: min(offset, text.count))
        let before = text.string(
            SourceRange(text.line(row).lower, min(max(offset, text.line(row).lower), text.count)))
        let column = before.unicodeScalars.count + 1
        if let last = runs.last, last.path == path, last.sourceColumn == column,
            last.line + last.count == line, last.sourceLine + last.count == row + 1
        {
            runs[runs.count - 1].count += 1
        } else {
            runs.append(Run(line: line, count: 1, path: path, sourceLine: row + 1, sourceColumn: column))
        }
    }

    // MARK: Programs of a page

    /// Puts the snippets of a page together: those of one group or session into one program, set-up first.
    ///
    /// - Parameters:
    ///   - snippets: all of the page, in order.
    ///   - isWanted: whether a snippet is code that somebody wants to compile.
    ///   - language: the name of a language, whatever it is called on the page.
    package static func all(
        of snippets: [Snippet], on page: Document, _ resolver: inout IncludeResolver,
        language: (String) -> String, isWanted: (Snippet) -> Bool
    ) -> [SnippetProgram] {
        var programs: [SnippetProgram] = []
        var members: [[Int]] = []
        var places: [String: Int] = [:]
        var latest: [String: Int] = [:]
        let wanted = snippets.indices.filter { isWanted(snippets[$0]) && snippets[$0].mark.skip == nil }
        let setup = wanted.filter { isPageSetup(snippets[$0].mark) }
        for place in wanted where !setup.contains(place) {
            let snippet = snippets[place]
            let own = language(snippet.language)
            let mark = snippet.mark
            let shared = mark.group.map { "group_" + $0 } ?? mark.session.map { "session_" + $0 }
            if let shared, !mark.isStandalone {
                if let known = places[shared + "\n" + own] {
                    members[known].append(place)
                    continue
                }
                places[shared + "\n" + own] = programs.count
            } else if mark.continues, let known = latest[own] {
                members[known].append(place)
                continue
            }
            latest[own] = programs.count
            let line = page.text.line(at: snippet.range.lower) + 1
            let name = shared.map(fileName) ?? "line_\(line)"
            let equals = programs.count { $0.name == name || $0.name.hasPrefix(name + "_") }
            programs.append(
                SnippetProgram(name: equals == 0 ? name : "\(name)_\(equals + 1)", label: snippet.language))
            members.append([place])
        }
        for index in programs.indices {
            let own = language(programs[index].label)
            let isAlone = members[index].contains { snippets[$0].mark.isStandalone }
            let before = isAlone ? [] : setup.filter { language(snippets[$0].language) == own }
            let inside = members[index].filter { snippets[$0].mark.isSetup }
            let rest = members[index].filter { !snippets[$0].mark.isSetup }
            for place in before + inside + rest {
                programs[index].append(snippets[place], place, on: page, &resolver)
            }
        }
        return programs
    }

    /// Whether code stands before all others of its page.
    private static func isPageSetup(_ mark: SnippetMark) -> Bool {
        mark.isSetup && mark.group == nil && mark.session == nil
    }

    /// A name of letters, digits and `_`.
    private static func fileName(_ text: String) -> String {
        var name = ""
        for character in text.prefix(80) {
            let isPlain = character.isASCII && (character.isLetter || character.isNumber)
            name.append(isPlain ? character : "_")
        }
        return name
    }
}
