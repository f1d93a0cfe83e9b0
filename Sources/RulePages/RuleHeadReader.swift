package import Model
import YAML

/// Reads the front matter, the title and the summary of a rule page.
///
/// It goes over the first lines only and needs no document: the pages that the program carries are read this far
/// while it is built.
package struct RuleHeadReader {
    private let text: SourceText
    package private(set) var head: RuleHead
    package private(set) var mistakes: [Draft] = []
    /// Whether the front matter is clear enough to make a rule of.
    package private(set) var isUsable = true

    /// The keys that a front matter may have.
    static let keys = [
        "check", "severity", "confidence", "audience", "aliases", "tags", "default", "parameters",
        "profiles", "fix", "disguises",
    ]

    /// The keys without which nobody could tell what to do about a finding, and who.
    private static let requiredKeys = ["check", "severity", "confidence", "audience"]

    package init(_ text: SourceText, id: String) {
        self.text = text
        head = RuleHead(id: id)
        let body = readFrontMatter()
        readTitle(from: body)
    }

    // MARK: Front matter

    /// - Returns: the number of the line after the front matter.
    private mutating func readFrontMatter() -> Int {
        guard isFence(0), let close = (1..<max(1, text.lineCount)).first(where: isFence) else {
            let place = text.line(0)
            mistakes.append(Draft(at: place, .noFrontMatter, subject: "front matter", notes: [.frontMatter]))
            isUsable = false
            return 0
        }
        let range = SourceRange(text.fullLine(1).lower, text.fullLine(close).lower)
        do {
            let root = try YAMLNode.read(text, in: range)
            if let pairs = root.pairs {
                for pair in pairs { read(pair) }
                // A key with a slip in it is told as that, not also as missing.
                let said = pairs.map {
                    Self.keys.contains($0.key) ? $0.key : closest(to: $0.key, among: Self.keys)
                }
                for key in Self.requiredKeys where !said.contains(key) {
                    refuse(text.line(0), .missingKey(key), key)
                }
            } else {
                refuse(root.range, .notATable, "front matter")
            }
        } catch {
            refuse(error.range, error.sentence, "front matter")
        }
        return close + 1
    }

    private func isFence(_ line: Int) -> Bool {
        var bytes = text.slice(text.line(line))
        while bytes.last == 0x20 || bytes.last == 0x09 { bytes.removeLast() }
        return bytes.elementsEqual("---".utf8)
    }

    private mutating func read(_ pair: YAMLNode.Pair) {
        switch pair.key {
        case "check":
            guard let name = pair.value.text else { return refuse(pair.value.range, .checkIsNoName, "check") }
            head.check = RuleHead.Named(name: name, range: pair.value.range)
        case "severity": head.severity = level(pair) ?? head.severity
        case "confidence": head.confidence = level(pair) ?? head.confidence
        case "audience": head.audience = level(pair) ?? head.audience
        case "aliases":
            let names = texts(pair)
            head.aliases = names.map(\.text)
            head.aliasPlaces = names.map(\.range)
        case "tags": head.tags = texts(pair).map(\.text)
        case "default":
            guard let flag = pair.value.flag else { return refuse(pair.value.range, .notAFlag, "default") }
            head.isOnByDefault = flag
        case "parameters": readParameters(pair.value)
        case "profiles": readProfiles(pair.value)
        case "fix": readFix(pair.value)
        case "disguises": readDisguises(pair.value)
        default:
            let near = closest(to: pair.key, among: Self.keys)
            mistakes.append(
                Draft(
                    at: pair.keyRange, .unknownKey(pair.key), subject: pair.key,
                    notes: near == nil ? [.keys(Self.keys)] : [],
                    fixes: Fix.replacing(pair.keyRange, by: near)))
            isUsable = false
        }
    }

    private mutating func level<Level: RawRepresentable & CaseIterable>(
        _ pair: YAMLNode.Pair
    ) -> Level? where Level.RawValue == String {
        if let level = pair.value.text.flatMap({ Level(rawValue: $0) }) { return level }
        let words = Level.allCases.map(\.rawValue)
        let near = pair.value.text.flatMap { closest(to: $0, among: words) }
        mistakes.append(
            Draft(
                at: pair.value.range, .notAWord(pair.key, words), subject: pair.key,
                fixes: Fix.replacing(pair.value.range, by: near)))
        isUsable = false
        return nil
    }

    private mutating func texts(_ pair: YAMLNode.Pair) -> [(text: String, range: SourceRange)] {
        if let texts = pair.value.texts { return texts }
        refuse(pair.value.range, .notTexts(pair.key), pair.key)
        return []
    }

    private mutating func readParameters(_ value: YAMLNode) {
        guard let pairs = value.pairs else { return refuse(value.range, .notParameters, "parameters") }
        for pair in pairs {
            head.parameters.append(ParameterValue.Entry(key: pair.key, value: pair.value.parameter))
            head.parameterPlaces[pair.key] = (pair.keyRange, pair.value.range)
        }
    }

    private mutating func readProfiles(_ value: YAMLNode) {
        guard let pairs = value.pairs else { return refuse(value.range, .notProfiles, "profiles") }
        for pair in pairs {
            let known = Profile.allCases.map(\.rawValue)
            guard let profile = Profile(rawValue: pair.key) else {
                refuse(pair.keyRange, .notAWord("profiles", known), pair.key)
                continue
            }
            guard let changes = pair.value.pairs else {
                refuse(pair.value.range, .notProfiles, pair.key)
                continue
            }
            for change in changes { read(change, of: profile) }
        }
    }

    private mutating func read(_ pair: YAMLNode.Pair, of profile: Profile) {
        switch (pair.key, pair.value.pairs) {
        case ("severity", _): head.profiles[profile, default: RuleChange()].severity = level(pair)
        case ("parameters", let pairs?):
            for pair in pairs {
                head.profiles[profile, default: RuleChange()].parameters.append(
                    ParameterValue.Entry(key: pair.key, value: pair.value.parameter))
                head.profileParameterPlaces[profile, default: [:]][pair.key] = (
                    pair.keyRange, pair.value.range
                )
            }
        case ("parameters", nil): refuse(pair.value.range, .notParameters, "parameters")
        default: refuse(pair.keyRange, .notAWord(profile.rawValue, ["severity", "parameters"]), pair.key)
        }
    }

    private mutating func readFix(_ value: YAMLNode) {
        guard let pairs = value.pairs else { return refuse(value.range, .notAboutFixes, "fix") }
        for pair in pairs {
            if pair.key == "changes" {
                head.fixChanges = level(pair)
            } else {
                refuse(pair.keyRange, .notAboutFixes, pair.key)
            }
        }
    }

    private mutating func readDisguises(_ value: YAMLNode) {
        guard let pairs = value.pairs else { return refuse(value.range, .notReasons, "disguises") }
        for pair in pairs {
            guard let reason = pair.value.text, !reason.isEmpty else {
                refuse(pair.value.range, .notReasons, pair.key)
                continue
            }
            if let disguise = Disguise(rawValue: pair.key) {
                head.skippedDisguises.append((disguise.rawValue, reason))
            } else {
                let near = closest(to: pair.key, among: Disguise.allCases.map(\.rawValue))
                mistakes.append(
                    Draft(
                        at: pair.keyRange, .unknownDisguise(pair.key), subject: pair.key,
                        notes: near == nil ? [.keys(Disguise.allCases.map(\.rawValue))] : [],
                        fixes: Fix.replacing(pair.keyRange, by: near)))
            }
        }
    }

    /// Names a mistake that keeps the page from being a rule.
    private mutating func refuse(_ range: SourceRange, _ message: String, _ subject: String) {
        mistakes.append(Draft(at: range, message, subject: subject))
        isUsable = false
    }

    // MARK: Title and summary

    private mutating func readTitle(from first: Int) {
        var line = skipBlank(first)
        let place = SourceRange(at: text.line(min(line, text.lineCount - 1)).lower)
        guard line < text.lineCount, text.slice(text.line(line)).starts(with: "# ".utf8) else {
            mistakes.append(Draft(at: place, .noTitle, subject: "title"))
            return
        }
        let title = words(line).utf8.drop { $0 == UInt8(ascii: "#") || $0 == 0x20 }
        head.title = String(Substring(title))
        line = skipBlank(line + 1)
        var sentences: [String] = []
        while line < text.lineCount, !isBlank(line) {
            let words = words(line)
            if let first = words.utf8.first, "#`~<".utf8.contains(first), sentences.isEmpty { break }
            sentences.append(words)
            line += 1
        }
        head.summary = sentences.joined(separator: " ")
        if sentences.isEmpty {
            let place = SourceRange(at: text.line(min(line, text.lineCount - 1)).lower)
            mistakes.append(Draft(at: place, .noSummary, subject: "summary"))
        }
    }

    private func skipBlank(_ first: Int) -> Int {
        var line = first
        while line < text.lineCount, isBlank(line) { line += 1 }
        return line
    }

    private func isBlank(_ line: Int) -> Bool {
        text.slice(text.line(line)).allSatisfy { $0 == 0x20 || $0 == 0x09 }
    }

    private func words(_ line: Int) -> String {
        var words: [UInt8] = []
        for byte in text.slice(text.line(line)) where byte != 0x20 || (words.last ?? 0x20) != 0x20 {
            words.append(byte)
        }
        if words.last == 0x20 { words.removeLast() }
        return String(decoding: words, as: UTF8.self)
    }
}

extension Fix {
    /// The proposal to replace a word by the one that was probably meant; nothing where there is none.
    package static func replacing(_ range: SourceRange, by word: String?) -> [Fix] {
        guard let word else { return [] }
        return [Fix(title: "replace with `\(word)`", safety: .unsafe, edits: [Edit(range, word)])]
    }
}

extension String {
    fileprivate static let noFrontMatter = "the rule page has no front matter"
    fileprivate static let notATable = "the front matter is no table of keys and values"
    fileprivate static func missingKey(_ key: String) -> String {
        "the front matter does not say the `\(key)`"
    }
    fileprivate static let checkIsNoName = "`check` takes the name of a check"
    fileprivate static let notAFlag = "`default` takes on or off"
    fileprivate static func unknownKey(_ key: String) -> String { "a rule page has no key `\(key)`" }
    fileprivate static func notAWord(_ key: String, _ words: [String]) -> String {
        "`\(key)` takes one of \(words.joined(separator: ", "))"
    }
    fileprivate static func notTexts(_ key: String) -> String { "`\(key)` takes a list of texts" }
    fileprivate static let notParameters = "`parameters` takes a table of names and values"
    fileprivate static let notProfiles = "`profiles` takes a table of profiles, each with what differs there"
    fileprivate static let notAboutFixes = "`fix` takes a table with `changes`: what a fix may change"
    fileprivate static let notReasons =
        "`disguises` takes a table of disguises, each with the reason to skip it"
    fileprivate static func unknownDisguise(_ name: String) -> String { "there is no disguise `\(name)`" }
    fileprivate static let noTitle = "the rule page does not begin with a title"
    fileprivate static let noSummary = "no summary follows the title"
}

extension Note {
    fileprivate static let frontMatter = Note("begin the page with `---`, a line `check: …`, and `---`")
    fileprivate static func keys(_ keys: [String]) -> Note {
        Note("there are \(keys.map { "`\($0)`" }.joined(separator: ", "))")
    }
}
