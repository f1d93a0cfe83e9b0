/// A product as it was at one release, with all that is known of the releases before: what names are looked up in.
package struct SurfaceView: Sendable {
    package let history: SurfaceHistory
    /// The release, as a place in the history's list.
    package let release: Int

    /// The modules that the release has, by the folders of its files.
    let modules: Set<String>

    package init(_ history: SurfaceHistory, at release: Int) {
        self.history = history
        self.release = release
        var modules: Set<String> = []
        for line in history.lines {
            if let file = line.spell(at: release)?.file, let module = Self.module(of: file) {
                modules.insert(module)
            }
        }
        self.modules = modules
    }

    /// `NIOCore` of `Sources/NIOCore/Channel.swift`; nil where a file stands in no folder of a module's own.
    static func module(of file: String) -> String? {
        let parts = file.split(separator: "/", maxSplits: 2)
        return parts.count > 2 ? String(parts[1]) : nil
    }

    // MARK: Types

    /// The type that a name means, seen from inside another; nil where no release knows one.
    ///
    /// - Parameter name: with dots, and perhaps with the name of a module before it.
    func type(_ name: String, inside outer: String = "") -> String? {
        var place = outer[...]
        while !place.isEmpty {
            if let found = type(at: "\(place).\(name)") { return found }
            place = place.lastIndex(of: ".").map { place[..<$0] } ?? ""
        }
        if let found = type(at: name) { return found }
        guard let dot = name.firstIndex(of: "."), history.modules.contains(String(name[..<dot])) else {
            return nil
        }
        return type(at: String(name[name.index(after: dot)...]))
    }

    private func type(at path: String) -> String? {
        guard let line = history.line(path), line.spells.contains(where: \.symbol.isType) else { return nil }
        return path
    }

    /// What a type is at last, after all its other names.
    func canonical(_ path: String) -> String {
        var path = path
        for _ in 0..<4 {
            guard let symbol = current(history.line(path))?.symbol, symbol.kind == .alias,
                let next = type(TypeText(symbol.result).name, inside: symbol.parent), next != path
            else { break }
            path = next
        }
        return path
    }

    /// A type, what it conforms to and inherits from, as far as the product declares it; and whether some of it is
    /// declared elsewhere.
    func family(of type: String) -> (types: [String], isOpen: Bool) {
        var types: [String] = []
        var isOpen = false
        var queue = [type]
        while let next = queue.popLast() {
            guard !types.contains(next) else { continue }
            types.append(next)
            for name in (history.supertypes[next] ?? []).sorted() where !Self.plain.contains(name) {
                if let found = self.type(name, inside: next) {
                    queue.append(canonical(found))
                } else {
                    isOpen = true
                }
            }
        }
        return (types, isOpen)
    }

    /// Protocols of the standard library that bring no names of their own that products have, too.
    private static let plain: Set = [
        "Sendable", "Equatable", "Hashable", "Comparable", "Error", "Codable", "Encodable", "Decodable",
        "CustomStringConvertible", "CustomDebugStringConvertible", "CaseIterable", "Identifiable", "String",
        "Int", "RawRepresentable", "AnyObject", "ExpressibleByStringLiteral", "ExpressibleByIntegerLiteral",
        "ExpressibleByArrayLiteral", "ExpressibleByDictionaryLiteral", "AsyncSequence",
        "AsyncIteratorProtocol",
        "Swift.Error", "Swift.Sendable", "UInt8", "UInt16", "UInt32", "LosslessStringConvertible", "Copyable",
        "@unchecked Sendable", "Void", "LocalizedError",
    ]

    // MARK: Members

    /// The lines of a type's own members with a name.
    func members(of type: String, named base: some StringProtocol) -> [SurfaceHistory.Line] {
        let wanted = String(base)[...]
        guard let named = history.index.byBase[wanted] else { return [] }
        return named.compactMap { place in
            let line = history.lines[place]
            return line.spells.last?.symbol.parent == type ? line : nil
        }
    }

    /// The lines of all members with a name, of whatever type.
    func lines(named base: some StringProtocol) -> [SurfaceHistory.Line] {
        (history.index.byBase[String(base)[...]] ?? []).map { history.lines[$0] }
    }

    /// Types whose last name is this one.
    func types(named name: String) -> [SurfaceHistory.Line] {
        (history.index.types[name] ?? []).map { history.lines[$0] }
    }

    /// What a line is at the release, or was last before it, or is first after it.
    func current(_ line: SurfaceHistory.Line?) -> SurfaceHistory.Spell? {
        line.flatMap { $0.spell(at: release) ?? $0.spell(before: release) ?? $0.spells.first }
    }

    /// The member that a use means, for its type: one that there is, before one that there was.
    func member(
        of type: String, named base: String, taking arguments: Arguments?
    ) -> Symbol? {
        for place in family(of: canonical(type)).types {
            let lines = members(of: place, named: base)
            let fitting = lines.filter { current($0).map { arguments.fits($0.symbol) } ?? false }
            let chosen =
                fitting.first { $0.spell(at: release)?.symbol.availability.isFine == true } ?? fitting.first
            if let symbol = current(chosen)?.symbol { return symbol }
        }
        return nil
    }
}

/// What a caller writes in the parentheses of a call, or in a name such as `connect(host:port:)`.
package struct Arguments: Hashable, Sendable {
    /// `_` for an argument without one.
    package var labels: [String]
    /// Closures behind the parentheses; the first has no label.
    package var trailing: Int
    /// Whether it is a name with all labels and no call.
    package var isName: Bool

    package init(labels: [String], trailing: Int = 0, isName: Bool = false) {
        self.labels = labels
        self.trailing = trailing
        self.isName = isName
    }

    /// Whether a caller may write these for a function with some parameters.
    func fit(_ parameters: [Symbol.Parameter]) -> Bool {
        var given = labels[...]
        var closures = trailing
        for parameter in parameters {
            if let label = given.first, label == parameter.label {
                given.removeFirst()
                if parameter.isVariadic { given = given.drop { $0 == "_" } }
            } else if given.isEmpty, closures > 0, parameter.mayBeClosure {
                closures -= 1
            } else if !parameter.isOptional, !parameter.isVariadic {
                return false
            }
        }
        return given.isEmpty && closures == 0
    }
}

extension Arguments? {
    /// Whether a use with these arguments, or without any, may mean a symbol.
    func fits(_ symbol: Symbol) -> Bool {
        guard let self else { return true }
        guard symbol.isCallable || symbol.kind == .subscript else {
            // A property may hold a function.
            return symbol.kind == .variable && !self.isName
        }
        if self.isName, self.labels == symbol.parameters.map(\.label) { return true }
        return self.fit(symbol.parameters)
    }
}

extension Symbol.Parameter {
    /// Whether a closure may stand for it. The name of a type may be one of a function.
    var mayBeClosure: Bool { type.contains("->") || (!isOptional && !isVariadic && type.first != "[") }
}

/// The name of a type, and those of its generic arguments, from how a product writes it.
struct TypeText: Hashable, Sendable {
    var name: String
    var arguments: [String] = []

    init(_ text: String) {
        var rest = text.trimmed
        var isMore = true
        while isMore {
            isMore = false
            for word in Self.words where rest.hasPrefix(word) {
                rest = rest.dropFirst(word.count).trimmed
                isMore = true
            }
            if rest.hasPrefix("@") {
                rest = rest.drop { $0 != " " }.trimmed
                isMore = true
            }
            while rest.hasSuffix("?") || rest.hasSuffix("!") {
                rest = rest.dropLast()
                isMore = true
            }
            if rest.hasPrefix("("), rest.hasSuffix(")"), !rest.contains("->"), !rest.contains(",") {
                rest = rest.dropFirst().dropLast().trimmed
                isMore = true
            }
        }
        let head = rest.prefix { $0 != "<" && $0 != "[" && $0 != "(" && $0 != "&" && $0 != " " }
        name = rest.contains("->") ? "" : String(head)
        let inner = rest.dropFirst(head.count)
        guard inner.hasPrefix("<"), inner.hasSuffix(">") else { return }
        arguments = Self.parts(inner.dropFirst().dropLast())
    }

    /// What stands between the commas that are in no brackets.
    static func parts(_ text: Substring) -> [String] {
        var parts: [String] = []
        var depth = 0
        var part = ""
        var last: Character = " "
        for character in text {
            if "<[(".contains(character) { depth += 1 }
            if "])".contains(character) || character == ">" && last != "-" { depth -= 1 }
            if character == ",", depth == 0 {
                parts.append(String(part[...].trimmed))
                part = ""
            } else {
                part.append(character)
            }
            last = character
        }
        if !part[...].trimmed.isEmpty { parts.append(String(part[...].trimmed)) }
        return parts
    }

    private static let words = [
        "any ", "some ", "inout ", "borrowing ", "consuming ", "sending ", "__owned ", "isolated ",
        "consuming sending ",
    ]
}

extension StringProtocol {
    /// The text without spaces and line ends around it.
    var trimmed: Substring {
        var text = Substring(self)
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
