// For processes and files only.
import Foundation

/// The language's own program, asked about code with and without a mistake.
struct Oracle {
    /// What stands before the file.
    var words: [String]
    var ending: String
    /// What may stand around a fragment, each as a head that ends with a line and a foot.
    var wrappers = [("", "")]
    /// The words before a folder with headers; nil where there are none.
    var include: String?
    /// Whether the program goes on and reads paths, see `OracleProgram`.
    var goesOn = false

    static let all: [String: [Oracle]] = {
        let clang = ["clang", "-fsyntax-only", "-w", "-ferror-limit=0", "-fno-caret-diagnostics"]
        let script = Oracle(
            words: OracleProgram.typescript, ending: "tsx", wrappers: scripts, goesOn: true)
        return [
            "python": [Oracle(words: OracleProgram.python, ending: "py", goesOn: true)],
            "javascript": [
                Oracle(words: OracleProgram.javascript, ending: "mjs", wrappers: scripts, goesOn: true),
                script,
            ],
            "typescript": [
                Oracle(words: OracleProgram.typescript, ending: "ts", wrappers: scripts, goesOn: true),
                script,
            ],
            "ruby": [Oracle(words: OracleProgram.ruby, ending: "rb", goesOn: true)],
            "php": [
                Oracle(words: ["php", "-l"], ending: "php", wrappers: [("", ""), ("class A {\n", "\n}")])
            ],
            "shell": [Oracle(words: ["bash", "-n"], ending: "sh")],
            "console": [Oracle(words: ["bash", "-n"], ending: "sh")],
            "go": [
                Oracle(
                    words: ["gofmt", "-e", "-l"], ending: "go",
                    wrappers: [
                        ("", ""), ("package p\n", ""), ("package p; func _() {\n", "\n}"),
                        ("package p; type _ interface {\n", "\n}"),
                    ])
            ],
            "rust": [
                Oracle(
                    words: ["rustfmt", "--edition", "2021", "--emit", "stdout"], ending: "rs",
                    wrappers: [("", ""), ("fn main() {\n", "\n}"), ("impl X {\n", "\n}")])
            ],
            "java": [
                Oracle(
                    words: OracleProgram.java, ending: "java",
                    wrappers: [
                        ("", ""), ("class A {\n", "\n}"),
                        ("class A { void m() throws Exception {\n", "\n} }"),
                    ], goesOn: true)
            ],
            "c": [
                Oracle(
                    words: clang + ["-std=gnu17"], ending: "c",
                    wrappers: [("", ""), ("void f(void) {\n", "\n}")], include: "-I")
            ],
            "cpp": [
                Oracle(
                    words: clang + ["-std=c++20"], ending: "cpp",
                    wrappers: [("", ""), ("void f() {\n", "\n}")], include: "-I")
            ],
            "swift": [Oracle(words: ["swiftc", "-frontend", "-parse"], ending: "swift")],
            "toml": [
                Oracle(
                    words: ["python3", "-c", "import tomllib,sys; tomllib.load(open(sys.argv[1],'rb'))"],
                    ending: "toml")
            ],
            "json": [Oracle(words: OracleProgram.json, ending: "json", goesOn: true)],
        ]
    }()

    private static let scripts = [
        ("", ""), ("async function* f() {\n", "\n}"), ("class A {\n", "\n}"), ("({\n", "\n})"),
    ]

    /// Languages that Docent itself asks the parser of their own about: what that parser takes in the form in which it
    /// took the snippet is legal there. Of C and C++ only a part of what is said counts, so it is not enough there.
    static let parsers: Set<String> = [
        "typescript", "yaml", "python", "javascript", "ruby", "php", "shell", "console", "go", "rust", "java",
        "swift",
        "postgresql", "sqlite",
    ]

    /// What is said of a mutant.
    struct Answer {
        /// Whether it is taken by the first program that takes the snippet; nil where none does.
        var isLegal: Bool?
        /// For each program the first line that it complains of in the mutant and not in the snippet.
        var lines: Set<Int> = []
    }

    /// Programs, and where they took a snippet: most snippets are asked about more than once.
    struct Memory {
        /// By program: the wrapper that a snippet was taken in, and what was said of it without one.
        fileprivate var places: [[UInt8]: [(wrapper: Int?, faults: [Fault])]] = [:]
        fileprivate var running: [[String]: OracleProgram] = [:]
    }

    /// Asks all programs, each where it takes the snippet.
    static func answer(
        _ programs: [Oracle], snippet: [UInt8], mutant: [UInt8], headers: String, _ memory: inout Memory
    ) -> Answer {
        let places =
            memory.places[snippet]
            ?? programs.map { program in
                var first: [Fault]?
                for (index, wrapper) in program.wrappers.enumerated() {
                    let faults = program.faults(of: snippet, wrapper, headers, &memory)
                    if faults.isEmpty { return (index, []) }
                    first = first ?? faults
                }
                return (nil, first ?? [])
            }
        memory.places[snippet] = places
        var answer = Answer()
        let isTaken = places.contains { $0.wrapper != nil }
        for (program, place) in zip(programs, places) where !isTaken || place.wrapper != nil {
            let faults = program.faults(of: mutant, program.wrappers[place.wrapper ?? 0], headers, &memory)
            if place.wrapper != nil, answer.isLegal == nil { answer.isLegal = faults.isEmpty }
            if let line = faults.first(where: { !place.faults.contains($0) })?.line {
                answer.lines.insert(line)
            }
        }
        return answer
    }

    fileprivate struct Fault: Equatable {
        var line: Int?
        var text: Substring
    }

    /// What the program complains of; where it says no line, one without.
    private func faults(
        of code: [UInt8], _ wrapper: (String, String), _ headers: String, _ memory: inout Memory
    ) -> [Fault] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "docent-oracle")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "snippet.\(ending)")
        let isTagless = ending == "php" && !code.starts(with: "<?".utf8)
        let head = (isTagless ? "<?php " : "") + wrapper.0
        try? Data(Array(head.utf8) + code + Array(wrapper.1.utf8)).write(to: file)
        let said: String
        if goesOn {
            let program = memory.running[words] ?? OracleProgram(words)
            memory.running[words] = program
            guard let complaints = program.complaints(of: file.path) else {
                memory.running[words] = nil
                return [Fault(line: nil, text: "")]
            }
            if complaints.isEmpty { return [] }
            said = complaints
        } else {
            let run = Shell.run(words + (include.map { [$0 + headers] } ?? []) + [file.path], in: folder.path)
            if run.status == 0 { return [] }
            said = String(decoding: run.output, as: UTF8.self)
        }
        let above = head.utf8.count { $0 == 0x0A }
        let lines = said.split(separator: "\n")
        let faults = lines.compactMap { line -> Fault? in
            guard !line.contains(": note:"), !line.contains(": warning:"),
                let match = line.firstMatch(of: /snippet\.[a-z]+[:(](\d+)/)
                    ?? line.firstMatch(of: /line (\d+)/),
                let number = Int(match.output.1)
            else { return nil }
            return Fault(line: number - above, text: line)
        }
        return faults.isEmpty ? [Fault(line: nil, text: "")] : faults
    }
}

/// Runs a program and keeps all that it writes.
enum Shell {
    static func run(_ words: [String], in folder: String) -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(filePath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = words[0].hasSuffix("docent") ? FileHandle.nullDevice : pipe
        process.standardInput = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return (127, Data()) }
        let output = (try? pipe.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}
