package import Model

/// Answers questions about the repository itself: what stands at a path, and which anchors a page has.
package struct SiteProbe: Probe {
    private let makeEntry: @Sendable () -> @Sendable (String) -> Answer
    private let isDocument: @Sendable (String) -> Bool
    private let anchors: @Sendable (Document) -> Anchors
    private let makeReader: @Sendable () -> any DocumentReader
    private let parse: @Sendable (SourceFile) -> Document
    private let workers: Int

    /// - Parameters:
    ///   - makeEntry: prepares what tells what stands at a path of the repository; called once in a run in
    ///     which somebody asks.
    ///   - isDocument: whether a path is one that can be parsed.
    ///   - anchors: the fragments that a parsed page has.
    package init(
        makeEntry: @escaping @Sendable () -> @Sendable (String) -> Answer,
        isDocument: @escaping @Sendable (String) -> Bool,
        anchors: @escaping @Sendable (Document) -> Anchors,
        makeReader: @escaping @Sendable () -> any DocumentReader,
        parse: @escaping @Sendable (SourceFile) -> Document, workers: Int
    ) {
        self.makeEntry = makeEntry
        self.isDocument = isDocument
        self.anchors = anchors
        self.makeReader = makeReader
        self.parse = parse
        self.workers = workers
    }

    package func answers(
        to questions: [Question], parsed: [String: Document]
    ) async -> [Question: Answer] {
        let entry = makeEntry()
        let answers = await spread(over: questions.count, workers: workers, state: makeReader) {
            reader, index -> Answer in
            switch questions[index] {
            case .path(let path): entry(path)
            case .anchors(let path): anchorsAnswer(path, parsed[path], entry, &reader)
            case .syntax: .unknown("no parser is at hand")
            case .named: .named([])
            case .inclusion: .unknown("nobody looks for files that pages take in")
            case .compile: .unknown("no compiler is at hand")
            case .run: .unknown("nothing that runs snippets is at hand")
            }
        }
        return Dictionary(zip(questions, answers), uniquingKeysWith: { first, _ in first })
    }

    private func anchorsAnswer(
        _ path: String, _ parsed: Document?, _ entry: (String) -> Answer, _ reader: inout any DocumentReader
    ) -> Answer {
        if let parsed { return .anchors(anchors(parsed)) }
        guard case .entry(.file) = entry(path) else { return .unknown("there is no file \(path)") }
        guard isDocument(path) else { return .unknown("\(path) is not a document whose anchors can be read") }
        switch reader.read(path) {
        case .notAssessed(let reason): return .unknown("\(path) could not be read: \(reason)")
        case .file(let file): return .anchors(anchors(parse(file)))
        }
    }
}
