/// A set of rules by their places in a list of names; a place above 127 is never in it.
package struct RuleMask: Hashable, Sendable {
    private var bits: UInt128 = 0

    package init() {}

    /// The first places of a list.
    package init(first count: Int) {
        bits = count >= 128 ? .max : (1 << UInt128(max(0, count))) - 1
    }

    package var isEmpty: Bool { bits == 0 }

    package func contains(_ place: Int) -> Bool {
        (0..<128).contains(place) && bits & (1 << UInt128(place)) != 0
    }

    package mutating func insert(_ place: Int) {
        if (0..<128).contains(place) { bits |= 1 << UInt128(place) }
    }

    package mutating func formUnion(_ other: RuleMask) { bits |= other.bits }
    package mutating func formIntersection(_ other: RuleMask) { bits &= other.bits }
    package mutating func subtract(_ other: RuleMask) { bits &= ~other.bits }
}

/// The rules for one document, and where in it they are on.
package struct DocumentRules: Sendable {
    package var rules: RuleSet
    /// Nil where every rule is on at every line.
    package var lines: LineStates?

    package init(_ rules: RuleSet, lines: LineStates? = nil) {
        self.rules = rules
        self.lines = lines
    }
}

/// Which rules are on at which line of one document, where its comments switch them by lines.
///
/// A document without such comments has none, so that it costs nothing.
package struct LineStates: Sendable {
    /// The place of every rule that lines can switch, by its id.
    private let places: [String: Int]
    /// The lines, counted from 0, at which something changes, and what is on from there. The first is 0.
    private let starts: [Int]
    private let masks: [RuleMask]

    /// - Parameter changes: in the order of their lines, each at most once.
    package init(places: [String: Int], before first: RuleMask, changes: [(line: Int, on: RuleMask)]) {
        self.places = places
        var starts = [0]
        var masks = [first]
        for change in changes where change.on != masks[masks.count - 1] {
            if change.line == starts[starts.count - 1] {
                masks[masks.count - 1] = change.on
            } else {
                starts.append(change.line)
                masks.append(change.on)
            }
        }
        self.starts = starts
        self.masks = masks
    }

    /// Whether a rule is on at a line, counted from 0; one that lines cannot switch always is.
    package func isOn(_ rule: String, line: Int) -> Bool {
        guard let place = places[rule] else { return true }
        return mask(at: line).contains(place)
    }

    /// What is on at a line, counted from 0.
    package func mask(at line: Int) -> RuleMask {
        var low = 0
        var high = starts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if starts[middle] <= line { low = middle } else { high = middle }
        }
        return masks[low]
    }

    /// What is on at one line at least.
    package var everOn: RuleMask {
        masks.reduce(into: RuleMask()) { $0.formUnion($1) }
    }
}
