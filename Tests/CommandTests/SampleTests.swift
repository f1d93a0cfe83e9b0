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
        let report = try await request.perform { page in
            let lines = page.findings.map { finding in
                "\(page.path):\(page.text.line(at: finding.range.lower) + 1) \(finding.rule)"
            }
            return Array(lines.joined(separator: "\n").utf8)
        }
        let found = report.sheets.flatMap { String(decoding: $0.bytes, as: UTF8.self).split(separator: "\n") }
            .map(String.init)
        #expect(found.sorted() == expected.sorted())
        #expect(report.unknowns.isEmpty)
    }
}
