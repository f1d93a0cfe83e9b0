/// What one source file declares for the users of its product.
package struct Outline: Hashable, Sendable {
    /// In the order of the file.
    package var symbols: [Symbol]
    /// Type and what it conforms to or inherits from.
    package var supertypes: [Pair]
    /// Type and the name of a generic parameter of it, in order.
    package var generics: [Pair]
    /// Types that the product keeps for itself: what extensions add to them is nobody's business.
    package var hidden: [String]
    /// Modules whose symbols users of this one see too (`@_exported import`).
    package var reexports: [String]
    /// Why the file could not be read; nil where it could.
    package var problem: String?

    package struct Pair: Hashable, Sendable {
        package var type: String
        package var name: String

        package init(_ type: String, _ name: String) {
            self.type = type
            self.name = name
        }
    }

    package init(
        symbols: [Symbol] = [], supertypes: [Pair] = [], generics: [Pair] = [], hidden: [String] = [],
        reexports: [String] = [], problem: String? = nil
    ) {
        self.symbols = symbols
        self.supertypes = supertypes
        self.generics = generics
        self.hidden = hidden
        self.reexports = reexports
        self.problem = problem
    }
}

extension [UInt8] {
    /// Whether Swift code holds a word without which nothing in it is public: most files of tests and tools do not.
    var mayDeclareForOthers: Bool {
        let buffer = span
        var index = 0
        while index + 4 < buffer.count {
            switch buffer[index] {
            case UInt8(ascii: "p") where Self.matches(buffer, index, "public"): return true
            case UInt8(ascii: "o") where Self.matches(buffer, index, "open"): return true
            case UInt8(ascii: "@") where Self.matches(buffer, index, "@_exported"): return true
            default: index += 1
            }
        }
        return false
    }

    private static func matches(_ buffer: Span<UInt8>, _ index: Int, _ word: String) -> Bool {
        var place = index
        for byte in word.utf8 {
            guard place < buffer.count, buffer[place] == byte else { return false }
            place += 1
        }
        return true
    }
}
