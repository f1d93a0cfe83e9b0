import Model

/// A link to the page of a symbol in the documentation that a product publishes.
///
/// Forms: DocC (`…/documentation/niocore/eventloop/execute(_:)`), Jazzy (`…/NIOCore/Protocols/EventLoop.html`), sites with
/// a module behind the host (`https://api.vapor.codes/vapor/request`), and Sphinx (`…/api/#flask.Flask.route`).
struct DocumentationLink {
    /// The module, as the product's own history has it.
    var module: String
    /// What stands behind the module: names of a type and its members, from the outside in.
    var parts: [String]
    /// The release that the address names; nil where it means the newest.
    var release: String?

    /// - Returns: nil for an address that leads to no symbol of the product, as far as can be told.
    init?(_ address: String, _ history: SurfaceHistory) {
        guard let scheme = address.firstRange(of: "://") else { return nil }
        let whole = address[scheme.upperBound...]
        let fragment = whole.firstIndex(of: "#").map { String(whole[whole.index(after: $0)...]) }
        let path = whole.prefix { $0 != "#" && $0 != "?" }
        var parts = path.split(separator: "/").map(String.init)
        guard !parts.isEmpty else { return nil }
        let host = parts.removeFirst().lowercased()
        if history.style == .python {
            guard let found = Self.sphinx(fragment, history) else { return nil }
            self = found
            return
        }
        guard history.style == .swift else { return nil }
        let modules = Dictionary(
            history.modules.sorted().map { ($0.lowercased(), $0) }, uniquingKeysWith: { first, _ in first })
        release = parts.first { part in
            part.first?.isNumber == true || part.first == "v" && part.dropFirst().first?.isNumber == true
        }
        if let place = parts.firstIndex(of: "documentation"), place + 1 < parts.count {
            guard let module = modules[parts[place + 1].lowercased()] else { return nil }
            self.module = module
            self.parts = parts[(place + 2)...].map { Self.withoutMark($0[...]) }
        } else if let place = parts.firstIndex(where: { Self.folders.contains($0) }), place > 0 {
            guard let module = modules[parts[place - 1].lowercased()] else { return nil }
            self.module = module
            self.parts = parts[(place + 1)...].map { $0.hasSuffix(".html") ? String($0.dropLast(5)) : $0 }
        } else if let first = parts.first, let module = modules[first.lowercased()],
            host.split(separator: ".").contains(first.lowercased()[...])
        {
            self.module = module
            self.parts = parts.dropFirst().map { Self.withoutMark($0[...]) }
        } else {
            return nil
        }
        if self.parts.isEmpty { return nil }
    }

    private init(module: String, parts: [String]) {
        self.module = module
        self.parts = parts
        release = nil
    }

    /// `#flask.Flask.route`
    private static func sphinx(_ fragment: String?, _ history: SurfaceHistory) -> DocumentationLink? {
        let parts = fragment?.split(separator: ".", omittingEmptySubsequences: false).map(String.init) ?? []
        let isName = parts.allSatisfy { part in
            part.first?.isNumber == false && part.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        }
        guard parts.count > 1, isName, history.modules.contains(parts[0]) else { return nil }
        return DocumentationLink(module: parts[0], parts: parts)
    }

    /// What DocC adds where two symbols have one address: `headers-swift.property`, `init(_:)-4k2f9`.
    private static func withoutMark(_ part: Substring) -> String {
        guard part.first?.isLetter == true || part.first == "_" else { return String(part) }
        return String(part.prefix { $0 != "-" })
    }

    /// The folders of Jazzy's pages.
    private static let folders: Set = [
        "Classes", "Structs", "Protocols", "Enums", "Typealiases", "Actors", "Extensions", "Functions",
    ]

    /// The symbols that the address may mean: addresses of DocC are in small letters.
    func lines(_ history: SurfaceHistory) -> [SurfaceHistory.Line] {
        let name = parts.joined(separator: ".")
        if let line = history.line(name) { return [line] }
        let last = parts[parts.count - 1].prefix { $0 != "(" }.lowercased()
        let wanted = name.lowercased()
        return (history.index.byLowercasedBase[last] ?? []).map { history.lines[$0] }.filter {
            $0.path.lowercased() == wanted
        }
    }
}

extension PageMentions {
    /// What the links of a page name, each with the place of its address.
    static func links(
        of document: Document, _ view: SurfaceView
    ) -> [(mention: Mention, range: SourceRange)] {
        var found: [(Mention, SourceRange)] = []
        func add(_ address: String, _ range: SourceRange) {
            guard let link = DocumentationLink(address, view.history) else { return }
            // What another release had is looked up there.
            if let named = link.release, view.history.place(of: named) != view.release { return }
            let lines = link.lines(view.history)
            // Of several that differ in capitals the one that is there is meant.
            let there = lines.first { $0.spell(at: view.release) != nil }
            guard let line = there ?? (lines.count == 1 ? lines[0] : nil) else { return }
            found.append(
                (
                    Mention(
                        .whole(line.path), form: .link, name: Mention.Stretch(0, range.count),
                        written: address,
                        imports: [link.module]), range
                ))
        }
        for link in document.links where link.definition < 0 {
            add(document.destination(of: link), link.destination)
        }
        for definition in document.definitions where !definition.isShadowed {
            add(document.destination(of: definition), definition.destination)
        }
        return found
    }
}
