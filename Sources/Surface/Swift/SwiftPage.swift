import Model
import Snippets

/// The Swift of a page: what its snippets import, declare and tell of names, for all of them and for its code spans.
struct SwiftPage {
    private(set) var uses: [(Snippet, SwiftUses)] = []
    private var imports: Set<String> = []
    private var ambient: [String: KnownType] = [:]
    private var shadows = Shadows()
    /// Whether names are written with slashes, as DocC does.
    private var hasSlashes = false

    init() {}

    init(_ document: Document, _ view: SurfaceView, _ shadows: Shadows) {
        self.shadows = shadows
        hasSlashes = document.dialect == .docc
        let snippets = document.snippets.filter { Self.isSwift($0.label) }
        for snippet in snippets {
            self.shadows.add(Shadows.ofSwift(snippet.code))
            imports.formUnion(SwiftUses.imports(of: snippet.code))
        }
        var doubtful: Set<String> = []
        for snippet in snippets {
            let use = SwiftUses(snippet.code, view, form: .snippet, imports: imports, shadows: self.shadows)
            uses.append((snippet, use))
            for (name, type) in use.told {
                if let other = ambient.updateValue(type, forKey: name), other != type {
                    doubtful.insert(name)
                }
            }
        }
        for name in doubtful { ambient[name] = nil }
        guard !ambient.isEmpty else { return }
        for (place, (snippet, _)) in uses.enumerated() {
            uses[place].1 = SwiftUses(
                snippet.code, view, form: .snippet, imports: imports, ambient: ambient, shadows: self.shadows)
        }
    }

    /// What a code span names.
    func mentions(in text: [UInt8], _ view: SurfaceView) -> [Mention] {
        var code = text
        if hasSlashes {
            code = text.map { $0 == UInt8(ascii: "/") ? UInt8(ascii: ".") : $0 }
        }
        guard Self.mayName(code[...]) else { return [] }
        if code.first == UInt8(ascii: "@") { code[0] = 0x20 }
        let written = String(decoding: text, as: UTF8.self)
        if let name = CompoundName(code) {
            if shadows.members.contains(name.base) { return [] }
            let arguments = Arguments(labels: name.labels, isName: true)
            return [
                Mention(
                    .loose(base: name.base, arguments: arguments), form: .codeSpan,
                    name: Mention.Stretch(0, code.count), written: written, imports: imports)
            ]
        }
        return SwiftUses(
            code, view, form: .codeSpan, imports: imports, ambient: ambient, shadows: shadows
        ).mentions.map { mention in
            var mention = mention
            mention.written = written
            return mention
        }
    }

    /// Whether a code span can hold the name of a type or a member.
    private static func mayName(_ text: ArraySlice<UInt8>) -> Bool {
        guard let first = text.first(where: { $0 != UInt8(ascii: "@") }),
            (0x41...0x5A).contains(first) || (0x61...0x7A).contains(first)
        else { return false }
        // A sentence, a path or a calculation is none; the arguments of a call may hold everything.
        return text.prefix { $0 != UInt8(ascii: "(") }.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || "_.<>?!@".utf8.contains(byte)
        }
            && !Self.files.contains {
                text.elementsEqual($0.utf8) || text.suffix($0.utf8.count).elementsEqual($0.utf8)
            }
    }

    /// How names of files end, which look like members.
    private static let files = [
        ".swift", ".json", ".md", ".yml", ".yaml", ".resolved", ".sh", ".txt", ".plist",
    ]

    private static func isSwift(_ label: String) -> Bool { ["swift", "swift6"].contains(label.lowercased()) }
}

/// A name with labels and nothing before it: `connect(host:port:)`.
private struct CompoundName {
    var base: String
    var labels: [String]

    init?(_ code: [UInt8]) {
        let text = String(decoding: code, as: UTF8.self)
        guard let open = text.firstIndex(of: "("), text.hasSuffix(":)") else { return nil }
        base = String(text[..<open])
        let inner = text[text.index(after: open)...].dropLast(2)
        labels = inner.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard let first = base.first, first.isLowercase, base.allSatisfy(Self.isWord), base != "init",
            labels.allSatisfy({ !$0.isEmpty && $0.allSatisfy(Self.isWord) })
        else { return nil }
    }

    private static func isWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || character == "_"
    }
}

extension SwiftUses {
    /// The modules that lines of the code import.
    static func imports(of code: [UInt8]) -> Set<String> {
        var modules: Set<String> = []
        for line in code.split(separator: 0x0A) {
            var words = line.split(separator: 0x20)[...]
            while let word = words.first, word.first == UInt8(ascii: "@") || word.elementsEqual("public".utf8)
            {
                words.removeFirst()
            }
            guard let first = words.first, first.elementsEqual("import".utf8), let last = words.last else {
                continue
            }
            modules.insert(String(decoding: last.prefix { $0 != UInt8(ascii: ".") }, as: UTF8.self))
        }
        return modules
    }
}
