package import Model

/// Names that a product had and has no more.
package struct RemovedSymbol: Check {
    package static let id = "accuracy.removed-symbol"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    static func speaks(of symbol: NamedSymbol) -> Bool {
        symbol.standing == .removed && symbol.confidence != .possible
    }

    static func message(_ symbol: NamedSymbol) -> String { .sentence(symbol) }
}

extension RemovedSymbol: NamedSymbolCheck {}

extension String {
    fileprivate static func sentence(_ symbol: NamedSymbol) -> String {
        "`\(symbol.path)` is gone since \(symbol.product) \(symbol.when)"
    }
}
