import Freshness
import Markup
import Model
import Reporting
import Repositories

/// What Git and the page itself tell of a page's age.
struct PageHistory {
    /// Inside the repository.
    let path: String
    let history: FileHistory
    let declared: DeclaredDateVerdict
    /// How many other paths the commit touched that touched the page last.
    let companions: Int?
    /// Whether the work tree holds something else than the newest commit.
    let isChanged: Bool
    var memory: PageMemory?

    init(
        _ written: String, repository: String?, revision: String?, today: Day, workers: Int
    ) async throws {
        let snapshot: Snapshot
        let state: HistoryState
        do throws(RepositoryError) {
            snapshot = try Snapshot.open(from: repository ?? ".", repository: repository, revision: revision)
        } catch {
            throw Refusal(error)
        }
        guard snapshot.isRepository else { throw Refusal.outsideOfGit }
        do throws(RepositoryError) {
            state = try await HistoryShelf(cache: .standard).walk(snapshot, workers: workers)
        } catch {
            throw Refusal(error)
        }
        guard let path = snapshot.path(of: written) else {
            throw Refusal(
                what: "cannot tell the history of '\(written)'", why: "it lies outside of the repository",
                remedy: "name a file inside")
        }
        let history = History(state, asOf: Int64(today.number + 1) * 86_400 - 1)
        guard let file = history.file(path) else { throw Self.unknown(written, path, history) }
        self.path = path
        self.history = file
        companions = file.lastTouched.point.flatMap { history.pathsTouched(by: $0.id) }.map { $0 - 1 }
        let bytes = Self.content(of: path, in: snapshot)
        isChanged = bytes.flatMap { ObjectID(ofContent: $0) }.map { $0 != file.objectID } ?? false
        let dates = bytes.map { DeclaredDates.all(in: Markdown.parse($0, path: path)) } ?? []
        declared = DeclaredDateVerdict(
            dates, content: file.content.point?.day, wasSetAlone: file.datesSetAlone != nil, today: today)
    }

    private static func content(of path: String, in snapshot: Snapshot) -> [UInt8]? {
        guard let entry = (try? snapshot.listing())?.entry(at: path), var reader = try? snapshot.reader(),
            case .bytes(let bytes) = reader.read(entry)
        else { return nil }
        return bytes
    }

    private static func unknown(_ written: String, _ path: String, _ history: History) -> Refusal {
        let what = "cannot tell the history of '\(written)'"
        if let removal = history.removal(of: path) {
            return Refusal(
                what: what, why: "commit \(removal.id.short) of \(removal.day) has taken it away",
                remedy: "name a commit before that with --rev")
        }
        let folder = path.hasSuffix("/") || path.isEmpty ? path : path + "/"
        if let inside = history.files.first(where: { $0.path.hasPrefix(folder) }) {
            return Refusal(
                what: what, why: "it is a folder", remedy: "name a file in it, such as '\(inside.path)'")
        }
        let near = closest(to: path, among: history.files.map(\.path))
        return Refusal(
            what: what, why: "no commit has a file at this path",
            remedy: near.map { "did you mean '\($0)'?" } ?? "name a file that is committed")
    }

    /// What a user reads.
    var text: String {
        var rows = [
            [
                "content",
                Self.words(history.content) + (isChanged ? ", and changed since, not committed" : ""),
            ]
        ]
        rows.append(["first seen", Self.words(history.firstSeen)])
        for name in history.previousPaths {
            rows.append(["", "as \(name.path) until \(name.until.day) (commit \(name.until.id.short))"])
        }
        var touched = Self.words(history.lastTouched)
        if let companions, companions > 0 {
            touched += companions == 1 ? ", with 1 other file" : ", with \(companions) other files"
        }
        rows.append(["last touched", touched])
        rows.append(["declared", declaredWords])
        rows += memory?.rows ?? [["runs", "none has been kept"]]
        // Names of files and what runs have said of them may hold anything.
        return VisibleText.of(path) + "\n"
            + Columns.text(rows.map { ["  " + VisibleText.of($0[0]), VisibleText.of($0[1])] })
    }

    private static func words(_ date: Dated) -> String {
        switch date {
        case .at(let point): "\(point.day) (commit \(point.id.short))"
        case .notAssessed(let reason): "not assessed, because \(reason)"
        }
    }

    private var declaredWords: String {
        let alone = declared.wasSetAlone ? "; set by a commit that changed nothing else" : ""
        guard let date = declared.date else { return "no date" }
        switch declared.state {
        case .valid: return "\(date.key) \(date.text)\(alone)"
        case .missing: return "\(date.key) is empty"
        case .placeholder: return "\(date.key) \(date.text): nobody has filled it in"
        case .unreadable(let reason): return "\(date.key) \(date.text): \(reason)"
        case .future: return "\(date.key) \(date.text): that day is still to come"
        case .contradictedOlder(_, let changed):
            return "\(date.key) \(date.text): the content was changed later, on \(changed)\(alone)"
        }
    }
}
