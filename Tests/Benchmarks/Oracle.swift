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

    static let all: [String: [Oracle]] = {
        let clang = ["clang", "-fsyntax-only", "-w", "-ferror-limit=0", "-fno-caret-diagnostics"]
        let script = Oracle(words: ["node", "-e", typescript], ending: "tsx", wrappers: scripts)
        return [
            "python": [Oracle(words: ["python3", "-I", "-S", "-m", "py_compile"], ending: "py")],
            "javascript": [
                Oracle(words: ["node", "--check"], ending: "mjs", wrappers: scripts), script,
            ],
            "typescript": [
                Oracle(words: ["node", "-e", typescript], ending: "ts", wrappers: scripts), script,
            ],
            "ruby": [Oracle(words: ["ruby", "-c"], ending: "rb")],
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
                    words: [
                        "javac", "-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC",
                        "-XDshould-stop.ifNoError=PARSE", "-proc:none", "-d", "/tmp",
                    ],
                    ending: "java",
                    wrappers: [
                        ("", ""), ("class A {\n", "\n}"),
                        ("class A { void m() throws Exception {\n", "\n} }"),
                    ])
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
        ]
    }()

    private static let scripts = [
        ("", ""), ("async function* f() {\n", "\n}"), ("class A {\n", "\n}"), ("({\n", "\n})"),
    ]

    private static let typescript = """
        const ts = require(require('child_process').execSync('readlink -f `command -v tsc`').toString().trim() \
        + '/../../lib/typescript.js'), file = process.argv[1],
          code = ts.createSourceFile(file, require('fs').readFileSync(file, 'utf8'), 99);
        for (const fault of code.parseDiagnostics)
          console.log(file + ':' + (code.getLineAndCharacterOfPosition(fault.start).line + 1) + ': error');
        process.exit(code.parseDiagnostics.length ? 1 : 0);
        """

    /// Languages that Docent itself asks the parser of their own about: what that parser takes in the form in which it
    /// took the snippet is legal there. Of C and C++ only a part of what is said counts, so it is not enough there.
    static let parsers: Set<String> = [
        "typescript", "yaml", "python", "javascript", "ruby", "php", "shell", "console", "go", "rust", "java",
        "swift",
        "postgresql", "sqlite",
    ]

    /// What is said of a mutant.
    struct Answer {
        /// Whether it is taken; nil where the snippet itself is not.
        var isLegal: Bool?
        /// The first line that is complained of in the mutant and not in the snippet.
        var line: Int?
    }

    /// Programs, and where they took a snippet: most snippets are asked about more than once.
    struct Memory {
        fileprivate var places: [[UInt8]: (program: Int, wrapper: Int)?] = [:]
        fileprivate var faults: [[UInt8]: [Fault]] = [:]
    }

    /// Asks the programs in turn; the first that takes the snippet in some place is believed.
    static func answer(
        _ programs: [Oracle], snippet: [UInt8], mutant: [UInt8], headers: String, _ memory: inout Memory
    ) -> Answer {
        let place: (program: Int, wrapper: Int)?
        if let known = memory.places[snippet] {
            place = known
        } else {
            place = self.place(programs, of: snippet, headers, &memory)
            memory.places[snippet] = .some(place)
        }
        if let place {
            let program = programs[place.program]
            let faults = program.faults(of: mutant, program.wrappers[place.wrapper], headers)
            return Answer(isLegal: faults.isEmpty, line: faults.first?.line)
        }
        guard let program = programs.first, let wrapper = program.wrappers.first else { return Answer() }
        let known = memory.faults[snippet] ?? []
        let new = program.faults(of: mutant, wrapper, headers).first { fault in !known.contains(fault) }
        return Answer(line: new?.line)
    }

    private static func place(
        _ programs: [Oracle], of snippet: [UInt8], _ headers: String, _ memory: inout Memory
    ) -> (program: Int, wrapper: Int)? {
        for (number, program) in programs.enumerated() {
            for (index, wrapper) in program.wrappers.enumerated() {
                let faults = program.faults(of: snippet, wrapper, headers)
                if faults.isEmpty { return (number, index) }
                if number == 0, index == 0 { memory.faults[snippet] = faults }
            }
        }
        return nil
    }

    fileprivate struct Fault: Equatable {
        var line: Int?
        var text: Substring
    }

    /// What the program complains of; where it says no line, one without.
    private func faults(of code: [UInt8], _ wrapper: (String, String), _ headers: String) -> [Fault] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "docent-oracle")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "snippet.\(ending)")
        let isTagless = ending == "php" && !code.starts(with: "<?".utf8)
        let head = (isTagless ? "<?php " : "") + wrapper.0
        try? Data(Array(head.utf8) + code + Array(wrapper.1.utf8)).write(to: file)
        let run = Shell.run(words + (include.map { [$0 + headers] } ?? []) + [file.path], in: folder.path)
        if run.status == 0 { return [] }
        let above = head.utf8.count { $0 == 0x0A }
        let lines = String(decoding: run.output, as: UTF8.self).split(separator: "\n")
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
