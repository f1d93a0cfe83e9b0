import Model

/// What a parser says of one snippet in all its forms.
enum Reply: Hashable, Sendable {
    /// The form that it takes.
    case taken(Int)
    /// One fault for each form.
    case refused([Fault])
    /// The reason, as a clause that goes after "because".
    case unknown(String)
}

/// Hands code to parsers, in this process or in processes of their own.
package struct Toolbox: Sendable {
    /// How many processes may work at the same time.
    var workers: Int
    /// How long one may think about one snippet.
    var patience: Duration

    package init(workers: Int = 2, patience: Duration = .seconds(10)) {
        self.workers = workers
        self.patience = patience
    }

    /// Whether a program is installed.
    package static func isThere(_ program: String) -> Bool { Programs.path(program) != nil }

    /// Asks the parser of a language about snippets, each in its forms; replies are in the same order.
    func parse(_ snippets: [[[UInt8]]], _ language: Language) async -> [Reply] {
        switch language.parser {
        case .notCode: return snippets.map { _ in .taken(0) }
        case .inProcess(let parse):
            return snippets.map { forms in
                var faults: [Fault] = []
                for (index, form) in forms.enumerated() {
                    guard let fault = parse(form) else { return .taken(index) }
                    faults.append(fault)
                }
                return .refused(faults)
            }
        case .files(let parser):
            return await parser.parse(snippets, workers: workers, patience: patience)
        case .process(let process):
            // A process costs its start; a few hundred snippets are worth a second one.
            let parts = max(1, min(workers, snippets.count / 200))
            let size = (snippets.count + parts - 1) / max(1, parts)
            return await withTaskGroup(of: (Int, [Reply]).self) { group in
                for part in 0..<parts {
                    let slice = Array(
                        snippets[min(part * size, snippets.count)..<min((part + 1) * size, snippets.count)])
                    group.addTask { (part, await process.parse(slice, patience: patience)) }
                }
                return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.flatMap(\.1)
            }
        }
    }
}
