package import Model

/// Requests that the description of a product does not allow.
package struct UnknownOperation: Check {
    package static let id = "accuracy.unknown-operation"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    static func speaks(of symbol: NamedSymbol) -> Bool {
        symbol.standing == .refused
    }

    static func message(_ symbol: NamedSymbol) -> String { .sentence(symbol) }
}

extension UnknownOperation: NamedSymbolCheck {}

extension String {
    fileprivate static func sentence(_ symbol: NamedSymbol) -> String {
        "\(symbol.message ?? symbol.path)"
    }
}
