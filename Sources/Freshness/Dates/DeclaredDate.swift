package import Model

/// A date at which an author says to have written or reviewed a page.
package struct DeclaredDate: Hashable, Sendable {
    /// Where it stands: `ms.date`, `last_update.date`, `freshness.reviewed`.
    package var key: String
    /// As it is written.
    package var text: String
    /// The written value; of an empty one the key.
    package var range: SourceRange
    package var reading: DateText

    package init(key: String, text: String, range: SourceRange) {
        self.key = key
        self.text = text
        self.range = range
        reading = DateText(text, order: key.hasSuffix("ms.date") ? .monthFirst : .open)
    }
}

/// How a declared date stands to what the history tells.
package enum DeclaredDateState: Hashable, Sendable {
    case valid(Day)
    /// The page declares none.
    case missing
    /// Something is there that is no date: the reason, as a clause.
    case unreadable(String)
    case placeholder
    /// The day is after the one that counts as today.
    case future(Day)
    /// The content was changed more than a week after the declared date.
    case contradictedOlder(Day, changed: Day)

    /// In one or two words, as reports count it.
    package var name: String {
        switch self {
        case .valid: "valid"
        case .missing: "missing"
        case .unreadable: "unreadable"
        case .placeholder: "placeholder"
        case .future: "in the future"
        case .contradictedOlder: "older than the content"
        }
    }
}

/// What a page declares, judged.
package struct DeclaredDateVerdict: Hashable, Sendable {
    /// The date that counts: of several readable ones the newest, else the first.
    package var date: DeclaredDate?
    package var state: DeclaredDateState
    /// Whether the commit that set the date changed nothing that a reader sees. That is information and no mistake: a
    /// review that finds nothing to change is one.
    package var wasSetAlone: Bool

    /// - Parameters:
    ///   - dates: what the page declares.
    ///   - content: since when the page says what it says; nil where that could not be learnt.
    ///   - wasSetAlone: whether a commit of its own set the dates.
    ///   - today: the last day that counts.
    package init(_ dates: [DeclaredDate], content: Day?, wasSetAlone: Bool, today: Day) {
        var newest: (date: DeclaredDate, day: Day)?
        for date in dates {
            guard case .day(let day) = date.reading else { continue }
            if newest.map({ $0.day < day }) ?? true { newest = (date, day) }
        }
        date = newest?.date ?? dates.first
        self.wasSetAlone = wasSetAlone && newest != nil
        guard let newest else {
            switch dates.first?.reading {
            case nil, .empty: state = .missing
            case .placeholder: state = .placeholder
            case .unreadable(let reason): state = .unreadable(reason)
            case .day(let day): state = .valid(day)
            }
            return
        }
        if newest.day > today {
            state = .future(newest.day)
        } else if let content, content.number > newest.day.number + Self.grace {
            state = .contradictedOlder(newest.day, changed: content)
        } else {
            state = .valid(newest.day)
        }
    }

    /// The days between the date that an author writes and the merge of the change.
    private static let grace = 7
}

/// The day from which on changes elsewhere can have made a page wrong.
package struct FreshnessAnchor: Hashable, Sendable {
    package enum Reason: Hashable, Sendable {
        /// The page was changed then.
        case content
        /// The author says to have reviewed it then.
        case declared(key: String)
    }

    package var day: Day
    package var reason: Reason

    /// The later of the two days; nil where neither is known.
    package init?(content: Day?, declared: DeclaredDateVerdict) {
        if case .valid(let day) = declared.state, let key = declared.date?.key,
            content.map({ $0 < day }) ?? true
        {
            (self.day, reason) = (day, .declared(key: key))
        } else if let content {
            (day, reason) = (content, .content)
        } else {
            return nil
        }
    }
}

extension Day {
    /// The days after 1970-01-01, below 0 for those before.
    package var number: Int {
        // Days from civil: Howard Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = month <= 2 ? year - 1 : year
        let era = shifted / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
