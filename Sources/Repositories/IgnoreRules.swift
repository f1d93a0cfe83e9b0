/// The patterns of one `.gitignore`, read as gitignore(5) says.
struct IgnoreFile {
    private struct Rule {
        var pattern: PathPattern
        var isNegated: Bool
    }

    private var rules: [Rule] = []
    /// How many bytes of a path are the folder that the file stands in, with its `/`.
    private let base: Int

    init(_ text: ArraySlice<UInt8>, base: Int, ignoresCase: Bool) {
        self.base = base
        for line in RuleText.lines(of: text) where line.first != 0x23 {
            var line = Self.trimmed(line)
            let isNegated = line.first == 0x21
            if isNegated { line.removeFirst() }
            guard !line.isEmpty else { continue }
            rules.append(Rule(pattern: PathPattern(line, ignoresCase: ignoresCase), isNegated: isNegated))
        }
    }

    var isEmpty: Bool { rules.isEmpty }

    /// What the file says of a path: the last pattern that fits decides; nil where none does.
    func isIgnored(_ path: [UInt8], name: Int, isFolder: Bool) -> Bool? {
        for rule in rules.reversed()
        where rule.pattern.matches(path, base: base, name: name, isFolder: isFolder) {
            return !rule.isNegated
        }
        return nil
    }

    /// Without spaces at the end, unless a backslash stands before them.
    private static func trimmed(_ line: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var end = line.startIndex
        var index = line.startIndex
        while index < line.endIndex {
            if line[index] == 0x5C {
                index += 2
                end = min(index, line.endIndex)
            } else {
                if line[index] != 0x20 { end = index + 1 }
                index += 1
            }
        }
        return line[..<end]
    }
}

/// The ignore files that hold for one folder: the last one speaks first.
struct IgnoreRules {
    private var files: [IgnoreFile] = []

    mutating func push(_ file: IgnoreFile) { files.append(file) }

    mutating func pop() { files.removeLast() }

    func isIgnored(_ path: [UInt8], name: Int, isFolder: Bool) -> Bool {
        for file in files.reversed() {
            if let answer = file.isIgnored(path, name: name, isFolder: isFolder) { return answer }
        }
        return false
    }
}

/// What `.gitignore` and `.gitattributes` have in common: lines.
enum RuleText {
    /// The lines without their endings, and without a byte order mark.
    static func lines(of text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        let body = text.starts(with: [0xEF, 0xBB, 0xBF]) ? text.dropFirst(3) : text
        return body.split(separator: 0x0A).map { $0.last == 0x0D ? $0.dropLast() : $0 }
    }
}
