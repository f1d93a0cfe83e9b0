package import Model
import Snippets
import YAML

/// What a document tells its readers to install: the references in its code blocks and code spans, with their places
/// in the document.
///
/// Lines that a diff takes away are left out, and so is what stands for a version or a name without being one.
package struct DocumentPins: Sendable {
    package var references: [Reference] = []

    package init(_ document: Document) {
        for snippet in document.snippets where !Self.isEnough(snippet.code.count) {
            references += InstallSnippet(label: snippet.label, code: snippet.code).references.map {
                $0.moved { snippet.source(of: $0) }
            }
        }
        for id in document.ids(of: .codeSpan) {
            let range = document[id].content
            guard range.count > 8, range.count < 400 else { continue }
            let bytes = Array(document.text.slice(range))
            guard bytes.contains(0x20) || bytes.contains(UInt8(ascii: "(")) else { continue }
            references += InstallSnippet(span: bytes).references.map {
                $0.moved { SourceRange($0.lower + range.lower, $0.upper + range.lower) }
            }
        }
        references.sort { $0.range < $1.range }
    }

    /// What is so large is no snippet that anybody copies.
    private static func isEnough(_ count: Int) -> Bool { count > 200_000 }
}

extension Reference {
    func moved(_ move: (SourceRange) -> SourceRange) -> Reference {
        var moved = self
        moved.range = move(range)
        moved.requirementRange = requirementRange.map(move)
        return moved
    }
}

/// A code block or a code span, read as whatever manifest or command it shows.
package struct InstallSnippet {
    private let label: String
    private var bytes: [UInt8]
    private let isSpan: Bool

    package init(label: String, code: [UInt8]) {
        self.label = label.lowercased()
        bytes = code
        isSpan = false
        removeTakenAwayLines()
    }

    init(span: [UInt8]) {
        label = ""
        bytes = span
        isSpan = true
    }

    package var references: [Reference] {
        var found: [Reference] = []
        for reader in readers { found += reader() }
        return found.filter { !Placeholders.isOne($0) }
    }

    private var text: SourceText { SourceText(bytes) }
    private var whole: SourceRange { SourceRange(0, bytes.count) }

    /// Asked of every snippet a dozen times: a look at every byte, and no more where the first one is another.
    private func mentions(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        let buffer = bytes.span
        var index = 0
        while index + wanted.count <= buffer.count {
            if buffer[index] == wanted[0] {
                var length = 1
                while length < wanted.count, buffer[index + length] == wanted[length] { length += 1 }
                if length == wanted.count { return true }
            }
            index += 1
        }
        return false
    }

    private var readers: [() -> [Reference]] {
        let family = SnippetFamily(label)
        var readers: [() -> [Reference]] = []
        if family.contains(.swift), mentions(".package(") {
            readers.append { SwiftPackageReader(bytes, in: whole).references }
        }
        if family.contains(.commands) { readers.append { ShellCommands(bytes).references } }
        if family.contains(.xml),
            mentions("<PackageReference") || mentions("<dependency>") || mentions("<parent>")
                || mentions("<TargetFramework")
        {
            readers.append(xml)
        }
        if isSpan { return readers }
        if family.contains(.json),
            mentions("\"dependencies\"") || mentions("\"devDependencies\"") || mentions("\"require\"")
                || mentions("\"engines\"")
        {
            readers.append(json)
        }
        if family.contains(.toml),
            mentions("dependencies") || mentions("[versions]") || mentions("requires-python")
        {
            readers.append(toml)
        }
        if family.contains(.gradle),
            ["mplementation", "api", "compile", "version", "classpath", "kapt", "ksp", "platform"].contains(
                where: mentions)
        {
            readers.append { GradleReader(bytes, in: whole).references }
        }
        if family.contains(.ruby), mentions("gem ") || mentions("pod ") || mentions("gem(") {
            readers.append {
                let reader = RubyReader(bytes, in: whole)
                return reader.gems + reader.pods
            }
        }
        if family.contains(.dockerfile), mentions("FROM ") {
            readers.append { DockerfileReader(text, in: whole).references }
        }
        if family.contains(.yaml), mentions("uses:") || mentions("image:") || mentions("runtime:") {
            readers.append(yaml)
        }
        if family.contains(.requirements), mentions("=") {
            readers.append { ManifestReading.requirements(bytes) }
        }
        return readers
    }

    // MARK: Parts of manifests

    private func json() -> [Reference] {
        var offset = 0
        var source = bytes
        var root = JSONValues.read(source)
        if root?.entries.isEmpty ?? true {
            // The members of an object alone.
            source = [UInt8(ascii: "{")] + bytes + [UInt8(ascii: "}")]
            offset = 1
            root = JSONValues.read(source)
        }
        let text = SourceText(source)
        guard let root else { return LooseJSON(bytes).references }
        let isComposer = root["require"] != nil || root["require-dev"] != nil
        let found =
            isComposer
            ? ComposerReader(text: text).references(of: root) : NPMReader(text: text).references(of: root)
        return found.map { $0.moved { SourceRange($0.lower - offset, $0.upper - offset) } }
    }

    private func toml() -> [Reference] {
        guard let root = TOMLValues.read(bytes) else { return [] }
        if root["versions"] != nil || root["libraries"] != nil {
            return Manifest.gradleCatalog.reading(of: bytes, at: "libs.versions.toml").references
        }
        if root["project"] != nil || root[["tool", "poetry"]] != nil || root["dependency-groups"] != nil
            || root[["tool", "uv"]] != nil
        {
            return PythonProjectReader(text: text).references(of: root)
        }
        return CargoReader(text: text).references(of: root)
    }

    private func xml() -> [Reference] {
        guard let root = XMLElement.read(bytes) else { return [] }
        let project = root["project"] ?? root
        return MavenReader(project).references(of: project).filter { $0.requirementRange != nil }
            + DotNetReader.references(of: root)
    }

    private func yaml() -> [Reference] {
        guard let root = YAMLNode.file(text) else { return [] }
        var references: [Reference] = []
        let workflows = WorkflowReader(text: text)
        func walk(_ node: YAMLNode, matrix: YAMLNode?, holdsContainers: Bool, depth: Int) {
            guard depth < 30 else { return }
            let matrix = node[["strategy", "matrix"]] ?? matrix
            if node["uses"]?.text?.contains("@") == true {
                references += workflows.step(node, matrix: matrix)
            } else if holdsContainers, let image = node["image"], let name = image.text {
                if let found = ImageName.reference(name, at: image.inner(text), values: [:]) {
                    references.append(found)
                }
            }
            for pair in node.entries {
                let holds =
                    holdsContainers
                    || ["services", "containers", "initContainers", "container"].contains(pair.key)
                walk(pair.value, matrix: matrix, holdsContainers: holds, depth: depth + 1)
            }
            for item in node.elements {
                walk(item, matrix: matrix, holdsContainers: holdsContainers, depth: depth + 1)
            }
        }
        walk(root, matrix: nil, holdsContainers: false, depth: 0)
        if let runtime = root["runtime"], let name = runtime.text, let read = RuntimeIdentifier.read(name) {
            references.append(read.reference(at: runtime.inner(text)))
        }
        return references
    }

    // MARK: Diffs

    /// Puts blanks in the place of lines that a diff takes away, and of the marks of those that it adds.
    private mutating func removeTakenAwayLines() {
        let text = self.text
        var starts: [(first: UInt8, range: SourceRange)] = []
        for number in 0..<text.lineCount {
            let range = text.line(number)
            if !range.isEmpty { starts.append((bytes[range.lower], range)) }
        }
        let isDiff =
            label.hasPrefix("diff") || label == "patch"
            || (starts.contains { $0.first == UInt8(ascii: "-") }
                && starts.contains { $0.first == UInt8(ascii: "+") })
        guard isDiff else { return }
        for (first, range) in starts {
            if first == UInt8(ascii: "-") || bytes[range.lower..<range.upper].starts(with: "@@".utf8) {
                for index in range.lower..<range.upper { bytes[index] = 0x20 }
            } else if first == UInt8(ascii: "+") {
                bytes[range.lower] = 0x20
            }
        }
    }
}

/// What a code block of a language may show.
struct SnippetFamily: OptionSet {
    let rawValue: Int
    static let swift = SnippetFamily(rawValue: 1)
    static let commands = SnippetFamily(rawValue: 2)
    static let json = SnippetFamily(rawValue: 4)
    static let toml = SnippetFamily(rawValue: 8)
    static let xml = SnippetFamily(rawValue: 16)
    static let gradle = SnippetFamily(rawValue: 32)
    static let ruby = SnippetFamily(rawValue: 64)
    static let dockerfile = SnippetFamily(rawValue: 128)
    static let yaml = SnippetFamily(rawValue: 256)
    static let requirements = SnippetFamily(rawValue: 512)
    static let anything: SnippetFamily = [.swift, .commands, .xml, .json, .gradle, .ruby, .dockerfile]

    init(rawValue: Int) { self.rawValue = rawValue }

    init(_ label: String) {
        switch label.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).first.map(String.init) ?? "" {
        case "swift": self = .swift
        case "sh", "bash", "shell", "zsh", "console", "terminal", "powershell", "ps1", "pwsh", "bat", "cmd",
            "fish",
            "shellsession", "command", "dos":
            self = .commands
        case "json", "jsonc", "json5": self = .json
        case "toml": self = .toml
        case "xml", "html", "csproj", "msbuild", "maven", "pom": self = .xml
        case "gradle", "groovy", "kotlin", "kts", "kt": self = .gradle
        case "ruby", "rb", "gemfile", "podfile": self = .ruby
        case "dockerfile", "docker", "containerfile": self = .dockerfile
        case "yaml", "yml": self = [.yaml]
        case "requirements", "pip": self = [.requirements, .commands]
        case "", "text", "txt", "plaintext", "plain", "none", "diff", "patch", "code": self = .anything
        default: self = []
        }
    }
}

extension ManifestReading {
    static func requirements(_ bytes: [UInt8]) -> [Reference] {
        Manifest.pythonRequirements.reading(of: bytes, at: "requirements.txt").references
    }
}
