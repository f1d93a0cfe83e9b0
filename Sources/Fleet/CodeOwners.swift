package import Model

/// A CODEOWNERS file, in GitHub's or in GitLab's dialect.
///
/// Sources of the format: "About code owners" of GitHub's documentation, and "Code Owners syntax and error handling" of
/// GitLab's. In both the last line that fits wins, in GitLab's within each section, and the sections add up.
package struct CodeOwners: Sendable {
    /// Whose rules a file follows.
    package enum Dialect: Hashable, Sendable { case github, gitlab }

    /// What a file says of a path.
    package enum Answer: Hashable, Sendable {
        case owners([String])
        /// A line fits and names nobody, which is how ownership is taken away on purpose.
        case nobody(line: Int)
        case noRule
    }

    /// A line that cannot be read.
    package struct BadLine: Hashable, Sendable {
        /// Counted from 1.
        package var line: Int
        package var text: String
        /// What is wrong, as a clause.
        package var reason: String
    }

    struct Rule: Sendable {
        var line: Int
        var glob: OwnerPattern
        var owners: [String]
        var isExclusion = false
    }

    struct Section: Sendable {
        var defaults: [String] = []
        var rules: [Rule] = []
    }

    package let dialect: Dialect
    package private(set) var badLines: [BadLine] = []
    private(set) var sections: [Section] = [Section()]

    /// Where such a file may be, the first that is there counts.
    package static let places = [".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"]

    /// - Parameter path: where the file stands; nil to tell the dialect from the text alone.
    package init(_ text: SourceText, path: String?) {
        var lines: [String] = []
        for line in 0..<text.lineCount { lines.append(text.string(text.line(line))) }
        if path?.hasPrefix(".github/") == true {
            dialect = .github
        } else if path?.hasPrefix(".gitlab/") == true {
            dialect = .gitlab
        } else {
            dialect = lines.contains { Self.heading($0) != nil } ? .gitlab : .github
        }
        for (index, line) in lines.enumerated() { read(line, index + 1) }
    }

    private mutating func read(_ written: String, _ number: Int) {
        let line = written.trimming()
        if line.isEmpty || line.hasPrefix("#") { return }
        if dialect == .gitlab, let section = Self.heading(line) {
            sections.append(Section(defaults: section))
            return
        }
        var words = Self.words(of: line, dialect)
        guard !words.isEmpty else { return }
        var pattern = words.removeFirst()
        var isExclusion = false
        if pattern.hasPrefix("!") {
            guard dialect == .gitlab else {
                return note(number, line, "`!` cannot take files out here")
            }
            isExclusion = true
            pattern.removeFirst()
        }
        if dialect == .github, pattern.contains("[") {
            return note(number, line, "`[ ]` cannot be used in a pattern here")
        }
        if dialect == .github, pattern.hasPrefix("\\#") {
            return note(number, line, "a pattern cannot begin with `#`, not even with a `\\` before it")
        }
        for owner in words where !Self.isOwner(owner, dialect) {
            note(number, line, "`\(owner)` is no user, team or mail address")
        }
        let owners = words.filter { Self.isOwner($0, dialect) }
        // A line whose owners are all mistakes gives nobody a file and takes none away.
        if owners.isEmpty, !words.isEmpty { return }
        sections[sections.count - 1].rules.append(
            Rule(
                line: number, glob: OwnerPattern(pattern, dialect), owners: owners, isExclusion: isExclusion))
    }

    private mutating func note(_ line: Int, _ text: String, _ reason: String) {
        badLines.append(BadLine(line: line, text: text, reason: reason))
    }

    /// Who owns a path.
    package func owners(of path: String) -> Answer {
        var owners: [String] = []
        var nobody: Int?
        for section in sections {
            guard let rule = section.rules.last(where: { !$0.isExclusion && $0.glob.matches(path) }),
                !section.rules.contains(where: { $0.isExclusion && $0.glob.matches(path) })
            else { continue }
            let found = rule.owners.isEmpty && dialect == .gitlab ? section.defaults : rule.owners
            if found.isEmpty { nobody = nobody ?? rule.line }
            for owner in found where !owners.contains(owner) { owners.append(owner) }
        }
        if !owners.isEmpty { return .owners(owners) }
        return nobody.map { .nobody(line: $0) } ?? .noRule
    }

    /// The default owners of a section heading, `^[Name][2] @owner`; nil where the line is none.
    private static func heading(_ line: String) -> [String]? {
        var rest = line.trimming()[...]
        if rest.first == "^" { rest.removeFirst() }
        guard rest.first == "[", let close = rest.firstIndex(of: "]") else { return nil }
        let name = rest[rest.index(after: rest.startIndex)..<close]
        // `[a-z]*.md @team` begins with a set of characters.
        guard !name.isEmpty else { return nil }
        rest = rest[rest.index(after: close)...]
        if rest.first == "[" {
            guard let end = rest.firstIndex(of: "]"),
                rest[rest.index(after: rest.startIndex)..<end].allSatisfy(\.isNumber)
            else { return nil }
            rest = rest[rest.index(after: end)...]
        }
        guard rest.isEmpty || rest.first == " " || rest.first == "\t" else { return nil }
        return rest.split(whereSeparator: { $0 == " " || $0 == "\t" }).prefix { !$0.hasPrefix("#") }.map(
            String.init)
    }

    /// The words of a line; `\ ` is a space of a pattern, and ` #` begins a comment.
    private static func words(of line: String, _ dialect: Dialect) -> [String] {
        var words: [String] = []
        var word = ""
        var characters = line.makeIterator()
        while let character = characters.next() {
            switch character {
            case "\\":
                guard let next = characters.next() else { break }
                if next == " " { word.append(" ") } else { word += "\\" + String(next) }
            case " ", "\t":
                if !word.isEmpty { words.append(word) }
                word = ""
            case "#" where word.isEmpty: return words
            default: word.append(character)
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func isOwner(_ word: String, _ dialect: Dialect) -> Bool {
        if word.hasPrefix("@@") {
            let role = word.dropFirst(2)
            return dialect == .gitlab
                && ["developer", "developers", "maintainer", "maintainers", "owner", "owners"].contains(role)
        }
        if word.hasPrefix("@") {
            let name = word.dropFirst()
            return !name.isEmpty && !name.hasPrefix("/") && !name.hasSuffix("/")
                && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x40 && $0 != 0x2C }
        }
        let parts = word.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && parts[1].contains(".")
    }
}

extension String {
    /// The text without spaces, tabs and line endings at its ends.
    func trimming() -> String {
        let isSpace = { (character: Character) in character.isWhitespace }
        return String(drop(while: isSpace).reversed().drop(while: isSpace).reversed())
    }
}
