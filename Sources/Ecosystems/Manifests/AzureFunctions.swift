import Model
import YAML

/// What apps of Azure Functions say of the runtime that they run on.
///
/// Source of the names: "App settings reference for Azure Functions" and "host.json reference". A `function.json` says
/// what starts a function, and nothing of versions.
enum AzureFunctions {
    /// The products in the data of release cycles.
    static let runtime = "azure-functions"
    static let bundle = "azure-functions-bundle"

    /// `3` of `~3` and `v3`; nil for what names no version.
    static func cycle(_ text: String) -> String? {
        let plain = text.drop { $0 == "~" || $0 == "v" || $0.isWhitespace }.prefix {
            $0 != "." && !$0.isWhitespace
        }
        return VersionText.isDigits(plain) && plain.count == 1 ? String(plain) : nil
    }

    /// The newest bundle that a range lets in: 3 of `[3.3.0, 4.0.0)`.
    static func newestBundle(_ range: String) -> String? {
        let ends = range.split(separator: ",").map { part in
            part.drop { !$0.isNumber }.prefix { $0.isNumber || $0 == "." || $0 == "*" }
        }
        guard let upper = ends.last, let major = upper.split(separator: ".").first.flatMap({ Int($0) }),
            major > 0
        else { return nil }
        let isOpen =
            ends.count == 2 && range.hasSuffix(")")
            && upper.drop { $0 != "." }.allSatisfy { $0 == "." || $0 == "0" }
        return String(isOpen ? max(1, major - 1) : major)
    }

    /// `Python|3.8`, as the setting `linuxFxVersion` has it.
    static func stack(_ text: String) -> (product: String, requirement: String)? {
        let parts = text.split(separator: "|", maxSplits: 1).map { $0.lowercased() }
        let products = [
            "node": "nodejs", "python": "python", "dotnet": "dotnet", "dotnet-isolated": "dotnet",
            "dotnetcore": "dotnet", "java": "java", "powershell": "powershell", "php": "php", "ruby": "ruby",
        ]
        guard parts.count == 2, let product = products[parts[0]] else { return nil }
        return version(parts[1], of: product).map { (product, $0) }
    }

    /// The release cycle that a setting means; nil where it is none.
    static func version(_ text: String, of product: String) -> String? {
        let plain = text.drop { $0 == "~" }.prefix { $0.isNumber || $0 == "." }
        guard let numbers = VersionText.numbers(plain), let first = numbers.first else { return nil }
        switch product {
        case "java": return JavaVersion.cycle(String(plain))
        case "nodejs": return String(first)
        case "dotnet": return first >= 5 ? String(first) : String(plain)
        // A major version alone of these is no release cycle.
        default: return numbers.count > 1 ? String(plain) : nil
        }
    }

    /// The reference that a setting of an app makes, by its name.
    static func reference(_ name: String, _ value: String, at range: SourceRange) -> Reference? {
        let found: (product: String, requirement: String)?
        switch name.lowercased() {
        case "functions_extension_version": found = cycle(value).map { (runtime, $0) }
        case "website_node_default_version": found = version(value, of: "nodejs").map { ("nodejs", $0) }
        case "linuxfxversion": found = stack(value)
        default: found = nil
        }
        guard let found else { return nil }
        return Reference(
            .runtime, nil, found.product, requirement: found.requirement, syntax: .cycle, range: range,
            requirementRange: range)
    }
}

extension Manifest {
    static let functionsHost = Manifest("runtime.functions-host", named: "host.json") { file, reading in
        // Other programs have a file of this name, too.
        guard let root = JSONValues.read(file.bytes) else { return }
        if let node = root["version"], node.text == "2.0" {
            // The form of the file, which every runtime since the second reads.
            reading.add(
                Reference(
                    .runtime, nil, AzureFunctions.runtime, requirement: "2", syntax: .minimum,
                    range: node.range,
                    requirementRange: node.inner(file.text)))
        }
        let bundle = root["extensionBundle"]
        guard bundle?["id"]?.text?.hasPrefix("Microsoft.Azure.Functions.ExtensionBundle") == true,
            let node = bundle?["version"], let cycle = node.text.flatMap(AzureFunctions.newestBundle)
        else { return }
        reading.add(
            Reference(
                .runtime, nil, AzureFunctions.bundle, requirement: cycle, syntax: .cycle, range: node.range,
                requirementRange: node.inner(file.text)))
    }

    static let functionsSettings = Manifest(
        "runtime.functions-settings",
        when: {
            ["local.settings.json", "local.settings.json.sample", "sample.settings.json"].contains($0.lowered)
        },
        read: { file, reading in
            guard let values = JSONValues.read(file.bytes)?["Values"] else { return }
            for pair in values.entries {
                guard let text = pair.value.text,
                    let reference = AzureFunctions.reference(pair.key, text, at: pair.value.inner(file.text))
                else { continue }
                reading.add(reference)
            }
        })

    /// Templates of Azure Resource Manager and Bicep: `linuxFxVersion: 'Python|3.8'`, and the settings of apps as a name
    /// with its value behind it.
    static let azureTemplate = Manifest(
        "runtime.azure-template",
        when: {
            $0.ends(with: ".bicep") || $0.lowered == "azuredeploy.json" || $0.lowered == "maintemplate.json"
        },
        read: { file, reading in
            var setting: String?
            for line in file.trimmedLines {
                let words = quoted(line.text)
                let key = line.text.prefix { $0 != ":" }.filter { $0.isLetter || $0.isNumber || $0 == "_" }
                guard let value = words.last, !value.text.isEmpty else { continue }
                let name: String
                switch key.lowercased() {
                case "name":
                    setting = value.text
                    continue
                case "value":
                    guard let known = setting else { continue }
                    name = known
                    setting = nil
                default: name = key
                }
                let lower = line.range.lower + value.offset
                let range = SourceRange(lower, lower + value.text.utf8.count)
                if let reference = AzureFunctions.reference(name, value.text, at: range) {
                    reading.add(reference)
                }
            }
        })

    /// The texts in quotation marks of a line, with their offsets in it.
    private static func quoted(_ line: String) -> [(text: String, offset: Int)] {
        var found: [(String, Int)] = []
        var open: (mark: UInt8, at: Int)?
        let bytes = Array(line.utf8)
        for (place, byte) in bytes.enumerated() where byte == 0x22 || byte == 0x27 {
            guard let start = open else {
                open = (byte, place + 1)
                continue
            }
            guard start.mark == byte else { continue }
            found.append((String(decoding: bytes[start.at..<place], as: UTF8.self), start.at))
            open = nil
        }
        return found
    }
}
