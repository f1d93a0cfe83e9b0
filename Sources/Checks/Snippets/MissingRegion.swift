package import Model
import Snippets

/// Parts of files that a page takes in when the site is built, where the file has no such part.
package struct MissingRegion: Check {
    package static let id = "snippets.missing-region"

    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        document.inclusions.compactMap { $0.inclusion.part == .all ? nil : .inclusion($0.inclusion) }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for placed in document.inclusions where placed.inclusion.part != .all {
            guard
                case .inclusion(.noPart(let path, let missing, let nearest)) =
                    facts[.inclusion(placed.inclusion)]
            else { continue }
            verdict.add(
                Draft(
                    at: placed.range, Self.message(missing, path), subject: Self.subject(missing, path),
                    notes: nearest.map { [Note(Self.meant($0))] } ?? []))
        }
    }

    private static func subject(_ missing: InclusionState.Missing, _ path: String) -> String {
        switch missing {
        case .region(let name), .symbol(let name), .text(let name): "\(path)#\(name)"
        case .lines: "\(path)#lines"
        }
    }

    private static func message(_ missing: InclusionState.Missing, _ path: String) -> String {
        switch missing {
        case .region(let name): "`\(path)` has no region `\(name)`"
        case .symbol(let name): "`\(path)` has no class or function `\(name)`"
        case .text(let words): "no line of `\(path)` has `\(words)`"
        case .lines(let line, let count): "`\(path)` has no line \(line); it has \(count)"
        }
    }

    private static func meant(_ name: String) -> String { "is `\(name)` meant?" }
}
