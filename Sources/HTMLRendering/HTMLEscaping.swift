/// The three ways bytes get into HTML: as text, as an address, and as raw HTML with forbidden tags disarmed.
package enum HTMLEscaping {
    private static let replacementCharacter: [UInt8] = [0xEF, 0xBF, 0xBD]

    /// Appends text; a NUL becomes U+FFFD.
    package static func appendText(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case 0x22: out += "&quot;".utf8
            case 0x26: out += "&amp;".utf8
            case 0x3C: out += "&lt;".utf8
            case 0x3E: out += "&gt;".utf8
            case 0x00: out += replacementCharacter
            default: out.append(byte)
            }
        }
    }

    /// Appends an address, with everything percent-encoded that may not stand in one.
    package static func appendAddress(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in bytes {
            switch byte {
            case 0x26: out += "&amp;".utf8
            case 0x27: out += "&#x27;".utf8
            case 0x00:
                for part in replacementCharacter { appendPercent(part, to: &out) }
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "a")...UInt8(ascii: "z"):
                out.append(byte)
            default:
                if "!#$%()*+,-./:;=?@_~".utf8.contains(byte) {
                    out.append(byte)
                } else {
                    appendPercent(byte, to: &out)
                }
            }
        }
    }

    /// Appends raw HTML as it is; a NUL becomes U+FFFD.
    package static func appendRaw(_ bytes: some Sequence<UInt8>, to out: inout [UInt8]) {
        for byte in bytes {
            if byte == 0 { out += replacementCharacter } else { out.append(byte) }
        }
    }

    /// Appends raw HTML with the `<` of every tag that GitHub disallows written as `&lt;`.
    package static func appendFiltered(_ bytes: [UInt8], to out: inout [UInt8]) {
        for (place, byte) in bytes.enumerated() {
            if byte == 0x3C, isDisallowed(bytes[place...]) {
                out += "&lt;".utf8
            } else {
                appendRaw(CollectionOfOne(byte), to: &out)
            }
        }
    }

    private static let disallowed = [
        "title", "textarea", "style", "xmp", "iframe", "noembed", "noframes", "script", "plaintext",
    ]

    private static func isDisallowed(_ tag: ArraySlice<UInt8>) -> Bool {
        var rest = tag.dropFirst()
        if rest.first == 0x2F { rest = rest.dropFirst() }
        return disallowed.contains { name in
            guard rest.count > name.utf8.count,
                zip(rest, name.utf8).allSatisfy({ $0 | 0x20 == $1 && $0 >= 0x41 })
            else { return false }
            let after = rest.dropFirst(name.utf8.count)
            switch after.first {
            case 0x20, 0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x3E: return true
            case 0x2F: return after.dropFirst().first == 0x3E
            default: return false
            }
        }
    }

    private static func appendPercent(_ byte: UInt8, to out: inout [UInt8]) {
        let digits = Array("0123456789ABCDEF".utf8)
        out += [0x25, digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
}
