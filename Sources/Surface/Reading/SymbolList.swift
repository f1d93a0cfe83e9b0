package import Model

/// A list of symbols that somebody wrote, for products whose sources nobody here can read.
///
/// One symbol a line: kind, name, and the releases since which it is there, deprecated and gone, then what to use
/// instead. `-` stands for nothing, and what is left out at the end is nothing too. `release` gives the day of a release.
/// What follows `#` is a comment.
///
/// ```text
/// release   2.0.0 2024-05-01
/// function  Client.connect(host:)  1.0.0  1.4.0  2.0.0  Client.open(host:)
/// option    --colour               1.0.0  -      2.0.0  --color
/// ```
package struct SymbolList: Hashable, Sendable {
    private struct Entry: Hashable {
        var symbol: Symbol
        var since: String?
        var deprecated: String?
        var removed: String?
    }

    /// A line that makes no sense.
    package struct Mistake: Hashable, Sendable {
        /// Counted from 1.
        package var line: Int
        package var sentence: String
    }

    private var entries: [Entry] = []
    private var days: [String: Day] = [:]
    private var names: Set<String> = []
    package private(set) var mistakes: [Mistake] = []

    package init(_ text: SourceText) {
        for number in 0..<text.lineCount {
            let line = text.string(text.line(number)).prefix { $0 != "#" }
            let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
            if words.isEmpty { continue }
            if let sentence = add(words) { mistakes.append(Mistake(line: number + 1, sentence: sentence)) }
        }
    }

    /// - Returns: what is wrong with a line.
    private mutating func add(_ words: [String]) -> String? {
        guard words.count >= 2 else { return "a line has a kind and a name" }
        if words[0] == "release" {
            guard ReleaseNumber(tag: words[1]) != nil else {
                return "`\(words[1])` is no number of a release"
            }
            names.insert(words[1])
            if words.count > 2 {
                guard let day = Day(words[2]) else { return "`\(words[2])` is no day (YYYY-MM-DD)" }
                days[words[1]] = day
            }
            return nil
        }
        guard let kind = Symbol.Kind(rawValue: words[0]) else { return "there is no kind `\(words[0])`" }
        guard words.count <= 6 else { return "a line has at most six words" }
        var releases: [String?] = []
        for place in 2..<5 {
            guard words.count > place, words[place] != "-" else {
                releases.append(nil)
                continue
            }
            guard ReleaseNumber(tag: words[place]) != nil else {
                return "`\(words[place])` is no number of a release"
            }
            names.insert(words[place])
            releases.append(words[place])
        }
        let instead = words.count > 5 && words[5] != "-" ? words[5] : nil
        entries.append(
            Entry(
                symbol: Symbol(list: kind, words[1], instead), since: releases[0], deprecated: releases[1],
                removed: releases[2]))
        return nil
    }

    /// The history that the list tells.
    ///
    /// - Parameter style: how pages write its names; of Swift and Python the product's name is also the module's.
    package func history(of product: String, style: SurfaceHistory.Style = .names) -> SurfaceHistory {
        var outlines: [String: Outline] = [:]
        let contents = (names.isEmpty ? ["0"] : names.sorted()).map { name in
            let release = Release(name: name, day: days[name])
            outlines[name] = outline(at: release.number)
            return SurfaceHistory.Content(release, files: [SurfaceHistory.File(path: "list", blob: name)])
        }
        return SurfaceHistory(
            product: product, modules: style == .names ? [] : [product], contents: contents, style: style
        ) {
            outlines[$0]
        }
    }

    private func outline(at number: ReleaseNumber) -> Outline {
        func isReached(_ name: String?) -> Bool {
            name.flatMap { ReleaseNumber(tag: $0) }.map { $0 <= number } ?? false
        }
        var symbols: [Symbol] = []
        for entry in entries where (entry.since == nil || isReached(entry.since)) && !isReached(entry.removed)
        {
            var symbol = entry.symbol
            let isDeprecated = isReached(entry.deprecated)
            symbol.availability.isDeprecated = isDeprecated
            // What to use instead of something is known as long as it is there; a removal is told with it.
            symbols.append(symbol)
        }
        return Outline(symbols: symbols)
    }
}

extension Symbol {
    /// A symbol by its whole name: `Client.connect(host:port:)`.
    init(list kind: Kind, _ path: String, _ instead: String?) {
        let head = path.prefix { $0 != "(" }
        let dot = kind == .option || kind == .command || kind == .operation ? nil : head.lastIndex(of: ".")
        let name = dot.map { String(path[path.index(after: $0)...]) } ?? path
        let labels = path.firstIndex(of: "(").map { path[path.index(after: $0)...].dropLast() } ?? ""
        self.init(
            kind: kind, parent: dot.map { String(path[..<$0]) } ?? "", name: name,
            parameters: labels.split(separator: ":").map { Symbol.Parameter(label: String($0)) },
            availability: Availability(renamed: instead))
    }
}
