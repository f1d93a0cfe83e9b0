// For folders and JSON only.
import Foundation

/// How many names that are written wrongly in right snippets are found by compilers, and on which line.
///
/// The snippets are those of a folder that pass at the level `types`. Each of their mutants stands on a copy of its page,
/// in a copy of the folder, so that what belongs to a snippet is there: projects, headers, and the page's other snippets.
/// All mutants are compiled in one run. The same seed gives the same mutants.
struct TypeDetection {
    var docent: String
    /// How many snippets of a language are taken.
    var sample = 100

    static let head = row([
        "language", "form", "name", "mutants", "found", "possible", "legal", "not assessed", "let by",
        "found %", "line %",
    ])

    /// A snippet that passes, and where it stands.
    private struct Sound {
        var entry: SnippetList.Entry
        var language: String
        /// All that is compiled, as far as it can be extracted.
        var code: [UInt8]
        /// The line of the page, by the line of the code; both counted from 1.
        var places: [Int: (line: Int, column: Int)]

        /// What was needed to read it.
        var form: String {
            let first = entry.detail.split(separator: ",").first ?? ""
            return first.hasPrefix("as ")
                ? String(first.dropFirst(3)) : first.isEmpty ? "file" : "file, adapted"
        }
    }

    private struct Outcome {
        var sound: Sound
        var mutant: NameMutant
        /// What is said of it, in the end; nil where its page has no such snippet.
        var entry: SnippetList.Entry?
        /// Whether the compiler takes it in the place where it takes the snippet.
        var isLegal = false

        var isFound: Bool { entry?.state == "failed" }
        /// Whether the line of the name is the one that is reported.
        var isOnLine: Bool { entry?.fault?.line == sound.places[mutant.line]?.line }
    }

    func lines(_ folder: String) -> [String] {
        var random = Seed(state: 7)
        let list = SnippetList(docent: docent)
        let pages = sampled(list.entries(folder), &random)
        let states = list.entries(folder, level: "types", pages: pages)
        var lines: [String] = []
        var made: [(Sound, NameMutant)] = []
        let sound = sound(folder, pages, states)
        for language in Set(states.compactMap(\.language)).sorted() {
            let passed = states.filter { $0.language == language && $0.state == "passed" }
            guard MutantGrammar.all[language] != nil, passed.count >= 10 else { continue }
            if passed.allSatisfy({ $0.level == "syntax" }) {
                lines.append("\(language): not measured, because nothing compiles it here")
                continue
            }
            for snippet in sound.filter({ $0.language == language }).shuffled(using: &random).prefix(sample) {
                made += mutants(of: snippet, &random).map { (snippet, $0) }
            }
        }
        for (_, group) in Dictionary(grouping: judged(made, folder), by: \.sound.language).sorted(by: {
            $0.key < $1.key
        }) {
            lines += rows(group, headers: folder + "/include")
        }
        return lines.isEmpty
            ? ["not measured, because no language has ten snippets that are compiled"] : lines
    }

    /// Pages with about twice as many snippets of each language as are taken.
    private func sampled(_ entries: [SnippetList.Entry], _ random: inout Seed) -> [String] {
        var pages: Set<String> = []
        let passed = entries.filter { $0.state == "passed" && $0.language != nil }
        for (_, own) in Dictionary(grouping: passed, by: { $0.language ?? "" }).sorted(by: {
            $0.key < $1.key
        }) {
            let byPage = Dictionary(grouping: own, by: \.path)
            var count = 0
            for page in byPage.keys.sorted().shuffled(using: &random) where count < 2 * sample {
                pages.insert(page)
                count += byPage[page]?.count ?? 0
            }
        }
        return pages.sorted()
    }

    /// One mutant for each kind of name.
    private func mutants(of sound: Sound, _ random: inout Seed) -> [NameMutant] {
        let finder = NameFinder(sound.code, sound.language)
        let uses = finder.uses.filter { sound.places[$0.line] != nil }
        return NameMutant.Kind.allCases.compactMap { kind in
            guard let use = uses.filter({ $0.kind == kind }).randomElement(using: &random),
                let wrong = NameMutant.slip(in: use.name, using: &random), !finder.has(wrong)
            else { return nil }
            return NameMutant(kind: kind, name: use.name, wrong: wrong, offset: use.offset, line: use.line)
        }
    }

    // MARK: Docent

    private func sound(
        _ folder: String, _ pages: [String], _ states: [SnippetList.Entry]
    ) -> [Sound] {
        let files = SnippetList(docent: docent).extracted(folder, pages)
        var seen: Set<[UInt8]> = []
        var found: [Sound] = []
        for entry in states {
            guard entry.state == "passed", entry.level == "types", entry.includes.isEmpty,
                let language = entry.language, MutantGrammar.all[language] != nil,
                let text = try? String(contentsOfFile: "\(folder)/\(entry.path)", encoding: .utf8)
            else { continue }
            let page = text.split(separator: "\n", omittingEmptySubsequences: false)
            guard
                let file = files.first(where: { file in
                    file.page == entry.path
                        && file.lines.contains {
                            $0.path == entry.path && (entry.line...entry.endLine).contains($0.sourceLine)
                        }
                }), file.code.count < 8000, seen.insert(file.code).inserted
            else { continue }
            let code = file.code.split(separator: 0x0A, omittingEmptySubsequences: false)
            var places: [Int: (line: Int, column: Int)] = [:]
            for part in file.lines where part.path == entry.path {
                for step in 0..<part.count {
                    let (own, source) = (part.line + step, part.sourceLine + step)
                    guard (entry.line...entry.endLine).contains(source), own <= code.count,
                        source <= page.count
                    else { continue }
                    let rest = page[source - 1].unicodeScalars.dropFirst(part.sourceColumn - 1)
                    if String(rest).utf8.elementsEqual(code[own - 1]) {
                        places[own] = (source, part.sourceColumn)
                    }
                }
            }
            found.append(Sound(entry: entry, language: language, code: file.code, places: places))
        }
        return found
    }

    /// Docent's word on mutants, each on a copy of its page beside it.
    private func judged(_ made: [(Sound, NameMutant)], _ folder: String) -> [Outcome] {
        let copy = FileManager.default.temporaryDirectory.appending(path: "docent-names").path
        try? FileManager.default.removeItem(atPath: copy)
        defer { try? FileManager.default.removeItem(atPath: copy) }
        guard (try? FileManager.default.copyItem(atPath: folder, toPath: copy)) != nil else { return [] }
        var paths: [String] = []
        for (number, (sound, mutant)) in made.enumerated() {
            let path = sound.entry.path
            let end = path.lastIndex(of: ".") ?? path.endIndex
            let own = "\(path[..<end])-docent\(number)\(path[end...])"
            paths.append(own)
            guard let place = sound.places[mutant.line],
                let text = try? String(contentsOfFile: "\(copy)/\(path)", encoding: .utf8)
            else { continue }
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let head = lines[place.line - 1].unicodeScalars.prefix(place.column - 1)
            let code = mutant.code(of: sound.code).split(separator: 0x0A, omittingEmptySubsequences: false)
            lines[place.line - 1] = String(head) + String(decoding: code[mutant.line - 1], as: UTF8.self)[...]
            try? lines.joined(separator: "\n").write(
                toFile: "\(copy)/\(own)", atomically: false, encoding: .utf8)
        }
        let list = SnippetList(docent: docent).entries(copy, level: "types", pages: paths)
        let states = Dictionary(
            list.map { ("\($0.path)\n\($0.line)", $0) }, uniquingKeysWith: { first, _ in first })
        return zip(made, paths).map { pair, path in
            Outcome(sound: pair.0, mutant: pair.1, entry: states["\(path)\n\(pair.0.entry.line)"])
        }
    }

    // MARK: Figures

    private func rows(_ judged: [Outcome], headers: String) -> [String] {
        var memory = Oracle.Memory()
        let outcomes = judged.map { outcome in
            var outcome = outcome
            guard !outcome.isFound, let programs = CompilerOracle.all[outcome.sound.language] else {
                return outcome
            }
            outcome.isLegal =
                Oracle.answer(
                    programs, snippet: outcome.sound.code,
                    mutant: outcome.mutant.code(of: outcome.sound.code),
                    headers: headers, &memory
                ).isLegal ?? false
            return outcome
        }
        if ProcessInfo.processInfo.environment["DOCENT_SHOW"] != nil { show(outcomes) }
        guard let language = outcomes.first?.sound.language else { return [] }
        var rows: [String] = []
        let kinds = Dictionary(grouping: outcomes) { [$0.sound.form, $0.mutant.kind.rawValue] }
        for (key, group) in kinds.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
            rows.append(row([language] + key, group))
        }
        for kind in NameMutant.Kind.allCases {
            let group = outcomes.filter { $0.mutant.kind == kind }
            if !group.isEmpty { rows.append(row([language, "all", kind.rawValue], group)) }
        }
        rows.append(row([language, "all", "all"], outcomes))
        return rows
    }

    private func row(_ head: [String], _ group: [Outcome]) -> String {
        let found = group.filter(\.isFound)
        let legal = group.count { $0.isLegal }
        let rest = group.filter { !$0.isFound && !$0.isLegal }
        let unjudged = rest.count { $0.entry?.state != "passed" }
        func percent(_ part: Int, _ whole: Int) -> String {
            whole == 0 ? "-" : fixed(100 * Double(part) / Double(whole), 1)
        }
        return Self.row(
            head
                + [
                    group.count, found.count, found.count { $0.entry?.confidence == "possible" }, legal,
                    unjudged,
                    rest.count - unjudged,
                ].map(String.init) + [
                    percent(found.count, group.count - legal),
                    percent(found.count(where: \.isOnLine), found.count),
                ])
    }

    /// Prints what was let by, and what was found on another line.
    private func show(_ outcomes: [Outcome]) {
        for outcome in outcomes where outcome.isFound ? !outcome.isOnLine : !outcome.isLegal {
            let (sound, mutant) = (outcome.sound, outcome.mutant)
            let said = outcome.entry.map { "\($0.state) at \($0.level ?? "-"): \($0.detail)" } ?? "no snippet"
            print(
                "--- \(sound.language) \(mutant.kind.rawValue) \(sound.entry.path):\(sound.places[mutant.line]?.line ?? 0)",
                "`\(mutant.name)` as `\(mutant.wrong)`: \(said)")
            if !outcome.isFound { print(String(decoding: mutant.code(of: sound.code), as: UTF8.self)) }
        }
    }

    private static let widths = [-11, -20, -9, 8, 6, 9, 6, 13, 7, 8, 7]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: "  ")
    }
}
