import Audit
import Checks
import Fleet
import Model
import Repositories
import Samples
import Surface

/// Judges one page: each thing that it refers to holds, fails, or is not known.
struct PageJudgement {
    let repository: OpenedRepository
    let path: String
    let facts: PageFacts
    let owner: Ownership
    let past: Past
    let asOf: Day
    /// When the page was last edited or reviewed, in seconds after 1970-01-01 UTC; nil where it is not known.
    private(set) var anchorSeconds: Int64?
    private(set) var record: UnitRecord
    private(set) var findings: [AuditFinding] = []
    private(set) var unknowns: [AuditUnknown] = []

    init(
        repository: OpenedRepository, path: String, facts: PageFacts, owner: Ownership, past: Past, asOf: Day
    ) {
        self.repository = repository
        self.path = path
        self.facts = facts
        self.owner = owner
        self.past = past
        self.asOf = asOf
        record = UnitRecord(
            .page, repository: repository.name, path: path, area: owner.area, owners: owner.owners,
            ownership: owner.state.word)
        switch past.content(path) {
        case .success(let point):
            record.contentDay = point.day
            record.anchorDay = point.day
            record.anchorReason = "content"
            anchorSeconds = point.seconds
        case .failure(let unlearnt):
            unknowns.append(
                AuditUnknown(
                    repository: repository.name, path: path, topic: "content date", subject: path,
                    reason: unlearnt.reason))
        }
    }

    /// - Parameter original: the page that this one translates; nil where it translates none.
    mutating func translates(_ original: String?) { record.original = original ?? "" }

    /// Judges from a later day on, which the page itself declares.
    mutating func anchor(at day: Day, because reason: String) {
        record.anchorDay = day
        record.anchorReason = reason
        anchorSeconds = max(day.lastSecond, anchorSeconds ?? 0)
    }

    mutating func count(_ topic: Topic, holds: Int = 0, fails: Int = 0, unknown: [String: Int] = [:]) {
        record.tallies[topic, default: Tally()].add(Tally(holds: holds, fails: fails, unknown: unknown))
    }

    /// Adds a finding on a line of the page, with the page's owners.
    mutating func add(
        _ kind: AuditKind, line: Int, subject: String, message: String, cause: AuditFinding.Cause? = nil,
        confidence: Confidence = .certain
    ) {
        var isOlder = false
        if let day = cause?.day, let anchor = record.anchorDay { isOlder = day < anchor }
        findings.append(
            AuditFinding(
                kind, confidence: confidence, repository: repository.name, unit: path, path: path, line: line,
                quote: facts.quote(line), subject: subject, message: message, cause: cause, area: owner.area,
                owners: owner.owners, isOlder: isOlder))
    }

    mutating func addUnknown(_ topic: Topic, _ subject: String, _ reason: String) {
        unknowns.append(
            AuditUnknown(
                repository: repository.name, path: path, topic: topic.rawValue, subject: subject,
                reason: reason))
    }

    // MARK: Links

    /// - Parameters:
    ///   - broken: what the rules on links have found.
    ///   - open: what they could not learn.
    mutating func judgeLinks(_ document: Document, _ broken: [Finding], _ open: [Unknown]) {
        var broken = broken.filter { !isFine($0, document) }
        let elsewhere = isTemplate ? broken.count(where: isOnThisPage) : 0
        if elsewhere > 0 {
            broken.removeAll(where: isOnThisPage)
            count(.links, unknown: [LastingReason.shownElsewhere: elsewhere])
        }
        let fails = broken.count
        let unknown = open.reduce(into: [String: Int]()) { $0[$1.reason, default: 0] += 1 }
        count(
            .links, holds: max(0, facts.links.count - fails - open.count - elsewhere), fails: fails,
            unknown: unknown)
        if facts.externalLinks > 0 { count(.links, unknown: [LastingReason.otherSites: facts.externalLinks]) }
        for unknown in open { addUnknown(.links, unknown.subject, unknown.reason) }
        for finding in broken {
            let line = facts.line(finding.range.lower)
            let isAnchor = finding.rule == "links/missing-anchor"
            let target = facts.links.first { $0.range.touches(finding.range) }
            let gone = isAnchor ? nil : target.flatMap { firstGone($0.candidates(in: document)) }?.gone
            add(
                isAnchor ? .anchorGone : .linkGone, line: line,
                subject: target?.reference.rawPath.isEmpty == false && !isAnchor
                    ? target?.reference.rawPath ?? "" : document.text.string(finding.range),
                message: finding.message,
                cause: gone.map { Self.cause($0, target?.path ?? "", repository.name) },
                confidence: isTemplate ? .possible : finding.confidence)
        }
    }

    /// Whether a finding is about a heading of the page that it stands on.
    private func isOnThisPage(_ finding: Finding) -> Bool {
        finding.rule == "links/missing-anchor"
            && facts.links.first { $0.range.touches(finding.range) }?.reference.rawPath.isEmpty == true
    }

    /// Whether the text of the page is shown somewhere else: templates and answers of robots.
    private var isTemplate: Bool {
        path.hasPrefix(".github/") && !Housekeeping.isReadme(String(path.split(separator: "/").last ?? ""))
    }

    /// Whether the maker of the site leads readers to something all the same.
    private func isFine(_ finding: Finding, _ document: Document) -> Bool {
        guard let target = facts.links.first(where: { $0.range.touches(finding.range) }) else { return false }
        if finding.rule != "links/missing-anchor",
            target.candidates(in: document).contains(where: isThereInNewestVersion)
        {
            return true
        }
        let conventions = repository.conventions
        guard conventions.isDocFX else {
            return finding.rule == "links/missing-anchor" && isShownByHosts(document)
                && finding.isOnlyAboutCapitals(document.text)
        }
        if finding.rule == "links/missing-anchor" {
            return target.reference.fragment.map(conventions.isForeign) ?? false
        }
        return conventions.reaches(target.candidates(in: document))
    }

    /// Whether a page is read where its repository is kept: GitHub finds headings whatever the case of the letters behind
    /// the `#`, and sites do not.
    private func isShownByHosts(_ document: Document) -> Bool {
        document.dialect == .gfm || document.dialect == .commonmark
    }

    /// Whether a path leads through a `latest` that the site makes of its newest version, beside folders of versions.
    private func isThereInNewestVersion(_ path: String) -> Bool {
        let parts = path.split(separator: "/").map(String.init)
        guard let place = parts.firstIndex(where: { ["latest", "stable", "current"].contains($0) }) else {
            return false
        }
        let start = parts[..<place].map { $0 + "/" }.joined()
        let end = parts[(place + 1)...].map { "/" + $0 }.joined()
        // A folder that was there once is gone, and nobody makes it.
        guard past.removalsAreNone(below: start + parts[place]) else { return false }
        return repository.pages.contains { page in
            guard page.hasPrefix(start), page.hasSuffix(end) else { return false }
            let name = page.dropFirst(start.count).dropLast(end.count)
            return name.contains(".")
                && name.allSatisfy { $0.isNumber || $0 == "." || $0 == "v" || $0 == "x" }
        }
    }

    static func cause(_ gone: Past.Gone, _ path: String, _ origin: String) -> AuditFinding.Cause {
        AuditFinding.Cause(
            what: gone.movedTo.map { "`\(path)` moved to `\($0)`" } ?? "`\(path)` removed", origin: origin,
            reference: gone.commit, day: gone.day)
    }

    // MARK: Paths in code spans

    /// A path that once was in the repository, and is not any more. What never was there is an example, or a path of a
    /// reader's own machine.
    mutating func judgePaths(_ document: Document) {
        var talk: ChangeTalk?
        var seen: Set<String> = []
        for quote in facts.paths where seen.insert(quote.text).inserted {
            let folder = Reference.folder(of: path)
            let meant = [quote.text, folder + "/" + quote.text].compactMap { Reference.normalized($0) }
            if meant.contains(where: isThere) {
                count(.paths, holds: 1)
            } else if let (found, gone) = firstGone(meant), !PastSpeech.isRecord(path) {
                // "`a.json` - removed in 2.0" is right.
                let known = talk ?? ChangeTalk(document)
                talk = known
                if known.isAboutChange(quote.range) { continue }
                count(.paths, fails: 1)
                add(
                    .pathGone, line: quote.line, subject: quote.text,
                    message: Self.notThere(quote.text, gone),
                    cause: Self.cause(gone, found, repository.name), confidence: .likely)
            }
        }
    }

    /// The first of some paths that was there once.
    private func firstGone(_ paths: [String]) -> (path: String, gone: Past.Gone)? {
        for path in paths {
            if let gone = past.gone(path) { return (path, gone) }
        }
        return nil
    }

    private func isThere(_ path: String) -> Bool {
        if case .entry(.nothing) = repository.listing.answer(at: path) { false } else { true }
    }

    private static func notThere(_ path: String, _ gone: Past.Gone) -> String {
        "`\(path)` is not in the repository any more" + (gone.movedTo.map { ": it is `\($0)` now" } ?? "")
    }
}

/// Pages that speak of what was: what they name need not be there any more.
enum PastSpeech {
    /// Whether a page keeps a record: a changelog, release notes, a migration guide, a decision, a blog.
    static func isRecord(_ path: String) -> Bool {
        let parts = path.lowercased().split(separator: "/")
        let name = parts.last.map { $0.prefix { $0 != "." } } ?? ""
        let isRecordFile = [
            "changelog", "changes", "history", "news", "releases", "release-notes", "releasenotes",
            "whats-new", "upgrading", "upgrade", "migration", "migrating",
        ].contains { name == $0 || name.hasPrefix($0 + "-") }
        let folders: Set<Substring> = [
            "blog", "posts", "_posts", "news", "releases", "release-notes", "releasenotes",
            "changelogs", "adr", "adrs", "decisions", "proposals", "rfcs", "archive", "archived", "migration",
            "upgrading", "whats-new",
        ]
        return isRecordFile || parts.dropLast().contains { folders.contains($0) } || name.contains("migrat")
    }
}

extension Finding {
    /// Whether what is meant differs from what is written in capitals and small letters alone.
    fileprivate func isOnlyAboutCapitals(_ text: SourceText) -> Bool {
        fixes.contains { fix in
            fix.edits.count == 1
                && fix.edits[0].replacement.lowercased() == text.string(fix.edits[0].range).lowercased()
        }
    }
}
