// For listing and reading folders; only the measured part has to be fast.
import Foundation

/// The documents of a folder, and how fast each parser reads them.
struct Throughput {
    var name: String
    var documents: [[UInt8]]

    init(folder: String) {
        name = URL(fileURLWithPath: folder).pathComponents.suffix(2).joined(separator: "/")
        documents = []
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        for path in files.sorted() where path.hasSuffix(".md") || path.hasSuffix(".markdown") {
            let file = URL(fileURLWithPath: folder).appending(path: path)
            if let data = try? Data(contentsOf: file) { documents.append(Array(data)) }
        }
    }

    /// Runs all parsers in turn, several rounds, and gives one line for each.
    func lines(rounds: Int = 9) -> [String] {
        let size = documents.reduce(0) { $0 + $1.count }
        guard size > 0 else { return ["\(name): no documents"] }
        // Small folders are read several times in a round, so that a round is long enough to be measured.
        let passes = max(1, 4_000_000 / size)
        var speeds = [[Double]](repeating: [], count: Parser.all.count)
        var seen = 0
        for _ in 0..<rounds {
            for (place, parser) in Parser.all.enumerated() {
                let time = seconds {
                    for _ in 0..<passes {
                        for document in documents { seen &+= parser.parse(document) }
                    }
                }
                speeds[place].append(Double(size * passes) / 1e6 / time)
            }
        }
        precondition(seen > 0, "the parsers saw something")
        let peer = median(speeds[1])
        return Parser.all.indices.map { place in
            let sorted = speeds[place].sorted()
            return row([
                name, String(documents.count), fixed(Double(size) / 1e6, 2), Parser.all[place].name,
                fixed(median(sorted), 1), "\(fixed(sorted.first ?? 0, 1))–\(fixed(sorted.last ?? 0, 1))",
                fixed(median(sorted) / peer, 2),
            ])
        }
    }

    static let head = row(["input", "files", "MB", "parser", "MB/s", "min–max", "× cmark-gfm"])

    private static let widths = [-24, 6, 8, -10, 8, 15, 12]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: "  ")
    }

    private func row(_ cells: [String]) -> String { Self.row(cells) }

    private func median(_ numbers: [Double]) -> Double {
        numbers.sorted()[numbers.count / 2]
    }
}

/// A text in a column: to the left where the width is negative.
func padded(_ text: String, to width: Int) -> String {
    let space = String(repeating: " ", count: max(0, abs(width) - text.count))
    return width < 0 ? text + space : space + text
}

func fixed(_ number: Double, _ digits: Int) -> String {
    String(format: "%.\(digits)f", number)
}
