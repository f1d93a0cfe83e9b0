/// What is to be said of a mention: whether what it names is still what users should use.
package struct Judgement: Hashable, Sendable {
    package enum Standing: String, Sendable {
        case holds, deprecated, renamed, removed
    }

    /// How it is known what the mention means (the strongest first).
    package enum Certainty: Int, Sendable, Comparable {
        /// Only the name is the same.
        case nameOnly
        /// By a qualified name, or one that only one declaration has.
        case likely
        /// Through the imports of the code and the types of what it calls on.
        case exact

        package static func < (a: Certainty, b: Certainty) -> Bool { a.rawValue < b.rawValue }
    }

    package var mention: Mention
    package var standing: Standing
    package var certainty: Certainty
    /// The whole name of the symbol that is meant.
    package var path: String
    package var symbol: Symbol
    /// The file of the product that declares or declared it.
    package var file: String
    /// The release in which it got its standing; of what holds the one it came with.
    package var since: Release
    /// The last release in which it was there, where it was taken away.
    package var last: Release?
    /// What to use instead, as the product says.
    package var replacement: String?
    package var message: String?
    /// Whether there was a release that told users before it was taken away.
    package var wasAnnounced: Bool
    /// Another member of the same name that there is now, where it was taken away.
    package var near: String?
}

extension SurfaceView {
    /// Judges a mention; nil where nothing can be said: the product never had such a name, or it is not told what
    /// is meant.
    ///
    /// A name that no release had is nobody's business here: it can come from another module.
    package func judge(_ mention: Mention) -> Judgement? {
        guard var judgement = unweighted(mention) else { return nil }
        let isOurs = !mention.imports.isDisjoint(with: history.modules)
        if mention.form == .codeSpan || mention.form == .link {
            judgement.certainty = min(judgement.certainty, .likely)
        } else if mention.imports.subtracting(Self.everyones).isEmpty, !isOurs {
            // Snippets of pages seldom repeat their imports.
            judgement.certainty = min(judgement.certainty, .likely)
        } else if !isOurs || !isInSight(mention, judgement) {
            return nil
        }
        if mention.isByAssociation { judgement.certainty = min(judgement.certainty, .likely) }
        return judgement
    }

    /// Whether code with the imports of a mention can see the module that declares what it seems to mean.
    ///
    /// Members are seen beyond imports, names of types are not.
    private func isInSight(_ mention: Mention, _ judgement: Judgement) -> Bool {
        switch mention.subject {
        case .member, .loose, .whole: return true
        case .type, .global: break
        }
        guard history.style == .swift, let module = Self.module(of: judgement.file),
            history.modules.contains(module)
        else { return true }
        return mention.imports.contains(module) || history.reexports.contains(module)
    }

    private func unweighted(_ mention: Mention) -> Judgement? {
        switch mention.subject {
        case .type(let path): judge(type: path, mention)
        case .whole(let path): history.line(path).flatMap { judge([$0], nil, mention, isOpen: false) }
        case .member(let type, let base, let arguments): judge(member: base, of: type, arguments, mention)
        case .global(let base, let arguments):
            judge(
                lines(named: base).filter { $0.spells.last?.symbol.parent.isEmpty ?? false }, arguments,
                mention, isOpen: false)
        case .loose(let base, let arguments): judge(loose: base, arguments, mention)
        }
    }

    private func judge(type path: String, _ mention: Mention) -> Judgement? {
        guard let line = history.line(path) else { return nil }
        guard var judgement = judge([line], nil, mention, isOpen: false) else { return nil }
        guard judgement.standing == .removed else { return judgement }
        let name = judgement.symbol.name
        // Another module may have a type of this name.
        if Self.commonTypes.contains(name) { return nil }
        let strangers = mention.imports.subtracting(history.modules).subtracting(Self.everyones)
        if !strangers.isEmpty {
            // It may be theirs by now.
            judgement.certainty = .nameOnly
        } else if !history.reexports.subtracting(history.modules).isEmpty {
            // What went with an old line may be seen through a module of others since.
            let isOld = judgement.last?.number.line != history.releases[release].number.line
            judgement.certainty = isOld ? .nameOnly : .likely
        }
        if judgement.last?.number.line != history.releases[release].number.line, mention.form == .codeSpan {
            judgement.certainty = .nameOnly
        }
        // It may have moved into another type and be found there by its short name.
        if types(named: name).contains(where: { $0.path != path && $0.spell(at: release) != nil }) {
            judgement.certainty = .nameOnly
        }
        return judgement
    }

    private func judge(
        member base: String, of type: String, _ arguments: Arguments?, _ mention: Mention
    ) -> Judgement? {
        let real = canonical(type)
        // Another name for a type that is not read here has members that nobody knows.
        if history.line(real)?.spell(at: release)?.symbol.kind == .alias { return nil }
        let family = family(of: real)
        let lines = family.types.flatMap { members(of: $0, named: base) }
        var judgement = judge(lines, arguments, mention, isOpen: family.isOpen)
        if judgement?.standing == .removed, history.supertypes[type]?.contains(Outline.anything) == true {
            return nil
        }
        // A class of Python inherits all that a base elsewhere has, and that may have it by now.
        if judgement?.standing == .removed, history.style == .python, family.isOpen { return nil }
        // What is taken away with its type is said of the type.
        if judgement?.standing == .removed, let line = history.line(canonical(type)),
            line.spell(at: release) == nil
        {
            judgement = nil
        }
        return judgement
    }

    /// With nothing known but the name and the labels, every declaration that fits must say the same.
    private func judge(loose base: String, _ arguments: Arguments?, _ mention: Mention) -> Judgement? {
        guard let arguments, arguments.labels.contains(where: { $0 != "_" }) else { return nil }
        let lines = lines(named: base)
        if lines.contains(where: { $0.spell(at: release)?.symbol.availability.isFine == true }) { return nil }
        guard var judgement = judge(lines, arguments, mention, isOpen: true) else { return nil }
        if judgement.standing == .removed, !arguments.isName,
            arguments.labels.count < 2 || arguments.labels.contains("_")
        {
            return nil
        }
        let parents = Set(lines.compactMap { $0.spells.last?.symbol.parent })
        judgement.certainty = arguments.isName && parents.count == 1 ? .likely : .nameOnly
        return judgement
    }

    private func judge(
        _ lines: [SurfaceHistory.Line], _ arguments: Arguments?, _ mention: Mention, isOpen: Bool
    ) -> Judgement? {
        let fitting = lines.filter { line in current(line).map { arguments.fits($0.symbol) } ?? false }
        let present = fitting.compactMap { line in line.spell(at: release).map { (line, $0) } }
        if let (line, spell) = present.first(where: { $0.1.symbol.availability.isFine }) {
            return judgement(mention, .holds, line, spell, since: line.spells[0].from)
        }
        if let (line, spell) = present.first(where: { !$0.1.symbol.availability.isUnavailable }) {
            let since = start(line, spell) { !$0.symbol.availability.isFine }
            let isRenamed = spell.symbol.availability.renamed != nil
            return judgement(mention, isRenamed ? .renamed : .deprecated, line, spell, since: since)
        }
        // What fits the same call and is there for use is what is meant, whatever was there before.
        let gone =
            present.first.map { ($0.0, $0.1) }
            ?? fitting.compactMap { line in line.spell(before: release).map { (line, $0) } }
            .max { ($0.1.until, $1.0.path) < ($1.1.until, $0.0.path) }
        guard let (line, spell) = gone else { return nil }
        let isUnavailable = spell.symbol.availability.isUnavailable && spell.until > release
        let since =
            isUnavailable
            ? start(line, spell) { $0.symbol.availability.isUnavailable } : spell.until
        guard since < history.releases.count else { return nil }
        // A module that is gone as a whole lives on elsewhere, most often.
        if let module = SurfaceView.module(of: spell.file), !modules.contains(module) { return nil }
        var judgement = judgement(mention, .removed, line, spell, since: since)
        judgement.last = history.releases[max(0, since - 1)]
        judgement.wasAnnounced = line.spells.contains { $0.from < since && !$0.symbol.availability.isFine }
        let near = lines.first { $0.spell(at: release)?.symbol.availability.isFine == true }
        judgement.near = near?.path
        if isOpen || near != nil { judgement.certainty = .likely }
        return judgement
    }

    private func judgement(
        _ mention: Mention, _ standing: Judgement.Standing, _ line: SurfaceHistory.Line,
        _ spell: SurfaceHistory.Spell, since: Int
    ) -> Judgement {
        Judgement(
            mention: mention, standing: standing, certainty: .exact, path: line.path, symbol: spell.symbol,
            file: spell.file, since: history.releases[since], last: nil,
            replacement: spell.symbol.availability.renamed, message: spell.symbol.availability.message,
            wasAnnounced: true, near: nil)
    }

    /// The first release of the unbroken run that ends with a spell in which something holds.
    private func start(
        _ line: SurfaceHistory.Line, _ spell: SurfaceHistory.Spell,
        _ holds: (SurfaceHistory.Spell) -> Bool
    ) -> Int {
        var start = spell.from
        for earlier in line.spells.reversed() where earlier.until == start && holds(earlier) {
            start = earlier.from
        }
        return start
    }

    /// Modules that any code may import without a name of theirs standing for one of the product's.
    static let everyones: Set = [
        "Foundation", "FoundationEssentials", "FoundationNetworking", "Dispatch", "XCTest", "Testing",
        "Swift",
        "Glibc", "Darwin", "Musl", "Android", "Synchronization", "os", "Logging", "Combine",
        "ServiceLifecycle",
        "ArgumentParser", "Metrics", "Tracing", "Atomics", "Collections",
    ]

    /// Names of types that Swift, Foundation or many packages have too.
    static let commonTypes: Set = [
        "Result", "Data", "Date", "URL", "UUID", "Error", "Optional", "String", "Int", "Array", "Set",
        "Dictionary",
        "Task", "Clock", "Duration", "Lock", "Logger", "Context", "Configuration", "Model", "Database",
        "Session",
        "Cache", "Client", "Server", "Request", "Response", "Node", "Value", "Key", "Path", "File", "Service",
        "Provider", "Message", "Event", "State", "Parameter", "Parameters", "Content", "Storage", "Container",
        "Environment", "Middleware", "Command", "Console", "Terminal", "Hash", "Digest", "Sequence",
        "Collection",
        "Codable", "Encoder", "Decoder", "Stream", "Socket", "Thread", "Process", "Pipe", "Bundle", "Locale",
        "Calendar", "TimeZone", "Measurement", "Unit", "Notification", "Operation", "Progress", "Regex",
        "Substring",
        "Character", "Bool", "Double", "Float", "Never", "Void", "Any", "JSON", "XML", "HTML", "Token",
        "User",
        "Future", "Promise", "Validator", "Validation", "View", "Query", "Row", "Column", "Table", "Schema",
        "Migration", "Field", "Group", "Route", "Router", "Controller", "Worker", "Job", "Queue", "Mutex",
        "Atomic",
    ]
}
