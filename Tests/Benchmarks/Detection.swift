// For folders, processes and JSON only.
import Foundation

/// How many of the mistakes that are put into right snippets are found, and on which line.
///
/// The snippets are those of a folder that pass. Each is given a mistake: a bracket, a quote or a semicolon is taken out,
/// or two letters of a keyword change places. The same seed gives the same mutants. What is said of a whole snippet, that
/// it is no code or cannot be judged, counts as not found.
struct Detection {
    var docent: String
    /// How many snippets of a language are taken, and how many mutants of a kind are made of each.
    var snippets = 100
    var each = 1

    static let head = row([
        "language", "form", "mutant", "mutants", "found", "possible", "legal", "let by", "found %",
        "line %", "or parser's",
    ])

    /// A snippet that passes.
    private struct Sound {
        var label: String
        var language: String
        /// What was needed to take it; empty for a whole file.
        var form: String
        var code: [UInt8]

        /// Whether a line was typed by somebody: what stands between the prompts of a session was not, and where a
        /// session has no prompt nothing tells.
        func isTyped(at line: Int) -> Bool {
            if language == "console", !form.contains("session") { return false }
            guard form.contains("session") || form.contains("prompts") else { return true }
            let lines = code.split(separator: 0x0A, omittingEmptySubsequences: false)
            let text = String(decoding: lines[line - 1], as: UTF8.self).drop { $0 == " " }
            return text.hasPrefix(">>>") || text.hasPrefix("$ ") || text.hasPrefix("% ")
        }
    }

    /// What became of a mutant.
    private struct Outcome {
        var mutant: Mutant
        var sound: Sound
        /// As what it was taken, or the state that it is in instead.
        var form: String
        /// The line that is named, counted from 1; nil where nothing is found.
        var line: Int?
        /// Whether what is found is no more than possible.
        var isPossible = false
        /// Whether the language's own parser takes it in the place where it took the snippet.
        var isLegal = false
        /// The lines that the language's own parsers name; empty where none is asked, or none names any.
        var parsersLines: Set<Int> = []

        var isOnParsersLine: Bool { line.map(parsersLines.contains) ?? false }
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
                    let places = grammar.mutants(kind, of: snippet.code).filter {
                        snippet.isTyped(at: $0.line)
                    }
                    made += places.shuffled(using: &random).prefix(each).map { (snippet, $0) }
                }
            }
            lines += rows(language, judge(made), headers: folder + "/include")
        }
        return lines.isEmpty ? ["not measured, because no language has ten snippets that pass"] : lines
    }

    /// What the language's own parser says of what was not found, and of what was found on another line.
    private func asked(_ outcome: Outcome, _ headers: String, _ memory: inout Oracle.Memory) -> Outcome {
        guard outcome.line != outcome.mutant.line else { return outcome }
        var outcome = outcome
        let sound = outcome.sound
        let answer = Oracle.all[sound.language].map {
            Oracle.answer($0, snippet: sound.code, mutant: outcome.mutant.code, headers: headers, &memory)
        }
        if outcome.line == nil {
            outcome.isLegal =
                answer?.isLegal
                ?? (outcome.form == sound.form && Oracle.parsers.contains(sound.language))
        }
        outcome.parsersLines = answer?.lines ?? []
        return outcome
    }

    private func rows(_ language: String, _ judged: [Outcome], headers: String) -> [String] {
        var memory = Oracle.Memory()
        let outcomes = judged.map { asked($0, headers, &memory) }
        if let shown = ProcessInfo.processInfo.environment["DOCENT_SHOW"] { show(outcomes, shown) }
        var rows: [String] = []
        let kinds = Dictionary(grouping: outcomes) { outcome in
            [Self.rung(outcome.sound.form), outcome.mutant.kind.rawValue]
        }
        for (key, group) in kinds.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            rows.append(row([language] + key, group))
        }
        for kind in Mutant.Kind.allCases {
            let group = outcomes.filter { $0.mutant.kind == kind }
            if !group.isEmpty { rows.append(row([language, "all", kind.rawValue], group)) }
        }
        return rows
    }

    private func row(_ head: [String], _ group: [Outcome]) -> String {
        let found = group.filter { $0.line != nil }
        let legal = group.count { $0.isLegal }
        let onLine = found.count { $0.line == $0.mutant.line }
        let sum = found.count { $0.line == $0.mutant.line || $0.isOnParsersLine }
        func percent(_ part: Int, _ whole: Int) -> String {
            whole == 0 ? "-" : fixed(100 * Double(part) / Double(whole), 1)
        }
        return Self.row(
            head + [
                String(group.count), String(found.count), String(found.count { $0.isPossible }),
                String(legal), String(group.count - found.count - legal),
                percent(found.count, group.count - legal), percent(onLine, found.count),
                Oracle.all[head[0]] == nil ? "-" : percent(sum, found.count),
            ])
    }

    /// Prints what was let by, or with `lines` what was found on another line.
    private func show(_ outcomes: [Outcome], _ what: String) {
        for outcome in outcomes {
            let isWanted =
                what == "lines"
                ? outcome.line != nil && outcome.line != outcome.mutant.line
                    && !outcome.isOnParsersLine
                : outcome.line == nil && !outcome.isLegal
            guard isWanted else { continue }
            let parsers = outcome.parsersLines.sorted().map(String.init).joined(separator: " or ")
            let line = outcome.line.map(String.init) ?? "-"
            print(
                "--- \(outcome.sound.language) \(outcome.mutant.kind.rawValue) line \(outcome.mutant.line)",
                "named \(line), by the parser \(parsers); before `\(outcome.sound.form)`, now `\(outcome.form)`"
            )
            print(String(decoding: outcome.mutant.code, as: UTF8.self))
        }
    }

    private static func rung(_ form: String) -> String {
        let first = form.split(separator: ",").first ?? ""
        return first.hasPrefix("as ") ? String(first.dropFirst(3)) : first.isEmpty ? "file" : "file, adapted"
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
            // What says that it holds errors may hold one more.
            guard entry.state == "passed", entry.includes.isEmpty,
                !entry.detail.contains("with the errors"), let language = entry.language,
                let file = files["\(entry.path)\n\(entry.line)"],
                let data = FileManager.default.contents(atPath: "\(extracted)/\(file)")
            else { continue }
            let code = Array(data)
            // Pages for twoslash say so above the code.
            if ["@errors", "@noErrors"].contains(where: {
                String(decoding: code, as: UTF8.self).contains("// \($0)")
            }) {
                continue
            }
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
            let page = fence + Array(label(of: sound).utf8) + [0x0A] + mutant.code + fence + [0x0A]
            let path = URL(filePath: folder).appending(path: "\(number).md")
            try? Data(page).write(to: path)
        }
        let states = Dictionary(list(folder).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
        return made.enumerated().map { number, pair in
            let entry = states["\(number).md"]
            let isFound = entry?.state == "failed"
            return Outcome(
                mutant: pair.1, sound: pair.0,
                form: entry.map { $0.state == "passed" ? $0.detail : $0.state } ?? "no snippet",
                line: isFound ? max(1, (entry?.fault?.line ?? 2) - 1) : nil,
                isPossible: entry?.confidence == "possible")
        }
    }

    /// The label of a mutant's page, where nothing is configured: that of the language, where the snippet's own is none of
    /// its names there.
    private func label(of sound: Sound) -> String {
        sound.label.isEmpty || MutantGrammar.dialects.contains(sound.language) ? sound.language : sound.label
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
        var confidence: String?
        var includes: [String]

        struct Place: Decodable { var line: Int }
    }

    private func list(_ folder: String) -> [Entry] {
        let output = Shell.run([docent, "snippets", "list", "--format", "json", "."], in: folder).output
        return (try? JSONDecoder().decode(List.self, from: output))?.snippets ?? []
    }

    private static let widths = [-11, -27, -9, 8, 6, 9, 6, 7, 8, 7, 12]

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
