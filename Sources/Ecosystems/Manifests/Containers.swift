import Model
import YAML

extension Manifest {
    static let dockerfile = Manifest(
        "docker.file",
        when: {
            $0.lowered == "dockerfile" || $0.lowered.hasPrefix("dockerfile.") || $0.ends(with: ".dockerfile")
                || $0.lowered == "containerfile"
        },
        read: { file, reading in
            reading.references += DockerfileReader(file.text, in: file.whole).references
        })

    static let compose = Manifest(
        "docker.compose",
        when: {
            ($0.ends(with: ".yml") || $0.ends(with: ".yaml"))
                && ($0.lowered.hasPrefix("docker-compose") || $0.lowered.hasPrefix("compose."))
        },
        read: { file, reading in
            guard let root = YAMLNode.file(file.text) else {
                reading.problem = "it is no YAML that could be read"
                return
            }
            for service in root["services"]?.entries ?? [] {
                guard let image = service.value["image"], let text = image.text else { continue }
                if let reference = ImageName.reference(text, at: image.inner(file.text), values: [:]) {
                    // An image with instructions to build it is the project's own.
                    if service.value["build"] == nil { reading.add(reference) }
                }
            }
        })
}

/// Reads the images that a Dockerfile, or a part of one, is made from.
struct DockerfileReader {
    private let text: SourceText
    private let range: SourceRange

    init(_ text: SourceText, in range: SourceRange) {
        self.text = text
        self.range = range
    }

    var references: [Reference] {
        var references: [Reference] = []
        var values: [String: String] = [:]
        var stages: Set<String> = []
        var hasStage = false
        for number in text.line(at: range.lower)..<text.lineCount {
            let line = text.line(number)
            guard line.lower < range.upper else { break }
            let words = self.words(line)
            guard let verb = words.first?.text.uppercased() else { continue }
            if verb == "ARG", !hasStage, words.count > 1 {
                let parts = words[1].text.split(separator: "=", maxSplits: 1)
                if parts.count == 2 { values[String(parts[0])] = parts[1].filter { $0 != "\"" && $0 != "'" } }
            } else if verb == "FROM" {
                hasStage = true
                let rest = words.dropFirst().drop { $0.text.hasPrefix("--") }
                guard let image = rest.first else { continue }
                if !stages.contains(image.text.lowercased()),
                    let reference = ImageName.reference(image.text, at: image.range, values: values)
                {
                    references.append(reference)
                }
                let tail = rest.dropFirst()
                if tail.count == 2, tail.first?.text.uppercased() == "AS", let name = tail.last {
                    stages.insert(name.text.lowercased())
                }
            } else if verb == "COPY", let from = words.first(where: { $0.text.hasPrefix("--from=") }) {
                let name = from.text.dropFirst("--from=".count)
                // A number or a name without tag and path is a stage.
                guard name.contains(":") || name.contains("/"), !stages.contains(name.lowercased()) else {
                    continue
                }
                let place = SourceRange(from.range.lower + "--from=".utf8.count, from.range.upper)
                if let reference = ImageName.reference(String(name), at: place, values: values) {
                    references.append(reference)
                }
            }
        }
        return references
    }

    private func words(_ line: SourceRange) -> [(text: String, range: SourceRange)] {
        var words: [(String, SourceRange)] = []
        var index = line.lower
        while index < line.upper {
            while index < line.upper, text.bytes[index] <= 0x20 { index += 1 }
            let start = index
            while index < line.upper, text.bytes[index] > 0x20 { index += 1 }
            if index > start {
                let range = SourceRange(start, index)
                let word = text.string(range)
                if word.hasPrefix("#") { break }
                words.append((word, range))
            }
        }
        return words
    }
}

/// The parts of an image's name: `registry/path:tag@digest`.
enum ImageName {
    /// - Parameter values: what variables stand for.
    static func reference(_ text: String, at range: SourceRange, values: [String: String]) -> Reference? {
        var text = text
        var hasVariables = false
        if text.contains("$") {
            hasVariables = true
            guard let filled = filling(text, values) else {
                guard !text.hasPrefix("$") else { return nil }
                let name = text.prefix { $0 != ":" && $0 != "@" && $0 != "$" }
                return Reference(
                    .image, .docker, short(String(name)), requirement: "", syntax: .cycle, range: range,
                    unassessed: "its tag is a variable that is set elsewhere")
            }
            text = filled
        }
        guard text != "scratch", !text.isEmpty, !text.contains("{{"), !text.contains("<") else { return nil }
        let digest = text.firstIndex(of: "@")
        let plain = digest.map { text[..<$0] } ?? text[...]
        let slash = plain.lastIndex(of: "/") ?? plain.startIndex
        let colon = plain[slash...].firstIndex(of: ":")
        let name = String(colon.map { plain[..<$0] } ?? plain)
        let tag = colon.map { plain[plain.index(after: $0)...] } ?? ""
        var reference = Reference(
            .image, .docker, short(name), requirement: String(tag), syntax: .cycle, range: range)
        if !tag.isEmpty, !hasVariables, let colon {
            let lower = range.lower + text.utf8.distance(from: text.startIndex, to: colon) + 1
            reference.requirementRange = SourceRange(lower, lower + tag.utf8.count)
        }
        if tag.isEmpty {
            reference.unassessed = digest == nil ? "it has no tag" : "it has a digest and no tag"
        }
        if tag == "latest" { reference.unassessed = "`latest` is a tag that moves" }
        return reference
    }

    /// Without the parts that stand for the usual registry.
    static func short(_ name: String) -> String {
        var name = name[...]
        for prefix in ["docker.io/", "index.docker.io/", "library/"] where name.hasPrefix(prefix) {
            name = name.dropFirst(prefix.count)
        }
        return String(name)
    }

    /// The text with its variables filled in; nil where one has no value. `${NAME:-default}` gives the default.
    static func filling(_ text: String, _ values: [String: String]) -> String? {
        var out = ""
        var rest = text[...]
        while let dollar = rest.firstIndex(of: "$") {
            out += rest[..<dollar]
            rest = rest[rest.index(after: dollar)...]
            let name: Substring
            var fallback: Substring?
            if rest.hasPrefix("{") {
                guard let close = rest.firstIndex(of: "}") else { return nil }
                var inner = rest[rest.index(after: rest.startIndex)..<close]
                if let mark = inner.firstIndex(where: { ":-?+".contains($0) }) {
                    let operation = inner[mark...].drop { $0 == ":" }
                    if operation.hasPrefix("-") { fallback = operation.dropFirst() }
                    inner = inner[..<mark]
                }
                name = inner
                rest = rest[rest.index(after: close)...]
            } else {
                name = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
                rest = rest[name.endIndex...]
            }
            guard !name.isEmpty, let value = values[String(name)] ?? fallback.map(String.init) else {
                return nil
            }
            out += value
        }
        return out + rest
    }
}
