package import Model

/// A release of a product: a tag, the commit it names, and when that was made.
package struct Release: Hashable, Sendable {
    /// As the tag is called: `v2.56.0`.
    package var name: String
    /// The full id of the commit; empty where there is none, as in a list that somebody wrote.
    package var commit: String
    /// When the commit was made; nil where that is not known.
    package var day: Day?
    package var number: ReleaseNumber

    /// - Parameter number: nil where it is to be read from the name; a name without one counts as 0.
    package init(name: String, commit: String = "", day: Day? = nil, number: ReleaseNumber? = nil) {
        self.name = name
        self.commit = commit
        self.day = day
        self.number = number ?? ReleaseNumber(tag: name) ?? ReleaseNumber([0])
    }
}

/// The number of a release, as semantic versioning orders them (semver.org, 2.0.0, paragraph 11).
package struct ReleaseNumber: Hashable, Sendable, Comparable {
    package var parts: [Int]
    /// What stands behind the hyphen; empty for a release that is not a trial.
    package var trial: [String]

    package init(_ parts: [Int], trial: [String] = []) {
        self.parts = parts
        self.trial = trial
    }

    /// Reads the name of a tag: `1.2`, `v1.2.3`, `release-1.2.3-rc.1`, `pkg/1.2.3`; nil where it names no release.
    package init?(tag: String) {
        guard let start = tag.utf8.firstIndex(where: { (0x30...0x39).contains($0) }) else { return nil }
        let before = tag[..<start]
        guard before.isEmpty || before.utf8.last.map({ "v-/@_.V".utf8.contains($0) }) == true else {
            return nil
        }
        let text = tag[start...].prefix { $0 != "+" }
        let head = text.prefix { $0.isNumber || $0 == "." }
        var rest = text.dropFirst(head.count)
        if rest.first == "-" { rest = rest.dropFirst() }
        let numbers = head.split(separator: ".").map { Int($0) }
        guard !numbers.isEmpty, !numbers.contains(nil), head.last != ".", rest.isEmpty || head.contains(".")
        else { return nil }
        parts = numbers.compactMap(\.self)
        trial = rest.split(separator: ".").map(String.init)
    }

    package var isTrial: Bool { !trial.isEmpty }
    package var major: Int { parts.first ?? 0 }

    /// The number up to which releases promise to stay compatible: 2.5.1 and 2.9.0 have the same, 0.5 and 0.6 not.
    package var line: [Int] { major == 0 ? Array(parts.prefix(2)) : [major] }

    /// Whether it belongs to a product line: 4.122.0 to `4`, `4.x` and `4.122.x`.
    package func isIn(line text: String) -> Bool {
        let wanted = text.split(separator: ".").prefix { $0 != "x" && $0 != "*" }
        return zip(wanted, parts).allSatisfy { Int($0) == $1 } && wanted.count <= parts.count
    }

    package static func < (a: ReleaseNumber, b: ReleaseNumber) -> Bool {
        for index in 0..<max(a.parts.count, b.parts.count) {
            let (x, y) = (a.part(index), b.part(index))
            if x != y { return x < y }
        }
        if a.isTrial != b.isTrial { return a.isTrial }
        for (x, y) in zip(a.trial, b.trial) where x != y {
            switch (Int(x), Int(y)) {
            case (let x?, let y?): return x < y
            case (_?, nil): return true
            case (nil, _?): return false
            default: return x < y
            }
        }
        return a.trial.count < b.trial.count
    }

    package static func == (a: ReleaseNumber, b: ReleaseNumber) -> Bool { !(a < b) && !(b < a) }

    package func hash(into hasher: inout Hasher) {
        var significant = parts
        while significant.last == 0 { significant.removeLast() }
        hasher.combine(significant)
        hasher.combine(trial)
    }

    private func part(_ index: Int) -> Int { index < parts.count ? parts[index] : 0 }
}
