package import Model

/// Names of files that are not written as all others are.
package struct FileName: Check {
    package static let id = "structure.file-name"
    package static let parameters = [
        Parameter(
            "style", .choice(["kebab-case", "snake_case", "camelCase", "PascalCase"]),
            standard: .text("kebab-case"),
            summary: "How the names of files are written."),
        Parameter(
            "exceptions", .texts, standard: .list([]),
            summary:
                "Patterns of paths that may be named otherwise; names in capitals such as `README` always may."
        ),
    ]

    private let style: String
    private let exceptions: [Glob]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        style = parameters.text("style")
        exceptions = parameters.texts("exceptions").map { Glob($0) }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let file = document.path.split(separator: "/").last ?? ""
        // What stands behind the first dot is a language or an ending: `guide.de.md`.
        var name = file.prefix { $0 != "." }
        if name.hasPrefix("_") { name = name.dropFirst() }
        let letters = name.unicodeScalars.filter { $0.properties.isAlphabetic }
        guard !letters.isEmpty, !letters.allSatisfy({ $0.properties.isUppercase }),
            !exceptions.contains(where: { $0.matches(document.path) })
        else { return }
        let wanted = Self.written(name, style)
        guard wanted != name, !wanted.isEmpty else { return }
        verdict.add(
            Draft(at: document.text.bareLine(0), Self.other(String(name), wanted), subject: String(name)))
    }

    /// The words of a name in a style.
    static func written(_ name: Substring, _ style: String) -> String {
        let words = words(of: name)
        switch style {
        case "snake_case": return words.joined(separator: "_")
        case "camelCase": return (words.prefix(1) + words.dropFirst().map(capitalized)).joined()
        case "PascalCase": return words.map(capitalized).joined()
        default: return words.joined(separator: "-")
        }
    }

    private static func capitalized(_ word: String) -> String {
        word.prefix(1).uppercased() + word.dropFirst()
    }

    /// In small letters; a capital behind a small letter begins a word too.
    private static func words(of name: Substring) -> [String] {
        var words: [String] = []
        var word = ""
        var last: Unicode.Scalar?
        for scalar in name.unicodeScalars {
            let isPart = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            let begins = scalar.properties.isUppercase && last?.properties.isLowercase == true
            if !isPart || begins {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if isPart { word += scalar.properties.lowercaseMapping }
            last = scalar
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func other(_ name: String, _ wanted: String) -> String {
        "this file is called `\(name)`, and would be `\(wanted)` like the others"
    }
}
