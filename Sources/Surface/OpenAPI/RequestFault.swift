package import Model
import Snippets

/// What a request of a page gets wrong by the description of a service.
package struct RequestFault: Hashable, Sendable {
    /// In the page.
    package var range: SourceRange
    /// The operation, or the method and path that name none.
    package var operation: String
    /// What is wrong, as a sentence without full stop.
    package var sentence: String
    /// The version of the service's description.
    package var version: String
    package var isDeprecated = false
    /// The release that took the operation away, where an earlier one had it.
    package var removed: Release?
    /// Whether the page names the service's own host.
    package var isCertain: Bool
}

extension Service {
    /// Judges the requests of a page: `curl` commands and HTTP messages.
    ///
    /// - Parameter past: the operations of earlier releases, to tell what is gone from what never was.
    package func judge(_ document: Document, past: SurfaceView? = nil) -> [RequestFault] {
        survey(of: document, past: past).faults
    }

    /// What is wrong with the requests of a page, and how many of them have nothing wrong; what goes to other hosts is not
    /// counted.
    package func survey(of document: Document, past: SurfaceView? = nil) -> (
        faults: [RequestFault], holds: Int
    ) {
        if ChangeTalk.isPath(document.path) { return ([], 0) }
        let talk = ChangeTalk(document)
        var (faults, holds) = linkSurvey(of: document, past, talk)
        var doubtful: [RequestFault] = []
        for snippet in document.snippets {
            let requests: [WrittenRequest]
            switch snippet.label.lowercased() {
            case "http", "rest": requests = WrittenRequest(message: snippet.code).map { [$0] } ?? []
            case "sh", "bash", "shell", "console", "zsh", "curl", "shell-session", "terminal", "":
                requests = WrittenRequest.commands(in: snippet.code)
            default: continue
            }
            guard !requests.isEmpty, !talk.isAboutChange(snippet.range) else { continue }
            for request in requests {
                guard let found = verdict(on: request, past) else { continue }
                if found.isEmpty { holds += 1 }
                for fault in found {
                    var placed = fault
                    placed.range = snippet.source(of: fault.range)
                    if fault.removed != nil, !fault.isCertain {
                        doubtful.append(placed)
                    } else {
                        faults.append(placed)
                    }
                }
            }
        }
        // `$HOST/carts` is another service's, unless the page asks this one for something, too.
        if holds > 0 { faults += doubtful }
        return (faults.sorted { $0.range < $1.range }, holds)
    }

    func judge(_ request: WrittenRequest, _ past: SurfaceView? = nil) -> [RequestFault] {
        verdict(on: request, past) ?? []
    }

    /// Nil where the request is none to this service, as far as can be told.
    private func verdict(on request: WrittenRequest, _ past: SurfaceView?) -> [RequestFault]? {
        let (host, whole) = Self.split(request.address.text)
        let path = String(whole.prefix { $0 != "?" && $0 != "#" })
        let isOurs =
            hosts.contains { Self.matches(host, $0) }
            || localAddresses.contains(Self.authority(request.address.text))
        let isOpen = host.isEmpty || Self.isPlaceholder(host) || host == "localhost" || host.hasPrefix("127.")
        guard isOurs || isOpen else { return nil }
        let found = candidates(path, isOpen: isOpen)
        func fault(_ range: SourceRange, _ name: String, _ sentence: String) -> RequestFault {
            RequestFault(
                range: range, operation: name, sentence: sentence, version: version, isCertain: isOurs)
        }
        guard !found.isEmpty else {
            // With a host that only stands for one, it may be another service.
            guard path.count > 1 else { return nil }
            if let gone = past.flatMap({ removal(of: request.method, path, $0) }) {
                var fault = fault(request.address.range, gone.path, "")
                fault.removed = gone.release
                return [fault]
            }
            guard isOurs, !Self.isPlaceholder(path) else { return nil }
            let near = nearest(path)
            let sentence = "\(title) has no path `\(path)`" + (near.map { "; there is `\($0)`" } ?? "")
            return [fault(request.address.range, "\(request.method) \(path)", sentence)]
        }
        guard let operation = found.first(where: { $0.method == request.method }) else {
            if request.method == "HEAD" || request.method == "OPTIONS" || Self.isPlaceholder(request.method) {
                return []
            }
            if let gone = past.flatMap({ removal(of: request.method, path, $0) }) {
                var fault = fault(request.address.range, gone.path, "")
                fault.removed = gone.release
                return [fault]
            }
            let names = found.map(\.method)
            let methods =
                names.count > 2
                ? names.dropLast().joined(separator: ", ") + " and " + names[names.count - 1]
                : names.joined(separator: " and ")
            let sentence = "`\(found[0].template)` takes \(methods), and not \(request.method)"
            return [fault(request.methodRange, "\(request.method) \(found[0].template)", sentence)]
        }
        var faults: [RequestFault] = []
        if operation.isDeprecated {
            var old = fault(request.address.range, operation.name, "`\(operation.name)` is deprecated")
            old.isDeprecated = true
            faults.append(old)
        }
        for sentence in missing(operation, request, whole) {
            faults.append(fault(request.address.range, operation.name, sentence))
        }
        for (range, sentence) in BodyJudge(self, operation).faults(request) {
            faults.append(fault(range, operation.name, sentence))
        }
        return faults
    }

    // MARK: Paths

    /// The operations whose paths fit; where several templates fit, those with the most text of their own.
    private func candidates(_ path: String, isOpen: Bool) -> [Operation] {
        var best: [Operation] = []
        var most = -1
        for base in isOpen && !bases.contains("") ? bases + [""] : bases {
            guard path.hasPrefix(base) || base.isEmpty else { continue }
            var rest = path.dropFirst(base.count)
            while rest.count > 1, rest.hasSuffix("/") { rest = rest.dropLast() }
            let parts = rest.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map(
                String.init)
            for operation in operations {
                guard let texts = Self.fit(parts, operation.parts) else { continue }
                if texts > most { (best, most) = ([], texts) }
                if texts == most { best.append(operation) }
            }
        }
        return best
    }

    /// How many parts of a template stand in a path as they are; nil where the path is another.
    private static func fit(_ parts: [String], _ template: [Part]) -> Int? {
        var template = template
        // A template that ends with a slash is the same without it.
        if template.last == .text(""), template.count > 1 { template.removeLast() }
        guard parts.count == template.count else { return nil }
        var texts = 0
        for (part, wanted) in zip(parts, template) {
            switch wanted {
            case .parameter: if part.isEmpty { return nil }
            case .text(let text):
                if part == text { texts += 1 } else if !isPlaceholder(part) { return nil }
            case .mixed(let prefix, let suffix):
                guard isPlaceholder(part) || part.hasPrefix(prefix) && part.hasSuffix(suffix) else {
                    return nil
                }
            }
        }
        return texts
    }

    /// The operation that a release took away.
    func removal(
        of method: String, _ path: String, _ past: SurfaceView
    ) -> (path: String, release: Release)? {
        let base = bases.first { path.hasPrefix($0) } ?? ""
        let parts = path.dropFirst(base.count).split(separator: "/", omittingEmptySubsequences: false)
            .dropFirst().map(String.init)
        var best: (path: String, release: Release)?
        var most = -1
        for line in past.history.lines where line.path.hasPrefix("\(method) ") {
            guard line.spell(at: past.release) == nil, let last = line.spell(before: past.release),
                last.until < past.history.releases.count,
                let texts = Self.fit(parts, Self.parts(of: line.path.dropFirst(method.count + 1))),
                texts > most
            else { continue }
            (best, most) = ((line.path, past.history.releases[last.until]), texts)
        }
        return best
    }

    private func nearest(_ path: String) -> String? {
        let templates = Array(Set(operations.map(\.template))).sorted()
        guard templates.count < 2000 else { return nil }
        let base = bases.first { path.hasPrefix($0) } ?? ""
        return closest(to: String(path.dropFirst(base.count)), among: templates)
    }

    /// `{id}`, `<id>`, `$ID`, `:id`, `{{id}}`, `YOUR_ID`, `...`, `%s`.
    static func isPlaceholder(_ text: String) -> Bool {
        text.contains { "{}<>$*[]…".contains($0) } || text.hasPrefix(":") || text.contains("...")
            || text.contains("YOUR") || text.contains("%s") || text.contains("xxx")
            || (text.count > 2 && text.allSatisfy { $0.isUppercase || $0 == "_" } && text.contains("_"))
    }

    private static func matches(_ host: String, _ known: String) -> Bool {
        guard !host.isEmpty else { return false }
        if host == known { return true }
        guard let open = known.firstIndex(of: "{"), let close = known.lastIndex(of: "}") else { return false }
        let suffix = known[known.index(after: close)...]
        return host.hasPrefix(known[..<open]) && suffix.count > 3 && host.hasSuffix(suffix)
    }

    // MARK: Parameters

    private func missing(_ operation: Operation, _ request: WrittenRequest, _ whole: String) -> [String] {
        guard !request.isPartial else { return [] }
        let query = whole.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        // What is in braces or behind a variable can be anything.
        if query.contains(where: { "{}$<".contains($0) }) && !query.contains("=") || whole.hasSuffix("?") {
            return []
        }
        var names = Set(
            query.split(separator: "&").map { String($0.prefix { $0 != "=" && $0 != "[" && $0 != "%" }) })
        if request.isQuery {
            names.formUnion(request.fields.map { String($0.text.prefix { $0 != "=" && $0 != "[" }) })
        }
        let headers = Set(request.headers.map(\.name))
        return operation.parameters.filter(\.isRequired).compactMap { parameter in
            switch parameter.place {
            case "query" where !names.contains(String(parameter.name.prefix { $0 != "[" })):
                "`\(operation.name)` needs the query parameter `\(parameter.name)`"
            // Those three are said elsewhere in a description (OpenAPI 3.1, Parameter Object).
            case "header"
            where !headers.contains(parameter.name.lowercased())
                && !["accept", "content-type", "authorization"].contains(parameter.name.lowercased()):
                "`\(operation.name)` needs the header `\(parameter.name)`"
            default: nil
            }
        }
    }
}
