import Model

/// Judges the body of a request by the schema of its operation.
///
/// Of JSON Schema it knows types, required and unknown properties, items, `enum`, `allOf`, `anyOf` and `oneOf`. What it
/// does not know it takes for fine.
struct BodyJudge {
    private let service: Service
    private let operation: Service.Operation
    private static let deepest = 12

    init(_ service: Service, _ operation: Service.Operation) {
        self.service = service
        self.operation = operation
    }

    /// What is wrong, and where in the code of the request.
    func faults(_ request: WrittenRequest) -> [(SourceRange, String)] {
        if let body = request.body { return json(body, request) }
        if !request.fields.isEmpty, !request.isQuery { return fields(request) }
        guard operation.needsBody, !request.isPartial, !operation.bodies.isEmpty else { return [] }
        return [(request.address.range, "`\(operation.name)` needs a body")]
    }

    private func schema(_ types: [String]) -> JSONValue? {
        operation.bodies.first { body in types.contains { body.type.hasPrefix($0) } }?.schema
    }

    // MARK: Forms

    /// `-d amount=2000 -d "metadata[key]=value"`
    private func fields(_ request: WrittenRequest) -> [(SourceRange, String)] {
        guard let schema = schema(["application/x-www-form-urlencoded", "multipart/form-data"]) else {
            return []
        }
        let object = merged(schema, 0)
        var names: Set<String> = []
        var faults: [(SourceRange, String)] = []
        for field in request.fields {
            let name = String(field.text.prefix { $0 != "=" && $0 != "[" })
            if Service.isPlaceholder(name) { return [] }
            names.insert(name)
            if object.isClosed, !object.properties.contains(where: { $0.key == name }) {
                faults.append((field.range, .unknown(name, operation.name, near(name, object))))
            }
        }
        guard !request.isPartial else { return faults }
        for name in object.required where !names.contains(name) {
            faults.append((request.address.range, .missing(name, operation.name)))
        }
        return faults
    }

    // MARK: JSON

    private func json(_ body: WrittenRequest.Word, _ request: WrittenRequest) -> [(SourceRange, String)] {
        // Whether the text is JSON is asked by others; with gaps in it nobody can tell.
        guard
            let schema = schema(["application/json", "application/*", "*/*", "application/merge-patch+json"]),
            !body.text.contains("..."), !body.text.contains("…"),
            let value = JSONValue(Array(body.text.utf8))
        else { return [] }
        return faults(of: value, schema, "", 0).prefix(8).map { (body.range, $0) }
    }

    private func faults(of value: JSONValue, _ schema: JSONValue, _ path: String, _ depth: Int) -> [String] {
        guard depth < Self.deepest else { return [] }
        let schema = Service.resolved(schema, service.root)
        for key in ["oneOf", "anyOf"] {
            guard let choices = schema[key]?.items, !choices.isEmpty else { continue }
            // Which of several was meant nobody can tell.
            return []
        }
        if let text = value.text, Service.isPlaceholder(text) { return [] }
        if let wanted = types(of: schema), let sentence = mismatch(value, wanted, path, schema) {
            return [sentence]
        }
        switch value {
        case .object(let members):
            let object = merged(schema, depth)
            var faults: [String] = []
            for member in members {
                let inner = path.isEmpty ? member.key : "\(path).\(member.key)"
                if let property = object.properties.first(where: { $0.key == member.key }) {
                    faults += self.faults(of: member.value, property.value, inner, depth + 1)
                } else if object.isClosed, !Service.isPlaceholder(member.key) {
                    faults.append(.unknown(inner, operation.name, near(member.key, object)))
                }
            }
            for name in object.required where !members.contains(where: { $0.key == name }) {
                faults.append(.missing(path.isEmpty ? name : "\(path).\(name)", operation.name))
            }
            return faults
        case .list(let items):
            guard let inner = schema["items"] else { return [] }
            return items.enumerated().flatMap {
                faults(of: $0.element, inner, "\(path)[\($0.offset)]", depth + 1)
            }
        default: return []
        }
    }

    private func types(of schema: JSONValue) -> [String]? {
        if let type = schema["type"]?.text {
            return schema["nullable"]?.flag == true ? [type, "null"] : [type]
        }
        let list = schema["type"]?.items.compactMap(\.text) ?? []
        return list.isEmpty ? nil : list
    }

    private func mismatch(
        _ value: JSONValue, _ wanted: [String], _ path: String, _ schema: JSONValue
    ) -> String? {
        let kind: String
        switch value {
        case .null: kind = "null"
        case .flag: kind = "boolean"
        case .number(let text):
            let isWhole = !text.contains { ".eE".contains($0) }
            if wanted.contains("number") || isWhole && wanted.contains("integer") { return nil }
            kind = isWhole ? "integer" : "number"
        case .text(let text):
            if wanted.contains("string"), let words = schema["enum"]?.items.compactMap(\.text),
                !words.isEmpty,
                !words.contains(text)
            {
                return .notAWord(path, operation.name, text, words)
            }
            kind = "string"
        case .list: kind = "array"
        case .object: kind = "object"
        }
        return wanted.contains(kind) ? nil : .mismatch(path, operation.name, kind, wanted)
    }

    // MARK: Objects

    private struct Shape {
        var properties: [JSONValue.Member] = []
        var required: [String] = []
        /// Whether the schema allows no other properties.
        var isClosed = false
    }

    /// The properties of a schema, with those of all its parts.
    private func merged(_ schema: JSONValue, _ depth: Int) -> Shape {
        let schema = Service.resolved(schema, service.root)
        var shape = Shape(
            properties: schema["properties"]?.members ?? [],
            required: schema["required"]?.items.compactMap(\.text) ?? [],
            isClosed: schema["additionalProperties"]?.flag == false)
        // What is only read is never sent.
        let readOnly = shape.properties.filter {
            Service.resolved($0.value, service.root)["readOnly"]?.flag == true
        }.map(\.key)
        shape.required.removeAll { readOnly.contains($0) }
        guard depth < Self.deepest, let parts = schema["allOf"]?.items else { return shape }
        for part in parts {
            let inner = merged(part, depth + 1)
            shape.properties += inner.properties
            shape.required += inner.required
            shape.isClosed = false
        }
        return shape
    }

    private func near(_ name: String, _ shape: Shape) -> String? {
        closest(to: name, among: shape.properties.map(\.key))
    }
}

extension String {
    fileprivate static func unknown(_ name: String, _ operation: String, _ near: String?) -> String {
        "`\(operation)` takes no `\(name)`" + (near.map { "; there is `\($0)`" } ?? "")
    }
    fileprivate static func missing(_ name: String, _ operation: String) -> String {
        "`\(operation)` needs `\(name)`"
    }
    fileprivate static func mismatch(
        _ path: String, _ operation: String, _ kind: String, _ wanted: [String]
    ) -> String {
        let what = path.isEmpty ? "the body" : "`\(path)`"
        return "\(what) of `\(operation)` is of type \(wanted.joined(separator: " or ")), and not \(kind)"
    }
    fileprivate static func notAWord(
        _ path: String, _ operation: String, _ text: String, _ words: [String]
    ) -> String {
        let list =
            words.count > 8 ? words.prefix(8).joined(separator: ", ") + ", …" : words.joined(separator: ", ")
        return "`\(path)` of `\(operation)` is one of \(list), and not \(text)"
    }
}
