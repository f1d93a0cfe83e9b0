import Model

/// What a link to the page of an operation names.
///
/// Forms: Redoc (`#operation/getOrder`, `#tag/Orders/operation/getOrder`), Swagger UI (`#/Orders/getOrder`), and the
/// address that the description itself gives (`externalDocs`).
enum OperationLink: Hashable, Sendable {
    /// By the `operationId`.
    case id(String)
    case page(String)

    /// All that an address may mean, the surest first.
    static func all(in address: String) -> [OperationLink] {
        guard let scheme = address.firstRange(of: "://") else { return [] }
        var found = [OperationLink.page(plain(address[scheme.upperBound...]))]
        guard let hash = address.firstIndex(of: "#") else { return found }
        let fragment = address[address.index(after: hash)...]
        let parts = fragment.split(separator: "/").map(String.init)
        if let place = parts.firstIndex(of: "operation"), place + 2 == parts.count,
            place == 0 || place == 2 && parts[0] == "tag"
        {
            found.append(.id(parts[place + 1]))
        } else if fragment.hasPrefix("/"), parts.count == 2 {
            found.append(.id(parts[1]))
        }
        return found
    }

    /// An address without its scheme and the slash at its end.
    static func plain(_ address: some StringProtocol) -> String {
        let scheme = address.firstRange(of: "://")
        var rest = scheme.map { String(address[$0.upperBound...]) } ?? String(address)
        while rest.hasSuffix("/") { rest.removeLast() }
        return rest
    }

    /// The names of an operation, as `Symbol.result` keeps them: in one line, with blanks between.
    static func words(_ id: String?, _ page: String?) -> String {
        [id.map { "#" + $0 }, page.map(plain)].compactMap(\.self).filter { !$0.contains(" ") }
            .joined(separator: " ")
    }

    /// Whether it is one of the names that `words` has written.
    func isAmong(_ words: String) -> Bool {
        let word =
            switch self {
            case .id(let id): "#" + id
            case .page(let page): page
            }
        return words.split(separator: " ").contains { $0 == word }
    }
}

extension Service {
    /// Judges the links of a page that lead to pages of operations.
    func linkSurvey(of document: Document, _ past: SurfaceView?, _ talk: ChangeTalk) -> (
        faults: [RequestFault], holds: Int
    ) {
        var faults: [RequestFault] = []
        var holds = 0
        func judge(_ address: String, _ range: SourceRange) {
            for link in OperationLink.all(in: address) {
                if let operation = operations.first(where: { link.isAmong($0.names) }) {
                    guard operation.isDeprecated, !talk.isAboutChange(range) else {
                        holds += 1
                        return
                    }
                    var fault = fault(range, operation.name, "`\(operation.name)` is deprecated", link)
                    fault.isDeprecated = true
                    faults.append(fault)
                    return
                }
                if let gone = past.flatMap({ removal(of: link, $0) }), !talk.isAboutChange(range) {
                    var fault = fault(range, gone.path, "", link)
                    fault.removed = gone.release
                    faults.append(fault)
                    return
                }
            }
        }
        for link in document.links where link.definition < 0 {
            judge(document.destination(of: link), link.destination)
        }
        for definition in document.definitions where !definition.isShadowed {
            judge(document.destination(of: definition), definition.destination)
        }
        return (faults, holds)
    }

    /// An id may be that of another service, too; the address that the description gives is its own.
    private func fault(
        _ range: SourceRange, _ operation: String, _ sentence: String, _ link: OperationLink
    ) -> RequestFault {
        var isCertain = false
        if case .page = link { isCertain = true }
        return RequestFault(
            range: range, operation: operation, sentence: sentence, version: version, isCertain: isCertain)
    }

    /// The operation that a link led to, where a release took it away.
    private func removal(
        of link: OperationLink, _ past: SurfaceView
    ) -> (path: String, release: Release)? {
        for line in past.history.lines where line.spell(at: past.release) == nil {
            guard let last = line.spell(before: past.release), link.isAmong(last.symbol.result),
                last.until < past.history.releases.count
            else { continue }
            return (line.path, past.history.releases[last.until])
        }
        return nil
    }
}
