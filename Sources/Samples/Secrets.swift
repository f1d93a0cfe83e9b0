package import Model

/// A text that looks like a real key, where only one that is of use could look so.
package struct Secret: Hashable, Sendable {
    package var kind: Kind
    package var range: SourceRange
    /// Its beginning and its length: what may be shown of it.
    package var shown: String

    /// What kinds are looked for: few, and each with a form that is its own.
    package enum Kind: String, CaseIterable, Sendable {
        case privateKey = "private key"
        case awsAccessKey = "AWS access key"
        case githubToken = "GitHub token"
        case stripeLiveKey = "Stripe live key"
        case googleKey = "Google API key"
        case slackToken = "Slack token"
        case npmToken = "npm token"
    }
}

/// Looks for secrets in the bytes of a file.
///
/// Sources of the forms: GitHub's "Behind GitHub's new authentication token formats" (prefix, 30 digits to base 62 and a
/// CRC-32 of them in six more); AWS's IAM reference of unique ids (`AKIA`, base 32); Stripe's "API keys"; RFC 7468.
package enum Secrets {
    /// The secrets of a file, in order. A file with a zero byte is no text and has none.
    package static func all(in text: SourceText) -> [Secret] {
        let bytes = text.bytes
        guard bytes.count <= 2_000_000 else { return [] }
        var found: [Secret] = []
        var index = 0
        while index < bytes.count {
            // Nearly all bytes begin none of the words.
            switch bytes[index] {
            case 0: return []
            case UInt8(ascii: "A"), UInt8(ascii: "g"), UInt8(ascii: "s"), UInt8(ascii: "r"),
                UInt8(ascii: "x"),
                UInt8(ascii: "n"), UInt8(ascii: "-"):
                if let secret = secret(at: index, bytes) {
                    found.append(secret)
                    index = secret.range.upper
                    continue
                }
            default: break
            }
            index += 1
        }
        return found
    }

    private static func secret(at start: Int, _ bytes: [UInt8]) -> Secret? {
        if start > 0, isWord(bytes[start - 1]) || bytes[start - 1] == 0x2D { return nil }
        let rest = bytes[start...]
        if rest.starts(with: "-----BEGIN ".utf8) { return privateKey(rest) }
        for form in forms where rest.starts(with: form.prefix) {
            let body = rest.dropFirst(form.prefix.count).prefix(while: form.alphabet)
            guard form.lengths.contains(body.count) else { continue }
            let after = body.endIndex
            guard after == bytes.count || !isWord(bytes[after]), isRandom(body), form.holds(body),
                !isExample(rest.prefix(form.prefix.count + body.count), line(around: start, bytes))
            else { return nil }
            return Secret(
                kind: form.kind, range: SourceRange(start, after),
                shown:
                    "\(String(decoding: form.prefix, as: UTF8.self))… (\(form.prefix.count + body.count) characters)"
            )
        }
        return nil
    }

    private struct Form {
        var kind: Secret.Kind
        var prefix: [UInt8]
        var lengths: ClosedRange<Int>
        var alphabet: @Sendable (UInt8) -> Bool
        var holds: @Sendable (ArraySlice<UInt8>) -> Bool
    }

    private static let forms: [Form] =
        [
            Form(
                kind: .awsAccessKey, prefix: Array("AKIA".utf8), lengths: 16...16, alphabet: isBase32,
                holds: { _ in true }),
            Form(
                kind: .googleKey, prefix: Array("AIza".utf8), lengths: 35...35, alphabet: isKey,
                holds: { _ in true }),
            Form(
                kind: .stripeLiveKey, prefix: Array("sk_live_".utf8), lengths: 24...247,
                alphabet: isAlphanumeric, holds: { _ in true }),
            Form(
                kind: .stripeLiveKey, prefix: Array("rk_live_".utf8), lengths: 24...247,
                alphabet: isAlphanumeric, holds: { _ in true }),
            Form(
                kind: .slackToken, prefix: Array("xoxb-".utf8), lengths: 40...80, alphabet: isKey,
                holds: { $0.count { $0 == 0x2D } == 2 }),
            Form(
                kind: .npmToken, prefix: Array("npm_".utf8), lengths: 36...36, alphabet: isAlphanumeric,
                holds: hasChecksum),
        ]
        + ["ghp_", "gho_", "ghs_", "ghu_"].map {
            Form(
                kind: .githubToken, prefix: Array($0.utf8), lengths: 36...36, alphabet: isAlphanumeric,
                holds: hasChecksum)
        }

    /// A key of RFC 7468 with enough behind the first line to be one.
    private static func privateKey(_ rest: ArraySlice<UInt8>) -> Secret? {
        let line = rest.prefix { $0 != 0x0A && $0 != 0x0D && $0 != 0x5C && $0 != 0x22 }
        let label = String(decoding: line, as: UTF8.self)
        guard label.hasSuffix("PRIVATE KEY-----"), !label.contains("PUBLIC") else { return nil }
        var body: [UInt8] = []
        var isComplete = false
        var index = line.endIndex
        while index < rest.endIndex, body.count < 20_000 {
            let byte = rest[index]
            if byte == 0x2D {
                isComplete = rest[index...].starts(with: "-----END ".utf8)
                break
            }
            if isAlphanumeric(byte) || byte == 0x2B || byte == 0x2F || byte == 0x3D {
                body.append(byte)
            } else if byte == 0x5C, index + 1 < rest.endIndex {
                // `\n` in a string.
                index += 1
            } else if byte > 0x20, byte != 0x22, byte != 0x27, byte != 0x2C {
                return nil
            }
            index += 1
        }
        // An Ed25519 key, the shortest in use, has 64 digits.
        guard isComplete, body.count >= 64, isRandom(body[...]) else { return nil }
        return Secret(
            kind: .privateKey, range: SourceRange(rest.startIndex, line.endIndex),
            shown: "\(label.prefix(40)) (\(body.count) digits)")
    }

    // MARK: What looks like an example

    /// Whether a person has typed it to show what a key looks like.
    private static func isExample(_ key: ArraySlice<UInt8>, _ line: ArraySlice<UInt8>) -> Bool {
        let text = String(decoding: key, as: UTF8.self).lowercased()
        let around = String(decoding: line, as: UTF8.self).lowercased()
        return ["example", "xxxx", "1234", "abcd", "your", "test", "fake", "dummy", "sample", "placeholder"]
            .contains { text.contains($0) }
            || ["example", "dummy", "fake", "placeholder", "not a real", "notsecret", "not-secret"]
                .contains { around.contains($0) }
    }

    private static func line(around offset: Int, _ bytes: [UInt8]) -> ArraySlice<UInt8> {
        let start = bytes[..<offset].lastIndex(of: 0x0A).map { $0 + 1 } ?? 0
        let end = bytes[offset...].firstIndex(of: 0x0A) ?? bytes.count
        return bytes[max(start, offset - 200)..<min(end, offset + 400)]
    }

    /// Whether the digits are as many different ones as chance gives: at least 3 bits each.
    private static func isRandom(_ body: ArraySlice<UInt8>) -> Bool {
        var counts = [Int](repeating: 0, count: 256)
        for byte in body { counts[Int(byte)] += 1 }
        // Shannon's entropy is above 3 bits where the sum of squared shares is below 1/8 or near it; squares need no
        // logarithm.
        let squares = counts.reduce(0) { $0 + $1 * $1 }
        return squares * 7 < body.count * body.count
    }

    /// Whether the last six digits to base 62 are the CRC-32 of those before.
    private static func hasChecksum(_ body: ArraySlice<UInt8>) -> Bool {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in body.dropLast(6) {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? (crc >> 1) ^ 0xEDB8_8320 : crc >> 1 }
        }
        var number = UInt64(~crc)
        var digits: [UInt8] = []
        let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
        for _ in 0..<6 {
            digits.insert(alphabet[Int(number % 62)], at: 0)
            number /= 62
        }
        return body.suffix(6).elementsEqual(digits)
    }

    // MARK: Alphabets

    @Sendable private static func isWord(_ byte: UInt8) -> Bool { isAlphanumeric(byte) || byte == 0x5F }

    @Sendable private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
    }

    @Sendable private static func isBase32(_ byte: UInt8) -> Bool {
        (0x32...0x37).contains(byte) || (0x41...0x5A).contains(byte)
    }

    @Sendable private static func isKey(_ byte: UInt8) -> Bool { isWord(byte) || byte == 0x2D }
}
