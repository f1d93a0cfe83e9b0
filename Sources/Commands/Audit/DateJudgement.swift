import Audit
import Freshness
import Markup
import Model
import Repositories

extension PageJudgement {
    /// Reads the dates that the page declares: a review is as good as an edit, and a date that cannot be right is named.
    mutating func judgeDates(_ document: Document) {
        let dates = DeclaredDates.all(in: document)
        guard !dates.isEmpty else { return }
        let verdict = DeclaredDateVerdict(
            dates, content: record.contentDay, wasSetAlone: past.datesWereSetAlone(path), today: asOf)
        if let found = FreshnessAnchor(content: record.contentDay, declared: verdict),
            case .declared(let key) = found.reason
        {
            anchor(at: found.day, because: "declared by `\(key)`")
        }
        guard let date = verdict.date else { return }
        let line = facts.line(date.range.lower)
        switch verdict.state {
        case .valid: count(.dates, holds: 1)
        case .missing: break
        case .unreadable(let reason):
            count(.dates, unknown: ["a declared date cannot be read": 1])
            addUnknown(.dates, date.text, reason)
        case .placeholder:
            count(.dates, fails: 1)
            add(.datePlaceholder, line: line, subject: date.key, message: Self.placeholder(date.key))
        case .future(let day):
            count(.dates, fails: 1)
            add(.dateFuture, line: line, subject: date.key, message: Self.future(date.key, day))
        case .contradictedOlder(let day, let changed):
            // Nobody reviews a page because a commit mended the same thing everywhere.
            if past.filesDated(with: path) >= Self.bulk {
                return count(.dates, unknown: ["the page was changed along with many others": 1])
            }
            switch wordsChanged(after: day, document.dialect) {
            case nil: count(.dates, unknown: ["what the page said on its declared date cannot be read": 1])
            case let words? where words < Self.review: count(.dates, holds: 1)
            case let words?:
                count(.dates, fails: 1)
                add(
                    .dateContradicted, line: line, subject: date.key,
                    message: Self.older(date.key, day, changed, words))
            }
        }
    }

    /// How many words the page changes against what it said when its date was written.
    ///
    /// - Parameter day: which the page declares.
    private func wordsChanged(after day: Day, _ dialect: Dialect) -> Int? {
        let versions = past.versions(of: path)
        // Whoever writes a date down writes it some days before the page is there, and some wait longer to be let in.
        let late = day.lastSecond + 7 * 86_400
        guard !versions.isEmpty, var reader = try? repository.snapshot.reader() else { return nil }
        var place = versions.firstIndex { $0.commit.seconds <= late } ?? versions.count - 1
        while true {
            guard versions[place].isKnown, let id = versions[place].objectID,
                case .bytes(let old) = reader.read(object: id)
            else { return nil }
            if place == 0 || Self.declares(day, old, dialect) {
                return TextChange.words(from: old, to: facts.text.bytes)
            }
            place -= 1
        }
    }

    private static func declares(_ day: Day, _ bytes: [UInt8], _ dialect: Dialect) -> Bool {
        DeclaredDates.all(in: Markdown.parse(bytes, dialect: dialect)).contains {
            $0.reading == .day(day)
        }
    }

    /// From how many files on a commit counts as one that changed the same thing everywhere.
    private static let bulk = 20
    /// From how many changed words on a reader expects a date to move: two sentences.
    private static let review = 20

    private static func placeholder(_ key: String) -> String { "`\(key)` still has the text of a template" }
    private static func future(_ key: String, _ day: Day) -> String {
        "`\(key)` says \(day), which has not come yet"
    }
    private static func older(_ key: String, _ day: Day, _ changed: Day, _ words: Int) -> String {
        "`\(key)` says \(day), and the page was changed on \(changed): \(words) words are others"
    }
}
