import Model
import YAML

extension Manifest {
    static let npmPackage = Manifest("npm.package", named: "package.json") { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        reading.references += NPMReader(text: file.text).references(of: root)
    }

    static let npmLock = Manifest(
        "npm.lock", .lock, named: "package-lock.json", "npm-shrinkwrap.json"
    ) { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        if let packages = root["packages"] {
            let top = packages[""]
            let direct = Set(
                ["dependencies", "devDependencies", "optionalDependencies"].flatMap {
                    top?[$0]?.entries.map(\.key) ?? []
                })
            for pair in packages.entries where pair.key.hasPrefix("node_modules/") {
                let path = pair.key.dropFirst("node_modules/".count)
                let name = path.ranges(of: "node_modules/").last.map { path[$0.upperBound...] } ?? path
                guard let version = pair.value["version"], let text = version.text else { continue }
                let isTop = name == path
                reading.add(
                    Reference(
                        .dependency, .npm, pair.value["name"]?.text ?? String(name), requirement: "",
                        syntax: .npm, resolved: text,
                        scope: isTop && direct.contains(String(name))
                            ? .direct : pair.value["dev"]?.flag == true ? .development : .transitive,
                        range: version.range))
            }
        } else {
            var open = root["dependencies"]?.entries ?? []
            var isTop = open.count
            while !open.isEmpty {
                let pair = open.removeFirst()
                isTop -= 1
                if let version = pair.value["version"], let text = version.text {
                    reading.add(
                        Reference(
                            .dependency, .npm, pair.key, requirement: "", syntax: .npm, resolved: text,
                            scope: pair.value["dev"]?.flag == true
                                ? .development : isTop >= 0 ? .direct : .transitive, range: version.range))
                }
                open += pair.value["dependencies"]?.entries ?? []
            }
        }
    }

    static let pnpmLock = Manifest("npm.pnpm-lock", .lock, named: "pnpm-lock.yaml") { file, reading in
        // What was taken for whom stands before `packages:`, which can be megabytes.
        var end = file.text.count
        for number in 0..<file.text.lineCount
        where file.text.slice(file.text.line(number)).elementsEqual("packages:".utf8) {
            end = file.text.fullLine(number).lower
            break
        }
        guard let root = try? YAMLNode.read(file.text, in: SourceRange(0, end)) else {
            reading.problem = "it is no YAML that could be read"
            return
        }
        let importers = root["importers"]?.entries.map(\.value) ?? [root]
        for importer in importers {
            for group in ["dependencies", "devDependencies", "optionalDependencies"] {
                for pair in importer[group]?.entries ?? [] {
                    guard let version = pair.value["version"] ?? (pair.value.text == nil ? nil : pair.value),
                        let text = version.text
                    else { continue }
                    // Behind the version stand the peers that it was taken with.
                    let plain = text.prefix { $0 != "(" && $0 != "_" }
                    if plain.contains(":") { continue }
                    reading.add(
                        Reference(
                            .dependency, .npm, pair.key,
                            requirement: (pair.value["specifier"] ?? importer["specifiers"]?[pair.key])?.text
                                ?? "", syntax: .npm, resolved: String(plain),
                            scope: group == "devDependencies" ? .development : .direct, range: version.range))
                }
            }
        }
    }

    /// Both forms: yarn 1 (`version "1.2.3"`) and later ones, which are YAML (`version: 1.2.3`).
    static let yarnLock = Manifest("npm.yarn-lock", .lock, named: "yarn.lock") { file, reading in
        var descriptors: [(name: String, requirement: String)] = []
        for number in 0..<file.text.lineCount {
            let range = file.text.line(number)
            guard let first = file.bytes[safe: range.lower], !range.isEmpty else { continue }
            if first != 0x20, first != UInt8(ascii: "#") {
                let line = file.text.string(range)
                descriptors =
                    line.hasSuffix(":")
                    ? line.dropLast().replacing("\"", with: "").split(separator: ",").compactMap {
                        NPMReader.descriptor(VersionText.trimmed($0))
                    } : []
            } else if !descriptors.isEmpty, range.count > 10 {
                let place = file.trimmed(range)
                let line = file.text.string(place)
                guard place.lower == range.lower + 2, line.hasPrefix("version") else { continue }
                let version = line.dropFirst("version".count).drop { $0 == ":" || $0 == " " }
                    .replacing("\"", with: "")
                for descriptor in descriptors {
                    reading.add(
                        Reference(
                            .dependency, .npm, descriptor.name, requirement: descriptor.requirement,
                            syntax: .npm, resolved: String(version), scope: .transitive, range: place))
                }
                descriptors = []
            }
        }
    }
}

/// Reads package.json, or a part of one.
struct NPMReader {
    let text: SourceText

    func references(of root: YAMLNode) -> [Reference] {
        var references: [Reference] = []
        for (group, scope) in [
            ("dependencies", Reference.Scope.direct), ("optionalDependencies", .direct),
            ("devDependencies", .development),
        ] {
            for pair in root[group]?.entries ?? [] {
                if let reference = dependency(pair, scope) { references.append(reference) }
            }
        }
        if let node = root[["engines", "node"]], let requirement = node.text {
            references.append(
                runtime(node, requirement, .npm))
        }
        if let node = root[["volta", "node"]], let requirement = node.text {
            references.append(runtime(node, requirement, .npm))
        }
        if let manager = root["packageManager"], let text = manager.text,
            let parts = Self.descriptor(text[...]), !parts.requirement.isEmpty
        {
            references.append(
                Reference(
                    .tool, .npm, parts.name, requirement: String(parts.requirement.prefix { $0 != "+" }),
                    syntax: .npm, scope: .development, range: manager.range))
        }
        return references
    }

    private func runtime(_ node: YAMLNode, _ requirement: String, _ syntax: RequirementSyntax) -> Reference {
        Reference(
            .runtime, nil, "nodejs", requirement: requirement, syntax: syntax, range: node.range,
            requirementRange: node.inner(text))
    }

    private func dependency(_ pair: YAMLNode.Pair, _ scope: Reference.Scope) -> Reference? {
        guard let requirement = pair.value.text else { return nil }
        var reference = Reference(
            .dependency, .npm, pair.key, requirement: requirement, syntax: .npm, scope: scope,
            range: SourceRange(pair.keyRange.lower, pair.value.range.upper),
            requirementRange: pair.value.inner(text))
        // `npm:other@^1` takes another package under this name.
        if requirement.hasPrefix("npm:"), let alias = Self.descriptor(requirement.dropFirst(4)) {
            reference.name = alias.name
            reference.requirement = alias.requirement
            if let place = reference.requirementRange {
                reference.requirementRange = SourceRange(
                    place.upper - alias.requirement.utf8.count, place.upper)
            }
        }
        return reference
    }

    /// The two sides of the `@` in `@scope/name@^1.2` and `name@npm:^1.2`.
    static func descriptor(_ text: Substring) -> (name: String, requirement: String)? {
        guard !text.isEmpty else { return nil }
        let start = text.index(after: text.startIndex)
        guard let at = text[start...].firstIndex(of: "@") else { return (String(text), "") }
        var requirement = text[text.index(after: at)...]
        if requirement.hasPrefix("npm:") { requirement = requirement.dropFirst(4) }
        return (String(text[..<at]), String(requirement))
    }
}
