package import Model

/// Names that a product tells its users not to use, without a name to use instead.
package struct DeprecatedSymbol: Check {
    package static let id = "accuracy.deprecated-symbol"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    static func speaks(of symbol: NamedSymbol) -> Bool {
        symbol.standing == .deprecated && symbol.confidence != .possible
    }

    static func message(_ symbol: NamedSymbol) -> String { .sentence(symbol) }
}

extension DeprecatedSymbol: NamedSymbolCheck {}

extension String {
    fileprivate static func sentence(_ symbol: NamedSymbol) -> String {
        "`\(symbol.path)` is deprecated since \(symbol.product) \(symbol.when)"
    }
}
