import Model
import YAML

extension Manifest {
    /// asdf's and mise's: a tool and its versions on each line.
    static let toolVersions = Manifest("runtime.tool-versions", named: ".tool-versions") { file, reading in
        let products = [
            "nodejs": "nodejs", "node": "nodejs", "python": "python", "ruby": "ruby", "golang": "go",
            "go": "go", "java": "java", "rust": "rust", "php": "php", "dotnet": "dotnet",
            "dotnet-core": "dotnet", "swift": "swift", "kotlin": "kotlin", "gradle": "gradle",
            "terraform": "terraform", "elixir": "elixir", "erlang": "erlang", "postgres": "postgresql",
        ]
        for line in file.trimmedLines where !line.text.hasPrefix("#") {
            let words = line.text.split(whereSeparator: \.isWhitespace)
            guard words.count >= 2, let product = products[String(words[0])] else { continue }
            let text = words[1].split(separator: "-").last.map(String.init) ?? String(words[1])
            let version = product == "java" ? text : String(words[1])
            guard let read = RuntimeVersion.read(version, of: product) else { continue }
            let lower =
                line.range.lower
                + line.text.utf8.distance(from: line.text.startIndex, to: words[1].startIndex)
            reading.add(
                Reference(
                    .runtime, nil, product, requirement: read.text, syntax: read.syntax, range: line.range,
                    requirementRange: SourceRange(lower, lower + words[1].utf8.count)))
        }
    }

    private static let versionFiles = [
        ".nvmrc": "nodejs", ".node-version": "nodejs", ".python-version": "python", ".ruby-version": "ruby",
        ".go-version": "go", ".java-version": "java", ".swift-version": "swift", ".php-version": "php",
    ]

    static let versionFile = Manifest(
        "runtime.version-file", when: { versionFiles[$0.name] != nil },
        read: { file, reading in
            guard let product = versionFiles[file.path.name],
                let line = file.trimmedLines.first(where: { !$0.text.isEmpty && !$0.text.hasPrefix("#") }),
                let read = RuntimeVersion.read(line.text, of: product)
            else { return }
            reading.add(
                Reference(
                    .runtime, nil, product, requirement: read.text, syntax: read.syntax, range: line.range,
                    requirementRange: line.range))
        })

    /// Heroku's: `python-3.8.1`.
    static let runtimeText = Manifest("runtime.text", named: "runtime.txt") { file, reading in
        guard let line = file.trimmedLines.first(where: { !$0.text.isEmpty }),
            let runtime = RuntimeIdentifier.read(line.text)
        else { return }
        reading.add(runtime.reference(at: line.range))
    }

    /// App Engine's and Cloud Run's `app.yaml`: `runtime: python39`.
    static let appEngine = Manifest(
        "runtime.app-yaml", when: { $0.ends(with: ".yaml") || $0.ends(with: ".yml") },
        read: { file, reading in
            // Any YAML may be one, by its keys at the top: a quick look keeps the rest from being parsed.
            for number in 0..<min(file.text.lineCount, 400) {
                let range = file.text.line(number)
                guard file.text.slice(range).starts(with: "runtime:".utf8) else { continue }
                var place = file.trimmed(SourceRange(range.lower + "runtime:".utf8.count, range.upper))
                let value = file.text.string(place).prefix { $0 != "#" && $0 != " " }
                let plain = value.filter { $0 != "\"" && $0 != "'" }
                if value.utf8.count != plain.utf8.count { place.lower += 1 }
                place.upper = place.lower + plain.utf8.count
                if let runtime = RuntimeIdentifier.read(plain) { reading.add(runtime.reference(at: place)) }
            }
        })

    static let serverless = Manifest(
        "runtime.serverless", when: { $0.lowered == "serverless.yml" || $0.lowered == "serverless.yaml" },
        read: { file, reading in
            guard let root = YAMLNode.file(file.text) else {
                reading.problem = "it is no YAML that could be read"
                return
            }
            // Other platforms have names of their own for runtimes.
            let isLambda = root[["provider", "name"]]?.text == "aws"
            let functions = root["functions"]?.entries.map(\.value) ?? []
            for holder in [root["provider"]].compactMap({ $0 }) + functions {
                RuntimeIdentifier.add(holder["runtime"], file.text, isLambda: isLambda, to: &reading)
            }
        })

    /// AWS SAM and CloudFormation templates, which have resources by their type.
    static let cloudFormation = Manifest(
        "runtime.cloudformation",
        when: {
            ["template.yaml", "template.yml", "template.json", "sam.yaml", "sam.yml"].contains($0.lowered)
                || $0.ends(with: ".template.yaml") || $0.ends(with: ".template.json")
        },
        read: { file, reading in
            let root = file.path.ends(with: ".json") ? JSONValues.read(file.bytes) : YAMLNode.file(file.text)
            guard let root else { return RuntimeIdentifier.addLines(of: file, to: &reading) }
            RuntimeIdentifier.add(
                root[["Globals", "Function", "Runtime"]], file.text, isLambda: true, to: &reading)
            for resource in root["Resources"]?.entries ?? [] {
                guard let type = resource.value["Type"]?.text,
                    ["AWS::Serverless::Function", "AWS::Lambda::Function"].contains(type)
                else { continue }
                RuntimeIdentifier.add(
                    resource.value[["Properties", "Runtime"]], file.text, isLambda: true, to: &reading)
            }
        })

    static let firebase = Manifest("runtime.firebase", named: "firebase.json") { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        let functions = root["functions"]
        for holder in functions.map({ $0.elements + [$0] }) ?? [] {
            RuntimeIdentifier.add(holder["runtime"], file.text, isLambda: false, to: &reading)
        }
    }
}

/// What platforms call a runtime: `python38`, `nodejs12.x`, `dotnetcore3.1`, `java8.al2`.
struct RuntimeIdentifier {
    var product: String
    var cycle: String

    /// Nil for what names no version of a language.
    static func read(_ text: String) -> RuntimeIdentifier? {
        let names = [
            "python": "python", "nodejs": "nodejs", "node": "nodejs", "ruby": "ruby", "go": "go",
            "java": "java",
            "php": "php", "dotnetcore": "dotnet", "dotnet": "dotnet",
        ]
        let word = text.prefix { $0.isASCII && $0.isLetter }
        guard let product = names[word.lowercased()] else { return nil }
        var rest = text[word.endIndex...]
        if rest.hasPrefix("-") { rest = rest.dropFirst() }
        let version = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let plain = version.hasSuffix(".") ? version.dropLast() : version
        guard let numbers = VersionText.numbers(plain), let first = numbers.first else { return nil }
        if product == "java" {
            return JavaVersion.cycle(String(plain)).map { Self(product: product, cycle: $0) }
        }
        if product == "nodejs" { return Self(product: product, cycle: String(first)) }
        if plain.contains(".") {
            // AWS calls everything for Go 1 `go1.x`.
            if product == "go", numbers.count < 2 { return nil }
            if product == "dotnet", first >= 5 { return Self(product: product, cycle: String(first)) }
            return Self(product: product, cycle: String(plain))
        }
        switch product {
        case "dotnet": return Self(product: product, cycle: String(plain))
        case "go" where plain.count == 1: return nil
        default:
            guard plain.count >= 2 else { return Self(product: product, cycle: String(plain)) }
            // `python310`: one digit, then the rest.
            return Self(product: product, cycle: "\(plain.prefix(1)).\(plain.dropFirst())")
        }
    }

    func reference(at range: SourceRange) -> Reference {
        Reference(
            .runtime, nil, product, requirement: cycle, syntax: .cycle, range: range, requirementRange: range)
    }

    /// Looks for lines `Runtime: name` where the file as a whole cannot be read.
    static func addLines(of file: ManifestFile, to reading: inout ManifestReading) {
        for line in file.trimmedLines where line.text.hasPrefix("Runtime:") {
            let range = file.trimmed(SourceRange(line.range.lower + "Runtime:".utf8.count, line.range.upper))
            let name = file.text.string(range)
            let isName = name.utf8.allSatisfy {
                Version.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x2E
            }
            guard !name.isEmpty, isName else { continue }
            reading.add(
                Reference(
                    .runtime, nil, "aws-lambda", requirement: name, syntax: .cycle, range: range,
                    requirementRange: range))
        }
        if reading.references.isEmpty { reading.problem = "it is no YAML or JSON that could be read" }
    }

    /// Lambda's runtimes have dates of their own, under the name that the platform gives them.
    static func add(_ node: YAMLNode?, _ text: SourceText, isLambda: Bool, to reading: inout ManifestReading)
    {
        guard let node, let name = node.text, !name.isEmpty else { return }
        let range = node.inner(text)
        if isLambda, name.utf8.allSatisfy({ $0 > 0x20 && $0 != 0x24 && $0 != 0x7B }) {
            let isName = name.utf8.first.map(Version.isLetter) ?? false
            if isName {
                reading.add(
                    Reference(
                        .runtime, nil, "aws-lambda", requirement: name, syntax: .cycle, range: range,
                        requirementRange: range))
            }
        } else if let runtime = read(name) {
            reading.add(runtime.reference(at: range))
        }
    }
}
