import Ecosystems
import Engine
import Model
import Repositories
import RuleBook

/// What `docent pins` and `docent versions` read: manifests and documents of a place.
struct PinRequest: Sendable {
    var place: Place
    var paths: [String] = []
    var lines = ProductLineMap()

    /// What was read.
    struct Result: Sendable {
        var survey: PinSurvey
        /// Files that could not be read, with a clause that goes after "because".
        var unread: [(path: String, reason: String)] = []
        /// Line and column of a place, counted from 1, by path.
        var texts: [String: SourceText] = [:]

        func point(_ path: String, _ range: SourceRange) -> Int {
            texts[path].map { $0.line(at: range.lower) + 1 } ?? 1
        }
    }

    func result() async throws(Refusal) -> Result {
        let site = try Site(at: place)
        var wanted: [Documents.Wanted] = []
        for path in paths {
            let path = try site.wanted(path)
            try Documents.found(path, in: site.listing, to: "look at")
            wanted.append(path)
        }
        let inside = wanted.map(\.inside)
        func isWanted(_ path: String) -> Bool {
            inside.isEmpty || inside.contains { $0.isEmpty || path == $0 || path.hasPrefix($0 + "/") }
        }
        let files = site.listing.entries.filter { entry in
            guard case .file = entry.kind, !entry.isVendored else { return false }
            return isWanted(entry.path) && site.configuration.exclusion(of: entry.path) == nil
        }
        let read = await Self.read(files.map(\.path), site)
        var readings: [ManifestReading] = []
        var pages: [PinPage] = []
        var result = Result(survey: PinSurvey(projects: [], pages: []))
        for file in read {
            if let reading = file.reading {
                readings.append(reading)
                if let problem = reading.problem { result.unread.append((file.path, problem)) }
            }
            if let page = file.page { pages.append(page) }
            if let reason = file.problem { result.unread.append((file.path, reason)) }
            result.texts[file.path] = file.text
        }
        result.survey = PinSurvey(projects: Project.all(in: readings), pages: pages, lines: lines)
        return result
    }

    private struct ReadFile: Sendable {
        var path: String
        var reading: ManifestReading?
        var page: PinPage?
        var problem: String?
        var text: SourceText?
    }

    /// Reads and understands files, on as many cores as there are, in order.
    private static func read(_ paths: [String], _ site: Site) async -> [ReadFile] {
        let interesting = paths.filter { Documents.isDocument($0) || Manifest.kind(of: $0) != nil }
        let workers = max(1, Machine.cores)
        return await withTaskGroup(of: [(Int, ReadFile)].self) { group in
            for worker in 0..<workers {
                group.addTask {
                    var reader = site.makeReader()
                    var out: [(Int, ReadFile)] = []
                    for place in stride(from: worker, to: interesting.count, by: workers) {
                        if let file = read(interesting[place], &reader, site) { out.append((place, file)) }
                    }
                    return out
                }
            }
            var all: [(Int, ReadFile)] = []
            for await part in group { all += part }
            return all.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    private static func read(_ path: String, _ reader: inout any DocumentReader, _ site: Site) -> ReadFile? {
        var file = ReadFile(path: path)
        switch reader.read(path) {
        case .notAssessed(let reason):
            file.problem = reason
            return file
        case .file(let source):
            if let kind = Manifest.kind(of: path) {
                let reading = kind.reading(of: source.bytes, at: path)
                guard !reading.references.isEmpty || reading.problem != nil else { return nil }
                file.reading = reading
                file.text = SourceText(source.bytes)
            } else {
                let document = site.parse(source)
                let pins = DocumentPins(document)
                guard !pins.references.isEmpty else { return nil }
                let title = document.headings.first { $0.level == 1 }.map { document.plainText(of: $0.node) }
                file.page = PinPage(path: path, title: title, references: pins.references)
                file.text = document.text
            }
            return file
        }
    }
}
