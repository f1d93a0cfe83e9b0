import Model
import Reporting
import RuleBook
import RulePages

/// What `docent check` was told, however that was read.
struct CheckArguments: Hashable, Sendable {
    var revision: String?
    var repository: String?
    var configurationFile: String?
    var profile: Profile?
    var paths: [String] = []
    var fix = false
    var diff = false
    var fixUnsafe = false
    var diffUnsafe = false
    var format = "terminal"
    var failOn: FailOn?
    var rules: [String] = []
    var dialect: Dialect?
    var color = ColorChoice.auto
    var jobs: Int?
    var asOf: Day?
    var usesCache = true
    /// How far snippets are checked.
    var snippets = SnippetLevel.syntax
    var permission = RunRequest.Permission()

    init() {}

    /// Reads the arguments of the program where they ask for `check` in a plain way: every option known, with a
    /// value that fits, and given once.
    ///
    /// For a check of one file, to start the reader of all commands would take more time than all else. It reads
    /// whatever this one leaves, and a test holds both against each other.
    ///
    /// - Returns: nil where anything needs a closer look, be it only to say what is wrong.
    init?(plain arguments: [String]) {
        guard arguments.first == "check" else { return nil }
        // So few that a set would take longer to make than to search.
        var seen: [String] = []
        var place = 1
        while place < arguments.count {
            let argument = arguments[place]
            place += 1
            guard argument.utf8.first == UInt8(ascii: "-") else {
                if argument.isEmpty { return nil }
                paths.append(argument)
                continue
            }
            if switchOn(argument) {
                let name = argument == "--no-cache" ? "--cache" : argument
                if seen.contains(name) { return nil }
                seen.append(name)
                continue
            }
            var name = argument
            var value = ""
            if let equals = argument.utf8.firstIndex(of: UInt8(ascii: "=")) {
                name = String(argument[..<equals])
                value = String(argument[argument.utf8.index(after: equals)...])
            } else if place < arguments.count {
                value = arguments[place]
                if value.utf8.first == UInt8(ascii: "-") { return nil }
                place += 1
            }
            let isRepeated = seen.contains(name)
            seen.append(name)
            guard !value.isEmpty, !isRepeated || name == "--rule", set(name, value) else { return nil }
        }
        guard isSound else { return nil }
    }

    private mutating func switchOn(_ flag: String) -> Bool {
        switch flag {
        case "--fix": fix = true
        case "--diff": diff = true
        case "--fix-unsafe": fixUnsafe = true
        case "--diff-unsafe": diffUnsafe = true
        case "--cache": usesCache = true
        case "--no-cache": usesCache = false
        default: return false
        }
        return true
    }

    private mutating func set(_ name: String, _ value: String) -> Bool {
        switch name {
        case "--rev": revision = value
        case "--repository": repository = value
        case "--config": configurationFile = value
        case "--profile": profile = Profile(rawValue: value)
        case "--format": format = value
        case "--fail-on": failOn = FailOn(argument: value)
        case "--rule": rules.append(value)
        case "--dialect": dialect = Dialect(rawValue: value)
        case "--color":
            guard let choice = ColorChoice(rawValue: value) else { return false }
            color = choice
        case "--jobs": jobs = Int(value)
        case "--as-of": asOf = Day(value)
        default: return false
        }
        switch name {
        case "--profile": return profile != nil
        case "--fail-on": return failOn != nil
        case "--dialect": return dialect != nil
        case "--jobs": return jobs != nil
        case "--as-of": return asOf != nil
        default: return true
        }
    }

    /// Whether nothing contradicts itself; what does is told by `CheckCommand.validate`.
    private var isSound: Bool {
        ReportFormats.named(format) != nil && (!asksForPatch || format == "terminal") && (jobs ?? 1) >= 1
    }

    // MARK: What it means

    var asksForPatch: Bool { diff || diffUnsafe }

    var fixes: FixRequest? {
        guard fix || fixUnsafe || asksForPatch else { return nil }
        return FixRequest(takesUnsafe: fixUnsafe || diffUnsafe, isPreview: asksForPatch)
    }

    /// How snippets are compiled; nil where they are not.
    private var compile: CompileRequest? {
        guard snippets > .syntax else { return nil }
        // What is run is linked anyhow.
        var request = CompileRequest(level: snippets == .run ? .types : snippets)
        request.allowsNetwork = permission.allowsNetwork
        request.usesSandbox = permission.usesSandbox
        request.time = permission.time
        request.keepsAnswers = usesCache
        return request
    }

    var request: CheckRequest {
        var request = CheckRequest(folder: repository ?? ".")
        request.place.repository = repository
        request.place.revision = revision
        request.place.configuration = configurationFile
        request.place.profile = profile
        request.paths = paths
        request.rules = rules
        request.dialect = dialect
        request.failOn = failOn
        request.fixes = fixes
        request.keepsAnswers = usesCache
        request.compile = compile
        if let asOf { request.today = asOf }
        if let jobs { request.workers = jobs }
        return request
    }
}
