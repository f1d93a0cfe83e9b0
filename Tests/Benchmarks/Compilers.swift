// For temporary folders only.
import Foundation

/// Snippets in Rust compiled by Docent, all pages together, and by rustdoc, page by page.
struct Compilers {
    var docent: String

    static let head = row(["input", "program", "pages", "wall s", "CPU s", "× rustdoc"])

    /// The lines for the pages of a book, such as Rust by Example; and for one page with 1 and with 40 snippets.
    func lines(book: String) -> [String] {
        let pages = Self.pages(below: book)
        var lines =
            pages.isEmpty
            ? ["\(book): not measured, because no page has a snippet in Rust"]
            : measure("book", in: book, pages: pages)
        for count in [1, 40] {
            let folder = FileManager.default.temporaryDirectory.appending(
                path: "docent-benchmark-page-\(count)"
            ).path
            try? FileManager.default.removeItem(atPath: folder)
            defer { try? FileManager.default.removeItem(atPath: folder) }
            let page = (0..<count).map { "```rust\nfn main() { println!(\"{}\", \($0)); }\n```\n" }.joined(
                separator: "\n")
            do {
                try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
                try page.write(toFile: folder + "/page.md", atomically: false, encoding: .utf8)
            } catch {
                lines.append("page of \(count): not measured, because it cannot be written: \(error)")
                continue
            }
            lines += measure("page of \(count)", in: folder, pages: ["page.md"])
        }
        return lines
    }

    private func measure(_ name: String, in folder: String, pages: [String]) -> [String] {
        let cache = FileManager.default.temporaryDirectory.appending(path: "docent-benchmark-compiled").path
        try? FileManager.default.removeItem(atPath: cache)
        defer { try? FileManager.default.removeItem(atPath: cache) }
        let check = [
            docent, "check", "--rule", "snippets/does-not-compile", "--snippets=types", "--fail-on", "never",
        ]
        let programs = [
            // It stops before it runs anything, so that both do the same.
            Program(
                name: "rustdoc",
                words: [
                    "/bin/sh", "-c",
                    "for page; do rustdoc --test -Z unstable-options --no-run --edition 2021 \"$page\"; done >/dev/null 2>&1",
                    "sh",
                ] + pages, environment: ["RUSTC_BOOTSTRAP": "1"]),
            Program(name: "docent", words: check + ["--no-cache", "."]),
            Program(name: "docent, again", words: check + ["."], environment: ["XDG_CACHE_HOME": cache]),
        ]
        _ = programs[2].run(in: folder)
        let runs = programs.map { program in (0..<3).compactMap { _ in program.run(in: folder) } }
        let peer = runs[0].map(\.wall).min()
        return zip(programs, runs).map { program, runs in
            guard let best = runs.min(by: { $0.wall < $1.wall }), best.status < 2 else {
                return Self.row([name, program.name, "failed"])
            }
            return Self.row([
                name, program.name, String(pages.count), fixed(best.wall, 2), fixed(best.processor, 2),
                peer.map { fixed($0 / best.wall, 1) } ?? "–",
            ])
        }
    }

    /// The pages with a snippet in Rust.
    private static func pages(below folder: String) -> [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            name.hasSuffix(".md")
                && (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))?.contains("```rust")
                    == true
        }.sorted()
    }

    private static let widths = [-12, -14, 9, 8, 8, 9]

    private static func row(_ cells: [String]) -> String {
        zip(cells, widths).map(padded).joined(separator: "  ")
    }
}
