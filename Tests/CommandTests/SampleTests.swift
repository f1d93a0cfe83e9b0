import Commands
// Foundation only to read the table of truths and to find the package.
import Foundation
import Model
import Testing

@Suite("The samples hold exactly the truths that their table tells")
struct SampleTests {
    private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test("`docent check samples` says what the table says, and nothing else")
    func truths() async throws {
        let table = try String(contentsOf: Self.root.appending(path: "samples/README.md"), encoding: .utf8)
        let expected = table.split(separator: "\n").compactMap { line -> String? in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard cells.count == 4, Int(cells[1]) != nil else { return nil }
            return "samples/\(cells[0]):\(cells[1]) \(cells[2])"
        }
        #expect(expected.count > 10)

        var request = CheckRequest(folder: Self.root.path())
        request.paths = ["samples"]
        let report = try await request.perform().report
        var found: [String] = []
        for page in report.pages {
            for finding in page.findings {
                found.append("\(page.path):\(page.text.line(at: finding.range.lower) + 1) \(finding.rule)")
            }
        }
        #expect(found.sorted() == expected.sorted())
        #expect(report.unknowns.isEmpty)
    }
}
