import Audit
import Model
import Repositories
import Samples
import Snippets

/// Finds the files that the pages of one task take in; made when the first page takes in one.
final class IncludeFinder {
    private let shelf: IncludeShelf
    private var known: IncludeResolver?

    init(_ shelf: IncludeShelf) { self.shelf = shelf }

    func state(of inclusion: Inclusion) -> Answer {
        var resolver = known ?? shelf.resolver()
        defer { known = resolver }
        return resolver.state(of: inclusion)
    }
}

/// A file that a page takes in, in whatever repository of the fleet it is.
private struct IncludedFile {
    let repository: String
    let path: String
    /// Nil where its history is not known.
    let past: Past?
    let snapshot: Snapshot?

    /// - Parameter written: a path of the page's own repository, or one of another, behind its name and a colon.
    init(_ written: String, from page: PageJudgement, _ around: Surroundings) {
        if page.repository.listing.entry(at: written) == nil, let colon = written.firstIndex(of: ":") {
            repository = String(written[..<colon])
            path = String(written[written.index(after: colon)...])
            past = around.pasts[repository]
            snapshot = around.repositories[repository]?.snapshot
        } else {
            (repository, path) = (page.repository.name, written)
            (past, snapshot) = (page.past, page.repository.snapshot)
        }
    }
}

extension PageJudgement {
    /// The files, and the regions of files, that the page takes in when its site is built.
    mutating func judgeIncludes(_ finder: IncludeFinder, _ around: Surroundings) {
        for placed in facts.inclusions {
            let inclusion = placed.inclusion
            let topic: Topic = inclusion.part.regions.isEmpty ? .includes : .regions
            let line = facts.line(placed.range.lower)
            switch finder.state(of: inclusion) {
            case .unknown(let reason):
                count(topic, unknown: [Self.elsewhere: 1])
                addUnknown(topic, inclusion.path, reason)
            case .inclusion(.found(let path, let code)):
                judge(code, of: IncludedFile(path, from: self, around), inclusion, topic, line)
            case .inclusion(.noFile(let looked, let nearest)):
                count(.includes, fails: 1)
                let files = looked.map { IncludedFile($0, from: self, around) }
                let gone = files.compactMap { file in
                    file.past?.gone(file.path).map { Self.cause($0, file.path, file.repository) }
                }.first
                add(
                    .includeGone, line: line, subject: inclusion.path,
                    message: Self.noFile(inclusion.path, nearest), cause: gone)
            case .inclusion(.noPart(let path, .region(let name), let nearest)):
                count(.regions, fails: 1)
                let file = IncludedFile(path, from: self, around)
                let commit = end(of: inclusion, in: file)
                add(
                    .regionMissing, line: line, subject: "\(path)#\(name)",
                    message: Self.noRegion(name, path, nearest),
                    cause: commit.map {
                        AuditFinding.Cause(
                            what: "region `\(name)` of `\(file.path)` removed", origin: file.repository,
                            reference: $0.id.short, day: $0.day)
                    })
            case .inclusion(.noPart(let path, let missing, _)):
                count(topic, fails: 1)
                add(
                    .includeGone, line: line, subject: inclusion.path, message: Self.noPart(path, missing))
            default: continue
            }
        }
    }

    /// Whether what is taken in says today what it said when the page was last edited or reviewed.
    private mutating func judge(
        _ code: [UInt8], of file: IncludedFile, _ inclusion: Inclusion, _ topic: Topic, _ line: Int
    ) {
        let path = file.path
        // A copy stays in the page as it is.
        guard inclusion.syntax != .copy, let since = anchorSeconds, let past = file.past,
            let then = part(of: past.version(of: path, at: since), inclusion, file),
            tokens(then, path) != tokens(code, path)
        else { return count(topic, holds: 1) }
        let now = tokens(then, path)
        let later = past.versions(of: path).reversed().first { version in
            version.commit.seconds > since
                && part(of: version, inclusion, file).map { tokens($0, path) != now } ?? true
        }
        count(topic, fails: 1)
        add(
            .includeChanged, line: line, subject: inclusion.path, message: Self.changed(inclusion.path),
            cause: AuditFinding.Cause(
                what: "`\(path)` changed", origin: file.repository,
                reference: later?.commit.id.short ?? "", day: later?.commit.day), confidence: .likely)
    }

    /// What an inclusion brought of a version of its file; nil where that is not known.
    private func part(
        of version: History.Version?, _ inclusion: Inclusion, _ file: IncludedFile
    ) -> [UInt8]? {
        guard let id = version?.objectID, var reader = try? file.snapshot?.reader(),
            case .bytes(let bytes) = reader.read(object: id),
            case .found(let lines) = FileParts(bytes).lines(of: inclusion.part, for: inclusion.syntax)
        else { return nil }
        return lines.reduce(into: []) { $0 += bytes[$1.lower..<$1.upper] }
    }

    /// Comments and layout change nothing of what code does.
    private func tokens(_ code: [UInt8], _ path: String) -> CodeSymbol? {
        CodeSymbol(nil, in: code, path: path)
    }

    /// The commit that took a part of a file away; nil where it never was there.
    private func end(of inclusion: Inclusion, in file: IncludedFile) -> CommitPoint? {
        let versions = file.past?.versions(of: file.path) ?? []
        for (newer, older) in zip(versions, versions.dropFirst())
        where part(of: older, inclusion, file) != nil {
            return newer.commit
        }
        return nil
    }

    // MARK: Sentences

    private static let elsewhere = "what it takes in is not in the repository, as far as can be told"
    private static func noFile(_ path: String, _ nearest: String?) -> String {
        "there is no file `\(path)` to take in" + (nearest.map { ": is `\($0)` meant?" } ?? "")
    }
    private static func noRegion(_ name: String, _ path: String, _ nearest: String?) -> String {
        "`\(path)` has no region `\(name)`" + (nearest.map { ": is `\($0)` meant?" } ?? "")
    }
    private static func changed(_ path: String) -> String {
        "`\(path)`, which the page takes in, says something else since the page was last edited"
    }
    private static func noPart(_ path: String, _ missing: InclusionState.Missing) -> String {
        switch missing {
        case .region(let name): "`\(path)` has no region `\(name)`"
        case .lines(let line, let count): "`\(path)` has \(count) lines, and the page takes in line \(line)"
        case .symbol(let name): "`\(path)` declares no `\(name)` to take in"
        case .text(let text): "no line of `\(path)` contains `\(text)`"
        }
    }
}
