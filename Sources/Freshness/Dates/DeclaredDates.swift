package import Model
internal import YAML

/// Finds the dates that a page declares for itself.
package enum DeclaredDates {
    /// In the order in which they stand in the page.
    ///
    /// Known forms: front matter (`ms.date`, `last_reviewed`, `lastmod`, `last_update.date`, `last_modified_at` and
    /// their like), the comment of g3doc (`<!--* freshness: { owner: 'a' reviewed: '2026-01-02' } *-->`), and DocC's
    /// `@CustomMetadata(key: "last_reviewed", value: "2026-01-02")`. A plain `date` is that of a post's publication,
    /// and no review.
    package static func all(in document: Document) -> [DeclaredDate] {
        var dates: [DeclaredDate] = []
        if let frontMatter = document.content.frontMatter {
            switch frontMatter.format {
            case .yaml: dates += yaml(document.text, frontMatter.content)
            case .toml: dates += lines(document.text, frontMatter.content, sign: 0x3D)
            case .json: dates += lines(document.text, frontMatter.content, sign: 0x3A)
            }
        }
        for comment in document.comments {
            if let date = review(document.text, comment.content) { dates.append(date) }
        }
        for directive in document.content.directives where directive.syntax == .at {
            if let date = directive.date(in: document.text) { dates.append(date) }
        }
        return dates.sorted { $0.range.lower < $1.range.lower }
    }

    /// Keys whose value is a date, in small letters.
    static let keys: Set<String> = [
        "last-modified", "last-reviewed", "last-update", "last-updated", "last_modified", "last_modified_at",
        "last_reviewed", "last_reviewed_on", "last_update", "last_updated", "lastmod", "lastreviewed",
        "lastupdated", "ms.date", "review_date", "reviewed",
    ]
    /// Keys of tables, and the key in them whose value is a date.
    private static let inner: [String: Set<String>] = [
        "last_update": ["date"], "freshness": ["reviewed"], "metadata": ["ms.date"],
    ]

    private static func yaml(_ text: SourceText, _ range: SourceRange) -> [DeclaredDate] {
        guard let pairs = (try? YAMLNode.read(text, in: range))?.pairs else {
            return lines(text, range, sign: 0x3A)
        }
        var dates: [DeclaredDate] = []
        for pair in pairs {
            let key = pair.key.lowercased()
            if case .table(let below) = pair.value.content {
                for pair in below where inner[key]?.contains(pair.key.lowercased()) == true {
                    dates.append(date("\(key).\(pair.key.lowercased())", pair))
                }
            } else if keys.contains(key) {
                dates.append(date(key, pair))
            }
        }
        return dates
    }

    private static func date(_ key: String, _ pair: YAMLNode.Pair) -> DeclaredDate {
        switch pair.value.content {
        case .scalar(let text, _): return DeclaredDate(key: key, text: text, range: pair.value.range)
        case .nothing: return DeclaredDate(key: key, text: "", range: pair.keyRange)
        // `[mm/dd/yyyy]` is a list to YAML, and was meant as a text.
        case .list(let items):
            let text = "[" + items.map { $0.text ?? "" }.joined(separator: ", ") + "]"
            return DeclaredDate(key: key, text: text, range: pair.value.range)
        case .table: return DeclaredDate(key: key, text: "{}", range: pair.value.range)
        }
    }

    /// `lastmod = 2026-01-02` and `"lastmod": "2026-01-02",` at the outer level.
    private static func lines(_ text: SourceText, _ range: SourceRange, sign: UInt8) -> [DeclaredDate] {
        var dates: [DeclaredDate] = []
        var number = text.line(at: range.lower)
        while number < text.lineCount, text.line(number).lower < range.upper {
            let line = text.line(number)
            number += 1
            let bytes = text.slice(line)
            // A table of TOML ends the outer level.
            if sign == 0x3D, bytes.first == 0x5B { break }
            guard let end = bytes.firstIndex(of: sign) else { continue }
            let key = text.string(trimmed(text, SourceRange(line.lower, end))).lowercased()
            guard keys.contains(key) else { continue }
            var value = SourceRange(end + 1, line.upper)
            if let comment = text.slice(value).firstIndex(of: 0x23) { value.upper = comment }
            value = trimmed(text, value)
            dates.append(DeclaredDate(key: key, text: text.string(value), range: value))
        }
        return dates
    }

    /// `<!--* freshness: { owner: 'a' reviewed: '2026-01-02' } *-->`: the comment's content begins with a `*`.
    private static func review(_ text: SourceText, _ range: SourceRange) -> DeclaredDate? {
        let bytes = text.slice(range)
        guard bytes.first == 0x2A else { return nil }
        let content = text.string(range)
        guard let start = content.firstRange(of: "freshness"),
            let word = content[start.upperBound...].firstRange(of: "reviewed")
        else { return nil }
        let rest = content[word.upperBound...].drop { $0 == ":" || $0 == " " || $0 == "\t" }
        let value = rest.prefix { $0 != "}" && $0 != "\n" && $0 != "," }
        let lower = range.lower + content[..<value.startIndex].utf8.count
        let whole = trimmed(text, SourceRange(lower, lower + value.utf8.count))
        return DeclaredDate(key: "freshness.reviewed", text: text.string(whole), range: whole)
    }

    /// A range without the blanks, quotation marks and commas at its ends.
    private static func trimmed(_ text: SourceText, _ range: SourceRange) -> SourceRange {
        var range = range
        func isAround(_ byte: UInt8) -> Bool {
            byte == 0x20 || byte == 0x09 || byte == 0x0D || byte == 0x22 || byte == 0x27
                || byte == 0x2C
        }
        while range.upper > range.lower, isAround(text.bytes[range.upper - 1]) { range.upper -= 1 }
        while range.lower < range.upper, isAround(text.bytes[range.lower]) { range.lower += 1 }
        return range
    }
}

extension Directive {
    /// `@CustomMetadata(key: "last_reviewed", value: "2026-01-02")`.
    fileprivate func date(in text: SourceText) -> DeclaredDate? {
        guard text.string(name) == "CustomMetadata" else { return nil }
        let words = text.string(arguments).split(separator: "\"", omittingEmptySubsequences: false)
        // Before the key, the key, what is between, the value, what comes after.
        guard words.count == 5, words[0].contains("key:"), words[2].contains("value:"),
            DeclaredDates.keys.contains(words[1].lowercased())
        else { return nil }
        return DeclaredDate(key: words[1].lowercased(), text: String(words[3]), range: arguments)
    }
}
