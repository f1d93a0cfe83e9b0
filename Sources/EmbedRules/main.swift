// Writes the rule pages of a folder as one Swift file. Runs while the package is built, never in the
// program, so Foundation costs no user anything here.
import Foundation

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

/// A multi-line literal that nothing in the text can end.
func literal(_ text: String) -> String {
    var fence = "#"
    while text.contains("\"\"\"" + fence) || text.contains("\\" + fence) { fence += "#" }
    return "\(fence)\"\"\"\n\(text)\n\"\"\"\(fence)"
}

var source = """
    /// The pages of the rule book, as they stand in `rules`.
    enum EmbeddedRules {
        static let pages: [(id: String, text: String)] = [

    """
for page in pages {
    source += "(id: \(literal(page.id)), text: \(literal(page.text))),\n"
}
source += "    ]\n}\n"

// Runs in every build: what depends on the file is built anew only if the pages have changed.
let output = URL(filePath: arguments[2])
if (try? String(contentsOf: output, encoding: .utf8)) != source {
    try source.write(to: output, atomically: true, encoding: .utf8)
}
