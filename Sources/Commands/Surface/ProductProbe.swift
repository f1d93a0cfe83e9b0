import Engine
import Model
import RuleBook
import Surface
import Toolchains

/// Answers what pages name of products, and hands all other questions on.
struct ProductProbe: Probe {
    let next: any Probe
    let shelf: ProductShelf
    /// The products that a page is about.
    let products: @Sendable (String) -> [ProductSetting]
    let workers: Int

    func answers(to questions: [Question], parsed: [String: Document]) async -> [Question: Answer] {
        var others: [Question] = []
        var pages: [(path: String, products: [ProductSetting])] = []
        var answers: [Question: Answer] = [:]
        for question in questions {
            guard case .named(let path) = question else {
                others.append(question)
                continue
            }
            let named = products(path)
            if named.isEmpty { answers[question] = .named([]) } else { pages.append((path, named)) }
        }
        if !others.isEmpty { answers.merge(await next.answers(to: others, parsed: parsed)) { $1 } }
        guard !pages.isEmpty else { return answers }
        await shelf.open(Set(pages.flatMap(\.products)))
        let opened = shelf.opened
        let python = await pythonAnswers(
            pages.compactMap { parsed[$0.path] }, pages.flatMap(\.products), opened)
        let wanted = pages
        let found = await spread(over: wanted.count, workers: workers) { index -> Answer in
            guard let document = parsed[wanted[index].path] else { return .unknown("the page was not read") }
            return Self.answer(document, wanted[index].products, opened, python)
        }
        for (page, answer) in zip(pages, found) { answers[.named(page.path)] = answer }
        return answers
    }

    /// What Python's parser says of the snippets of pages that are about a product in Python.
    private func pythonAnswers(
        _ documents: [Document], _ products: [ProductSetting], _ opened: [ProductSetting: ProductShelf.Opened]
    ) async -> [[UInt8]: String] {
        let isAsked = products.contains { product in
            if case .symbols(let view)? = opened[product] { view.history.style == .python } else { false }
        }
        guard isAsked else { return [:] }
        let codes = Array(Set(documents.flatMap(PageMentions.pythonCode)))
        return await RecordProcess.python.uses(in: codes, workers: workers)
    }

    private static func answer(
        _ document: Document, _ products: [ProductSetting], _ opened: [ProductSetting: ProductShelf.Opened],
        _ python: [[UInt8]: String]
    ) -> Answer {
        var symbols: [NamedSymbol] = []
        var holding: Set<SourceRange> = []
        for product in products {
            switch opened[product] {
            case .failed(let reason)?: return .unknown(reason)
            case .symbols(let view)?:
                for placed in PageMentions(of: document, view, answers: python).placed {
                    guard let judgement = view.judge(placed.mention) else { continue }
                    if judgement.standing == .holds {
                        holding.insert(placed.range)
                    } else {
                        symbols.append(NamedSymbol(placed, judgement, product: product.name))
                    }
                }
            case .operations(let service, let past)?:
                symbols += service.judge(document, past: past).map { NamedSymbol($0, product: product.name) }
            case nil: continue
            }
        }
        // What one product took away another one may have.
        if products.count > 1 {
            symbols.removeAll { $0.confidence != .certain && holding.contains($0.range) }
        }
        var seen: Set<NamedSymbol> = []
        return .named(symbols.filter { seen.insert($0).inserted }.sorted { $0.range < $1.range })
    }
}

extension NamedSymbol {
    init(_ placed: PageMentions.Placed, _ judgement: Judgement, product: String) {
        let standing: Standing =
            switch judgement.standing {
            case .renamed: .renamed
            case .removed: .removed
            default: .deprecated
            }
        let confidence: Confidence =
            switch judgement.certainty {
            case .exact: .certain
            case .likely: .likely
            case .nameOnly: .possible
            }
        // A member may stand in a call that takes other arguments: an author looks at it.
        let fix = Renaming(placed, judgement).map { Fix(title: $0.title, safety: .unsafe, edits: $0.edits) }
        self.init(
            at: placed.range, standing, path: judgement.path, product: product, release: judgement.since.name,
            day: judgement.since.day, commit: judgement.since.commit, last: judgement.last?.name,
            replacement: judgement.replacement, message: judgement.message, near: judgement.near,
            confidence: confidence, fix: fix)
    }

    init(_ fault: RequestFault, product: String) {
        let standing: Standing =
            fault.removed != nil ? .removed : fault.isDeprecated ? .deprecated : .refused
        self.init(
            at: fault.range, standing, path: fault.operation, product: product,
            release: fault.removed?.name ?? fault.version, day: fault.removed?.day,
            commit: fault.removed?.commit ?? "", message: fault.removed == nil ? fault.sentence : nil,
            confidence: fault.isCertain ? .certain : .likely)
    }
}

extension RecordProcess {
    /// What pieces of code use, by the code; what got no answer is left out.
    func uses(in codes: [[UInt8]], workers: Int) async -> [[UInt8]: String] {
        let answers = await answers(to: codes.map { Task("uses", bytes: $0) }, workers: workers)
        var known: [[UInt8]: String] = [:]
        for (code, answer) in zip(codes, answers) { known[code] = answer }
        return known
    }
}
