package import Model
import YAML

/// A service over HTTP, as an OpenAPI document of version 2.0, 3.0 or 3.1 describes it.
package struct Service: Sendable {
    /// One method of one path.
    struct Operation: Sendable {
        var method: String
        /// As the document writes it: `/users/{id}`.
        var template: String
        var parts: [Part]
        var parameters: [Parameter]
        var isDeprecated: Bool
        /// What links call it by, as `OperationLink.words` writes it.
        var names: String
        /// Content type to the schema of the body.
        var bodies: [(type: String, schema: JSONValue)]
        var needsBody: Bool

        var name: String { "\(method) \(template)" }
    }

    /// What stands between two slashes of a template.
    enum Part: Hashable, Sendable {
        case text(String)
        case parameter
        /// Text and parameters together, such as `{id}.json`.
        case mixed(prefix: String, suffix: String)
    }

    /// What a request must or may bring beside its path.
    struct Parameter: Sendable {
        var name: String
        /// `query`, `header`, `path`, `cookie`, `formData`, `body`.
        var place: String
        var isRequired: Bool
    }

    let title: String
    let version: String
    /// Hosts, without ports and user names; empty where the document names none.
    let hosts: Set<String>
    /// Hosts of the reader's own machine with the ports that the document names: `localhost:6333`.
    let localAddresses: Set<String>
    /// The paths that all operations begin with, without a slash at the end; an empty one where there is none.
    let bases: [String]
    let operations: [Operation]
    let root: JSONValue

    private static let methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"]

    /// Nil where the text is neither JSON nor YAML of an OpenAPI document.
    package init?(_ text: SourceText) {
        let first = text.bytes.first { $0 > 0x20 }
        let read: JSONValue?
        if first == UInt8(ascii: "{") {
            read = JSONValue(text.bytes)
        } else {
            read = (try? YAMLNode.read(text, in: SourceRange(0, text.count))).map { JSONValue($0) }
        }
        guard let root = read else { return nil }
        let isNew = root["openapi"].map { "\($0)".contains("3.") } ?? false
        let isOld = root["swagger"].map { "\($0)".contains("2.0") } ?? false
        guard isNew || isOld, root["paths"] != nil else { return nil }
        self.root = root
        title = root["info"]?["title"]?.text ?? "the service"
        version = root["info"]?["version"]?.text ?? ""
        if isOld {
            let host = root["host"]?.text
            hosts = Set([host].compactMap { $0.map(Self.host) }).filter { !Self.isLocal($0) }
            localAddresses = Set([host].compactMap { $0 }).filter { Self.isLocal($0) && $0.contains(":") }
            bases = [Self.withoutSlash(root["basePath"]?.text ?? "")]
        } else {
            let addresses = root["servers"]?.items.compactMap(Self.address) ?? []
            hosts = Set(
                addresses.map { Self.split($0).host }.filter { !$0.isEmpty && !Self.isLocal($0) })
            localAddresses = Set(
                addresses.map(Self.authority).filter { Self.isLocal($0) && $0.contains(":") })
            let paths = Set(addresses.map { Self.withoutSlash(Self.split($0).path) })
            bases = paths.isEmpty ? [""] : paths.sorted()
        }
        var operations: [Operation] = []
        for item in root["paths"]?.members ?? [] where item.key.hasPrefix("/") {
            let value = Self.resolved(item.value, root)
            let shared = value["parameters"]?.items ?? []
            for method in Self.methods {
                guard let operation = value[method] else { continue }
                operations.append(
                    Self.operation(method.uppercased(), item.key, operation, shared, root, isOld: isOld))
            }
        }
        self.operations = operations
    }

    private static func operation(
        _ method: String, _ template: String, _ value: JSONValue, _ shared: [JSONValue], _ root: JSONValue,
        isOld: Bool
    ) -> Operation {
        var parameters: [Parameter] = []
        var bodies: [(type: String, schema: JSONValue)] = []
        var needsBody = false
        for item in shared + (value["parameters"]?.items ?? []) {
            let parameter = resolved(item, root)
            guard let name = parameter["name"]?.text, let place = parameter["in"]?.text else { continue }
            // An object in a query is written as its properties (style `form`, OpenAPI 3.1, Parameter Object).
            let shape = resolved(parameter["schema"] ?? .null, root)
            let isObject =
                shape["type"]?.text == "object" || shape["properties"] != nil || shape["allOf"] != nil
            let isRequired = (parameter["required"]?.flag ?? false) && !(place == "query" && isObject)
            parameters.removeAll { $0.name == name && $0.place == place }
            parameters.append(Parameter(name: name, place: place, isRequired: isRequired))
            if place == "body", let schema = parameter["schema"] {
                bodies.append(("application/json", schema))
                needsBody = isRequired
            }
        }
        if !isOld, let body = value["requestBody"].map({ resolved($0, root) }) {
            needsBody = body["required"]?.flag ?? false
            for content in body["content"]?.members ?? [] {
                bodies.append((content.key.lowercased(), content.value["schema"] ?? .object([])))
            }
        }
        return Operation(
            method: method, template: template, parts: parts(of: template), parameters: parameters,
            isDeprecated: value["deprecated"]?.flag ?? false,
            names: OperationLink.words(value["operationId"]?.text, value["externalDocs"]?["url"]?.text),
            bodies: bodies, needsBody: needsBody)
    }

    /// The operations as symbols of a release: `POST /users/{id}`.
    package var outline: Outline {
        Outline(
            symbols: operations.map { operation in
                Symbol(
                    kind: .operation, name: operation.name,
                    parameters: operation.parameters.map {
                        Symbol.Parameter(label: $0.name, isOptional: !$0.isRequired)
                    },
                    result: operation.names,
                    availability: Availability(isDeprecated: operation.isDeprecated))
            })
    }

    /// The parts of a template such as `/users/{id}`.
    static func parts(of template: some StringProtocol) -> [Part] {
        template.split(separator: "/", omittingEmptySubsequences: false).dropFirst().map { part in
            guard let open = part.firstIndex(of: "{"), let close = part.lastIndex(of: "}") else {
                return .text(String(part))
            }
            let (prefix, suffix) = (part[..<open], part[part.index(after: close)...])
            return prefix.isEmpty && suffix.isEmpty
                ? .parameter : .mixed(prefix: String(prefix), suffix: String(suffix))
        }
    }

    // MARK: References

    /// A value behind its `$ref`, where that leads to a place of the document; else the value itself.
    static func resolved(_ value: JSONValue, _ root: JSONValue) -> JSONValue {
        var value = value
        for _ in 0..<16 {
            guard let pointer = value["$ref"]?.text, pointer.hasPrefix("#/") else { return value }
            var target: JSONValue? = root
            for part in pointer.dropFirst(2).split(separator: "/", omittingEmptySubsequences: false) {
                let key = part.replacing("~1", with: "/").replacing("~0", with: "~")
                target = target?[String(key)]
            }
            guard let target else { return value }
            value = target
        }
        return value
    }

    // MARK: Addresses

    /// The host and the path of an address. What begins with a slash has no host; in all others it is what stands before
    /// the first one, as in `localhost:8080/users` and `$BASE/users`.
    static func split(_ address: String) -> (host: String, path: String) {
        if address.hasPrefix("/") { return ("", address) }
        let scheme = address.firstRange(of: "://")
        let rest = scheme.map { address[$0.upperBound...] } ?? address[...]
        let authority = rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" }
        return (host(authority), String(rest.dropFirst(authority.count)))
    }

    /// What stands between the scheme and the path: `localhost:8080`.
    static func authority(_ address: String) -> String {
        let rest = address.firstRange(of: "://").map { address[$0.upperBound...] } ?? address[...]
        return String(rest.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }

    static func isLocal(_ authority: String) -> Bool {
        authority.hasPrefix("localhost") || authority.hasPrefix("127.0.0.1") || authority.hasPrefix("0.0.0.0")
    }

    /// The address of a server, with the values that its variables have where nobody sets them
    /// (OpenAPI 3.1, Server Variable Object): `{protocol}://{hostname}:{port}`. A part of a name that everybody sets, as
    /// in `{shop}.example.org`, stays.
    private static func address(_ server: JSONValue) -> String? {
        guard let url = server["url"]?.text else { return nil }
        var text = url
        for variable in server["variables"]?.members ?? [] {
            guard let value = variable.value["default"].map({ $0.text ?? "\($0)" }) else { continue }
            text = text.replacing("{\(variable.key)}", with: value)
        }
        return isLocal(authority(text)) ? text : url
    }

    private static func host(_ authority: some StringProtocol) -> String {
        let name = authority.split(separator: "@").last ?? ""
        return String(name.prefix { $0 != ":" }).lowercased()
    }

    private static func withoutSlash(_ path: String) -> String {
        var path = path[...]
        while path.hasSuffix("/") { path = path.dropLast() }
        return path.isEmpty || path.hasPrefix("/") ? String(path) : "/" + path
    }
}
