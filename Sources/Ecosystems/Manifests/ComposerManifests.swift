import Model
import YAML

extension Manifest {
    static let composer = Manifest("composer.manifest", named: "composer.json") { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        reading.references += ComposerReader(text: file.text).references(of: root)
    }

    static let composerLock = Manifest("composer.lock", .lock, named: "composer.lock") { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        for (group, scope) in [("packages", Reference.Scope.transitive), ("packages-dev", .development)] {
            for package in root[group]?.elements ?? [] {
                guard let name = package["name"]?.text, let version = package["version"],
                    let text = version.text
                else { continue }
                reading.add(
                    Reference(
                        .dependency, .composer, name, requirement: "", syntax: .composer, resolved: text,
                        scope: scope, range: version.range,
                        unassessed: text.hasPrefix("dev-") ? "it follows a branch" : nil))
            }
        }
    }
}

/// Reads composer.json, or a part of one.
struct ComposerReader {
    let text: SourceText

    func references(of root: YAMLNode) -> [Reference] {
        var references: [Reference] = []
        for (group, scope) in [("require", Reference.Scope.direct), ("require-dev", .development)] {
            for pair in root[group]?.entries ?? [] {
                guard let requirement = pair.value.text else { continue }
                let range = SourceRange(pair.keyRange.lower, pair.value.range.upper)
                if pair.key == "php" || pair.key == "php-64bit" {
                    references.append(
                        Reference(
                            .runtime, nil, "php", requirement: requirement, syntax: .composer, range: range,
                            requirementRange: pair.value.inner(text)))
                } else if pair.key.contains("/") {
                    references.append(
                        Reference(
                            .dependency, .composer, pair.key, requirement: requirement, syntax: .composer,
                            scope: scope, range: range, requirementRange: pair.value.inner(text)))
                }
            }
        }
        return references
    }
}
