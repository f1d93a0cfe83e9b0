/// `linguist-generated` and `linguist-vendored` of every path, read as gitattributes(5) says.
///
/// Only the repository's own files count, and not those of the user or the system: the same revision gives
/// the same answer everywhere.
struct Attributes {
    static let generated = "linguist-generated"
    static let vendored = "linguist-vendored"

    /// What a line says of an attribute.
    private enum State { case on, off, unset }

    private struct Assignment {
        var name: String
        var state: State
    }

    private struct Rule {
        var pattern: PathPattern
        var assignments: [Assignment]
    }

    private struct File {
        var folder: [UInt8]
        var rules: [Rule]
    }

    /// The nearer to a path the later.
    private var files: [File] = []
    private var macros: [String: [Assignment]] = [:]
    private let ignoresCase: Bool

    init(ignoresCase: Bool = false) { self.ignoresCase = ignoresCase }

    /// Whether no path has one of the two attributes.
    var isEmpty: Bool { files.isEmpty }

    /// Adds a file. Those of outer folders come before those of inner ones; only the outermost can define
    /// macros.
    ///
    /// - Parameter folder: the path of its folder with a `/` at its end; empty for the outermost.
    mutating func add(_ text: ArraySlice<UInt8>, folder: [UInt8]) {
        var rules: [Rule] = []
        for line in RuleText.lines(of: text) {
            guard let (head, rest) = Self.head(line), head.first != 0x21,
                let assignments = Self.assignments(rest)
            else { continue }
            let prefix = Array("[attr]".utf8)
            if head.starts(with: prefix) {
                if folder.isEmpty {
                    macros[String(decoding: head.dropFirst(prefix.count), as: UTF8.self)] = assignments
                }
                continue
            }
            let relevant = assignments.filter {
                $0.name == Self.generated || $0.name == Self.vendored || macros[$0.name] != nil
            }
            if !relevant.isEmpty {
                rules.append(
                    Rule(pattern: PathPattern(head[...], ignoresCase: ignoresCase), assignments: relevant))
            }
        }
        if !rules.isEmpty { files.append(File(folder: folder, rules: rules)) }
    }

    /// The two attributes of a file's path.
    func flags(of path: [UInt8]) -> (isGenerated: Bool, isVendored: Bool) {
        var states: [String: State] = [:]
        let name = (path.lastIndex(of: 0x2F) ?? -1) + 1
        for file in files.reversed() where path.starts(with: file.folder) {
            for rule in file.rules.reversed()
            where rule.pattern.matches(path, base: file.folder.count, name: name, isFolder: false) {
                settle(rule.assignments, into: &states)
            }
        }
        return (states[Self.generated] == .on, states[Self.vendored] == .on)
    }

    /// The first to speak of a name decides. A macro that is on speaks for what it holds.
    private func settle(_ assignments: [Assignment], into states: inout [String: State]) {
        for assignment in assignments.reversed() where states[assignment.name] == nil {
            states[assignment.name] = assignment.state
            if assignment.state == .on, let body = macros[assignment.name] { settle(body, into: &states) }
        }
    }

    /// The pattern of a line and what comes after it; nil for an empty line or a comment.
    private static func head(_ line: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
        let line = line.drop(while: isBlank)
        guard let first = line.first, first != 0x23 else { return nil }
        if first == 0x22, let quoted = unquoted(line) { return quoted }
        let head = line.prefix { !isBlank($0) }
        return (Array(head), line[head.endIndex...])
    }

    /// What a line says; nil where it has a name that no attribute can have, for then Git drops the line.
    private static func assignments(_ text: ArraySlice<UInt8>) -> [Assignment]? {
        var assignments: [Assignment] = []
        for word in text.split(whereSeparator: isBlank) {
            let equals = word.firstIndex(of: 0x3D) ?? word.endIndex
            var name = word[..<equals]
            var state = word[equals...].elementsEqual("=false".utf8) ? State.off : .on
            if word.first == 0x2D || word.first == 0x21 {
                state = word.first == 0x2D ? .off : .unset
                name.removeFirst()
            }
            guard isName(name) else { return nil }
            assignments.append(Assignment(name: string(name), state: state))
        }
        return assignments
    }

    private static func isName(_ name: ArraySlice<UInt8>) -> Bool {
        guard let first = name.first, first != 0x2D, !name.starts(with: "builtin_".utf8) else { return false }
        return name.allSatisfy { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
            default: false
            }
        }
    }

    /// A pattern in double quotes, written as in C.
    private static func unquoted(_ line: ArraySlice<UInt8>) -> ([UInt8], ArraySlice<UInt8>)? {
        let escapes: [UInt8: UInt8] = [
            0x61: 7, 0x62: 8, 0x66: 12, 0x6E: 10, 0x72: 13, 0x74: 9, 0x76: 11, 0x5C: 0x5C, 0x22: 0x22,
        ]
        var out: [UInt8] = []
        var rest = line.dropFirst()
        while let byte = rest.popFirst() {
            if byte == 0x22 { return (out, rest) }
            guard byte == 0x5C else {
                out.append(byte)
                continue
            }
            guard let escaped = rest.first else { return nil }
            if let single = escapes[escaped] {
                out.append(single)
                rest.removeFirst()
            } else {
                let digits = rest.prefix(3)
                guard digits.count == 3, digits.allSatisfy({ (0x30...0x37).contains($0) }) else { return nil }
                out.append(digits.reduce(0) { $0 &<< 3 | ($1 & 7) })
                rest = rest.dropFirst(3)
            }
        }
        return nil
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }

    private static func string(_ bytes: ArraySlice<UInt8>) -> String {
        String(decoding: bytes, as: UTF8.self)
    }
}

extension Listing {
    /// Marks what the attributes call generated or vendored.
    mutating func mark(with attributes: Attributes) {
        guard !attributes.isEmpty else { return }
        for index in entries.indices {
            let flags = attributes.flags(of: entries[index].pathBytes)
            entries[index].isGenerated = flags.isGenerated
            entries[index].isVendored = flags.isVendored
        }
    }
}
