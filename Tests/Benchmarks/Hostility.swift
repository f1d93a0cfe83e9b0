import Markup
import Model
import RandomDocuments

/// How the time grows with the size of hostile input: linear doubles where the size doubles.
enum Hostility {
    private static let sizes = [500_000, 1_000_000, 2_000_000]
    private static let widths = [-42, -11, 9, 9, 9, 8]

    static var head: String {
        line(["hostile input", "dialect"] + sizes.map { "\($0 / 1000) kB" } + ["growth"])
    }

    /// A line for every input: milliseconds at each size, and the growth per doubling over the last one.
    static func lines() -> [String] {
        let common = (HostileInput.inlines + HostileInput.blocks + HostileInput.extensions)
            .map { line(of: $0, .gfm) }
        let special = HostileInput.dialects.flatMap { input in
            [Dialect.mdx, .docc, .mkdocs, .docusaurus, .hugo, .myst].map { line(of: input, $0) }
        }
        return common + special
    }

    /// One line of 25, 50 and 100 MB.
    static func longLines() -> [String] {
        [25, 50, 100].map { size in
            var bytes: [UInt8] = []
            bytes.reserveCapacity(size * 1_000_000 + 100)
            while bytes.count < size * 1_000_000 { bytes += "some *words* and [a link](to) ".utf8 }
            let time = time(of: bytes, .gfm)
            return "a line of \(size) MB: \(fixed(time, 2)) s, \(fixed(Double(size) / time, 1)) MB/s"
        }
    }

    private static func line(of input: HostileInput, _ dialect: Dialect) -> String {
        var times: [Double] = []
        // What takes seconds for the first size is shown as such, not waited for.
        for size in sizes where (times.last ?? 0) < 3 {
            times.append(time(of: input.bytes(size: size), dialect))
        }
        let shown = times.map { fixed($0 * 1000, 1) }
        let growth = times.count == sizes.count ? fixed(times[2] / max(times[1], 1e-9), 1) : "slow"
        let missing = [String](repeating: "–", count: sizes.count - times.count)
        return line([input.name, dialect.rawValue] + shown + missing + [growth])
    }

    /// The shortest of three runs, or one run where it is long: what else the machine does only adds to it.
    private static func time(of bytes: [UInt8], _ dialect: Dialect) -> Double {
        var shortest = Double.infinity
        for _ in 0..<3 {
            var seen = 0
            let time = seconds {
                seen = Markdown.parse(SourceFile(path: "a.md", bytes: bytes), dialect: dialect).nodes.count
            }
            precondition(seen > 0, "there is a document")
            shortest = min(shortest, time)
            if time > 0.5 { break }
        }
        return shortest
    }

    private static func line(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: " ")
    }
}
