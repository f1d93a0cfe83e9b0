import Model

extension Manifest {
    static let mavenProject = Manifest(
        "maven.project", when: { $0.name == "pom.xml" || $0.ends(with: ".pom") },
        read: { file, reading in
            guard let root = XMLElement.read(file.bytes), let project = root["project"] else {
                reading.problem = "it is no XML that could be read"
                return
            }
            reading.references += MavenReader(project).references(of: project)
        })
}

/// Reads a pom.xml, or a part of one, with the properties that it sets itself.
struct MavenReader {
    private var properties: [String: (text: String, range: SourceRange)] = [:]
    /// Versions that a section for dependency management of the same file gives.
    private var managed: [String: XMLElement] = [:]

    init(_ project: XMLElement?) {
        guard let project else { return }
        for property in project["properties"]?.children ?? [] {
            properties[property.name] = (property.text, property.textRange)
        }
        if let version = project["version"] ?? project["parent"]?["version"] {
            properties["project.version"] = (version.text, version.textRange)
        }
        for dependency in project["dependencyManagement"]?["dependencies"]?.all("dependency") ?? [] {
            if let key = Self.name(dependency), let version = dependency["version"] { managed[key] = version }
        }
    }

    func references(of project: XMLElement) -> [Reference] {
        var references: [Reference] = []
        if let parent = project["parent"], let reference = dependency(parent, .direct) {
            references.append(reference)
        }
        for element in project.descendants("dependency") {
            if let reference = dependency(element, element["scope"]?.text == "test" ? .development : .direct)
            {
                references.append(reference)
            }
        }
        for element in project.descendants("plugin") {
            if let reference = dependency(element, .development) { references.append(reference) }
        }
        if let runtime = javaVersion(project) { references.append(runtime) }
        return references
    }

    private func dependency(_ element: XMLElement, _ scope: Reference.Scope) -> Reference? {
        guard let name = Self.name(element) else { return nil }
        var reference = Reference(
            .dependency, .maven, name, requirement: "", syntax: .maven, scope: scope, range: element.range)
        guard let version = element["version"] ?? managed[name] else {
            reference.unassessed = MavenReader.elsewhere
            return reference
        }
        guard let (text, range) = resolved(version.text, version.textRange, depth: 0) else {
            reference.requirement = version.text
            reference.requirementRange = version.textRange
            reference.unassessed = "`\(version.text)` is set elsewhere"
            return reference
        }
        reference.requirement = text
        reference.requirementRange = range
        if text.hasSuffix("-SNAPSHOT") { reference.unassessed = "it is a version that is still being made" }
        return reference
    }

    private static func name(_ element: XMLElement) -> String? {
        guard let artifact = element["artifactId"]?.text, !artifact.isEmpty else { return nil }
        // A plugin without a group is one of Maven's own.
        let group = element["groupId"]?.text ?? "org.apache.maven.plugins"
        return group.contains("${") || artifact.contains("${") ? nil : "\(group):\(artifact)"
    }

    /// The text with the properties of this file in it, and where the version then stands.
    private func resolved(_ text: String, _ range: SourceRange, depth: Int) -> (String, SourceRange)? {
        guard text.contains("${") else { return text.isEmpty ? nil : (text, range) }
        guard depth < 8, text.hasPrefix("${"), text.hasSuffix("}"),
            let property = properties[String(text.dropFirst(2).dropLast())]
        else { return nil }
        return resolved(property.text, property.range, depth: depth + 1)
    }

    private func javaVersion(_ project: XMLElement) -> Reference? {
        var candidates: [(String, SourceRange)] = []
        for name in [
            "maven.compiler.release", "java.version", "maven.compiler.target", "maven.compiler.source",
        ] {
            if let property = properties[name] { candidates.append(property) }
        }
        for plugin in project.descendants("plugin")
        where plugin["artifactId"]?.text == "maven-compiler-plugin" {
            for name in ["release", "target", "source"] {
                if let element = plugin["configuration"]?[name] {
                    candidates.append((element.text, element.textRange))
                }
            }
        }
        for (text, range) in candidates {
            guard let (version, place) = resolved(text, range, depth: 0),
                let cycle = JavaVersion.cycle(version)
            else { continue }
            // Code for an older Java runs on a newer one.
            return Reference(
                .runtime, nil, "java", requirement: cycle, syntax: .minimum, range: place,
                requirementRange: place)
        }
        return nil
    }

    static let elsewhere = "its version stands in a parent, or in a list of versions that is elsewhere"
}

/// How versions of Java are written.
enum JavaVersion {
    /// `8` for `1.8` and `8`; nil for what is no version of Java.
    static func cycle(_ text: String) -> String? {
        let plain = text.hasPrefix("1.") ? String(text.dropFirst(2)) : text
        let number = plain.prefix { $0.isASCII && $0.isNumber }
        guard !number.isEmpty, number.count <= 2 else { return nil }
        return String(number)
    }
}
