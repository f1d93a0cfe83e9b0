import Audit
import Checks
import Model
import Snippets

/// Looks at the regions of a repository's sample code: which are defined, which are taken, and what is wrong with the
/// comments that mark them.
struct RegionAudit: Sendable {
    /// What one file says.
    struct FileRegions: Sendable {
        /// Names, each with the line of its first mark, counted from 1.
        var names: [Name] = []
        var problems: [Problem] = []

        struct Name: Sendable {
            var name: String
            var convention: RegionConvention
            var line: Int
        }

        struct Problem: Sendable {
            var kind: RegionScan.Problem.Kind
            var name: String
            var line: Int
        }

        init(_ text: SourceText) {
            let scan = RegionScan(text.bytes)
            var seen: Set<String> = []
            for region in scan.regions where Self.counts(region.start) {
                guard seen.insert("\(region.convention) \(region.name)").inserted else { continue }
                names.append(
                    Name(
                        name: region.name, convention: region.convention,
                        line: text.line(at: region.start.range.lower) + 1))
            }
            for problem in scan.problems
            where Self.counts(problem.mark) && problem.kind != .repeated {
                problems.append(
                    Problem(
                        kind: problem.kind, name: problem.mark.name,
                        line: text.line(at: problem.mark.range.lower) + 1))
            }
        }

        /// Editors fold what stands between `#region` and `#endregion`; that by itself is for no page.
        ///
        /// A mark without a name, or with one that no page can write, is part of a text or of a pattern.
        private static func counts(_ mark: RegionMark) -> Bool {
            mark.convention != .editor && !mark.name.isEmpty
                && mark.name.allSatisfy { $0.isLetter || $0.isNumber || "._-/:".contains($0) }
        }
    }

    /// A place that asks for a region by its name, such as a list of excerpts.
    struct Wish: Hashable, Sendable {
        var path: String
        /// Counted from 1.
        var line: Int
        var name: String
    }

    /// Something to be said of a file.
    struct Word: Sendable {
        var kind: AuditKind
        var path: String
        var line: Int
        var subject: String
        var message: String
        var confidence: Confidence
    }

    private(set) var words: [Word] = []
    private(set) var tally = Tally()

    /// - Parameters:
    ///   - files: what each file of the repository says, by its path.
    ///   - wishes: what lists of excerpts in the repository ask for.
    init(
        _ files: [(path: String, regions: FileRegions)], _ wishes: [Wish], _ uses: RegionUses,
        of repository: String
    ) {
        var first: [String: (path: String, convention: RegionConvention)] = [:]
        let wished = Set(wishes.map(\.name))
        for (path, regions) in files {
            for problem in regions.problems {
                tally.fails += 1
                add(
                    .regionUnbalanced, path, problem.line, problem.name, Self.sentence(problem), .likely)
            }
            var unused: [FileRegions.Name] = []
            for name in regions.names {
                if let known = first[name.name], known.convention == name.convention,
                    !Self.isNumber(name.name), Self.mustBeUnique(name.convention, path, known.path)
                {
                    tally.fails += 1
                    add(
                        .regionDuplicate, path, name.line, name.name, Self.duplicate(name.name, known.path),
                        .likely)
                    continue
                }
                first[name.name] = (path, name.convention)
                if isUnused(name, wished, uses, repository) { unused.append(name) }
            }
            // Whoever keeps many for pages elsewhere reads one line for each file.
            if let one = unused.first {
                add(
                    .regionUnused, path, one.line, unused.map(\.name).joined(separator: " "),
                    Self.unused(unused.map(\.name)), .possible)
            }
        }
        for wish in wishes {
            if first[wish.name] == nil {
                tally.fails += 1
                add(.regionMissing, wish.path, wish.line, wish.name, Self.missing(wish.name), .certain)
            } else {
                tally.holds += 1
            }
        }
    }

    private mutating func isUnused(
        _ name: FileRegions.Name, _ wished: Set<String>, _ uses: RegionUses, _ repository: String
    ) -> Bool {
        if wished.contains(name.name) || uses.isTaken(name.name, from: repository) { return false }
        guard !wished.isEmpty || uses.isAnyTaken(from: repository) else {
            tally.unknown[Self.nobodyTakes, default: 0] += 1
            return false
        }
        tally.fails += 1
        return true
    }

    private mutating func add(
        _ kind: AuditKind, _ path: String, _ line: Int, _ subject: String, _ message: String,
        _ confidence: Confidence
    ) {
        words.append(
            Word(
                kind: kind, path: path, line: line, subject: subject, message: message,
                confidence: confidence))
    }

    /// Whether a name only counts the regions of a file: `sample_1`, `step2`.
    private static func isNumber(_ name: String) -> Bool {
        name.wholeMatch(of: /(sample|snippet|example|code|step|part|region|block)?[_-]?[0-9]+/.ignoresCase())
            != nil
    }

    /// Whether two files may not have a region of the same name.
    ///
    /// Some pages ask for a region by its name alone. Google's name the file, too, and versions of a sample lie in folders
    /// beside each other; in one folder the second is a copy that nobody has renamed.
    private static func mustBeUnique(_ convention: RegionConvention, _ path: String, _ other: String) -> Bool
    {
        switch convention {
        case .aws, .snipsync, .markdownSnippets: true
        case .google: Reference.folder(of: path) == Reference.folder(of: other)
        default: false
        }
    }

    // MARK: Lists of excerpts

    /// Whether a file lists excerpts by the tags of their regions (`snippet_tags` of AWS's example metadata).
    static func isList(_ path: String) -> Bool {
        path.hasPrefix(".doc_gen/metadata/") && (path.hasSuffix(".yaml") || path.hasSuffix(".yml"))
    }

    static func wishes(in text: SourceText, at path: String) -> [Wish] {
        var wishes: [Wish] = []
        var indent: Int?
        for number in 0..<text.lineCount {
            let line = text.string(text.line(number))
            let rest = line.drop { $0 == " " }
            let depth = line.count - rest.count
            if rest.hasPrefix("snippet_tags:") {
                indent = depth
            } else if let least = indent, rest.hasPrefix("- "), depth >= least, !rest.contains(": ") {
                let name = rest.dropFirst(2).filter { $0 != "\"" && $0 != "'" && !$0.isWhitespace }
                if !name.isEmpty { wishes.append(Wish(path: path, line: number + 1, name: String(name))) }
            } else if !rest.isEmpty {
                indent = nil
            }
        }
        return wishes
    }

    // MARK: Sentences

    private static let nobodyTakes = "no page of the fleet takes in a region of the repository"
    private static func sentence(_ problem: FileRegions.Problem) -> String {
        if problem.name.isEmpty {
            return problem.kind == .neverEnds
                ? "this region is never closed" : "this closes a region, and none is open"
        }
        return switch problem.kind {
        case .neverEnds: "the region `\(problem.name)` is never closed"
        case .neverBegan: "this closes a region `\(problem.name)` that was never opened"
        case .startsTwice: "the region `\(problem.name)` is opened while it is open"
        case .repeated: "there is another region `\(problem.name)`"
        }
    }
    private static func duplicate(_ name: String, _ path: String) -> String {
        "the region `\(name)` is defined in `\(path)`, too: whoever asks for it by its name gets one of them"
    }
    private static func missing(_ name: String) -> String {
        "no file of the repository has the region `\(name)`"
    }
    private static func unused(_ names: [String]) -> String {
        let list = names.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
        let more = names.count > 3 ? " and \(names.count - 3) more" : ""
        return "no page of the fleet takes in the region\(names.count == 1 ? "" : "s") \(list)\(more)"
    }
}
