package import Model
import YAML

/// Reads a fleet file.
package struct FleetReader {
    private var mistakes: FleetMistakes
    private let text: SourceText

    /// - Throws: all mistakes of the file, each with its place and what was probably meant.
    package static func read(path: String, _ text: SourceText) throws(FleetError) -> Fleet {
        var reader = FleetReader(path: path, text)
        let fleet = reader.fleet()
        if !reader.mistakes.failures.isEmpty { throw FleetError(failures: reader.mistakes.failures) }
        return fleet
    }

    private init(path: String, _ text: SourceText) {
        mistakes = FleetMistakes(path: path, text: text)
        self.text = text
    }

    private static let keys = ["title", "horizon", "repositories", "areas", "lines"]
    private static let repositoryKeys = [
        "name", "path", "url", "revision", "role", "area", "lifecycle", "owners", "toolchain", "exclude",
        "help", "package", "openapi",
    ]

    private mutating func fleet() -> Fleet {
        var fleet = Fleet()
        let root: YAMLNode
        do throws(YAMLMistake) {
            root = try YAMLNode.read(text, in: SourceRange(0, text.count))
        } catch {
            mistakes.add(
                error.range, error.sentence, why: "a fleet file is a YAML file",
                remedy: "mend the line, or put the text in quotation marks")
            return fleet
        }
        for pair in pairs(of: root, "the fleet file") {
            switch pair.key {
            case "title": fleet.title = word(pair)
            case "horizon":
                if let days = Int(word(pair)), days >= 0 {
                    fleet.horizon = days
                } else {
                    mistakes.add(
                        pair.value.range, "`horizon` is a number of days",
                        why: "what ends within it is at risk", remedy: "write `horizon: 90`")
                }
            case "repositories":
                fleet.repositories = items(pair).compactMap { repository($0) }
            case "areas": fleet.areas = items(pair).compactMap { area($0) }
            case "lines": fleet.lines = items(pair).compactMap { line($0) }
            default:
                mistakes.addUnknown(
                    pair.keyRange, "there is no key `\(pair.key)`", pair.key, among: Self.keys)
            }
        }
        check(fleet)
        fleet.repositories.sort { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
        return fleet
    }

    private mutating func check(_ fleet: Fleet) {
        if fleet.repositories.isEmpty, mistakes.failures.isEmpty {
            mistakes.add(
                SourceRange(at: 0), "the fleet file names no repository",
                why: "there is nothing to audit then",
                remedy:
                    "add `repositories:` with a `- path:` for each, or let `docent fleet init` propose them")
        }
        var seen: Set<String> = []
        for repository in fleet.repositories where !seen.insert(repository.name).inserted {
            mistakes.add(
                repository.range, "two repositories are called `\(repository.name)`",
                why: "reports and other keys tell them apart by their names",
                remedy: "give one of them a `name:` of its own")
        }
        let names = fleet.repositories.map(\.name)
        let files = fleet.areas.map(\.files) + fleet.lines.map(\.files)
        for name in Set(files.compactMap(\.repository)).sorted() where !names.contains(name) {
            mistakes.addUnknown(
                SourceRange(at: 0), "no repository of the fleet is called `\(name)`", name, among: names)
        }
    }

    private mutating func repository(_ node: YAMLNode) -> FleetRepository? {
        var source: FleetRepository.Source?
        var role: FleetRepository.Role?
        var found = FleetRepository(name: "", source: .path(""), role: .docs, range: node.range)
        let pairs = pairs(of: node, "a repository")
        for pair in pairs {
            switch pair.key {
            case "name": found.name = word(pair)
            case "path", "url":
                if source != nil {
                    mistakes.add(
                        pair.keyRange, "a repository has a `path` or a `url`, not both",
                        why: "it is read from one place", remedy: "take one of them out")
                }
                source = pair.key == "path" ? .path(word(pair)) : .url(word(pair))
            case "revision": found.revision = word(pair)
            case "role": role = choice(pair, FleetRepository.Role.self)
            case "area": found.area = word(pair)
            case "lifecycle": found.lifecycle = choice(pair, FleetRepository.Lifecycle.self)
            case "owners": found.owners = words(pair)
            case "toolchain": found.toolchain = word(pair)
            case "exclude": found.exclude = words(pair).map { Glob($0) }
            case "help": found.help = word(pair)
            case "package": found.package = word(pair)
            case "openapi": found.openAPI = word(pair)
            default:
                mistakes.addUnknown(
                    pair.keyRange, "a repository has no key `\(pair.key)`", pair.key,
                    among: Self.repositoryKeys)
            }
        }
        guard let source, !source.text.isEmpty else {
            mistakes.add(
                pairs.first?.keyRange ?? node.range, "this repository does not say where it is",
                why: "it is read from a folder or an address", remedy: "add `path:` or `url:`")
            return nil
        }
        found.source = source
        if found.name.isEmpty { found.name = Self.name(of: source) }
        if let role {
            found.role = role
        } else if !pairs.contains(where: { $0.key == "role" }) {
            mistakes.add(
                pairs.first?.keyRange ?? node.range, "`\(found.name)` has no role",
                why: "documents, samples and products are looked at in different ways",
                remedy: "add `role: docs`, `role: samples` or `role: product`")
        }
        return found
    }

    /// The last part of an address, without `.git`.
    package static func name(of source: FleetRepository.Source) -> String {
        let isURL = if case .url = source { true } else { false }
        var parts = source.text.split { $0 == "/" || isURL && $0 == ":" }
        if parts.count > 1, parts.last == ".git" { parts.removeLast() }
        var name = parts.last.map(String.init) ?? source.text
        if name.hasSuffix(".git") { name.removeLast(4) }
        return name
    }

    private mutating func area(_ node: YAMLNode) -> AreaEntry? {
        var entry = AreaEntry(files: FleetFiles(repository: nil, glob: Glob("")), area: "", owners: [])
        var hasFiles = false
        for pair in pairs(of: node, "an area") {
            switch pair.key {
            case "files":
                entry.files = files(word(pair))
                hasFiles = true
            case "area": entry.area = word(pair)
            case "owners": entry.owners = words(pair)
            default:
                mistakes.addUnknown(
                    pair.keyRange, "an area has no key `\(pair.key)`", pair.key,
                    among: ["files", "area", "owners"])
            }
        }
        return complete(node, hasFiles) ? entry : nil
    }

    private mutating func line(_ node: YAMLNode) -> ProductLine? {
        var line = ProductLine(files: FleetFiles(repository: nil, glob: Glob("")), package: "", line: "")
        var hasFiles = false
        for pair in pairs(of: node, "a product line") {
            switch pair.key {
            case "files":
                line.files = files(word(pair))
                hasFiles = true
            case "package": line.package = word(pair)
            case "line": line.line = word(pair)
            default:
                mistakes.addUnknown(
                    pair.keyRange, "a product line has no key `\(pair.key)`", pair.key,
                    among: ["files", "package", "line"])
            }
        }
        guard complete(node, hasFiles) else { return nil }
        if line.package.isEmpty || line.line.isEmpty {
            mistakes.add(
                node.range, "this product line does not say `package` and `line`",
                why: "documents are held against the versions of one line of one package",
                remedy: "write `package: vapor` and `line: 3`")
        }
        return line
    }

    private mutating func complete(_ node: YAMLNode, _ hasFiles: Bool) -> Bool {
        if !hasFiles {
            mistakes.add(
                node.range, "this does not say which files it is for", why: "it would hold for nothing",
                remedy: "add `files: docs/**`, or `files: name:docs/**` for one repository")
        }
        return hasFiles
    }

    // MARK: Values

    /// `name:glob` of one repository, `glob` of every one.
    private func files(_ text: String) -> FleetFiles {
        guard let colon = text.firstIndex(of: ":") else {
            return FleetFiles(repository: nil, glob: Glob(text))
        }
        return FleetFiles(
            repository: String(text[..<colon]), glob: Glob(String(text[text.index(after: colon)...])))
    }

    private mutating func pairs(of node: YAMLNode, _ what: String) -> [YAMLNode.Pair] {
        if let pairs = node.pairs { return pairs }
        mistakes.add(
            node.range, "\(what) is a table of keys and values", why: "it says `key: value` on every line",
            remedy: "write `- path: ../docs` and the other keys below it")
        return []
    }

    private mutating func items(_ pair: YAMLNode.Pair) -> [YAMLNode] {
        if let items = pair.value.items { return items }
        mistakes.add(
            pair.value.range, "`\(pair.key)` takes a list", why: "it has several entries",
            remedy: "begin each with `- `")
        return []
    }

    private mutating func word(_ pair: YAMLNode.Pair) -> String {
        if let text = pair.value.text { return text }
        mistakes.add(
            pair.value.range, "`\(pair.key)` takes a text", why: "it has one value",
            remedy: "write `\(pair.key): …` on one line")
        return ""
    }

    private mutating func words(_ pair: YAMLNode.Pair) -> [String] {
        if let texts = pair.value.texts { return texts.map(\.text) }
        mistakes.add(
            pair.value.range, "`\(pair.key)` takes a list of texts", why: "each stands for itself",
            remedy: "write `\(pair.key): [one, two]`")
        return []
    }

    private mutating func choice<Choice: RawRepresentable & CaseIterable>(
        _ pair: YAMLNode.Pair, _: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        let word = word(pair)
        if let choice = Choice(rawValue: word) { return choice }
        mistakes.addUnknown(
            pair.value.range, "`\(pair.key)` cannot be `\(word)`", word,
            among: Choice.allCases.map(\.rawValue))
        return nil
    }
}
