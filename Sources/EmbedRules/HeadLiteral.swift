import Model
import RulePages

/// The head of a rule page as an expression of Swift.
struct HeadLiteral {
    let text: String

    init(_ head: RuleHead) {
        let profiles = head.profiles.sorted { $0.key.rawValue < $1.key.rawValue }.map { profile, change in
            ".\(profile): RuleChange(severity: \(Self.optional(change.severity)), confidence: "
                + "\(Self.optional(change.confidence)), parameters: \(Self.entries(change.parameters)))"
        }
        let skipped = head.skippedDisguises.map { "(\(Self.text($0.name)), \(Self.text($0.reason)))" }
        text =
            "RuleHead(id: \(Self.text(head.id)), check: \(Self.text(head.check?.name ?? "")), "
            + "severity: .\(head.severity), confidence: .\(head.confidence), audience: .\(head.audience), "
            + "aliases: \(Self.list(head.aliases.map(Self.text))), tags: \(Self.list(head.tags.map(Self.text))), "
            + "isOnByDefault: \(head.isOnByDefault), parameters: \(Self.entries(head.parameters)), "
            + "profiles: \(profiles.isEmpty ? "[:]" : Self.list(profiles)), "
            + "fixChanges: \(Self.optional(head.fixChanges)), skippedDisguises: \(Self.list(skipped)), "
            + "title: \(Self.text(head.title)), "
            + "summary: \(Self.text(head.summary)))"
    }

    private static func optional(_ value: (some Any)?) -> String { value.map { ".\($0)" } ?? "nil" }

    private static func list(_ elements: [String]) -> String { "[\(elements.joined(separator: ", "))]" }

    private static func entries(_ entries: [ParameterValue.Entry]) -> String {
        list(entries.map { "ParameterValue.Entry(key: \(text($0.key)), value: \(value($0.value)))" })
    }

    private static func value(_ value: ParameterValue) -> String {
        switch value {
        case .flag(let flag): ".flag(\(flag))"
        case .number(let number): ".number(\(number))"
        case .text(let words): ".text(\(text(words)))"
        case .list(let values): ".list(\(list(values.map(Self.value))))"
        case .table(let entries): ".table(\(Self.entries(entries)))"
        }
    }

    /// A literal in one line; what is no letter, digit or plain sign is spelled out.
    private static func text(_ text: String) -> String {
        var literal = "\""
        for scalar in text.unicodeScalars {
            let isPlain = (0x20..<0x7F).contains(scalar.value) && scalar != "\"" && scalar != "\\"
            literal += isPlain ? String(scalar) : "\\u{\(String(scalar.value, radix: 16))}"
        }
        return literal + "\""
    }
}
