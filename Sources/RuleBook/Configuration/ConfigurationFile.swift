package import Model
package import RulePages

/// One `.docent.yml` as it is written: what it says and where it says it.
package struct ConfigurationFile: Sendable {
    /// The name that a configuration file has, in whatever folder.
    package static let name = ".docent.yml"

    /// The path in the repository.
    package let path: String
    /// The folder that it is for; empty for the root of the repository.
    package let folder: String
    /// Whether files of folders above are not looked at.
    package internal(set) var isRoot = false
    /// Folders with rule pages, as paths of the repository.
    package internal(set) var ruleFolders: [String] = []

    /// The products that the documents are about; nil where the file says nothing of them.
    package internal(set) var products: [ProductSetting]?

    /// How snippets are compiled and run; nil where the file says nothing of them.
    var snippets: SnippetSetting?
    var include: Sourced<[Glob]>?
    var exclude: Sourced<[Glob]>?
    var failOn: Sourced<Severity?>?
    var profile: Sourced<Profile>?
    var readsMarkdownlintComments: Sourced<Bool>?
    /// What holds for all documents, then the overrides in order.
    var layers: [Layer] = []
    var text: SourceText

    /// What a file says of all documents or of some.
    struct Layer: Sendable {
        /// Nil for all documents.
        var files: [Glob]?
        /// The place among the overrides.
        var override: Int?
        var dialect: Sourced<Dialect>?
        var rules: [RuleSetting] = []
    }

    /// What is said of a rule, a group or all rules.
    struct RuleSetting: Sendable {
        var name: String
        var range: SourceRange
        var isOn: Sourced<Bool>?
        var severity: Sourced<Severity>?
        var confidence: Sourced<Confidence>?
        var parameters: [Sourced<ParameterValue.Entry>] = []
        var places: [String: (key: SourceRange, value: SourceRange)] = [:]
    }

    /// Reads a file. Whether the rules that it names exist is not known here but to `Configuration`.
    package init(_ file: SourceFile) throws(ConfigurationError) {
        path = file.path
        folder = file.path.lastIndex(of: "/").map { String(file.path[..<$0]) } ?? ""
        text = SourceText(file.bytes)
        var reader = ConfigurationReader(path: path, folder: folder, text)
        reader.read(into: &self)
        if !reader.mistakes.isEmpty { throw ConfigurationError(reader.mistakes) }
    }

    /// A path as it is seen from the folder of the file; nil where it lies outside.
    func local(_ path: String) -> String? {
        if folder.isEmpty { return path }
        return path.hasPrefix(folder + "/") ? String(path.dropFirst(folder.utf8.count + 1)) : nil
    }
}

/// A value with the place that it comes from.
package struct Sourced<Value: Sendable>: Sendable {
    package var value: Value
    package var origin: Origin

    package init(_ value: Value, _ origin: Origin) {
        self.value = value
        self.origin = origin
    }
}

extension Sourced: Equatable where Value: Equatable {}

/// Where a value comes from.
package enum Origin: Hashable, Sendable, CustomStringConvertible {
    /// Nobody said anything.
    case standard
    /// The page of the rule.
    case page(String)
    /// The profile that is chosen.
    case profile(Profile)
    /// A configuration file of markdownlint.
    case markdownlint(String)
    /// A line of a configuration file, counted from 1, and the place among its overrides.
    case file(path: String, line: Int, override: Int?)
    /// The command line.
    case option(String)

    package var description: String {
        switch self {
        case .standard: "standard"
        case .page(let path): path == "built in" ? "rule page" : path
        case .profile(let profile): "profile \(profile.rawValue)"
        case .markdownlint(let path): path
        case .file(let path, let line, nil): "\(path):\(line)"
        case .file(let path, let line, let override?): "\(path):\(line), overrides[\(override)]"
        case .option(let name): name
        }
    }
}
