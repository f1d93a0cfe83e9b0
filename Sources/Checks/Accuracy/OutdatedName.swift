package import Model

/// Names that are the same as that of a deprecated or removed symbol, where nothing else tells what is meant.
package struct OutdatedName: Check {
    package static let id = "accuracy.outdated-name"

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {}

    static func speaks(of symbol: NamedSymbol) -> Bool {
        symbol.standing != .refused && symbol.confidence == .possible
    }

    static func message(_ symbol: NamedSymbol) -> String { .sentence(symbol) }
}

extension OutdatedName: NamedSymbolCheck {}

extension String {
    fileprivate static func sentence(_ symbol: NamedSymbol) -> String {
        "`\(symbol.path)` is \(symbol.standing == .removed ? "gone" : "deprecated") since \(symbol.product) \(symbol.when), if that is what is meant"
    }
}
