/// Whom the certificates in a file are for, as far as a name in plain letters tells.
package enum Certificates {
    /// Whether a file has a certificate (RFC 7468) that names `localhost`.
    package static func nameLocalhost(in bytes: [UInt8]) -> Bool {
        var rest = bytes[...]
        while let start = place(of: begin, in: rest) {
            let body = rest[(start + begin.count)...]
            let end = place(of: stop, in: body) ?? body.endIndex
            if place(of: name, in: decoded(body[..<end])[...]) != nil { return true }
            rest = body[end...]
        }
        return false
    }

    /// The bytes that digits to base 64 stand for (RFC 4648); what is no digit, such as the quotes of a string, is passed
    /// over.
    private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
        var bytes: [UInt8] = []
        var (bits, count) = (UInt32(0), 0)
        var isEscaped = false
        for byte in text.prefix(20_000) {
            // `\n` in a string.
            if isEscaped {
                isEscaped = false
                continue
            }
            isEscaped = byte == 0x5C
            guard let digit = digit(byte) else { continue }
            bits = bits << 6 | digit
            count += 6
            if count >= 8 {
                count -= 8
                bytes.append(UInt8(truncatingIfNeeded: bits >> UInt32(count)))
            }
        }
        return bytes
    }

    private static func digit(_ byte: UInt8) -> UInt32? {
        switch byte {
        case 0x41...0x5A: UInt32(byte - 0x41)
        case 0x61...0x7A: UInt32(byte - 0x61 + 26)
        case 0x30...0x39: UInt32(byte - 0x30 + 52)
        case 0x2B: 62
        case 0x2F: 63
        default: nil
        }
    }

    private static func place(of word: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        var place = bytes.startIndex
        while let found = bytes[place...].firstIndex(of: word[0]) {
            if bytes[found...].starts(with: word) { return found }
            place = found + 1
        }
        return nil
    }

    private static let begin = Array("-----BEGIN CERTIFICATE-----".utf8)
    private static let stop = Array("-----END CERTIFICATE-----".utf8)
    private static let name = Array("localhost".utf8)
}
