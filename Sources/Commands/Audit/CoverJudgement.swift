import Audit
import Model
import Repositories
import Samples

/// Code that a page says it is about: `docent: covers Sources/Client.swift#connect`, or `repository:path#symbol`.
struct CoveredCode: Hashable, Sendable {
    /// Nil for the page's own repository.
    var repository: String?
    var path: String
    /// Nil for the whole file.
    var symbol: String?

    init(_ written: String) {
        var rest = written[...]
        // A drive letter or an address is no repository.
        if let colon = rest.firstIndex(of: ":"), !rest[..<colon].contains("/"),
            !rest[colon...].hasPrefix("://")
        {
            repository = String(rest[..<colon])
            rest = rest[rest.index(after: colon)...]
        }
        if let hash = rest.firstIndex(of: "#") {
            let name = rest[rest.index(after: hash)...]
            symbol = name.isEmpty ? nil : String(name)
            rest = rest[..<hash]
        }
        if rest.hasPrefix("/") { rest = rest.dropFirst() }
        path = String(rest)
    }

    var shown: String {
        (repository.map { $0 + ":" } ?? "") + path + (symbol.map { "#" + $0 } ?? "")
    }
}

/// The repositories that pages of one repository speak of, with their histories.
struct Surroundings: Sendable {
    var repositories: [String: OpenedRepository]
    var pasts: [String: Past]
}

extension PageJudgement {
    /// Whether code that the page covers says today what it said when the page was last edited or reviewed.
    mutating func judgeCovers(_ around: Surroundings) {
        for quote in facts.covers {
            let code = CoveredCode(quote.text)
            let name = code.repository ?? repository.name
            guard let home = around.repositories[name], let past = around.pasts[name] else {
                unknownCover(code, "no repository of the fleet that could be opened is called `\(name)`")
                continue
            }
            judge(code, quote, in: home, past)
        }
    }

    private mutating func unknownCover(_ code: CoveredCode, _ reason: String) {
        count(.coveredCode, unknown: [reason: 1])
        addUnknown(.coveredCode, code.shown, reason)
    }

    private mutating func judge(
        _ code: CoveredCode, _ quote: PageFacts.Quote, in home: OpenedRepository, _ past: Past
    ) {
        guard let entry = home.listing.entry(at: code.path), entry.kind == .file else {
            let gone = past.gone(code.path)
            count(.coveredCode, fails: 1)
            return add(
                .coveredCodeGone, line: quote.line, subject: code.shown, message: Self.noFile(code, gone),
                cause: gone.map { Self.cause($0, code.path, home.name) })
        }
        guard case .bytes(let bytes) = home.read(code.path) else {
            return unknownCover(code, "`\(code.path)` could not be read")
        }
        guard let since = anchorSeconds else {
            return unknownCover(code, "it is not known when the page was last edited")
        }
        let now = CodeSymbol(code.symbol, in: bytes, path: code.path)
        guard let version = past.version(of: code.path, at: since), let id = version.objectID else {
            guard now == nil else {
                return unknownCover(code, past.gap ?? "`\(code.path)` is newer than the page's last edit")
            }
            count(.coveredCode, fails: 1)
            return add(.coveredCodeGone, line: quote.line, subject: code.shown, message: Self.noSymbol(code))
        }
        guard let then = symbol(code, id, home) else {
            guard now == nil else {
                return unknownCover(code, "`\(code.path)` did not declare it when the page was last edited")
            }
            count(.coveredCode, fails: 1)
            return add(.coveredCodeGone, line: quote.line, subject: code.shown, message: Self.noSymbol(code))
        }
        if now == then { return count(.coveredCode, holds: 1) }
        count(.coveredCode, fails: 1)
        let commit = firstChange(of: code, from: then, since, home, past)
        let what = now == nil ? "`\(code.shown)` removed" : "`\(code.shown)` changed"
        add(
            now == nil ? .coveredCodeGone : .coveredCodeChanged, line: quote.line, subject: code.shown,
            message: now == nil ? Self.removed(code) : Self.changed(code),
            cause: AuditFinding.Cause(
                what: what, origin: home.name, reference: commit?.id.short ?? "", day: commit?.day))
    }

    /// The oldest commit after a point in time with which the code says something else than then.
    private func firstChange(
        of code: CoveredCode, from then: CodeSymbol, _ since: Int64, _ home: OpenedRepository, _ past: Past
    ) -> CommitPoint? {
        for version in past.versions(of: code.path).reversed() where version.commit.seconds > since {
            guard let id = version.objectID else { return version.commit }
            if symbol(code, id, home) != then { return version.commit }
        }
        return nil
    }

    private func symbol(_ code: CoveredCode, _ id: ObjectID, _ home: OpenedRepository) -> CodeSymbol? {
        guard var reader = try? home.snapshot.reader(), case .bytes(let bytes) = reader.read(object: id)
        else {
            return nil
        }
        return CodeSymbol(code.symbol, in: bytes, path: code.path)
    }

    // MARK: Sentences

    private static func noFile(_ code: CoveredCode, _ gone: Past.Gone?) -> String {
        guard let gone else { return "the page covers `\(code.shown)`, and there is no such file" }
        return "the page covers `\(code.shown)`, which is not there any more"
            + (gone.movedTo.map { ": the file is `\($0)` now" } ?? "")
    }
    private static func noSymbol(_ code: CoveredCode) -> String {
        "the page covers `\(code.shown)`, and the file declares no such thing"
    }
    private static func removed(_ code: CoveredCode) -> String {
        "the page covers `\(code.shown)`, which the file does not declare any more"
    }
    private static func changed(_ code: CoveredCode) -> String {
        "the page covers `\(code.shown)`, which says something else since the page was last edited"
    }
}
