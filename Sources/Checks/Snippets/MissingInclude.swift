package import Model
import Snippets

/// Files that a page takes in when the site is built, and that are not there.
package struct MissingInclude: Check {
    package static let id = "snippets.missing-include"

    package static let formats = Set(DocumentFormat.allCases)

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        document.inclusions.map { .inclusion($0.inclusion) }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for placed in document.inclusions {
            switch facts[.inclusion(placed.inclusion)] {
            case .inclusion(.noFile(let looked, let nearest)):
                let path = placed.inclusion.path
                var notes = [Note(Self.looked(looked))]
                if let nearest { notes.append(Note(Self.meant(nearest))) }
                verdict.add(Draft(at: placed.range, Self.missing(path), subject: path, notes: notes))
            case .unknown(let reason):
                verdict.addUnknown(at: placed.range, subject: placed.inclusion.path, because: reason)
            default: break
            }
        }
    }

    private static func missing(_ path: String) -> String { "there is no file `\(path)` to take in here" }
    private static func looked(_ paths: [String]) -> String {
        let shown = paths.prefix(3).map { "`\($0)`" }.joined(separator: ", ")
        return paths.count > 3
            ? "looked at \(shown) and \(paths.count - 3) more places" : "looked at \(shown)"
    }
    private static func meant(_ path: String) -> String { "is `\(path)` meant?" }
}
