import Model
import YAML

extension Manifest {
    static let workflow = Manifest(
        "actions.workflow",
        when: {
            ($0.ends(with: ".yml") || $0.ends(with: ".yaml"))
                && ($0.folder == ".github/workflows" || $0.folder.hasSuffix("/.github/workflows"))
        },
        read: { file, reading in
            guard let root = YAMLNode.file(file.text) else {
                reading.problem = "it is no YAML that could be read"
                return
            }
            let reader = WorkflowReader(text: file.text)
            for job in root["jobs"]?.entries ?? [] { reading.references += reader.job(job.value) }
        })

    static let action = Manifest("actions.action", named: "action.yml", "action.yaml") { file, reading in
        guard let root = YAMLNode.file(file.text), let runs = root["runs"] else { return }
        let reader = WorkflowReader(text: file.text)
        if let using = runs["using"], let text = using.text, text.hasPrefix("node") {
            reading.add(
                Reference(
                    .runtime, nil, "nodejs", requirement: String(text.dropFirst(4)), syntax: .cycle,
                    range: using.range, requirementRange: using.range))
        }
        for step in runs["steps"]?.elements ?? [] { reading.references += reader.step(step, matrix: nil) }
    }
}

/// Reads what jobs and steps of GitHub Actions use.
struct WorkflowReader {
    let text: SourceText

    /// The actions that set up a runtime, the input that says its version, and the runtime.
    private static let setups: [String: [(input: String, product: String)]] = [
        "actions/setup-node": [("node-version", "nodejs")],
        "actions/setup-python": [("python-version", "python")],
        "actions/setup-go": [("go-version", "go")],
        "actions/setup-java": [("java-version", "java")],
        "actions/setup-dotnet": [("dotnet-version", "dotnet")],
        "ruby/setup-ruby": [("ruby-version", "ruby")],
        "actions/setup-ruby": [("ruby-version", "ruby")],
        "shivammathur/setup-php": [("php-version", "php")],
        "swift-actions/setup-swift": [("swift-version", "swift")],
        "fwal/setup-swift": [("swift-version", "swift")],
        "dtolnay/rust-toolchain": [("toolchain", "rust")],
        "actions-rs/toolchain": [("toolchain", "rust")],
        "astral-sh/setup-uv": [("python-version", "python")],
    ]

    func job(_ job: YAMLNode) -> [Reference] {
        let matrix = job[["strategy", "matrix"]]
        var references: [Reference] = []
        if let uses = job["uses"] { references += action(uses) }
        let images =
            [job["container"], job[["container", "image"]]]
            + (job["services"]?.entries.map { $0.value["image"] } ?? [])
        for case let image? in images {
            if let text = image.text, !text.contains("${{"),
                let reference = ImageName.reference(text, at: image.inner(self.text), values: [:])
            {
                references.append(reference)
            }
        }
        if let runner = job["runs-on"] {
            for value in values(of: runner, matrix) { references += machine(value) }
        }
        for step in job["steps"]?.elements ?? [] { references += self.step(step, matrix: matrix) }
        return references
    }

    /// The machine that a job runs on: `ubuntu-20.04`. What moves (`ubuntu-latest`) and what is the user's own says
    /// nothing.
    private func machine(_ node: YAMLNode) -> [Reference] {
        guard let name = node.text, !name.hasSuffix("-latest"),
            ["ubuntu-", "macos-", "windows-"].contains(where: name.hasPrefix)
        else { return [] }
        let range = node.inner(text)
        return [
            Reference(
                .runtime, nil, "github-actions-runner-images", requirement: name, syntax: .cycle,
                scope: .development, range: range, requirementRange: range)
        ]
    }

    func step(_ step: YAMLNode, matrix: YAMLNode?) -> [Reference] {
        guard let uses = step["uses"], let name = uses.text?.split(separator: "@").first else { return [] }
        var references = action(uses)
        for (input, product) in Self.setups[String(name).lowercased()] ?? [] {
            guard let node = step[["with", input]] else { continue }
            for value in values(of: node, matrix) {
                references += runtimes(value, product)
            }
        }
        return references
    }

    private func action(_ uses: YAMLNode) -> [Reference] {
        guard let whole = uses.text, !whole.hasPrefix("./"), !whole.contains("${{") else { return [] }
        let range = uses.inner(text)
        if whole.hasPrefix("docker://") {
            let place = SourceRange(range.lower + "docker://".utf8.count, range.upper)
            return ImageName.reference(
                String(whole.dropFirst("docker://".count)), at: place, values: [:]
            ).map { [$0] } ?? []
        }
        guard let at = whole.lastIndex(of: "@") else { return [] }
        let reference = String(whole[whole.index(after: at)...])
        // `owner/name/folder@v1` is a part of owner/name.
        let name = whole[..<at].split(separator: "/").prefix(2).joined(separator: "/")
        let isCommit = reference.count == 40 && reference.allSatisfy(\.isHexDigit)
        let version = reference.hasPrefix("v") ? String(reference.dropFirst()) : reference
        return [
            Reference(
                .action, .actions, name, requirement: reference, syntax: .npm, scope: .development,
                range: range,
                requirementRange: SourceRange(range.upper - reference.utf8.count, range.upper),
                unassessed: isCommit
                    ? "it is a commit" : Version.plain(version) == nil ? "`\(reference)` is a branch" : nil)
        ]
    }

    /// The values that an input has: its own, or those of the matrix that it names.
    private func values(of node: YAMLNode, _ matrix: YAMLNode?) -> [YAMLNode] {
        guard let text = node.text else { return node.elements }
        guard let open = text.firstRange(of: "${{") else { return [node] }
        let inner = VersionText.trimmed(text[open.upperBound...].prefix { $0 != "}" })
        guard inner.hasPrefix("matrix."), let matrix else { return [] }
        let key = String(inner.dropFirst("matrix.".count))
        var values = matrix[key]?.elements ?? []
        for entry in matrix["include"]?.elements ?? [] {
            if let value = entry[key] { values.append(value) }
        }
        return values
    }

    private func runtimes(_ node: YAMLNode, _ product: String) -> [Reference] {
        // A block of text holds one version on each line.
        (node.text ?? "").split(whereSeparator: \.isNewline).compactMap { line in
            let text = VersionText.trimmed(line)
            guard let version = RuntimeVersion.read(String(text), of: product) else { return nil }
            return Reference(
                .runtime, nil, product, requirement: version.text, syntax: version.syntax,
                scope: .development, range: node.range, requirementRange: node.inner(self.text))
        }
    }
}

/// How set-up actions and version files write the version of a runtime.
enum RuntimeVersion {
    /// Nil for names of moving versions (`lts/*`, `stable`) and for what cannot be read.
    static func read(_ text: String, of product: String) -> (text: String, syntax: RequirementSyntax)? {
        var plain = VersionText.trimmed(text)
        for prefix in ["v", "\(product)-", "go", "ruby-", "node-"] where plain.hasPrefix(prefix) {
            plain.removeFirst(prefix.count)
        }
        if product == "java" { return JavaVersion.cycle(plain).map { ($0, .cycle) } }
        if plain.hasPrefix("^") || plain.hasPrefix("~") || plain.hasPrefix(">") || plain.hasPrefix("<") {
            return (plain, .npm)
        }
        for suffix in [".x", ".*", "-dev", "+"] where plain.hasSuffix(suffix) {
            plain.removeLast(suffix.count)
        }
        while plain.hasSuffix(".x") { plain.removeLast(2) }
        if let mark = plain.firstIndex(where: { $0 == "-" || $0 == "+" }) { plain = String(plain[..<mark]) }
        guard let numbers = VersionText.numbers(plain[...]), let major = numbers.first else { return nil }
        if product == "dotnet" { return (major >= 5 ? String(major) : plain, .cycle) }
        return (plain, .cycle)
    }
}
