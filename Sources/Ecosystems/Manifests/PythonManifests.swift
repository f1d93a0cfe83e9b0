import Model
import YAML

extension Manifest {
    static let pythonRequirements = Manifest(
        "python.requirements",
        when: {
            let isList = $0.ends(with: ".txt") || $0.ends(with: ".in")
            return isList
                && ($0.lowered.hasPrefix("requirements") || $0.lowered.hasPrefix("constraints")
                    || $0.ends(with: "requirements.txt")
                    || ($0.folder.split(separator: "/").last == "requirements" && $0.ends(with: ".txt")))
        },
        read: { file, reading in
            // Constraints say what is taken where it is needed, and need nothing.
            let isConstraint = file.path.lowered.hasPrefix("constraints")
            let isForTests = ["dev", "test", "lint", "doc"].contains { file.path.lowered.contains($0) }
            for line in file.trimmedLines where !line.text.isEmpty && !line.text.hasPrefix("#") {
                if line.text.hasPrefix("-") {
                    let words = line.text.split { $0 == " " || $0 == "=" || $0 == "\t" }
                    if let option = words.first, words.count > 1,
                        ["-r", "--requirement", "-c", "--constraint"].contains(option),
                        let path = file.path.resolving(String(words[1]))
                    {
                        reading.includes.append(path)
                    }
                    continue
                }
                // Addresses and paths name no version.
                if line.text.contains("://"), !line.text.contains("@") { continue }
                if let reference = PythonRequirement.read(
                    file.bytes, in: line.range,
                    scope: isConstraint ? .transitive : isForTests ? .development : .direct)
                {
                    reading.add(reference)
                }
            }
        })

    static let pythonProject = Manifest("python.project", named: "pyproject.toml") { file, reading in
        guard let root = TOMLValues.read(file.bytes) else {
            reading.problem = "it is no TOML"
            return
        }
        reading.references += PythonProjectReader(text: file.text).references(of: root)
    }

    static let pipfile = Manifest("python.pipfile", named: "Pipfile") { file, reading in
        guard let root = TOMLValues.read(file.bytes) else {
            reading.problem = "it is no TOML"
            return
        }
        let reader = PythonProjectReader(text: file.text)
        reading.references += reader.table(root["packages"], .direct, .pep440)
        reading.references += reader.table(root["dev-packages"], .development, .pep440)
        for key in ["python_version", "python_full_version"] {
            if let node = root[["requires", key]], let text = node.text {
                reading.add(
                    PythonRequirement.runtime(text, at: node.inner(file.text), whole: node.range, .cycle))
            }
        }
    }

    static let pipfileLock = Manifest("python.pipfile-lock", .lock, named: "Pipfile.lock") { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        for (group, scope) in [("default", Reference.Scope.transitive), ("develop", .development)] {
            for pair in root[group]?.entries ?? [] {
                guard let version = pair.value["version"], let text = version.text else { continue }
                reading.add(
                    Reference(
                        .dependency, .pypi, pair.key, requirement: "", syntax: .pep440,
                        resolved: String(text.drop { $0 == "=" }), scope: scope, range: version.range))
            }
        }
    }

    /// Poetry, uv and PDM write the same tables.
    static let pythonLock = Manifest(
        "python.lock", .lock, named: "poetry.lock", "uv.lock", "pdm.lock"
    ) { file, reading in
        guard let root = TOMLValues.read(file.bytes) else {
            reading.problem = "it is no TOML"
            return
        }
        for package in root["package"]?.elements ?? [] {
            guard let name = package["name"]?.text, let version = package["version"], let text = version.text
            else { continue }
            // The project itself stands in uv's lock file too.
            if package[["source", "virtual"]] != nil || package[["source", "editable"]] != nil { continue }
            reading.add(
                Reference(
                    .dependency, .pypi, name, requirement: "", syntax: .pep440, resolved: text,
                    scope: package["category"]?.text == "dev" ? .development : .transitive,
                    range: version.range))
        }
    }

    static let setupConfiguration = Manifest("python.setup-cfg", named: "setup.cfg") { file, reading in
        var section = ""
        var key = ""
        for line in file.trimmedLines where !line.text.isEmpty {
            if line.text.hasPrefix("#") || line.text.hasPrefix(";") { continue }
            if line.text.hasPrefix("["), line.text.hasSuffix("]") {
                section = String(line.text.dropFirst().dropLast())
                key = ""
                continue
            }
            var value = line.range
            let isContinuation =
                line.range.lower > 0 && [0x20, 0x09].contains(file.bytes[line.range.lower - 1])
            if !isContinuation, let equals = line.text.firstIndex(where: { $0 == "=" || $0 == ":" }) {
                key = VersionText.trimmed(String(line.text[..<equals]))
                value.lower += line.text.utf8.distance(from: line.text.startIndex, to: equals) + 1
                value = file.trimmed(value)
            }
            guard !value.isEmpty else { continue }
            if section == "options", key == "python_requires" {
                reading.add(
                    PythonRequirement.runtime(
                        file.text.string(value), at: value, whole: value, .pep440))
            } else if section == "options" && key == "install_requires"
                || section == "options.extras_require"
            {
                if let reference = PythonRequirement.read(
                    file.bytes, in: value, scope: section == "options" ? .direct : .development)
                {
                    reading.add(reference)
                }
            }
        }
    }

    /// Only what is written out: `install_requires=["a>=1"]`.
    static let setupScript = Manifest("python.setup", named: "setup.py") { file, reading in
        let code = CodeTokens(file.bytes, .python)
        for place in code.tokens.indices.dropLast(2)
        where code.tokens[place].kind == .word && code.tokens[place + 1].isMark("=") {
            let value = code.tokens[place + 2]
            switch code.tokens[place].text {
            case "python_requires" where value.kind == .string:
                reading.add(
                    PythonRequirement.runtime(value.text, at: value.inner, whole: value.range, .pep440))
            case "install_requires", "tests_require", "setup_requires":
                guard value.isMark("["), let end = code.end(ofBracketAt: place + 2) else { continue }
                for token in code.tokens[(place + 3)..<end] where token.kind == .string {
                    if let reference = PythonRequirement.read(
                        file.bytes, in: token.inner,
                        scope: code.tokens[place].isWord("install_requires") ? .direct : .development)
                    {
                        reading.add(reference)
                    }
                }
            default: break
            }
        }
    }
}

/// Reads pyproject.toml: the standard's tables (PEP 621, PEP 735) and those of Poetry, uv and PDM.
struct PythonProjectReader {
    let text: SourceText

    func references(of root: YAMLNode) -> [Reference] {
        var references: [Reference] = []
        if let node = root[["project", "requires-python"]], let requirement = node.text {
            references.append(
                PythonRequirement.runtime(requirement, at: node.inner(text), whole: node.range, .pep440))
        }
        references += list(root[["project", "dependencies"]], .direct)
        for pair in root[["project", "optional-dependencies"]]?.entries ?? [] {
            references += list(pair.value, .development)
        }
        for pair in root["dependency-groups"]?.entries ?? [] {
            references += list(pair.value, .development)
        }
        references += list(root[["tool", "uv", "dev-dependencies"]], .development)
        for pair in root[["tool", "pdm", "dev-dependencies"]]?.entries ?? [] {
            references += list(pair.value, .development)
        }
        references += list(root[["build-system", "requires"]], .development)
        let poetry = root[["tool", "poetry"]]
        references += table(poetry?["dependencies"], .direct, .poetry)
        references += table(poetry?["dev-dependencies"], .development, .poetry)
        for pair in poetry?["group"]?.entries ?? [] {
            references += table(pair.value["dependencies"], .development, .poetry)
        }
        return references
    }

    private func list(_ node: YAMLNode?, _ scope: Reference.Scope) -> [Reference] {
        (node?.elements ?? []).compactMap { item in
            guard item.text != nil else { return nil }
            return PythonRequirement.read(text.bytes, in: item.inner(text), scope: scope)
        }
    }

    /// `name = "^1.2"` and `name = { version = "^1.2" }`.
    func table(_ node: YAMLNode?, _ scope: Reference.Scope, _ syntax: RequirementSyntax) -> [Reference] {
        (node?.entries ?? []).map { pair in
            let range = SourceRange(pair.keyRange.lower, max(pair.keyRange.upper, pair.value.range.upper))
            let value = pair.value.text == nil ? pair.value["version"] : pair.value
            guard let value, let requirement = value.text else {
                return Reference(
                    .dependency, .pypi, pair.key, requirement: "", syntax: syntax, scope: scope, range: range,
                    unassessed: "it names a source and no version")
            }
            if pair.key == "python" {
                return PythonRequirement.runtime(
                    requirement, at: value.inner(text), whole: range, syntax)
            }
            return Reference(
                .dependency, .pypi, pair.key, requirement: requirement == "*" ? "" : requirement,
                syntax: syntax, scope: scope, range: range,
                requirementRange: requirement == "*" ? nil : value.inner(text))
        }
    }
}
