/// Joins the outlines of a product's files, release after release; only what changed is looked at again.
struct SurfaceJoin {
    private(set) var reexports: Set<String> = []
    private(set) var supertypes: [String: Set<String>] = [:]
    private(set) var generics: [String: [String]] = [:]
    private(set) var problems: [SurfaceHistory.Problem] = []
    private var hidden: Set<String> = []
    /// The files of the release before, by path.
    private var files: [String: String] = [:]
    /// What declares a name now: the file and the symbol, by file.
    private var declarations: [String: [String: [Symbol]]] = [:]
    private var spells: [String: [SurfaceHistory.Spell]] = [:]
    private var known: Set<String> = []
    private var complained: Set<String> = []

    mutating func add(
        _ list: [SurfaceHistory.File], at release: Int, _ outline: (String) -> Outline?
    ) {
        let new = Dictionary(list.map { ($0.path, $0.blob) }, uniquingKeysWith: { first, _ in first })
        var touched: Set<String> = []
        for (path, blob) in files where new[path] != blob {
            for symbol in outline(blob)?.symbols ?? [] {
                declarations[symbol.path]?[path] = nil
                touched.insert(symbol.path)
            }
        }
        for (path, blob) in new where files[path] != blob {
            guard let outline = outline(blob) else {
                if complained.insert(path).inserted {
                    problems.append(.init(path: path, reason: "its content is not there"))
                }
                continue
            }
            if let reason = outline.problem, complained.insert(path).inserted {
                problems.append(.init(path: path, reason: reason))
            }
            learn(outline, blob)
            for symbol in outline.symbols {
                declarations[symbol.path, default: [:]][path, default: []].append(symbol)
                touched.insert(symbol.path)
            }
        }
        files = new
        for name in touched { settle(name, at: release) }
    }

    /// What holds over all releases is learnt once for each content.
    private mutating func learn(_ outline: Outline, _ blob: String) {
        guard known.insert(blob).inserted else { return }
        reexports.formUnion(outline.reexports)
        hidden.formUnion(outline.hidden)
        for pair in outline.supertypes { supertypes[pair.type, default: []].insert(pair.name) }
        for pair in outline.generics where generics[pair.type]?.contains(pair.name) != true {
            generics[pair.type, default: []].append(pair.name)
        }
    }

    /// Ends the spell of a name where it is another now, and begins a new one.
    private mutating func settle(_ name: String, at release: Int) {
        let best = declarations[name].flatMap(Self.best)
        var own = spells[name] ?? []
        if let last = own.last, last.until == .max {
            if let best, best.symbol == last.symbol {
                own[own.count - 1].file = best.file
                spells[name] = own
                return
            }
            own[own.count - 1].until = release
            if own[own.count - 1].from == release { own.removeLast() }
        }
        if let best {
            own.append(
                SurfaceHistory.Spell(symbol: best.symbol, file: best.file, from: release, until: .max))
        }
        spells[name] = own
    }

    /// Of several declarations one that may be used, else one that may be used with a warning.
    private static func best(_ byFile: [String: [Symbol]]) -> (symbol: Symbol, file: String)? {
        var best: (symbol: Symbol, file: String, rank: Int)?
        for (file, symbols) in byFile.sorted(by: { $0.key < $1.key }) {
            for symbol in symbols {
                let rank = symbol.availability.isFine ? 2 : symbol.availability.isUnavailable ? 0 : 1
                if best.map({ rank > $0.rank }) ?? true { best = (symbol, file, rank) }
            }
        }
        return best.map { ($0.symbol, $0.file) }
    }

    /// All names in order, without members of types that users do not see.
    func lines(count: Int) -> [SurfaceHistory.Line] {
        let types = Set(spells.filter { $0.value.contains { $0.symbol.isType } }.map(\.key))
        return spells.compactMap { path, spells -> SurfaceHistory.Line? in
            guard !spells.isEmpty, isSeen(spells[0].symbol.parent, types) else { return nil }
            let closed = spells.map { spell in
                var spell = spell
                spell.until = min(spell.until, count)
                return spell
            }
            return SurfaceHistory.Line(path: path, spells: closed)
        }.sorted { $0.path < $1.path }
    }

    private func isSeen(_ parent: String, _ types: Set<String>) -> Bool {
        var part = parent[...]
        while !part.isEmpty {
            if hidden.contains(String(part)), !types.contains(String(part)) { return false }
            guard let dot = part.lastIndex(of: ".") else { return true }
            part = part[..<dot]
        }
        return true
    }
}
