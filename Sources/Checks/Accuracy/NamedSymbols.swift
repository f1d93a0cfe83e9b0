import Model

/// What the checks on products share: they read one answer, and each speaks of another standing.
protocol NamedSymbolCheck: Sendable, Check {
    static func speaks(of symbol: NamedSymbol) -> Bool
    static func message(_ symbol: NamedSymbol) -> String
}

extension NamedSymbolCheck {
    package static var needsProducts: Bool { true }
    package static var fixChanges: FixChanges { .text }

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] { [.named(document.path)] }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        let symbols: [NamedSymbol]
        switch facts[.named(document.path)] {
        case .named(let found): symbols = found
        case .unknown(let reason):
            // One rule tells it for all.
            if Self.id == RemovedSymbol.id {
                verdict.addUnknown(at: SourceRange(at: 0), subject: .products, because: reason)
            }
            return
        default: return
        }
        for symbol in symbols where Self.speaks(of: symbol) {
            var notes: [Note] = []
            if symbol.standing != .refused, let message = symbol.message, !message.isEmpty {
                notes.append(Note(.productSays(symbol.product, message)))
            }
            if let near = symbol.near { notes.append(Note(.thereIs(near))) }
            if symbol.fix == nil, let replacement = symbol.replacement {
                notes.append(Note(.useInstead(replacement)))
            }
            verdict.add(
                Draft(
                    at: symbol.range, Self.message(symbol), subject: symbol.path, notes: notes,
                    fixes: symbol.fix.map { [$0] } ?? [], confidence: symbol.confidence))
        }
    }
}

extension NamedSymbol {
    /// The release and its day: `2.56.0 (2023-07-05)`.
    var when: String { day.map { "\(release) (\($0))" } ?? release }
}

extension String {
    fileprivate static let products = "names of the products"
    fileprivate static func productSays(_ product: String, _ message: String) -> String {
        "\(product) says: \(message)"
    }
    fileprivate static func thereIs(_ name: String) -> String { "there is `\(name)` now" }
    fileprivate static func useInstead(_ name: String) -> String { "use `\(name)` instead" }
}
