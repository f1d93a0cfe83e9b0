package import Model

/// A release cycle of a product, in the terms of endoflife.date: `3.8` of Python, `20.04` of Ubuntu.
package struct Lifecycle: Hashable, Sendable {
    /// A day, or whether it has come.
    ///
    /// `false` says that no day is set, and not that none will come.
    package enum Moment: Hashable, Sendable {
        case day(Day)
        case flag(Bool)

        /// Whether it lies behind a day; nil where that is not known.
        package func hasPassed(on today: Day) -> Bool {
            switch self {
            case .day(let day): day <= today
            case .flag(let flag): flag
            }
        }
    }

    package var name: String
    package var codename: String?
    package var released: Day?
    /// The end of active support; nil where the product does not tell them apart.
    package var endOfActiveSupport: Moment?
    package var endOfLife: Moment?
    /// The end of support that goes on beyond the end of life.
    package var endOfExtendedSupport: Moment?
    package var latest: String?

    package init(
        name: String, codename: String? = nil, released: Day? = nil, endOfActiveSupport: Moment? = nil,
        endOfLife: Moment? = nil, endOfExtendedSupport: Moment? = nil, latest: String? = nil
    ) {
        self.name = name
        self.codename = codename
        self.released = released
        self.endOfActiveSupport = endOfActiveSupport
        self.endOfLife = endOfLife
        self.endOfExtendedSupport = endOfExtendedSupport
        self.latest = latest
    }
}

/// Whether a runtime is still supported on a day.
package enum RuntimeState: Hashable, Sendable {
    /// - Parameter until: the day its support ends; nil where none is set.
    case supported(until: Day?)
    /// It gets fixes for security only.
    case securityOnly(until: Day?)
    /// Its support ends within the horizon.
    case endsSoon(Day, days: Int)
    /// - Parameter since: nil where the data say only that it has ended.
    case ended(since: Day?)
    /// A clause that goes after "because".
    case notAssessed(String)
}

extension Lifecycle {
    /// - Parameter horizon: in days.
    package func state(on today: Day, horizon: Int) -> RuntimeState {
        guard let endOfLife else { return .notAssessed("no end of life is known for it") }
        var until: Day?
        switch endOfLife {
        case .flag(true): return .ended(since: nil)
        case .flag(false): break
        case .day(let day):
            if day <= today { return .ended(since: day) }
            let left = day.number - today.number
            if left <= horizon { return .endsSoon(day, days: left) }
            until = day
        }
        if let endOfActiveSupport, endOfActiveSupport.hasPassed(on: today) {
            return .securityOnly(until: until)
        }
        return .supported(until: until)
    }
}

extension Day {
    /// The days since 1970-01-01.
    package var number: Int {
        // Days from civil: Howard Hinnant, "chrono-compatible low-level date algorithms".
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}
