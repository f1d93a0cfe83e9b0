import Engine
import Model
import Repositories
import Surface
import Toolchains

/// A product whose public surface is read: where it is, and which of its releases count.
struct Product: Hashable, Sendable {
    /// For people.
    var name: String
    /// The folder of a repository.
    var repository: String
    /// Which releases count, such as `2.x`; all where it is nil.
    var line: String?
    /// Folders with its sources, as paths of the repository.
    var sources: [String] = ["Sources", "Source"]
    var language = Language.swift

    enum Language: String, Sendable, CaseIterable { case swift, python, openapi }

    /// Reads all releases.
    ///
    /// Trials such as `4.0.0-beta.1` count only where somebody names them, or where there is nothing else: what came and
    /// went between two of them was never promised.
    ///
    /// - Parameters:
    ///   - named: tags that are wanted whatever they are.
    ///   - extra: a revision that is no tag and counts as the newest release.
    func history(workers: Int, naming named: [String] = [], with extra: String? = nil) async throws(Refusal)
        -> SurfaceHistory
    {
        let snapshot: Snapshot
        var contents: [SurfaceHistory.Content] = []
        var blobs: [String: Source] = [:]
        var libraries: [ObjectID: SwiftLibraries] = [:]
        do throws(RepositoryError) {
            snapshot = try Snapshot.open(from: repository, repository: repository, revision: "HEAD")
            var shelf = try TagShelf(snapshot)
            var releases = shelf.tags().compactMap { tag in
                ReleaseNumber(tag: tag.name).map { (tag, $0) }
            }
            if let line { releases.removeAll { !$0.1.isIn(line: line) } }
            if releases.contains(where: { !$0.1.isTrial }) {
                releases.removeAll { $0.1.isTrial && !named.contains($0.0.name) }
            }
            if let extra {
                // It comes after everything that has a number.
                releases.append((try shelf.tag(named: extra), ReleaseNumber([.max])))
            }
            for (tag, number) in releases {
                var files = shelf.files(of: tag, isEntered: isEntered, isWanted: isWanted)
                if let place = files.firstIndex(where: { $0.path == Self.manifest }) {
                    let blob = files.remove(at: place).blob
                    let targets = libraries[blob] ?? Self.libraries(shelf.read(blob))
                    libraries[blob] = targets
                    if let targets = targets.targets {
                        // What is public in other targets is public for the package's own.
                        files.removeAll { file in module(of: file.path).map { !targets.contains($0) } ?? false
                        }
                    }
                }
                var listed: [SurfaceHistory.File] = []
                for file in files {
                    let name = language == .python ? Self.pythonModule(of: file.path) : ""
                    let key = name.isEmpty ? file.blob.description : "\(file.blob) \(name)"
                    blobs[key] = Source(blob: file.blob, module: name)
                    listed.append(SurfaceHistory.File(path: file.path, blob: key))
                }
                contents.append(
                    SurfaceHistory.Content(
                        Release(
                            name: tag.name, commit: tag.commit.description,
                            day: tag.seconds.map { Day(secondsSince1970: $0) }, number: number),
                        files: listed))
            }
        } catch {
            throw Refusal(error)
        }
        guard !contents.isEmpty else { throw noReleases }
        let outlines = await outlines(of: blobs, in: snapshot, workers)
        let modules = Set(contents.flatMap(\.files).compactMap { module(of: $0.path) })
        return SurfaceHistory(
            product: name, modules: modules, contents: contents, style: style
        ) { outlines[$0] }
    }

    /// A content, and the name of the module that it is where that matters.
    private struct Source: Sendable {
        var blob: ObjectID
        var module: String
    }

    /// The bytes of its one source in the newest release; nil where it is not there.
    func newestSource(_ release: Release) -> [UInt8]? {
        guard
            let snapshot = try? Snapshot.open(
                from: repository, repository: repository, revision: release.commit),
            let listing = try? snapshot.listing(),
            let entry = sources.first.flatMap({ listing.entry(at: $0) }),
            var reader = try? snapshot.reader(), case .bytes(let bytes) = reader.read(entry)
        else { return nil }
        return bytes
    }

    /// What each content declares; every content is read once, whatever number of releases has it.
    private func outlines(
        of blobs: [String: Source], in snapshot: Snapshot, _ workers: Int
    ) async -> [String: Outline] {
        let shelf = OutlineShelf(RunCache.standard, product: "\(snapshot.root) \(language.rawValue)")
        let known = shelf.read().filter { blobs[$0.key] != nil }
        let list = blobs.filter { known[$0.key] == nil }.sorted { $0.key < $1.key }
        let language = language
        let makeWorker: @Sendable () -> Worker = { Worker(snapshot) }
        let read = await spread(over: list.count, workers: workers, state: makeWorker) {
            worker, index -> (outline: Outline?, bytes: [UInt8]) in
            switch worker.read(list[index].value.blob) {
            case .bytes(let bytes):
                switch language {
                case .swift: (Outline.ofSwift(bytes), [])
                case .python: (nil, bytes)
                case .openapi:
                    (
                        Service(SourceText(bytes))?.outline
                            ?? Outline(problem: "it is no OpenAPI document of version 2 or 3"), []
                    )
                }
            case .notAssessed(let reason): (Outline(problem: reason), [])
            }
        }
        let tasks = zip(list, read).filter { $0.1.outline == nil }.map {
            RecordProcess.Task("outline", name: $0.0.value.module, bytes: $0.1.bytes)
        }
        var answers = await RecordProcess.python.answers(to: tasks, workers: workers)[...]
        var outlines = known
        var isKept = true
        for (entry, result) in zip(list, read) {
            let answer = result.outline == nil ? answers.popFirst() ?? nil : nil
            // What could not be asked this time can be asked the next time.
            if result.outline == nil, answer == nil { isKept = false }
            outlines[entry.key] = result.outline ?? Outline.ofPython(answer)
        }
        if isKept, !list.isEmpty { shelf.keep(outlines) }
        return outlines
    }

    /// A handle of the repository for one worker.
    private final class Worker {
        private let shelf: TagShelf?

        init(_ snapshot: Snapshot) { shelf = try? TagShelf(snapshot) }

        func read(_ blob: ObjectID) -> Reading {
            shelf?.read(blob) ?? .notAssessed("the repository cannot be opened")
        }
    }

    private var style: SurfaceHistory.Style {
        switch language {
        case .swift: .swift
        case .python: .python
        case .openapi: .names
        }
    }

    private func isEntered(_ folder: String) -> Bool {
        if language == .openapi { return sources.contains { $0.hasPrefix(folder + "/") } }
        if language == .python {
            let top = folder.prefix { $0 != "/" }
            return !Self.others.contains(String(top)) && !top.hasPrefix(".")
                && !folder.hasSuffix("/tests") && !folder.hasSuffix("/testing_tests")
        }
        return sources.contains { folder == $0 || folder.hasPrefix($0 + "/") || $0.hasPrefix(folder + "/") }
            && !folder.hasSuffix(".docc")
    }

    private static let manifest = "Package.swift"

    private static func libraries(_ reading: Reading) -> SwiftLibraries {
        if case .bytes(let bytes) = reading {
            SwiftLibraries(manifest: bytes)
        } else {
            SwiftLibraries(manifest: [])
        }
    }

    private func isWanted(_ file: String) -> Bool {
        if language == .swift, file == Self.manifest { return true }
        if language == .openapi { return sources.contains(file) }
        if language == .python { return file.hasSuffix(".py") && !Self.pythonModule(of: file).isEmpty }
        return file.hasSuffix(".swift") && sources.contains { file.hasPrefix($0 + "/") }
    }

    /// The module that a file belongs to, by the folder it stands in.
    private func module(of file: String) -> String? {
        if language == .openapi { return nil }
        if language == .python { return String(Self.pythonModule(of: file).prefix { $0 != "." }) }
        for folder in sources where file.hasPrefix(folder + "/") {
            let rest = file.dropFirst(folder.count + 1)
            return rest.contains("/") ? String(rest.prefix { $0 != "/" }) : name
        }
        return nil
    }

    /// `flask.app` of `src/flask/app.py`; empty for what is in no package.
    private static func pythonModule(of file: String) -> String {
        var parts = file.dropLast(3).split(separator: "/")
        if ["src", "lib"].contains(parts.first) { parts.removeFirst() }
        guard parts.count > 1, parts.allSatisfy({ $0.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" } })
        else { return "" }
        return parts.joined(separator: ".")
    }

    /// Folders of a Python project that hold no package.
    private static let others: Set = [
        "tests", "test", "docs", "doc", "docs_src", "examples", "example", "scripts", "script", "tools",
        "benchmarks",
        "benchmark", "requirements", "build", "dist", "artwork", "fixtures", "site",
    ]

    private var noReleases: Refusal {
        Refusal(
            what: "cannot read the releases of '\(name)'",
            why:
                "no tag of '\(repository)' is the number of a release\(line.map { " of the line \($0)" } ?? "")",
            remedy: "fetch the tags (`git fetch --tags`), or name another line")
    }
}
