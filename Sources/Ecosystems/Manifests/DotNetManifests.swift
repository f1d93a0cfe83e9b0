import Model
import YAML

extension Manifest {
    static let dotnetProject = Manifest(
        "nuget.project",
        when: { path in
            [".csproj", ".fsproj", ".vbproj", ".props", ".targets"].contains { path.ends(with: $0) }
        },
        read: { file, reading in
            guard let root = XMLElement.read(file.bytes) else {
                reading.problem = "it is no XML that could be read"
                return
            }
            reading.references += DotNetReader.references(of: root)
        })

    static let dotnetPackages = Manifest(
        "nuget.packages", when: { $0.lowered == "packages.config" },
        read: {
            file, reading in
            guard let root = XMLElement.read(file.bytes) else {
                reading.problem = "it is no XML that could be read"
                return
            }
            for element in root.descendants("package") {
                guard let id = element.attribute("id"), let version = element.attribute("version") else {
                    continue
                }
                reading.add(
                    Reference(
                        .dependency, .nuget, id.value, requirement: version.value, syntax: .nuget,
                        resolved: version.value,
                        scope: element.attribute("developmentDependency")?.value == "true"
                            ? .development : .direct, range: element.range, requirementRange: version.range))
            }
        })

    static let globalJSON = Manifest("dotnet.global", named: "global.json") { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        if let node = root[["sdk", "version"]], let version = node.text {
            // `9.0.100` is an SDK of .NET 9.
            let numbers = version.split(separator: ".").prefix(2)
            guard let major = numbers.first.flatMap({ Int($0) }) else { return }
            // Without leave to go further, only this SDK will do.
            let policy = root[["sdk", "rollForward"]]?.text?.lowercased() ?? ""
            reading.add(
                Reference(
                    .runtime, nil, "dotnet",
                    requirement: major >= 5 ? String(major) : numbers.joined(separator: "."),
                    syntax: policy.hasSuffix("major") ? .minimum : .cycle,
                    range: node.range, requirementRange: node.inner(file.text)))
        }
    }
}

/// Reads project files of .NET, or parts of them.
enum DotNetReader {
    static func references(of root: XMLElement) -> [Reference] {
        var references: [Reference] = []
        for name in ["PackageReference", "PackageVersion", "GlobalPackageReference"] {
            for element in root.descendants(name) {
                if let reference = package(element, isCentral: name != "PackageReference") {
                    references.append(reference)
                }
            }
        }
        for name in ["TargetFramework", "TargetFrameworks", "TargetFrameworkVersion"] {
            for element in root.descendants(name) { references += frameworks(element) }
        }
        for element in root.descendants("AzureFunctionsVersion") {
            guard let cycle = AzureFunctions.cycle(element.text) else { continue }
            references.append(
                Reference(
                    .runtime, nil, AzureFunctions.runtime, requirement: cycle, syntax: .cycle,
                    range: element.range, requirementRange: element.textRange))
        }
        return references
    }

    private static func package(_ element: XMLElement, isCentral: Bool) -> Reference? {
        guard let id = element.attribute("Include") ?? (isCentral ? nil : element.attribute("Update")),
            !id.value.contains("$(")
        else { return nil }
        var version = element.attribute("Version") ?? element.attribute("VersionOverride")
        if version == nil, let child = element["Version"] {
            version = XMLElement.Attribute(name: "Version", value: child.text, range: child.textRange)
        }
        var reference = Reference(
            .dependency, .nuget, id.value, requirement: version?.value ?? "", syntax: .nuget,
            scope: element.attribute("PrivateAssets") != nil || element["PrivateAssets"] != nil
                ? .development : .direct, range: element.range, requirementRange: version?.range)
        if version == nil { reference.unassessed = central }
        if let text = version?.value, text.contains("$(") {
            reference.unassessed = "`\(text)` is set elsewhere"
        }
        return reference
    }

    /// Taken away where the central file is read too.
    static let central = "its version stands in Directory.Packages.props, or nowhere"

    private static func frameworks(_ element: XMLElement) -> [Reference] {
        var references: [Reference] = []
        var offset = 0
        for part in element.text.split(separator: ";", omittingEmptySubsequences: false) {
            defer { offset += part.utf8.count + 1 }
            let moniker = VersionText.trimmed(part)
            let lower =
                element.textRange.lower + offset
                + part.utf8.distance(from: part.startIndex, to: moniker.startIndex)
            let range = SourceRange(lower, lower + moniker.utf8.count)
            guard let (product, cycle) = framework(String(moniker)) else { continue }
            references.append(
                Reference(
                    .runtime, nil, product, requirement: cycle, syntax: .cycle, range: range,
                    requirementRange: range))
        }
        return references
    }

    /// The product and cycle of a target framework: `net8.0-windows` is .NET 8, `net472` .NET Framework 4.7.2. Nil
    /// for .NET Standard, which is no runtime, and for what is put together from properties.
    static func framework(_ moniker: String) -> (product: String, cycle: String)? {
        let name = moniker.lowercased().prefix { $0 != "-" }
        if name.hasPrefix("v") {
            // `<TargetFrameworkVersion>v4.7.2</…>`
            return VersionText.numbers(name.dropFirst()).map { _ in ("dotnetfx", String(name.dropFirst())) }
        }
        if name.hasPrefix("netcoreapp") {
            let version = name.dropFirst("netcoreapp".count)
            guard let numbers = VersionText.numbers(version), let major = numbers.first else { return nil }
            return ("dotnet", major >= 5 ? String(major) : String(version))
        }
        guard name.hasPrefix("net") else { return nil }
        let version = name.dropFirst(3)
        if version.contains(".") {
            guard let numbers = VersionText.numbers(version), let major = numbers.first, major >= 5 else {
                return nil
            }
            return ("dotnet", String(major))
        }
        guard VersionText.isDigits(version), version.count >= 2, version.count <= 3 else { return nil }
        return ("dotnetfx", version.map(String.init).joined(separator: "."))
    }
}
