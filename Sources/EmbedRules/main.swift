// Writes the rule pages of a folder as one Swift file. Runs while the package is built, never in the
// program, so Foundation costs no user anything here.
import Foundation
import Model
import RulePages

let arguments = CommandLine.arguments
guard arguments.count == 3 else {
    FileHandle.standardError.write(Data("usage: embed-rules FOLDER OUTPUT\n".utf8))
    exit(2)
}

let folder = URL(filePath: arguments[1], directoryHint: .isDirectory).standardizedFileURL
var pages: [(id: String, text: String)] = []
let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
while let file = files?.nextObject() as? URL {
    guard file.pathExtension == "md" else { continue }
    let path = file.standardizedFileURL.path().dropFirst(folder.path().count)
    let text = try String(contentsOf: file, encoding: .utf8).replacing("\r\n", with: "\n")
    pages.append((String(path.dropLast(".md".count)), text))
}
pages.sort { $0.id < $1.id }

/// Where the front matter, the title and the summary end: a start of the program reads no further.
func endOfHead(_ page: String) -> String.Index {
    guard let title = page.range(of: "\n# "),
        let titleEnd = page.range(of: "\n\n", range: title.upperBound..<page.endIndex),
        let summaryEnd = page.range(of: "\n\n", range: titleEnd.upperBound..<page.endIndex)
    else { return page.endIndex }
    return summaryEnd.lowerBound
}

/// A multi-line literal that nothing in the text can end.
func literal(_ text: String) -> String {
    var fence = "#"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    var shown = ""
    for scalar in text.unicodeScalars {
        // Swift takes no control characters in its own files, and rules about them show some.
        let isControl = scalar.value < 0x20 && scalar != "\n" && scalar != "\t" || scalar.value == 0x7F
        shown += isControl ? "\\\(fence)u{\(String(scalar.value, radix: 16))}" : String(scalar)
    }
    return "\(fence)\"\"\"\n\(shown)\n\"\"\"\(fence)"
}

var source = """
    import Model
    import RulePages

    /// The pages of the rule book, as they stand in `rules`.
    enum EmbeddedRules {
        static let pages: [EmbeddedPage] = [

    """
for page in pages {
    let end = endOfHead(page.text)
    source += "EmbeddedPage(id: \(literal(page.id)), "
    source += "head: \(literal(String(page.text[..<end]))), rest: \(literal(String(page.text[end...])))),\n"
}
source += """
        ]

        /// What the front matter, title and summary of a page say.
        static func head(_ place: Int) -> RuleHead {
            switch place {

    """
for (place, page) in pages.enumerated() {
    let reader = RuleHeadReader(SourceText(Array(page.text[..<endOfHead(page.text)].utf8)), id: page.id)
    source += "case \(place): return \(HeadLiteral(reader.head).text)\n"
}
source += """
            default: return RuleHead(id: "")
            }
        }
    }

    """

// Runs in every build: what depends on the file is built anew only if the pages have changed.
let output = URL(filePath: arguments[2])
if (try? String(contentsOf: output, encoding: .utf8)) != source {
    try source.write(to: output, atomically: true, encoding: .utf8)
}
