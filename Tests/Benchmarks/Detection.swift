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
        /// Whether the language's own parser takes it in the place where it took the snippet.
        var isLegal = false
        /// Whether the language's own parser names this line, too.
        var isParsersLine = false
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

    /// What the language's own parser says of what was not found, and of what was found on another line.
    private func asked(_ outcome: Outcome, _ oracle: Oracle?) -> Outcome {
        var outcome = outcome
        let isFile = outcome.sound.form.isEmpty
        if outcome.line == nil {
            let isSame = outcome.form == outcome.sound.form
            outcome.isLegal =
                if let oracle { isFile ? oracle.accepts(outcome.mutant.code) : isSame } else {
                    Oracle.parsers.contains(outcome.sound.language) && isSame
                }
        } else if outcome.line != outcome.mutant.line, isFile, let oracle {
            outcome.isParsersLine = oracle.line(of: outcome.mutant.code) == outcome.line
        }
        return outcome
    }

    private func rows(_ language: String, _ judged: [Outcome]) -> [String] {
        let oracle = Oracle.all[language]
        let outcomes = judged.map { asked($0, oracle) }
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
        let legal = group.count { $0.isLegal }
        let letBy = group.filter { $0.line == nil && !$0.isLegal }
        let onLine = found.filter { $0.line == $0.mutant.line }
        let sum = found.count { $0.line == $0.mutant.line || $0.isParsersLine }
        if ProcessInfo.processInfo.environment["DOCENT_SHOW"] != nil {
            for outcome in letBy {
                print("--- \(head) \(outcome.form ?? "?") line \(outcome.mutant.line)")
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
                oracle == nil ? "-" : percent(Double(sum), found.count),
            ])
    }

    private static func rung(_ form: String) -> String {
        if form.isEmpty { return "file" }
        let first = form.split(separator: ",")[0]
        return first.hasPrefix("as ") ? String(first.dropFirst(3)) : "adapted"
    }

    // MARK: Docent

    private func passing(_ folder: String) -> [Sound] {
        let extracted = FileManager.default.temporaryDirectory.appending(path: "docent-extracted").path
        try? FileManager.default.removeItem(atPath: extracted)
        defer { try? FileManager.default.removeItem(atPath: extracted) }
        _ = Shell.run([docent, "snippets", "extract", "--to", extracted, "."], in: folder)
        guard
            let bytes = FileManager.default.contents(atPath: extracted + "/docent-snippets.json"),
            let map = try? JSONDecoder().decode(Extract.self, from: bytes)
        else { return [] }
        // Those that belong together are one file, of another name, and are left out here.
        var files: [String: String] = [:]
        for file in map.files {
            guard let name = file.file.firstMatch(of: /\/line_(\d+)\.\w+$/) else { continue }
            files["\(file.page)\n\(name.output.1)"] = file.file
        }
        var seen: Set<[UInt8]> = []
        var found: [Sound] = []
        for entry in list(folder) {
            guard entry.state == "passed", entry.includes.isEmpty, let language = entry.language,
                let file = files["\(entry.path)\n\(entry.line)"],
                let data = FileManager.default.contents(atPath: "\(extracted)/\(file)")
            else { continue }
            let code = Array(data)
            guard code.contains(0x0A), code.count < 4000, !code.contains(0x0D), seen.insert(code).inserted
            else {
                continue
            }
            found.append(Sound(label: entry.label, language: language, form: entry.detail, code: code))
        }
        return found
    }

    private struct Extract: Decodable {
        var files: [File]

        struct File: Decodable {
            var file: String
            var page: String
        }
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
