// For processes and files only.
import Foundation

/// The language's own program, asked about a whole file.
struct Oracle {
    /// What stands before the file.
    var words: [String]
    var ending: String

    static let all: [String: Oracle] = [
        "python": Oracle(words: ["python3", "-I", "-S", "-m", "py_compile"], ending: "py"),
        "javascript": Oracle(words: ["node", "--check"], ending: "mjs"),
        "ruby": Oracle(words: ["ruby", "-c"], ending: "rb"),
        "php": Oracle(words: ["php", "-l"], ending: "php"),
        "shell": Oracle(words: ["bash", "-n"], ending: "sh"),
        "console": Oracle(words: ["bash", "-n"], ending: "sh"),
        "go": Oracle(words: ["gofmt", "-e", "-l"], ending: "go"),
        "rust": Oracle(words: ["rustfmt", "--check", "--edition", "2021"], ending: "rs"),
        "java": Oracle(words: ["javac", "-proc:none", "-d", "/tmp"], ending: "java"),
        "c": Oracle(words: ["gcc", "-fsyntax-only", "-w"], ending: "c"),
        "cpp": Oracle(words: ["g++", "-fsyntax-only", "-w", "-std=c++20"], ending: "cpp"),
        "swift": Oracle(words: ["swiftc", "-frontend", "-parse"], ending: "swift"),
        "toml": Oracle(
            words: ["python3", "-c", "import tomllib,sys; tomllib.load(open(sys.argv[1],'rb'))"],
            ending: "toml"),
    ]

    /// Languages that Docent itself asks the parser of their own about, and that no program is asked about here.
    static let parsers: Set<String> = ["typescript", "yaml"]

    /// Whether it takes a file.
    func accepts(_ code: [UInt8]) -> Bool { run(code).status == 0 }

    /// The first line that it complains of; nil where it takes the file.
    func line(of code: [UInt8]) -> Int? {
        let run = run(code)
        if run.status == 0 { return nil }
        let text = String(decoding: run.output, as: UTF8.self)
        let match =
            text.firstMatch(of: /snippet\.[a-z]+[:(](\d+)/) ?? text.firstMatch(of: /line (\d+)/)
        return match.flatMap { Int($0.output.1) }
    }

    private func run(_ code: [UInt8]) -> (status: Int32, output: Data) {
        let folder = FileManager.default.temporaryDirectory.appending(path: "docent-oracle")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appending(path: "snippet.\(ending)")
        let head = ending == "php" && !code.starts(with: "<?".utf8) ? Array("<?php ".utf8) : []
        try? Data(head + code).write(to: file)
        return Shell.run(words + [file.path], in: folder.path)
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
