import Model
import YAML

extension Manifest {
    static let cargo = Manifest("cargo.manifest", named: "Cargo.toml") { file, reading in
        guard let root = TOMLValues.read(file.bytes) else {
            reading.problem = "it is no TOML"
            return
        }
        reading.references += CargoReader(text: file.text).references(of: root)
    }

    static let cargoLock = Manifest("cargo.lock", .lock, named: "Cargo.lock") { file, reading in
        guard let root = TOMLValues.read(file.bytes) else {
            reading.problem = "it is no TOML"
            return
        }
        for package in root["package"]?.elements ?? [] {
            // What has no source is a package of the repository itself.
            guard package["source"] != nil, let name = package["name"]?.text,
                let version = package["version"],
                let text = version.text
            else { continue }
            reading.add(
                Reference(
                    .dependency, .cargo, name, requirement: "", syntax: .cargo, resolved: text,
                    scope: .transitive, range: version.range))
        }
    }

    static let rustToolchain = Manifest(
        "rust.toolchain", named: "rust-toolchain", "rust-toolchain.toml"
    ) { file, reading in
        let node = TOMLValues.read(file.bytes)?[["toolchain", "channel"]]
        let range = node?.inner(file.text) ?? file.trimmed(file.whole)
        let channel = file.text.string(range)
        guard channel.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return }
        reading.add(
            Reference(
                .runtime, nil, "rust", requirement: String(channel.prefix { $0 != "-" }), syntax: .cycle,
                range: range, requirementRange: range))
    }
}

/// Reads Cargo.toml, or a part of one.
struct CargoReader {
    let text: SourceText

    func references(of root: YAMLNode) -> [Reference] {
        var references: [Reference] = []
        if let node = root[["package", "rust-version"]] ?? root[["workspace", "package", "rust-version"]],
            let requirement = node.text
        {
            references.append(
                Reference(
                    .runtime, nil, "rust", requirement: requirement, syntax: .minimum, range: node.range,
                    requirementRange: node.inner(text)))
        }
        references += tables(of: root)
        for target in root["target"]?.entries ?? [] { references += tables(of: target.value) }
        references += table(root[["workspace", "dependencies"]], .direct)
        return references
    }

    private func tables(of root: YAMLNode) -> [Reference] {
        table(root["dependencies"], .direct) + table(root["dev-dependencies"], .development)
            + table(root["build-dependencies"], .development)
    }

    private func table(_ node: YAMLNode?, _ scope: Reference.Scope) -> [Reference] {
        (node?.entries ?? []).map { pair in
            let value = pair.value.text == nil ? pair.value["version"] : pair.value
            var reference = Reference(
                .dependency, .cargo, pair.value["package"]?.text ?? pair.key,
                requirement: value?.text ?? "", syntax: .cargo, scope: scope,
                range: SourceRange(pair.keyRange.lower, max(pair.keyRange.upper, pair.value.range.upper)),
                requirementRange: value?.inner(text))
            if value == nil {
                reference.unassessed =
                    pair.value["workspace"]?.flag == true
                    ? CargoReader.inheritance : "it names a source and no version"
            }
            return reference
        }
    }

    /// Taken away where the workspace's file is read too.
    static let inheritance = "its version stands in the workspace's Cargo.toml"
}
