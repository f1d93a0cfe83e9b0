/// A word of TOML that is no string: a truth value, a number, a date.
struct TOMLScalar {
    private let word: Substring
    private let text: String

    init(_ word: String) {
        text = word
        self.word = word[...]
    }

    var isValid: Bool { text == "true" || text == "false" || isNumber || isDateOrTime }

    private var isNumber: Bool {
        for (prefix, radix) in [("0x", 16), ("0o", 8), ("0b", 2)] where word.hasPrefix(prefix) {
            return isDigits(word.dropFirst(2), radix: radix)
        }
        let rest = word.first == "+" || word.first == "-" ? word.dropFirst() : word
        if rest == "inf" || rest == "nan" { return true }
        let parts = rest.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let mantissa = parts[0].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard isWhole(mantissa[0]), mantissa.count < 2 || isDigits(mantissa[1]) else { return false }
        guard parts.count == 2 else { return true }
        let exponent = parts[1]
        return isDigits(exponent.first == "+" || exponent.first == "-" ? exponent.dropFirst() : exponent)
    }

    private func isWhole(_ digits: Substring) -> Bool {
        isDigits(digits) && (digits.count == 1 || digits.first != "0")
    }

    /// Digits, with single underscores between them.
    private func isDigits(_ digits: Substring, radix: Int = 10) -> Bool {
        digits.split(separator: "_", omittingEmptySubsequences: false).allSatisfy { group in
            !group.isEmpty && group.allSatisfy { $0.isASCII && ($0.hexDigitValue ?? 16) < radix }
        }
    }

    private var isDateOrTime: Bool {
        let parts = word.split(maxSplits: 1, omittingEmptySubsequences: false) { "Tt ".contains($0) }
        guard isDate(parts[0]) else { return parts.count == 1 && isTime(parts[0]) }
        guard parts.count == 2 else { return true }
        let time = parts[1]
        if time.last == "Z" || time.last == "z" { return isTime(time.dropLast()) }
        guard let sign = time.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return isTime(time) }
        let zone = time[time.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
        return isTime(time[..<sign]) && zone.count == 2 && isPart(zone[0], 0...23) && isPart(zone[1], 0...59)
    }

    private func isDate(_ date: Substring) -> Bool {
        let parts = date.split(separator: "-", omittingEmptySubsequences: false)
        return parts.count == 3 && parts[0].count == 4 && isDigits(parts[0]) && isPart(parts[1], 1...12)
            && isPart(parts[2], 1...31)
    }

    /// Since TOML 1.1 seconds may be left out.
    private func isTime(_ time: Substring) -> Bool {
        let halves = time.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        let parts = halves[0].split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 3 || parts.count == 2 && halves.count == 1 else { return false }
        return isPart(parts[0], 0...23) && isPart(parts[1], 0...59)
            && (parts.count == 2 || isPart(parts[2], 0...60)) && (halves.count == 1 || isDigits(halves[1]))
    }

    private func isPart(_ digits: Substring, _ range: ClosedRange<Int>) -> Bool {
        digits.count == 2 && digits.allSatisfy { $0.isASCII && $0.isNumber }
            && Int(digits).map(range.contains) ?? false
    }
}
