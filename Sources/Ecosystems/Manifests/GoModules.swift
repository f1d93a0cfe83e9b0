import Model

extension Manifest {
    static let goModule = Manifest("go.module", named: "go.mod") { file, reading in
        var block = ""
        var replaced: Set<String> = []
        for line in file.trimmedLines where !line.text.isEmpty && !line.text.hasPrefix("//") {
            let comment = line.text.firstRange(of: "//")
            let code = comment.map { line.text[..<$0.lowerBound] } ?? line.text[...]
            var words = code.split(whereSeparator: \.isWhitespace)
            if words.first == ")" {
                block = ""
                continue
            }
            if words.count == 2, words[1] == "(" {
                block = String(words[0])
                continue
            }
            let verb = block.isEmpty ? String(words.isEmpty ? "" : words.removeFirst()) : block
            func range(_ word: Substring) -> SourceRange {
                let lower =
                    line.range.lower
                    + line.text.utf8.distance(from: line.text.startIndex, to: word.startIndex)
                return SourceRange(lower, lower + word.utf8.count)
            }
            switch verb {
            case "go" where words.count == 1:
                reading.add(
                    Reference(
                        .runtime, nil, "go", requirement: String(words[0]), syntax: .minimum,
                        range: line.range, requirementRange: range(words[0])))
            case "toolchain" where words.count == 1 && words[0].hasPrefix("go"):
                reading.add(
                    Reference(
                        .runtime, nil, "go", requirement: String(words[0].dropFirst(2)), syntax: .minimum,
                        range: line.range, requirementRange: range(words[0].dropFirst(2))))
            case "require" where words.count >= 2:
                let version = String(words[1])
                let isIndirect = comment.map { line.text[$0.upperBound...].contains("indirect") } ?? false
                reading.add(
                    Reference(
                        .dependency, .go, String(words[0]), requirement: version, syntax: .go,
                        resolved: version, scope: isIndirect ? .transitive : .direct, range: line.range,
                        requirementRange: range(words[1]),
                        unassessed: Requirement.isPseudoVersion(version)
                            ? "it is a commit without a version" : nil))
            case "replace" where words.count >= 3: replaced.insert(String(words[0]))
            default: break
            }
        }
        for place in reading.references.indices where replaced.contains(reading.references[place].name) {
            reading.references[place].unassessed = "the file replaces it with something else"
        }
    }
}
