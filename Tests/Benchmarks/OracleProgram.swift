// For processes and files only.
import Foundation

/// A program that goes on running: it reads the paths of files, a line each, and answers each with the lines of its
/// complaints and a line of a single dot.
///
/// To start the compiler of TypeScript takes a hundred times as long as to read a snippet.
final class OracleProgram {
    private let process = Process()
    private let input = Pipe()
    private let output = Pipe()
    private var rest = Data()

    init(_ words: [String]) {
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = words
        process.standardInput = input
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        // A program that has died is noticed by what it does not say.
        signal(SIGPIPE, SIG_IGN)
        try? process.run()
    }

    deinit {
        // Programs that were started later may hold its input open.
        process.terminate()
        process.waitUntilExit()
    }

    /// The lines of its complaints; nil when it has ended.
    func complaints(of path: String) -> String? {
        guard (try? input.fileHandleForWriting.write(contentsOf: Data((path + "\n").utf8))) != nil else {
            return nil
        }
        var text = ""
        while true {
            while let end = rest.firstIndex(of: 0x0A) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                rest = Data(rest[(end + 1)...])
                if line == "." { return text }
                text += line + "\n"
            }
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { return nil }
            rest += more
        }
    }
}

extension OracleProgram {
    static let javascript = [
        "node", "--experimental-vm-modules", "-e",
        """
        const vm = require('vm'), fs = require('fs');
        \(loop) {
          try { new vm.SourceTextModule(fs.readFileSync(file, 'utf8'), {identifier: file}); }
          catch (fault) { console.log(String(fault.stack).split('\\n')[0]); }
          console.log('.');
        });
        """,
    ]
    static let typescript = [
        "node", "-e",
        """
        const ts = require(require('child_process').execSync('readlink -f `command -v tsc`').toString().trim()
          + '/../../lib/typescript.js'), fs = require('fs');
        \(loop) {
          const code = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), 99);
          for (const fault of code.parseDiagnostics)
            console.log(file + ':' + (code.getLineAndCharacterOfPosition(fault.start).line + 1) + ': error');
          console.log('.');
        });
        """,
    ]
    private static let loop = "require('readline').createInterface({input: process.stdin}).on('line', file =>"
    static let python = [
        "python3", "-I", "-S", "-W", "ignore", "-c",
        """
        import sys
        for file in sys.stdin:
            file = file.strip()
            try:
                compile(open(file, "rb").read(), file, "exec", dont_inherit=True)
            except SyntaxError as fault:
                print(f"{file}:{fault.lineno}: error")
            except ValueError:
                print("error")
            print(".", flush=True)
        """,
    ]
    static let json = [
        "python3", "-I", "-S", "-c",
        """
        import json, sys
        for file in sys.stdin:
            file = file.strip()
            try:
                json.load(open(file, encoding="utf-8", errors="replace"))
            except json.JSONDecodeError as fault:
                print(f"{file}:{fault.lineno}: error")
            print(".", flush=True)
        """,
    ]
    static let ruby = [
        "ruby", "-W0", "-e",
        """
        $stdout.sync = true
        $stdin.each_line(chomp: true) do |file|
          begin
            RubyVM::InstructionSequence.compile(File.read(file), file)
          rescue SyntaxError => fault
            puts fault.message.lines.grep(/:\\d+:/).first || "error"
          end
          puts "."
        end
        """,
    ]
    /// The parser of javac; the program itself is written to a file first.
    static var java: [String] {
        let file = FileManager.default.temporaryDirectory.appending(path: "Oracle.java")
        try? Data(javaProgram.utf8).write(to: file)
        return ["java", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", file.path]
    }
    private static let javaProgram = """
        class Oracle {
          public static void main(String[] words) throws Exception {
            var compiler = javax.tools.ToolProvider.getSystemJavaCompiler();
            var files = compiler.getStandardFileManager(null, null, null);
            var input = new java.io.BufferedReader(new java.io.InputStreamReader(System.in));
            for (String file; (file = input.readLine()) != null; System.out.println(".")) {
              var faults = new javax.tools.DiagnosticCollector<javax.tools.JavaFileObject>();
              ((com.sun.source.util.JavacTask) compiler.getTask(null, files, faults,
                  java.util.List.of("-proc:none"), null, files.getJavaFileObjects(file))).parse();
              for (var fault : faults.getDiagnostics())
                if (fault.getKind() == javax.tools.Diagnostic.Kind.ERROR)
                  System.out.println(file + ":" + fault.getLineNumber() + ": error");
            }
          }
        }
        """
}
