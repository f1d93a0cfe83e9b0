/// Compares JSON by its values. In what an author wrote, `...` stands for more members or elements, and for any
/// value; comments and a last comma do no harm.
enum JSONComparison {
    static func difference(of actual: OutputText, from expected: OutputText) -> OutputMatcher.Difference? {
        var wanted = JSONReader(expected.lines.joined(separator: "\n"), isLenient: true)
        guard let wantedValue = wanted.read() else {
            return OutputMatcher.Difference(expected: wanted.line, actual: nil, reason: .notJSON)
        }
        var printed = JSONReader(actual.lines.joined(separator: "\n"), isLenient: false)
        guard let printedValue = printed.read() else {
            return OutputMatcher.Difference(
                expected: 0, actual: actual.lines.isEmpty ? nil : min(printed.line, actual.lines.count - 1),
                reason: .printedNoJSON)
        }
        guard let found = compare(printedValue, wantedValue, path: "$") else { return nil }
        return OutputMatcher.Difference(
            expected: min(found.expected, max(0, expected.lines.count - 1)), actual: found.actual,
            reason: found.reason)
    }

    private struct Found {
        var expected: Int
        var actual: Int?
        var reason: String
    }

    private static func compare(_ actual: JSONReader.Value, _ wanted: JSONReader.Value, path: String)
        -> Found?
    {
        switch (actual.kind, wanted.kind) {
        case (_, .elision): return nil
        case (.object(let members), .object(let asked)):
            for asked in asked.members {
                let (key, value) = (asked.key, asked.value)
                guard let member = members.members.last(where: { $0.key == key }) else {
                    return Found(expected: value.line, actual: nil, reason: .missingMember(path + "." + key))
                }
                if let found = compare(member.value, value, path: path + "." + key) { return found }
            }
            guard !asked.isOpen else { return nil }
            let keys = Set(asked.members.map(\.key))
            return members.members.first { !keys.contains($0.key) }.map {
                Found(expected: wanted.line, actual: $0.value.line, reason: .extraMember(path + "." + $0.key))
            }
        case (.array(let elements), .array(let asked)): return compare(elements, asked, wanted, path)
        case (.text(let one), .text(let other)) where one == other: return nil
        case (.number(let one), .number(let other)) where isSame(one, other): return nil
        case (.word(let one), .word(let other)) where one == other: return nil
        default:
            return Found(
                expected: wanted.line, actual: actual.line,
                reason: .otherValue(path, actual.summary, wanted.summary))
        }
    }

    /// Elements in order; an elision among them stands for any number.
    private static func compare(
        _ elements: [JSONReader.Value], _ asked: [JSONReader.Value], _ wanted: JSONReader.Value,
        _ path: String
    ) -> Found? {
        let gap = asked.firstIndex { if case .elision = $0.kind { true } else { false } }
        let head = asked[..<(gap ?? asked.count)]
        let tail = gap.map { asked[($0 + 1)...] } ?? []
        for (place, value) in head.enumerated() {
            guard place < elements.count else {
                return Found(expected: value.line, actual: nil, reason: .missingMember("\(path)[\(place)]"))
            }
            if let found = compare(elements[place], value, path: "\(path)[\(place)]") { return found }
        }
        if gap == nil {
            guard elements.count > head.count else { return nil }
            return Found(
                expected: wanted.line, actual: elements[head.count].line,
                reason: .extraMember("\(path)[\(head.count)]"))
        }
        let start = elements.count - tail.count
        for (place, value) in tail.enumerated() {
            guard start + place >= head.count else {
                return Found(expected: value.line, actual: nil, reason: .missingMember("\(path)[]"))
            }
            let index = start + place
            if let found = compare(elements[index], value, path: "\(path)[\(index)]") { return found }
        }
        return nil
    }

    private static func isSame(_ one: String, _ other: String) -> Bool {
        if one == other { return true }
        let isFraction = (one + other).contains { ".eE".contains($0) }
        guard isFraction, let a = Double(one), let b = Double(other) else { return false }
        return a == b
    }
}

extension String {
    fileprivate static let notJSON = "what is written here is no JSON"
    fileprivate static let printedNoJSON = "what is printed is no JSON"

    fileprivate static func missingMember(_ path: String) -> String { "there is no `\(path)` in the output" }
    fileprivate static func extraMember(_ path: String) -> String {
        "the output has `\(path)`, which is not here"
    }
    fileprivate static func otherValue(_ path: String, _ actual: String, _ wanted: String) -> String {
        "`\(path)` is `\(actual)`, not `\(wanted)`"
    }
}
