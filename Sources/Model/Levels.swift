/// How bad a finding is.
package enum Severity: String, CaseIterable, Sendable, Comparable {
    case advice, warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .advice ? 0 : self == .warning ? 1 : 2 }
}

/// How sure a rule is that what it says holds.
package enum Confidence: String, CaseIterable, Sendable {
    case certain, likely, possible
}

/// Who can act on a finding: the team of the docs, of the samples, or of the product.
package enum Audience: String, CaseIterable, Sendable {
    case docs, samples, product
}

/// How a run ended, for the shell.
package enum ExitStatus: Int32, Sendable {
    /// Nothing found at or above the severity that fails.
    case clean = 0
    case findings = 1
    case couldNotRun = 2
    case interrupted = 130
}

/// An error as a user sees it: what happened, why, and what to do.
package struct Failure: Error, Hashable, Sendable {
    package var what: String
    package var why: String
    package var remedy: String

    package init(what: String, why: String, remedy: String) {
        self.what = what
        self.why = why
        self.remedy = remedy
    }
}

/// A day of the Gregorian calendar.
package struct Day: Hashable, Sendable, Comparable, CustomStringConvertible {
    package var year: Int
    package var month: Int
    package var day: Int

    /// Nil where there is no such day.
    package init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1 else { return nil }
        let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        guard day <= lengths[month - 1] else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `YYYY-MM-DD` (ISO 8601); nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, parts[0].utf8.count == 4, parts[1].utf8.count == 2, parts[2].utf8.count == 2,
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2])
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// The day a number of seconds after 1970-01-01 falls on, in UTC.
    package init(secondsSince1970 seconds: Int) {
        // Civil from days: Howard Hinnant, "chrono-compatible low-level date algorithms".
        let days = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400 + 719_468
        let era = (days >= 0 ? days : days - 146_096) / 146_097
        let dayOfEra = days - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shifted = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shifted + 2) / 5 + 1
        month = shifted < 10 ? shifted + 3 : shifted - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    package static func < (a: Day, b: Day) -> Bool {
        (a.year, a.month, a.day) < (b.year, b.month, b.day)
    }

    /// `YYYY-MM-DD`.
    package var description: String {
        func padded(_ number: Int, _ width: Int) -> String {
            let digits = String(number)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    }
}
