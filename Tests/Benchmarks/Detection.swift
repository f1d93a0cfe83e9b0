// For folders, processes and JSON only.
import Foundation

/// How many of the mistakes that are put into right snippets are found, and on which line.
///
/// The snippets are those of a folder that pass. Each is given a mistake: a bracket, a quote or a semicolon is taken out,
/// or two letters of a keyword change places. The same seed gives the same mutants.
struct Detection {
    var docent: String
    /// How many snippets of a language are taken, and how many mutants of a kind are made of each.
    var snippets = 100
    var each = 1

    static let head = row([
        "language", "form", "mutant", "mutants", "found", "legal", "let by", "found %", "line %",
        "or parser's",
    ])

    /// A snippet that passes.
    private struct Sound {
        var label: String
        var language: String
        /// What was needed to take it; empty for a whole file.
        var form: String
        var code: [UInt8]
    }

    /// What became of a mutant.
    private struct Outcome {
        var mutant: Mutant
        var sound: Sound
        var form: String?
        /// The line that is named, counted from 1; nil where nothing is found.
        var line: Int?
    }

    func lines(_ folder: String) -> [String] {
        var random = Seed(state: 7)
        let sound = passing(folder)
        var lines: [String] = []
        for (language, all) in Dictionary(grouping: sound, by: \.language).sorted(by: { $0.key < $1.key }) {
            guard let grammar = MutantGrammar.all[language], all.count >= 10 else { continue }
            let chosen = all.shuffled(using: &random).prefix(snippets)
            var made: [(Sound, Mutant)] = []
            for snippet in chosen {
                for kind in Mutant.Kind.allCases {
                    let places = grammar.mutants(kind, of: snippet.code)
                    made += places.shuffled(using: &random).prefix(each).map { (snippet, $0) }
                }
            }
            lines += rows(language, judge(made))
        }
        return lines.isEmpty ? ["not measured, because no language has ten snippets that pass"] : lines
    }

    private func rows(_ language: String, _ outcomes: [Outcome]) -> [String] {
        let oracle = Oracle.all[language]
        var rows: [String] = []
        let kinds = Dictionary(grouping: outcomes) { outcome in
            [Self.rung(outcome.sound.form), outcome.mutant.kind.rawValue]
        }
        for (key, group) in kinds.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            rows.append(row([language] + key, group, oracle))
        }
        for kind in Mutant.Kind.allCases {
            let group = outcomes.filter { $0.mutant.kind == kind }
            if !group.isEmpty { rows.append(row([language, "all", kind.rawValue], group, oracle)) }
        }
        return rows
    }

    private func row(_ head: [String], _ group: [Outcome], _ oracle: Oracle?) -> String {
        let found = group.filter { $0.line != nil }
        var legal = 0
        var letBy: [Outcome] = []
        for outcome in group where outcome.line == nil {
            // The language's own parser takes it in the place where it took the snippet.
            let isSame = outcome.form == outcome.sound.form
            let isLegal =
                if let oracle {
                    outcome.sound.form.isEmpty ? oracle.accepts(outcome.mutant.code) : isSame
                } else {
                    Oracle.parsers.contains(outcome.sound.language) && isSame
                }
            if isLegal { legal += 1 } else { letBy.append(outcome) }
        }
        let onLine = found.filter { $0.line == $0.mutant.line }
        let others = found.filter { $0.line != $0.mutant.line && $0.sound.form.isEmpty }
        let asked = others.prefix(40)
        let agreed = asked.filter { oracle?.line(of: $0.mutant.code) == $0.line }.count
        let share = asked.isEmpty ? 0 : Double(agreed) / Double(asked.count)
        let sum = Double(onLine.count) + share * Double(others.count)
        if ProcessInfo.processInfo.environment["DOCENT_SHOW"] != nil {
            for outcome in letBy {
                print("--- \(head) \(outcome.form ?? "?")")
                print(String(decoding: outcome.mutant.code, as: UTF8.self))
            }
        }
        func percent(_ part: Double, _ whole: Int) -> String {
            whole == 0 ? "-" : fixed(100 * part / Double(whole), 1)
        }
        return Self.row(
            head + [
                String(group.count), String(found.count), String(legal), String(letBy.count),
                percent(Double(found.count), group.count - legal), percent(Double(onLine.count), found.count),
                oracle == nil ? "-" : percent(sum, found.count),
            ])
    }

    private static func rung(_ form: String) -> String {
        if form.isEmpty { return "file" }
        let first = form.split(separator: ",")[0]
        return first.hasPrefix("as ") ? String(first.dropFirst(3)) : "adapted"
    }

    // MARK: Docent

    private func passing(_ folder: String) -> [Sound] {
        var texts: [String: [Substring]] = [:]
        var seen: Set<[UInt8]> = []
        var found: [Sound] = []
        for entry in list(folder) {
            guard entry.state == "passed", entry.form == "fenced", entry.column == 1, entry.includes.isEmpty,
                let language = entry.language
            else { continue }
            if texts[entry.path] == nil {
                // Paths are seen from the top of the repository.
                var base = URL(filePath: folder).standardizedFileURL
                var text: String?
                while text == nil {
                    text = try? String(contentsOf: base.appending(path: entry.path), encoding: .utf8)
                    if base.path == "/" { break }
                    base.deleteLastPathComponent()
                }
                texts[entry.path] = (text ?? "").split(separator: "\n", omittingEmptySubsequences: false)
            }
            let lines = texts[entry.path] ?? []
            guard entry.endLine <= lines.count, entry.line < entry.endLine - 1 else { continue }
            let code = Array((lines[entry.line..<(entry.endLine - 1)].joined(separator: "\n") + "\n").utf8)
            guard code.count < 4000, !code.contains(0x0D), seen.insert(code).inserted else { continue }
            found.append(Sound(label: entry.label, language: language, form: entry.detail, code: code))
        }
        return found
    }

    /// Docent's word on mutants, each on a page of its own folder.
    private func judge(_ made: [(Sound, Mutant)]) -> [Outcome] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "docent-mutants").path
        try? FileManager.default.removeItem(atPath: folder)
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        for (number, (sound, mutant)) in made.enumerated() {
            let fence = Array("``````".utf8)
            let page = fence + Array(sound.label.utf8) + [0x0A] + mutant.code + fence + [0x0A]
            let path = URL(filePath: folder).appending(path: "\(number).md")
            try? Data(page).write(to: path)
        }
        let states = Dictionary(list(folder).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        return made.enumerated().compactMap { number, pair in
            guard let entry = states["\(number).md"], ["passed", "failed"].contains(entry.state) else {
                return nil
            }
            return Outcome(
                mutant: pair.1, sound: pair.0, form: entry.state == "passed" ? entry.detail : nil,
                line: entry.state == "failed" ? max(1, (entry.fault?.line ?? 2) - 1) : nil)
        }
    }

    private struct List: Decodable {
        var snippets: [Entry]
    }

    private struct Entry: Decodable {
        var path: String
        var line: Int
        var column: Int
        var endLine: Int
        var label: String
        var language: String?
        var form: String
        var state: String
        var detail: String
        var fault: Place?
        var includes: [String]

        struct Place: Decodable { var line: Int }
    }

    private func list(_ folder: String) -> [Entry] {
        let output = Shell.run([docent, "snippets", "list", "--format", "json", "."], in: folder).output
        return (try? JSONDecoder().decode(List.self, from: output))?.snippets ?? []
    }

    private static let widths = [-11, -26, -9, 8, 6, 6, 6, 8, 7, 11]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: "  ")
    }
}

/// Numbers that are the same for the same seed (SplitMix64).
struct Seed: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = state
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }
}
