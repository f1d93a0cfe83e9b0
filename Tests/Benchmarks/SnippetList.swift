// For folders and JSON only.
import Foundation

/// What the program says of the snippets of a folder.
struct SnippetList {
    var docent: String

    struct Entry: Decodable {
        var path: String
        var line: Int
        var endLine: Int
        var language: String?
        var state: String
        var level: String?
        var detail: String
        var fault: Place?
        var confidence: String?
        var includes: [String]

        struct Place: Decodable { var line: Int }
    }

    /// A file that a compiler takes, and where its lines come from.
    struct File {
        var page: String
        var code: [UInt8]
        var lines: [Lines]

        struct Lines: Decodable {
            var line: Int
            var count: Int
            var path: String
            var sourceLine: Int
            var sourceColumn: Int
        }
    }

    /// - Parameter pages: those that are looked at; all where there are none.
    func entries(_ folder: String, level: String = "syntax", pages: [String] = ["."]) -> [Entry] {
        if pages.isEmpty { return [] }
        let words = [
            docent, "snippets", "list", "--format", "json", "--level", level, "--snippet-time", "2h",
        ]
        let output = Shell.run(words + ["--"] + pages, in: folder).output
        return (try? JSONDecoder().decode(List.self, from: output))?.snippets ?? []
    }

    /// The code of pages, as files.
    func extracted(_ folder: String, _ pages: [String]) -> [File] {
        let target = FileManager.default.temporaryDirectory.appending(path: "docent-extracted").path
        try? FileManager.default.removeItem(atPath: target)
        defer { try? FileManager.default.removeItem(atPath: target) }
        _ = Shell.run([docent, "snippets", "extract", "--to", target, "--"] + pages, in: folder)
        guard let bytes = FileManager.default.contents(atPath: target + "/docent-snippets.json"),
            let map = try? JSONDecoder().decode(Extract.self, from: bytes)
        else { return [] }
        return map.files.compactMap { file in
            FileManager.default.contents(atPath: "\(target)/\(file.file)").map {
                File(page: file.page, code: Array($0), lines: file.lines)
            }
        }
    }

    private struct List: Decodable {
        var snippets: [Entry]
    }

    private struct Extract: Decodable {
        var files: [File]

        struct File: Decodable {
            var file: String
            var page: String
            var lines: [SnippetList.File.Lines]
        }
    }
}
