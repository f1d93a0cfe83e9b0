package import Model

/// Characters that came of UTF-8 which was read as Windows-1252 or Latin-1 and written as UTF-8 again.
package struct Mojibake: Check {
    package static let id = "text.mojibake"
    package static let fixChanges = FixChanges.text

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .characters }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        guard let characters = facts.characters else { return }
        let runs = Self.runs(in: document.text, characters)
        guard !runs.isEmpty else { return }
        let isSubject = Self.speaksOfIt(document.text)
        for run in runs {
            let isCode = document.isCode(at: run.range.lower)
            if isSubject, isCode { continue }
            let written = document.text.string(run.range)
            verdict.add(
                Draft(
                    at: run.range, Self.garbled(written, run.meant), subject: written,
                    fixes: [
                        Fix(
                            title: Self.replace(run.meant), safety: isSubject || isCode ? .unsafe : .safe,
                            edits: [Edit(run.range, run.meant)])
                    ]))
        }
    }

    /// A garbled stretch, and what it was before.
    struct Run {
        var range: SourceRange
        var meant: String
    }

    /// All stretches that are garbled beyond doubt.
    static func runs(in text: SourceText, _ characters: RareCharacters) -> [Run] {
        var runs: [Run] = []
        var end = 0
        for offset in characters.doubled where offset >= end {
            guard let run = GarbledRun.read(text.bytes, at: offset) else { continue }
            runs.append(Run(range: run.range, meant: run.meant))
            end = run.range.upper
        }
        return runs
    }

    /// Whether a page is about encodings, which may show such text on purpose.
    private static func speaksOfIt(_ text: SourceText) -> Bool {
        let page = text.string(SourceRange(0, text.count)).lowercased()
        return page.contains("mojibake") || page.contains("1252") || page.contains("latin-1")
            || page.contains("8859") || page.contains("latin1")
    }

    private static func garbled(_ written: String, _ meant: String) -> String {
        "`\(shown(written))` is \(named(meant)) in a wrong encoding"
    }
    private static func replace(_ meant: String) -> String { "replace with \(named(meant))" }

    /// Control characters would not be seen in a message.
    private static func shown(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            let isHidden = (0x80...0xA0).contains(scalar.value) || scalar.value == 0xAD
            out += isHidden ? "<\(CharacterPlace.code(of: scalar))>" : String(scalar)
        }
        return out
    }

    private static func named(_ text: String) -> String {
        switch text {
        case "\u{A0}": "a no-break space"
        case "\u{FEFF}": "a byte order mark"
        case "\u{AD}": "a soft hyphen"
        default: "`\(shown(text))`"
        }
    }
}

extension [Mojibake.Run] {
    /// Whether an offset lies in one of them; they are in order.
    func cover(_ offset: Int) -> Bool {
        var low = 0
        var high = count
        while low < high {
            let middle = (low + high) / 2
            if self[middle].range.upper <= offset { low = middle + 1 } else { high = middle }
        }
        return low < count && self[low].range.contains(offset)
    }
}
