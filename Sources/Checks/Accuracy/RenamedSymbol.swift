package import Model

/// Names that a product has another name for.
package struct RenamedSymbol: Check {
    package static let id = "accuracy.renamed-symbol"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    static func speaks(of symbol: NamedSymbol) -> Bool {
        symbol.standing == .renamed && symbol.confidence != .possible
    }

    static func message(_ symbol: NamedSymbol) -> String { .sentence(symbol) }
}

extension RenamedSymbol: NamedSymbolCheck {}

extension String {
    fileprivate static func sentence(_ symbol: NamedSymbol) -> String {
        "`\(symbol.path)` has another name since \(symbol.product) \(symbol.when)"
    }
}
