package import Model

/// The kinds of configuration files of markdownlint, by their names.
enum MarkdownlintFileKind {
    /// `.markdownlint.*`: settings of rules and nothing else.
    case settings
    /// `.markdownlint-cli2.*`: the settings, and which files they are for.
    case options
    /// `.markdownlintignore`: patterns of files to leave out, as in `.gitignore`.
    case ignore

    /// The kind, and how much a file counts among those of its kind in one folder: the lowest rank is read.
    static func of(_ name: some StringProtocol) -> (kind: MarkdownlintFileKind, rank: Int)? {
        if let rank = settingsNames.firstIndex(where: { $0 == name }) { return (.settings, rank) }
        if let rank = optionsNames.firstIndex(where: { $0 == name }) { return (.options, rank) }
        return name == ".markdownlintignore" ? (.ignore, 0) : nil
    }

    private static let settingsNames = [
        ".markdownlint.jsonc", ".markdownlint.json", ".markdownlint.yaml", ".markdownlint.yml",
        ".markdownlint.cjs", ".markdownlint.mjs",
    ]
    private static let optionsNames = [
        ".markdownlint-cli2.jsonc", ".markdownlint-cli2.yaml", ".markdownlint-cli2.cjs",
        ".markdownlint-cli2.mjs",
    ]
}

/// Something about a configuration file that a user must know, with its place.
package struct MarkdownlintNotice: Error, Hashable, Sendable {
    /// Whether the configuration cannot be used as it is meant.
    package var isFatal: Bool
    package var path: String
    /// The line and column, counted from 1; nil where it is about the whole file.
    package var place: Place?
    package var failure: Failure

    package init(isFatal: Bool, path: String, place: Place? = nil, failure: Failure) {
        self.isFatal = isFatal
        self.path = path
        self.place = place
        self.failure = failure
    }

    package struct Place: Hashable, Sendable {
        package var line: Int
        package var column: Int

        package init(line: Int, column: Int) {
            self.line = line
            self.column = column
        }
    }
}

/// One configuration file, read.
struct MarkdownlintFile {
    let path: String
    let text: SourceText
    let entries: [MarkdownlintValue.Entry]

    /// - Throws: a fatal notice where the file is no table in JSON or YAML.
    init(_ file: SourceFile) throws(MarkdownlintNotice) {
        path = file.path
        text = SourceText(file.bytes)
        let name = file.path.lowercased()
        let isYAML = name.hasSuffix(".yaml") || name.hasSuffix(".yml")
        let isJSON = name.hasSuffix(".json") || name.hasSuffix(".jsonc")
        if let ending = Self.programs.first(where: { name.hasSuffix($0) }) {
            throw .isProgram(file.path, ending)
        }
        if name.hasSuffix(".toml") { throw .isTOML(file.path) }
        let value: MarkdownlintValue
        do {
            if isYAML {
                value = try MarkdownlintValue.read(yaml: text)
            } else if !isJSON, let json = try? MarkdownlintValue.read(json: text) {
                value = json
            } else {
                value =
                    isJSON
                    ? try MarkdownlintValue.read(json: text) : try MarkdownlintValue.read(yaml: text)
            }
        } catch {
            throw .broken(file.path, Self.place(error.range.lower, text), error.sentence)
        }
        switch value.content {
        case .table(let table): entries = table
        case .nothing: entries = []
        default: throw .broken(file.path, Self.place(value.range.lower, text), .noTable)
        }
    }

    private static let programs = [".cjs", ".mjs", ".js"]

    func place(_ range: SourceRange) -> MarkdownlintNotice.Place { Self.place(range.lower, text) }

    private static func place(_ offset: Int, _ text: SourceText) -> MarkdownlintNotice.Place {
        let line = text.line(at: offset)
        let start = text.fullLine(line).lower
        let column = text.string(SourceRange(start, max(start, offset))).unicodeScalars.count
        return MarkdownlintNotice.Place(line: line + 1, column: column + 1)
    }

    /// The path that another one means from a folder of the repository; nil where it leads out of it.
    static func path(_ path: some StringProtocol, from folder: String) -> String? {
        guard !path.hasPrefix("/") else { return nil }
        var parts = folder.split(separator: "/").map(String.init)
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }

    /// The folder that a path lies in; empty for the root.
    static func folder(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[..<$0]) } ?? ""
    }
}

extension String {
    fileprivate static let noTable = "a configuration is a table of names and values"
}
