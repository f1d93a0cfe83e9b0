import Model
import Toolchains

/// Prototypes as manuals write them.
enum CPrototypes {
    /// The form in which the header has to know every function.
    static let checked = "prototypes of a header"

    /// The forms of code that is nothing but prototypes; none where it is something else.
    ///
    /// A manual may have a value in the place of a parameter, `CURLcode curl_easy_setopt(CURL *handle, CURLOPT_URL, char
    /// *url);`: then types stand in the places of such values, and the function has a name of its own, because the header
    /// says otherwise. Where the code names a header, that has to know the functions: a prototype alone may have any name.
    static func forms(of code: Code) -> (checked: [Code], plain: [Code]) {
        let text = code.text
        let plain = blank(/\/\*[^*]*\*\//, in: blank(/(?m)^[ \t]*#.*$/, in: text))
        if plain.contains("{") || plain.contains("=") { return ([], []) }
        let parts = plain.split(separator: ";").filter { !$0.allSatisfy(\.isWhitespace) }
        guard parts.allSatisfy({ $0.contains(/^\s*\w[\w\s*]*[\s*]\w+\s*\([^;]*\)\s*$/) }) else {
            return ([], [])
        }
        let functions = Set(plain.matches(of: /(\w+)\s*\(\s*[^*\s]/).map { String($0.output.1) })
        var names: [Edit] = []
        var checks: [Edit] = []
        var values: [Edit] = []
        for part in parts {
            guard let match = part.firstMatch(of: /(\w+)\s*\(([^()]*)\)/) else { continue }
            let (name, parameters) = (match.output.1, match.output.2)
            let lower = offset(name, plain)
            let range = SourceRange(lower, lower + name.utf8.count)
            var isOther = false
            if parameters.contains(/(?:^|,)\s*[A-Z][A-Z0-9_]{3,}\s*(?:,|$)/) {
                isOther = true
                names.append(Edit(range, "snippet_\(name)"))
                values += self.values(in: parameters, functions, plain)
            }
            if let check = check(name, after: part[..<name.startIndex], isOther: isOther, number: lower) {
                checks.append(Edit(range, check))
            } else if isOther {
                checks.append(Edit(range, "snippet_\(name)"))
            }
        }
        let form = { (edits: [Edit], name: String) in
            code.replacing((edits + values).sorted { $0.range < $1.range }, because: "").as(name)
        }
        return (
            checks.isEmpty || !text.contains("#include") ? [] : [form(checks, checked)],
            names.isEmpty ? [] : [form(names, "prototypes")]
        )
    }

    /// Types in the places of values.
    private static func values(
        in parameters: Substring, _ functions: Set<String>, _ text: String
    ) -> [Edit] {
        parameters.matches(of: /(?:^|,)\s*(\w+)\s*(?=,|$)/).compactMap { one in
            let name = one.output.1
            let isConstant = name.allSatisfy { $0.isUppercase || $0.isNumber || $0 == "_" }
            guard isConstant || functions.contains(String(name)) else { return nil }
            let lower = offset(name, text)
            return Edit(
                SourceRange(lower, lower + name.utf8.count), "__typeof__(\(isConstant ? "" : "&")\(name))")
        }
    }

    /// What stands for a name, so that it has to be known: another function with a parameter for it, of the same type as
    /// far as no star says more.
    private static func check(
        _ name: Substring, after type: Substring, isOther: Bool, number: Int
    ) -> String? {
        let stars = type.reversed().prefix { $0 == "*" || $0.isWhitespace }.filter { $0 == "*" }
        let words = type.split { !($0.isLetter || $0.isNumber || $0 == "_") }
        guard type.count(where: { $0 == "*" }) == stars.count,
            !words.contains(where: others.contains)
        else { return nil }
        return
            "snippet\(number)(char (*)[sizeof(&\(name))]), \(String(stars))\(isOther ? "snippet_" : "")\(name)"
    }

    /// Words before what is no prototype of a header.
    private static let others: Set<Substring> = ["typedef", "static", "inline", "return", "else"]

    /// The text with blanks in the place of what matches.
    private static func blank(_ pattern: some RegexComponent, in text: String) -> String {
        var bytes = Array(text.utf8)
        for match in text.matches(of: pattern) {
            let lower = text.utf8.distance(from: text.startIndex, to: match.range.lowerBound)
            let upper = text.utf8.distance(from: text.startIndex, to: match.range.upperBound)
            for index in lower..<upper where bytes[index] != 0x0A { bytes[index] = 0x20 }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    private static func offset(_ part: Substring, _ text: String) -> Int {
        text.utf8.distance(from: text.startIndex, to: part.startIndex)
    }
}
