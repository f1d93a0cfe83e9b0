package import Model

/// What somebody wrote where a date belongs.
package enum DateText: Hashable, Sendable {
    case day(Day)
    /// The field is there, and nothing is in it.
    case empty
    /// What a template leaves to be filled in: `mm/dd/yyyy`, `[date]`, `TODO`.
    case placeholder
    /// It is no date, or no day: the reason, as a clause.
    case unreadable(String)

    /// How numbers between slashes are meant.
    package enum Order: Hashable, Sendable {
        /// `05/14/2026`, as `ms.date` is defined.
        case monthFirst
        /// Nobody says: where both could be a month, the date is not known.
        case open
    }

    /// Reads a date as authors write it: ISO 8601 with or without a time, numbers between slashes or points, months
    /// by their English names.
    package init(_ text: String, order: Order = .open) {
        let trimmed = Self.trimmed(text)
        if trimmed.isEmpty {
            self = .empty
        } else if Self.isPlaceholder(trimmed) {
            self = .placeholder
        } else {
            self = Self.iso(trimmed) ?? Self.numbers(trimmed, order) ?? Self.words(trimmed)
        }
    }

    private static func trimmed(_ text: String) -> String {
        let blanks: Set<Character> = [" ", "\t", "\"", "'", "\r", "\n", "\r\n"]
        let end = text.lastIndex { !blanks.contains($0) }
        guard let start = text.firstIndex(where: { !blanks.contains($0) }), let end else { return "" }
        return String(text[start...end])
    }

    private static func isPlaceholder(_ text: String) -> Bool {
        let small = text.lowercased()
        let letters = small.filter { $0.isLetter }
        if ["mmddyyyy", "ddmmyyyy", "yyyymmdd", "todo", "tbd", "fixme", "date", "xxx", "xxxx", "na", "none"]
            .contains(letters)
        {
            return !small.contains { $0.isNumber }
        }
        let marks: [(Character, Character)] = [("[", "]"), ("<", ">"), ("{", "}")]
        if marks.contains(where: { small.first == $0.0 && small.last == $0.1 }) { return true }
        return small.contains("yyyy") || small.hasPrefix("#required") || small.hasPrefix("{{")
            || small == "0000-00-00"
    }

    /// `2026-05-14`, `2026-05-14T10:00:00Z`, `2026/05/14`, `2026.5.14 10:00`.
    private static func iso(_ text: String) -> DateText? {
        let head = text.prefix { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "/" || $0 == ".") }
        let parts = head.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" || $0 == "." }
        guard parts.count == 3, parts[0].count == 4, isClean(text.dropFirst(head.count)) else { return nil }
        return day(parts[0], parts[1], parts[2])
    }

    /// What may follow a date: a time, or a comment.
    private static func isClean(_ rest: Substring) -> Bool {
        guard let first = rest.first else { return true }
        return first == "T" || first == "t" || first == " "
    }

    private static func numbers(_ text: String, _ order: Order) -> DateText? {
        let head = text.prefix { $0.isASCII && ($0.isNumber || $0 == "-" || $0 == "/" || $0 == ".") }
        let parts = head.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "/" || $0 == "." }
        guard parts.count == 3, isClean(text.dropFirst(head.count)), let first = Int(parts[0]),
            let second = Int(parts[1]), !parts[2].isEmpty
        else { return nil }
        guard parts[2].count == 4 else { return .unreadable(Sentence.shortYear) }
        if order == .monthFirst { return day(parts[2], parts[0], parts[1]) }
        if first > 12 { return day(parts[2], parts[1], parts[0]) }
        if second > 12 || first == second { return day(parts[2], parts[0], parts[1]) }
        return .unreadable(Sentence.open)
    }

    private static func day(_ year: Substring, _ month: Substring, _ day: Substring) -> DateText {
        guard let year = Int(year), let month = Int(month), let day = Int(day),
            let found = Day(year: year, month: month, day: day)
        else { return .unreadable(Sentence.noSuchDay) }
        return .day(found)
    }

    /// `14 May 2026`, `May 14, 2026`, `Thu, 14 May 2026`.
    private static func words(_ text: String) -> DateText {
        var month: Int?
        var numbers: [Substring] = []
        let separators: Set<Character> = [" ", ",", "-", "."]
        for word in text.split(whereSeparator: { separators.contains($0) }).prefix(6) {
            if let number = monthNumber(word) {
                guard month == nil else { return .unreadable(Sentence.noDate) }
                month = number
            } else if word.allSatisfy({ $0.isASCII && $0.isNumber }) {
                numbers.append(word)
            } else if let day = ordinal(word) {
                numbers.append(day)
            } else if !weekdays.contains(String(word.lowercased().prefix(3))) {
                break
            }
        }
        guard let month, numbers.count >= 2 else { return .unreadable(Sentence.noDate) }
        let isYearFirst = numbers[0].count == 4
        let (year, number) = isYearFirst ? (numbers[0], numbers[1]) : (numbers[1], numbers[0])
        guard year.count == 4 else { return .unreadable(Sentence.noDate) }
        return day(year, Substring(String(month)), number)
    }

    private static func ordinal(_ word: Substring) -> Substring? {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        return !digits.isEmpty
            && ["st", "nd", "rd", "th"].contains(word.dropFirst(digits.count).lowercased())
            ? digits : nil
    }

    private static func monthNumber(_ word: Substring) -> Int? {
        let small = word.lowercased()
        guard small.count >= 3 else { return nil }
        return months.firstIndex { $0 == small || small.count <= 4 && $0.hasPrefix(small) }.map { $0 + 1 }
    }

    private static let months = [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
        "november", "december",
    ]
    private static let weekdays: Set = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

    private enum Sentence {
        static let noDate = "it is no date"
        static let noSuchDay = "there is no such day"
        static let shortYear = "its year has not four digits"
        static let open = "day and month could each be the other"
    }
}
