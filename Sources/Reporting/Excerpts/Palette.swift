import Model

/// Colours, or none.
struct Palette {
    enum Ink: String {
        case error = "1;31"
        case warning = "1;33"
        case advice = "1;36"
        case frame = "1;34"
        case bold = "1"
    }

    let isOn: Bool

    func paint(_ text: String, _ ink: Ink) -> String {
        isOn && !text.isEmpty ? "\u{1B}[\(ink.rawValue)m\(text)\u{1B}[0m" : text
    }
}

extension Palette.Ink {
    init(_ severity: Severity) {
        switch severity {
        case .error: self = .error
        case .warning: self = .warning
        case .advice: self = .advice
        }
    }
}
