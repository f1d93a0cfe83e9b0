extension Outline {
    /// What a symbol graph lists: the JSON that `swift package dump-symbol-graph` writes for a module.
    ///
    /// The fields are those of the schema of swiftlang/swift-docc-symbolkit (`openapi.yaml`): of each symbol
    /// `kind.identifier`, `pathComponents`, `accessLevel`, `availability`, `functionSignature` and
    /// `declarationFragments`; of each relationship `kind`, `source`, `target` and `targetFallback`. One symbol is in
    /// memory at a time.
    package static func ofSymbolGraph(_ bytes: [UInt8]) -> Outline {
        var outline = Outline()
        var paths: [String: String] = [:]
        var links: [(source: String, target: String, fallback: String?)] = []
        var reader = JSONReader(bytes)
        let isWhole = reader.members(itemsOf: ["symbols", "relationships"]) { key, value in
            if key == "symbols", let (symbol, id) = Symbol.ofGraph(value) {
                paths[id] = symbol.path
                outline.symbols.append(symbol)
            } else if key == "relationships", let kind = value["kind"]?.text,
                kind == "conformsTo" || kind == "inheritsFrom",
                let source = value["source"]?.text, let target = value["target"]?.text
            {
                links.append((source, target, value["targetFallback"]?.text))
            }
        }
        if !isWhole { outline.problem = "it is no symbol graph: the JSON is broken, or has another shape" }
        for link in links {
            guard let type = paths[link.source], let name = paths[link.target] ?? link.fallback else {
                continue
            }
            outline.supertypes.append(Outline.Pair(type, name))
        }
        return outline
    }
}

extension Symbol {
    fileprivate static func ofGraph(_ value: JSONValue) -> (Symbol, String)? {
        guard let id = value["identifier"]?["precise"]?.text,
            let word = value["kind"]?["identifier"]?.text, let kind = kinds[word],
            let parts = value["pathComponents"]?.items.compactMap(\.text), let name = parts.last
        else { return nil }
        if let access = value["accessLevel"]?.text, access != "public", access != "open" { return nil }
        let pieces = value["declarationFragments"]?.items.compactMap { $0["spelling"]?.text } ?? []
        let labels = name.firstIndex(of: "(").map { open in
            name[name.index(after: open)...].dropLast().split(separator: ":", omittingEmptySubsequences: true)
        }
        let given = value["functionSignature"]?["parameters"]?.items ?? []
        let written = Self.arguments(pieces.joined())
        let parameters = (labels ?? []).enumerated().map { index, label in
            let text =
                index < written.count
                ? written[index]
                : index < given.count
                    ? given[index]["declarationFragments"]?.items.compactMap { $0["spelling"]?.text }.joined()
                        ?? ""
                    : ""
            let type = text.firstIndex(of: ":").map { text[text.index(after: $0)...].trimmed } ?? ""
            let plain = type.firstRange(of: " = ").map { type[..<$0.lowerBound] } ?? type
            return Symbol.Parameter(
                label: String(label), type: String(plain.trimmed), isOptional: type.contains(" = "),
                isVariadic: plain.hasSuffix("..."))
        }
        let result = (value["functionSignature"]?["returns"]?.items ?? []).compactMap { $0["spelling"]?.text }
            .joined()
        var symbol = Symbol(
            kind: kind.0, parent: parts.dropLast().joined(separator: "."), name: name, parameters: parameters,
            result: result == "()" ? "" : result, isStatic: kind.1)
        if symbol.kind == .variable, let colon = pieces.firstIndex(where: { $0.hasPrefix(":") }) {
            let text = pieces[colon...].joined().dropFirst().prefix { $0 != "{" && $0 != "=" }
            symbol.result = String(text.trimmed)
        }
        if symbol.kind == .initializer || symbol.kind == .case { symbol.result = symbol.parent }
        if symbol.kind == .alias, let equals = pieces.firstIndex(where: { $0.contains("=") }) {
            symbol.result = String(pieces[equals...].joined().drop { $0 != "=" }.dropFirst().trimmed)
        }
        symbol.availability = availability(value["availability"]?.items ?? [])
        return (symbol, id)
    }

    /// The arguments of a declaration, each as written with its type and default value.
    private static func arguments(_ declaration: String) -> [String] {
        guard let open = declaration.firstIndex(of: "(") else { return [] }
        var depth = 0
        for index in declaration[open...].indices {
            if declaration[index] == "(" { depth += 1 }
            if declaration[index] == ")" { depth -= 1 }
            if depth == 0 {
                return TypeText.parts(declaration[declaration.index(after: open)..<index])
            }
        }
        return []
    }

    /// What holds everywhere; the history of a platform is not the product's.
    private static func availability(_ items: [JSONValue]) -> Availability {
        for item in items where item["domain"]?.text == nil || item["domain"]?.text == "*" {
            var read = Availability()
            read.isDeprecated = item["isUnconditionallyDeprecated"]?.flag ?? (item["deprecated"] != nil)
            read.isUnavailable = item["isUnconditionallyUnavailable"]?.flag ?? (item["obsoleted"] != nil)
            read.renamed = item["renamed"]?.text
            read.message = item["message"]?.text
            read.introduced = item["introduced"].flatMap(version)
            read.deprecated = item["deprecated"].flatMap(version)
            read.obsoleted = item["obsoleted"].flatMap(version)
            if !read.isFine { return read }
        }
        return Availability()
    }

    private static func version(_ value: JSONValue) -> String? {
        let parts = ["major", "minor", "patch"].compactMap { key -> String? in
            if case .number(let number)? = value[key] { number } else { nil }
        }
        return parts.isEmpty ? nil : parts.joined(separator: ".")
    }

    /// The identifiers of kinds without the language, and whether the symbol belongs to the type.
    private static let kinds: [String: (Kind, Bool)] = [
        "swift.struct": (.struct, false), "swift.class": (.class, false), "swift.enum": (.enum, false),
        "swift.protocol": (.protocol, false), "swift.actor": (.actor, false),
        "swift.typealias": (.alias, false), "swift.associatedtype": (.associatedType, false),
        "swift.func": (.function, false), "swift.method": (.function, false),
        "swift.type.method": (.function, true), "swift.init": (.initializer, true),
        "swift.var": (.variable, false), "swift.property": (.variable, false),
        "swift.type.property": (.variable, true), "swift.subscript": (.subscript, false),
        "swift.type.subscript": (.subscript, true), "swift.enum.case": (.case, true),
        "swift.macro": (.macro, false),
    ]
}
