// For temporary folders only.
import Foundation

/// Docent over pages full of snippets, beside one process for each snippet and beside tools that run Python's.
struct SnippetSpeed {
    var docent: String
    /// The folder of the environment of Python that the peers are in.
    var peers: String

    static let head = row(["input", "program", "snippets", "wall ms", "CPU ms", "ms each", "× docent"])

    /// How a snippet of a language looks, and what parses one file of it.
    private struct Kind {
        var label: String
        var ending: String
        var words: [String]
        /// `#` is replaced by a number, so that no two are the same.
        var code: String
    }

    private static let kinds = [
        Kind(
            label: "python", ending: "py",
            words: ["python3", "-I", "-S", "-c", "import ast, sys; ast.parse(open(sys.argv[1]).read())"],
            code: "def total_#(orders):\n    return sum(order[\"price\"] for order in orders)\n"),
        Kind(
            label: "javascript", ending: "mjs", words: ["node", "--check"],
            code: "export const total# = (orders) => orders.reduce((sum, { price }) => sum + price, 0);\n"),
        Kind(
            label: "go", ending: "go", words: ["gofmt", "-e", "-l"],
            code:
                "package a\n\nfunc total#(prices []int) (sum int) {\n\tfor _, p := range prices {\n\t\tsum += p\n\t}\n\treturn\n}\n"
        ),
        Kind(
            label: "java", ending: "java", words: ["javac", "-proc:none", "-d", "/tmp"],
            code:
                "class Total# {\n    int sum(int[] prices) {\n        int sum = 0;\n        for (int p : prices) sum += p;\n        return sum;\n    }\n}\n"
        ),
        Kind(
            label: "ruby", ending: "rb", words: ["ruby", "-c"],
            code: "def total_#(orders)\n  orders.sum { |order| order[:price] }\nend\n"),
        Kind(
            label: "php", ending: "php", words: ["php", "-l"],
            code:
                "<?php\nfunction total#(array $orders): int\n{\n    return array_sum(array_column($orders, 'price'));\n}\n"
        ),
        Kind(
            label: "bash", ending: "sh", words: ["bash", "-n"],
            code: "total_#=0\nfor price in \"$@\"; do\n  total_#=$((total_# + price))\ndone\n"),
        Kind(
            label: "rust", ending: "rs", words: ["rustfmt", "--check", "--edition", "2021"],
            code: "fn total_#(prices: &[u32]) -> u32 {\n    prices.iter().sum()\n}\n"),
        Kind(
            label: "c", ending: "c", words: ["clang", "-fsyntax-only", "-w"],
            code:
                "int total_#(const int *prices, int count)\n{\n  int sum = 0;\n  while (count--)\n    sum += *prices++;\n  return sum;\n}\n"
        ),
        Kind(
            label: "swift", ending: "swift", words: ["swiftc", "-frontend", "-parse"],
            code: "func total#(_ prices: [Int]) -> Int {\n    prices.reduce(0, +)\n}\n"),
    ]

    /// 1,000 snippets in ten languages, and a process for each of 20 of every language.
    func mixed() -> [String] {
        let folder = Self.folder("mixed")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let installed = Self.kinds.filter { Self.path($0.words[0]) != nil }
        let missing = Self.kinds.filter { Self.path($0.words[0]) == nil }.map(\.label)
        let each = 1000 / max(1, installed.count)
        var page = "# Snippets\n"
        for number in 0..<each {
            for kind in installed { page += "\n```\(kind.label)\n\(Self.code(kind, number))```\n" }
        }
        Self.write(page, folder + "/page.md")
        var lines =
            missing.isEmpty ? [] : ["not measured, because not installed: \(missing.joined(separator: ", "))"]
        let count = each * installed.count
        guard let own = check(folder) else { return lines + [Self.row(["mixed", "docent", "failed"])] }
        let unit = own.wall / Double(count)
        lines.append(Self.row("mixed", "docent", count, own, than: unit))
        lines += again("mixed", folder, page, count: count, unit: unit)
        let samples = 20
        var sum = ProgramRun(wall: 0, processor: 0, memory: 0, status: 0)
        for kind in installed {
            guard let program = Self.path(kind.words[0]) else { continue }
            for number in 0..<samples {
                let file = "\(folder)/Total\(number).\(kind.ending)"
                Self.write(Self.code(kind, number), file)
                let run = Program(name: kind.label, words: [program] + kind.words.dropFirst() + [file]).run(
                    in: folder)
                sum.wall += run?.wall ?? 0
                sum.processor += run?.processor ?? 0
            }
        }
        lines.append(
            Self.row(
                "mixed", "a process each", samples * installed.count, sum, than: unit))
        return lines
    }

    /// 1,000 snippets in Python, which the peers run too.
    func python() -> [String] {
        let folder = Self.folder("python")
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let count = 1000
        var page = "# Snippets\n"
        for number in 0..<count { page += "\n```python\n\(Self.code(Self.kinds[0], number))```\n" }
        Self.write(page, folder + "/page.md")
        Self.write(
            """
            from sybil import Sybil
            from sybil.parsers.markdown import PythonCodeBlockParser
            pytest_collect_file = Sybil(parsers=[PythonCodeBlockParser()], pattern="*.md").pytest()
            """, folder + "/conftest.py")
        guard let own = check(folder) else { return [Self.row(["Python", "docent", "failed"])] }
        let unit = own.wall / Double(count)
        var lines = [Self.row("Python", "docent", count, own, than: unit)]
        lines += again("Python", folder, page, count: count, unit: unit)
        // Its script names the folder that it was installed in, which may have moved.
        let python = peers + "/bin/python3"
        guard unsafe access(python, X_OK) == 0 else {
            return lines + ["Sybil and pytest-markdown-docs: not measured, because they are not installed"]
        }
        for (name, words) in [
            ("sybil", [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:markdown-docs"]),
            (
                "markdown-docs",
                [python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--noconftest", "--markdown-docs"]
            ),
        ] {
            let program = Program(name: name, words: words)
            guard let run = program.run(in: folder) else {
                lines.append("\(name): not measured, because it does not start")
                continue
            }
            guard run.status == 0 else {
                lines.append("\(name): not measured, because it ends with exit status \(run.status)")
                continue
            }
            lines.append(Self.row("Python", name, count, run, than: unit))
        }
        return lines
    }

    /// The median of three runs over a folder, without a cache.
    private func check(_ folder: String) -> ProgramRun? {
        median(folder, words + ["--no-cache"])
    }

    /// The lines for runs that find what an earlier one kept: nothing is new, and before each run one snippet is edited.
    private func again(_ input: String, _ folder: String, _ page: String, count: Int, unit: Double)
        -> [String]
    {
        let cache = folder + "/cache"
        guard median(folder, words, cache: cache) != nil, let same = median(folder, words, cache: cache)
        else { return [Self.row([input, "docent, again", "failed"])] }
        var number = 0
        let edited = median(folder, words, cache: cache) {
            number += 1
            let place = page.range(of: "total", options: .backwards)?.upperBound ?? page.endIndex
            Self.write(
                page.replacingCharacters(in: place..<place, with: "_edit\(number)"), folder + "/page.md")
        }
        return [Self.row(input, "docent, again", count, same, than: unit)]
            + (edited.map { [Self.row(input, "docent, edited", count, $0, than: unit)] } ?? [])
    }

    private var words: [String] { [docent, "snippets", "--summary", "page.md"] }

    private func median(
        _ folder: String, _ words: [String], cache: String? = nil, before prepare: () -> Void = {}
    ) -> ProgramRun? {
        let program = Program(
            name: "docent", words: words, environment: cache.map { ["XDG_CACHE_HOME": $0] } ?? [:])
        let runs = (0..<3).compactMap { _ in
            prepare()
            return program.run(in: folder)
        }.filter { $0.status == 0 }
        return runs.count == 3 ? runs.sorted { $0.wall < $1.wall }[1] : nil
    }

    private static func code(_ kind: Kind, _ number: Int) -> String {
        kind.code.replacing("#", with: String(number))
    }

    private static func folder(_ name: String) -> String {
        let path = FileManager.default.temporaryDirectory.appending(path: "docent-benchmark-\(name)").path
        try? FileManager.default.removeItem(atPath: path)
        try? FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        return path
    }

    private static func write(_ text: String, _ path: String) {
        try? text.write(toFile: path, atomically: false, encoding: .utf8)
    }

    /// Where a program is, by `PATH`; nil where it is not there.
    private static func path(_ program: String) -> String? {
        let folders = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":") ?? []
        return folders.map { "\($0)/\(program)" }.first { unsafe access($0, X_OK) == 0 }
    }

    private static func row(
        _ input: String, _ name: String, _ count: Int, _ run: ProgramRun, than unit: Double
    ) -> String {
        let each = run.wall / Double(count)
        return row([
            input, name, String(count), fixed(run.wall * 1e3, 0), fixed(run.processor * 1e3, 0),
            fixed(each * 1e3, 2), fixed(each / unit, 1),
        ])
    }

    private static let widths = [-8, -16, 9, 9, 9, 9, 9]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: "  ")
    }
}
