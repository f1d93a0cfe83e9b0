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

    /// Appends what the closure appends, in a colour. It must append something.
    @inline(__always)
    func paint(_ ink: Ink, _ out: inout [UInt8], _ body: (inout [UInt8]) -> Void) {
        if isOn { begin(ink, &out) }
        body(&out)
        if isOn { out.append(contentsOf: "\u{1B}[0m".utf8) }
    }

    private func begin(_ ink: Ink, _ out: inout [UInt8]) {
        out.append(contentsOf: "\u{1B}[".utf8)
        out.append(contentsOf: ink.rawValue.utf8)
        out.append(UInt8(ascii: "m"))
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
