import Surface

/// What source files of products declare, kept from one run to the next: a content never says anything else.
///
/// One file for each product, which only this build of the program reads.
struct OutlineShelf: Sendable {
    /// Nil where nothing is kept.
    private let folder: CacheFolder?
    private let program: [UInt8]
    private let name: String

    /// - Parameters:
    ///   - cache: nil where nothing is to be kept.
    ///   - product: the folder of its repository, and its language.
    init(_ cache: RunCache?, product: String) {
        folder = cache?.folder
        program = cache?.program ?? []
        name = "surfaces/" + ContentHash(of: Array(product.utf8), seed: 0).digits.prefix(24)
    }

    /// What is known, by the id of the content.
    func read() -> [String: Outline] {
        guard let bytes = folder?.read(name) else { return [:] }
        return (try? Self.outlines(in: bytes, program)) ?? [:]
    }

    func keep(_ outlines: [String: Outline]) {
        guard let folder else { return }
        var out = ByteWriter()
        out.put(program)
        out.put(outlines.sorted { $0.key < $1.key }) { out, entry in
            out.put(entry.key)
            Self.put(entry.value, &out)
        }
        folder.write(name, out.sealed)
    }

    private static func outlines(
        in bytes: [UInt8], _ program: [UInt8]
    ) throws(ByteReader.Damaged) -> [String: Outline] {
        var reader = try ByteReader(sealed: bytes)
        try reader.expect(program)
        let entries = try reader.list { reader throws(ByteReader.Damaged) in
            (try reader.text(), try outline(&reader))
        }
        return Dictionary(entries, uniquingKeysWith: { first, _ in first })
    }

    // MARK: Fields

    private static func put(_ outline: Outline, _ out: inout ByteWriter) {
        out.put(outline.symbols) { put($1, &$0) }
        for pairs in [outline.supertypes, outline.generics] {
            out.put(pairs) {
                $0.put($1.type)
                $0.put($1.name)
            }
        }
        out.put(outline.hidden) { $0.put($1) }
        out.put(outline.reexports) { $0.put($1) }
        out.put(outline.problem)
    }

    private static func put(_ symbol: Symbol, _ out: inout ByteWriter) {
        out.put(symbol.kind.rawValue)
        out.put(symbol.parent)
        out.put(symbol.name)
        out.put(symbol.parameters) {
            $0.put($1.label)
            $0.put($1.type)
            $0.put(($1.isOptional ? 1 : 0) + ($1.isVariadic ? 2 : 0))
        }
        out.put(symbol.result)
        let availability = symbol.availability
        out.put(
            (symbol.isStatic ? 1 : 0) + (availability.isDeprecated ? 2 : 0)
                + (availability.isUnavailable ? 4 : 0))
        for text in [
            availability.introduced, availability.deprecated, availability.obsoleted, availability.renamed,
            availability.message,
        ] { out.put(text) }
    }

    private static func outline(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> Outline {
        let symbols = try reader.list { reader throws(ByteReader.Damaged) in try symbol(&reader) }
        let pairs = { (reader: inout ByteReader) throws(ByteReader.Damaged) in
            try reader.list { reader throws(ByteReader.Damaged) in
                Outline.Pair(try reader.text(), try reader.text())
            }
        }
        let texts = { (reader: inout ByteReader) throws(ByteReader.Damaged) in
            try reader.list { reader throws(ByteReader.Damaged) in try reader.text() }
        }
        return Outline(
            symbols: symbols, supertypes: try pairs(&reader), generics: try pairs(&reader),
            hidden: try texts(&reader), reexports: try texts(&reader), problem: try optional(&reader))
    }

    private static func symbol(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> Symbol {
        guard let kind = Symbol.Kind(rawValue: try reader.text()) else { throw ByteReader.Damaged() }
        var symbol = Symbol(kind: kind, parent: try reader.text(), name: try reader.text())
        symbol.parameters = try reader.list { reader throws(ByteReader.Damaged) in
            let (label, type, flags) = (try reader.text(), try reader.text(), try reader.integer())
            return Symbol.Parameter(
                label: label, type: type, isOptional: flags & 1 != 0, isVariadic: flags & 2 != 0)
        }
        symbol.result = try reader.text()
        let flags = try reader.integer()
        symbol.isStatic = flags & 1 != 0
        symbol.availability = Availability(
            isDeprecated: flags & 2 != 0, isUnavailable: flags & 4 != 0, introduced: try optional(&reader),
            deprecated: try optional(&reader), obsoleted: try optional(&reader),
            renamed: try optional(&reader),
            message: try optional(&reader))
        return symbol
    }

    private static func optional(_ reader: inout ByteReader) throws(ByteReader.Damaged) -> String? {
        let isThere = try reader.integer() == 1
        let text = try reader.text()
        return isThere ? text : nil
    }
}
