import Model

extension Language {
    /// Patches with hunks; lines that only begin with `+` and `-` say nothing that could be wrong.
    package static let diff = Language(
        id: "diff", name: "a patch", labels: ["patch", "udiff"], parser: .inProcess { DiffSyntax($0).fault }
    ) { code in
        code.hasLine(beginningWith: ["@@ -"]) ? [code] : []
    } reading: { code, _ in
        // A patch with lines left out is made to be read.
        let isCut = code.lines.contains { line in
            let text = String(decoding: code.slice(line), as: UTF8.self).filter { !" +-".contains($0) }
            return ["...", "…", "[...]", "//..."].contains(text)
        }
        return .wrong(isCut ? .possible : .likely)
    }
}

/// Reads a unified diff without keeping it: only whether its hunks are as long as they say.
struct DiffSyntax {
    private let code: Code

    init(_ bytes: [UInt8]) {
        code = Code(bytes)
    }

    /// Where the text is no patch; nil where it is.
    var fault: Fault? {
        let lines = code.lines
        var index = 0
        while index < lines.count {
            let line = lines[index]
            index += 1
            guard code.slice(line).starts(with: "@@ -".utf8) else { continue }
            guard let lengths = lengths(line) else {
                return Fault(at: line, "the head of a hunk is written `@@ -1,2 +1,3 @@`")
            }
            var (old, new) = lengths
            while old > 0 || new > 0 {
                // A hunk may be cut at the end; one that lacks lines in its middle is wrong.
                guard index < lines.count else { return nil }
                switch code.slice(lines[index]).first {
                case UInt8(ascii: "+"): new -= 1
                case UInt8(ascii: "-"): old -= 1
                case UInt8(ascii: " "), nil:
                    old -= 1
                    new -= 1
                case UInt8(ascii: "\\"): break
                default: return short(line, old, new)
                }
                index += 1
            }
            let isLong =
                old < 0 || new < 0
                || index < lines.count && "+- ".utf8.contains(code.slice(lines[index]).first ?? 0)
                    && !code.slice(lines[index]).starts(with: "--".utf8)
            if isLong { return Fault(at: line, "this hunk has more lines than its head says") }
        }
        return nil
    }

    private func short(_ head: SourceRange, _ old: Int, _ new: Int) -> Fault {
        Fault(at: head, "this hunk lacks \(max(old, new)) of the lines that its head says")
    }

    /// The numbers of old and new lines in `@@ -1,2 +1,3 @@`.
    private func lengths(_ line: SourceRange) -> (Int, Int)? {
        let words = String(decoding: code.slice(line), as: UTF8.self).split(separator: " ")
        guard words.count >= 4, words[3] == "@@", words[1].hasPrefix("-"), words[2].hasPrefix("+"),
            let old = length(words[1].dropFirst()), let new = length(words[2].dropFirst())
        else { return nil }
        return (old, new)
    }

    private func length(_ place: Substring) -> Int? {
        let parts = place.split(separator: ",", omittingEmptySubsequences: false)
        guard (1...2).contains(parts.count), let start = Int(parts[0]), start >= 0 else { return nil }
        return parts.count == 1 ? 1 : Int(parts[1]).flatMap { (0...1_000_000).contains($0) ? $0 : nil }
    }
}
