import Model

extension [ParameterValue.Entry] {
    /// These values as JavaScript would take them where something else is wanted: `"80"` for a number is 80,
    /// `0` for a flag is false, and what is empty or false where a text is wanted is as if it were not said. What
    /// does not fit even so is left out, as is what nobody knows.
    func fitted(to known: [Parameter]) -> [ParameterValue.Entry] {
        compactMap { entry in
            guard let parameter = known.first(where: { $0.name == entry.key }),
                let value = Self.fitted(entry.value, to: parameter.kind)
            else { return nil }
            let fitted = ParameterValue.Entry(key: entry.key, value: value)
            var mistakes: [Parameters.Mistake] = []
            _ = Parameters(checking: [fitted], against: [parameter], mistakes: &mistakes)
            return mistakes.isEmpty ? fitted : nil
        }
    }

    private static func fitted(_ value: ParameterValue, to kind: Parameter.Kind) -> ParameterValue? {
        switch (kind, value) {
        case (.flag, .number(let number)): return .flag(number != 0)
        case (.flag, .text(let text)): return .flag(!text.isEmpty)
        case (.number, .text(let text)):
            guard let number = Double(text) else { return nil }
            return Int(exactly: number.rounded(.towardZero)).map { .number($0) }
        case (.number, .flag): return nil
        case (.text, .number(0)), (.choice, .number(0)), (.texts, .number(0)): return nil
        case (.text, .flag(false)), (.choice, .flag(false)), (.texts, .flag(false)): return nil
        case (.choice, .text("")): return nil
        case (.text, .number(let number)): return .text(String(number))
        default: return value
        }
    }
}
