package import Model
import Text

/// Replaces what differs from run to run, on both sides of a comparison: times, addresses, names of folders.
package struct LineFilter: Sendable {
    private let pattern: Pattern
    private let replacement: String

    /// Why a filter cannot be used; a clause that goes after "because".
    package struct Mistake: Error, Hashable, Sendable {
        package var reason: String
    }

    /// - Parameters:
    ///   - filter: of a replacement, `$1` stands for the first group and `$0` for all that fits.
    ///   - own: the filters that the configuration has, which go before those that are built in.
    package init(_ filter: OutputFilter, own: [String: OutputFilter] = [:]) throws(Mistake) {
        switch filter {
        case .named(let name):
            if let filter = own[name], case .pattern = filter {
                self = try LineFilter(filter)
            } else if let (pattern, replacement) = Self.named[name] {
                self = try LineFilter(.pattern(pattern, replacement: replacement))
            } else {
                throw Mistake(reason: .noFilter(name, (Self.names + own.keys).sorted()))
            }
        case .pattern(let source, let replacement):
            self.replacement = replacement
            do throws(Pattern.Mistake) {
                pattern = try Pattern(source)
            } catch {
                throw Mistake(reason: .badPattern(source, error.reason))
            }
        }
    }

    /// The names of the filters that there are.
    package static let names = named.keys.sorted()

    private static let named = [
        "addresses": (#"0x[0-9A-Fa-f]+"#, "ADDRESS"),
        "dates": (
            #"\b\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"#, "DATE"
        ),
        "durations": (
            #"\b\d+(?:\.\d+)?\s?(?:ns|us|µs|μs|ms|s|sec|secs|seconds|m|min|minutes|h|hours)\b"#, "TIME"
        ),
        "hashes": (#"\b[0-9a-f]{7,64}\b"#, "HASH"),
        "numbers": (#"-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?"#, "N"),
        "times": (#"\b\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\b"#, "TIME"),
        "uuids": (#"\b[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\b"#, "UUID"),
    ]

    /// The line with all that fits replaced; the line as it is where the pattern is too hard for it.
    package func applied(to line: String) -> String {
        let text = SearchText(line)
        guard let matches = try? pattern.matches(in: text), !matches.isEmpty else { return line }
        var out: [UInt8] = []
        var end = 0
        let bytes = Array(line.utf8)
        for match in matches {
            out += bytes[end..<match.range.lower]
            out += filled(match, bytes).utf8
            end = match.range.upper
        }
        return String(decoding: out + bytes[end...], as: UTF8.self)
    }

    /// The replacement with `$1` and the like in place.
    private func filled(_ match: Pattern.Match, _ bytes: [UInt8]) -> String {
        guard replacement.contains("$") else { return replacement }
        var out = ""
        var rest = replacement[...]
        while let first = rest.first {
            rest = rest.dropFirst()
            guard first == "$", let digit = rest.first?.wholeNumberValue else {
                out.append(first)
                continue
            }
            rest = rest.dropFirst()
            if digit == 0 {
                out += String(decoding: bytes[match.range.lower..<match.range.upper], as: UTF8.self)
            } else if digit <= match.groups.count, let group = match.groups[digit - 1] {
                out += String(decoding: bytes[group.lower..<group.upper], as: UTF8.self)
            }
        }
        return out
    }
}

extension String {
    fileprivate static func noFilter(_ name: String, _ names: [String]) -> String {
        "there is no filter `\(name)`; there are \(names.joined(separator: ", "))"
    }
    fileprivate static func badPattern(_ source: String, _ reason: String) -> String {
        "the pattern of its filter does not compile: `\(source)` (\(reason))"
    }
}
