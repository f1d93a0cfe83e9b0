/// The snippets of one session in Rust as the source of a module, as the manual of rustdoc tells it (the chapter
/// "Documentation tests"): lines that begin with `# ` are code that readers do not see, and what has no `main` is the inside
/// of one.
struct RustSource: Sendable {
    let module: String
    /// The same as a whole program.
    let program: String
    /// Whether it can stand in a program with others: it names neither its crate nor what holds for all of it.
    let canBeMerged: Bool

    init(_ snippets: [String]) {
        let lines = snippets.flatMap {
            $0.split(separator: "\n", omittingEmptySubsequences: false).map(Self.uncovered)
        }
        var attributes: [String] = []
        var rest: [String] = []
        var isHead = true
        for line in lines {
            let text = line.drop { $0 == " " || $0 == "\t" }
            if isHead, text.hasPrefix("#![") {
                attributes.append(line)
            } else {
                if !text.isEmpty, !text.hasPrefix("//") { isHead = false }
                rest.append(line)
            }
        }
        let code = rest.joined(separator: "\n")
        let head = attributes.joined(separator: "\n")
        let hasMain = rest.contains { line in
            let text = line.drop { $0 == " " }
            return line.count - text.count < 4
                && ["fn main(", "pub fn main(", "async fn main("].contains { text.hasPrefix($0) }
        }
        let isFallible = code.reversed().drop(while: \.isWhitespace).starts(with: "(())".reversed())
        let body: String
        if hasMain {
            body = code
        } else if isFallible {
            body =
                "fn main() { fn inner() -> Result<(), impl core::fmt::Debug> {\n\(code)\n}\ninner().unwrap() }"
        } else {
            body = "fn main() {\n\(code)\n}"
        }
        program = "\(head)\n\(body)\n"
        module = """
            \(head)
            \(body)
            pub fn __docent_main() -> std::process::ExitCode { std::process::Termination::report(main()) }

            """
        let words = [
            "crate::", "$crate", "#![feature", "global_allocator", "#![no_std", "#![no_main", "extern crate",
        ]
        canBeMerged = !words.contains { (head + code).contains($0) }
    }

    private static func uncovered(_ line: Substring) -> String {
        let text = line.drop { $0 == " " || $0 == "\t" }
        if text == "#" { return "" }
        if text.hasPrefix("# ") { return String(text.dropFirst(2)) }
        return text.hasPrefix("##") ? String(text.dropFirst()) : String(line)
    }
}
