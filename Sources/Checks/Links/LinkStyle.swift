package import Model

/// Links and images that are not written in one of the allowed ways.
package struct LinkStyle: Check {
    package static let id = "links.link-style"
    package static let fixChanges = FixChanges.text
    package static let parameters = [
        Parameter(
            "autolink", .flag, standard: .flag(true),
            summary: "Whether `<https://example.org>` is allowed."),
        Parameter(
            "inline", .flag, standard: .flag(true),
            summary: "Whether `[text](https://example.org)` is allowed."),
        Parameter("full", .flag, standard: .flag(true), summary: "Whether `[text][label]` is allowed."),
        Parameter("collapsed", .flag, standard: .flag(true), summary: "Whether `[label][]` is allowed."),
        Parameter("shortcut", .flag, standard: .flag(true), summary: "Whether `[label]` is allowed."),
        Parameter(
            "url_inline", .flag, standard: .flag(true),
            summary: "Whether an inline link may have its address for its text."),
    ]

    private let autolink, inline, full, collapsed, shortcut, addressInline: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        autolink = parameters.flag("autolink")
        inline = parameters.flag("inline")
        full = parameters.flag("full")
        collapsed = parameters.flag("collapsed")
        shortcut = parameters.flag("shortcut")
        addressInline = parameters.flag("url_inline")
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if autolink, inline, full, collapsed, shortcut, addressInline { return }
        let text = document.text
        for link in document.links {
            let node = document[link.node]
            let address = text.string(document.destinationRange(of: link))
            let label = text.string(node.content)
            guard let message = objection(to: link, label, address) else { continue }
            var draft = Draft(
                at: node.range, message, subject: address.isEmpty ? label : address)
            if document.lines(of: link.node).count == 1,
                let mended = mended(link, label, address)
            {
                // An address in place of a text is not what every author wants.
                let keepsText = mended.isInline || label == address
                draft.fixes.append(
                    Fix(
                        title: Self.write(mended.text), safety: keepsText ? .safe : .unsafe,
                        edits: [Edit(node.range, mended.text)]))
            }
            verdict.add(draft)
        }
    }

    private func objection(to link: Link, _ label: String, _ address: String) -> String? {
        switch link.style {
        case .bare: return nil
        case .angle: return autolink ? nil : Self.isAngle
        case .inline:
            // Without an address nobody can tell how it should be written.
            if address.isEmpty { return nil }
            if !inline { return Self.isInline }
            let isPlain = !link.isImage && link.title.isEmpty && label == address
            return !addressInline && autolink && isPlain && Self.fitsAngles(address)
                ? Self.isAddressInline : nil
        case .full: return full || address.isEmpty ? nil : Self.isFull
        case .collapsed: return collapsed || address.isEmpty ? nil : Self.isCollapsed
        case .shortcut: return shortcut || address.isEmpty ? nil : Self.isShortcut
        }
    }

    /// The link as it may be written; nil where only its author can tell.
    private func mended(_ link: Link, _ label: String, _ address: String) -> (text: String, isInline: Bool)? {
        let fitsAngles = autolink && !link.isImage && Self.fitsAngles(address)
        if inline, !label.isEmpty, addressInline || !fitsAngles {
            let mark = link.isImage ? "!" : ""
            let text = Self.escaping("[]".utf8, in: label)
            return ("\(mark)[\(text)](\(Self.escaping("()".utf8, in: address)))", true)
        }
        return fitsAngles ? ("<\(Self.withoutEscapes(address))>", false) : nil
    }

    private static func escaping(_ special: String.UTF8View, in text: String) -> String {
        guard text.utf8.contains(where: special.contains) else { return text }
        var bytes: [UInt8] = []
        for byte in text.utf8 {
            if special.contains(byte) { bytes.append(UInt8(ascii: "\\")) }
            bytes.append(byte)
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// With each backslash before ASCII punctuation left out.
    private static func withoutEscapes(_ text: String) -> String {
        let bytes = Array(text.utf8)
        var out: [UInt8] = []
        var place = 0
        while place < bytes.count {
            if bytes[place] == UInt8(ascii: "\\"), place + 1 < bytes.count,
                ASCII.isPunctuation(bytes[place + 1])
            {
                place += 1
            }
            out.append(bytes[place])
            place += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// Whether an address can stand between `<` and `>`: it has a scheme, a host where the scheme wants one,
    /// and none of the characters that would end it.
    static func fitsAngles(_ address: String) -> Bool {
        if address.utf8.contains(where: { " <>".utf8.contains($0) }) { return false }
        guard let colon = address.utf8.firstIndex(of: UInt8(ascii: ":")) else { return false }
        let scheme = address[..<colon]
        guard let first = scheme.utf8.first, ASCII.isLetter(first),
            scheme.utf8.allSatisfy({ ASCII.isLetter($0) || ASCII.isDigit($0) || "+-.".utf8.contains($0) })
        else { return false }
        guard ["http", "https", "ws", "wss", "ftp"].contains(scheme.lowercased()) else { return true }
        let rest = address.utf8[address.utf8.index(after: colon)...]
        let authority = rest.drop { "/\\".utf8.contains($0) }.prefix { !"/\\?#".utf8.contains($0) }
        let host = authority.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false).last
        guard let host, !host.isEmpty, host.first != UInt8(ascii: ":") else { return false }
        return host.first == UInt8(ascii: "[")
            || !host.contains { $0 <= 0x20 || $0 == 0x7F || "^|%[]".utf8.contains($0) }
    }

    private static let isAngle = "an address in `<` and `>` is not allowed here"
    private static let isInline = "an inline link is not allowed here"
    private static let isAddressInline = "an inline link whose text is its address is not allowed here"
    private static let isFull = "a reference with text and label is not allowed here"
    private static let isCollapsed = "a reference with empty brackets is not allowed here"
    private static let isShortcut = "a reference without further brackets is not allowed here"
    private static func write(_ text: String) -> String { "replace with `\(text)`" }
}

extension ASCII {
    static func isPunctuation(_ byte: UInt8) -> Bool {
        (0x21...0x7E).contains(byte) && !isLetter(byte) && !isDigit(byte)
    }
}
