import Model
import Text

/// Finds out which snippets of a page go on with others, by the names that they define and use.
///
/// It reads lines and no grammar: a declaration is one that begins a line without indentation, as declarations for the
/// whole of a file do.
struct NameChains {
    /// The group that defined a name last.
    private var owners: [String: Int] = [:]
    private var declared: [Int: Set<String>] = [:]

    /// The group that a snippet goes on with; nil where it begins anew.
    func group(for code: String) -> Int? {
        let own = Self.declarations(code)
        let groups = Set(Self.names(in: code).subtracting(own).compactMap { owners[$0] })
        guard groups.count == 1, let group = groups.first else { return nil }
        return declared[group, default: []].isDisjoint(with: own) ? group : nil
    }

    mutating func add(_ code: String, to group: Int) {
        for name in Self.declarations(code) {
            owners[name] = group
            declared[group, default: []].insert(name)
        }
    }

    /// The names that code gives a meaning, at any depth, in any of the languages that share names over a page.
    static func definitions(_ code: String) -> Set<String> {
        // A call may change what it is called on.
        names(fitting: [keyword, assignment, imported, called], in: code)
    }

    /// The functions and classes that code defines.
    static func keywordDefinitions(_ code: String) -> Set<String> {
        names(fitting: [keyword], in: code)
    }

    /// The function or class that a line defines; nil where it defines none.
    static func definition(_ line: Substring) -> String? {
        keywordDefinitions(String(line)).first
    }

    /// The names that JavaScript declares for a whole file.
    static func declarations(_ code: String) -> Set<String> {
        names(fitting: [declaration, destructuring, moduleImport], in: code)
    }

    static func names(in code: String) -> Set<String> {
        Set(code.split { !($0.isLetter || $0.isNumber || $0 == "_" || $0 == "$") }.map(String.init))
    }

    /// The names in the first groups of patterns.
    private static func names(fitting patterns: [Pattern?], in code: String) -> Set<String> {
        let text = SearchText(code)
        let bytes = Array(code.utf8)
        var found: Set<String> = []
        for pattern in patterns {
            for match in (try? pattern?.matches(in: text)) ?? [] {
                guard let group = match.groups.first, let group else { continue }
                found.formUnion(names(in: String(decoding: bytes[group.lower..<group.upper], as: UTF8.self)))
            }
        }
        return found
    }

    private static let declaration = try? Pattern(
        #"(?m)^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:const|let|var|function\*?|class)\s+([\p{L}_$][\w$]*)"#
    )
    private static let destructuring = try? Pattern(#"(?m)^(?:const|let|var)\s*[{\[]([^=]*?)[}\]]\s*="#)
    private static let moduleImport = try? Pattern(#"(?m)^import\s+(.*?)\s+from\s"#)
    private static let keyword = try? Pattern(
        #"(?m)^[ \t]*(?:export\s+)?(?:async\s+)?(?:def|class|module|function\*?|const|let|var|struct)\s+(?:self\.)?([\w$]+)"#
    )
    private static let imported = try? Pattern(#"(?m)^[ \t]*(?:import|from|with)\s+(.*)$"#)
    /// What stands before a single `=`: `a, b = …`, `self.a = …`, `a += …`.
    private static let assignment = try? Pattern(
        #"(?m)^[ \t]*([^=()"'#\n]*?)\s*(?:\*\*|//|\|\||[-+*/|&%])?=(?![=>~])"#)
    private static let called = try? Pattern(#"(?m)^[ \t]*(?:await\s+)?\$?([\w$]+)[.\[]"#)
}
