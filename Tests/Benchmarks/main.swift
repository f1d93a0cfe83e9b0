import CCmarkGFM
// For the names of folders.
import Foundation

// benchmarks [FOLDER …]: parses all Markdown files of each folder with Docent, cmark-gfm and md4c in turn, on
// one core, then hostile input of growing size with Docent. `--hostile` or `--folders` alone runs one half.
//
// benchmarks --linters DOCENT RUMDL [FOLDER …]: checks each folder, and one small file, with both programs in
// turn.
//
// benchmarks --histories REPOSITORY …: dates all files of a repository beside `git log --name-only`, in turn;
// `--dates REPOSITORY` prints them.
// benchmarks --compilers DOCENT FOLDER: compiles the snippets in Rust of a book, and of small pages, with Docent and
// rustdoc in turn.

//
// benchmarks --snippets DOCENT PEERS: the speed of looking at snippets.
//
// benchmarks --detection DOCENT FOLDER …: puts mistakes into the snippets of each folder that pass, and counts which are
// found. With DOCENT_SHOW set it prints those that are not; with DOCENT_SHOW=lines those that are found on a line that is
// neither the mutant's nor the one that the language's own parser names.
//
// benchmarks --detection --level types [--sample N] DOCENT FOLDER …: writes names wrongly in snippets that compilers take,
// N of each language, and counts which are found.

let arguments = Array(CommandLine.arguments.dropFirst())
if arguments.first == "--snippets", arguments.count >= 3 {
    let speed = SnippetSpeed(docent: arguments[1], peers: arguments[2])
    print("the syntax of snippets: one run over all of them, a process for each, and tools that run them")
    print(SnippetSpeed.head)
    for line in speed.mixed() + speed.python() { print(line) }
    exit(0)
}
if arguments.starts(with: ["--detection", "--level", "types"]) {
    var rest = arguments.dropFirst(3)
    var sample = 100
    if rest.first == "--sample" {
        sample = rest.dropFirst().first.flatMap { Int($0) } ?? sample
        rest = rest.dropFirst(2)
    }
    print(
        "right snippets with one name written wrongly; legal is what the compiler takes, and counts for nothing"
    )
    for folder in rest.dropFirst() {
        print("\n\(URL(filePath: folder).lastPathComponent)\n\(TypeDetection.head)")
        for line in TypeDetection(docent: rest.first ?? "", sample: sample).lines(folder) { print(line) }
    }
    exit(0)
}
if arguments.first == "--detection", arguments.count >= 3 {
    print(
        "right snippets with one mistake each; legal is what the language's own parser takes, and counts for nothing"
    )
    for folder in arguments.dropFirst(2) {
        print("\n\(URL(filePath: folder).lastPathComponent)\n\(Detection.head)")
        for line in Detection(docent: arguments[1]).lines(folder) { print(line) }
    }
    exit(0)
}
if arguments.first == "--linters", arguments.count >= 3 {
    let isInstalled = unsafe access(arguments[2], X_OK) == 0
    let linters = try Linters(docent: arguments[1], rumdl: isInstalled ? arguments[2] : nil)
    print("processes in turn, files in memory, median of the runs; the 53 rules of markdownlint")
    if !isInstalled { print(Linters.missingPeer) }
    print(Linters.head)
    for line in linters.linesForOneFile() { print(line) }
    for folder in arguments.dropFirst(3) {
        let name = URL(filePath: folder).lastPathComponent
        for line in linters.lines(name, folder: folder, rounds: 9) { print(line) }
    }
    exit(0)
}

if arguments.first == "--walk", arguments.count >= 2 {
    exit(
        await Histories.walk(
            arguments[1], state: arguments.dropFirst(2).first, revision: arguments.dropFirst(3).first))
}
if arguments.first == "--dates", arguments.count == 2 { exit(await Histories.dates(arguments[1])) }
if arguments.first == "--histories" {
    let histories = Histories(program: CommandLine.arguments[0])
    print("processes in turn, files in memory, median of the runs")
    print(Histories.head)
    for repository in arguments.dropFirst() {
        for line in histories.lines(repository, rounds: 5) { print(line) }
        for line in histories.oneByOne(repository, files: 500) { print(line) }
    }
    exit(0)
}

if arguments.first == "--compilers", arguments.count == 3 {
    print("the least of 3 runs in turn; snippets compiled and not run")
    print(Compilers.head)
    for line in Compilers(docent: arguments[1]).lines(book: arguments[2]) { print(line) }
    exit(0)
}

cmark_gfm_core_extensions_ensure_registered()
let folders = arguments.filter { !$0.hasPrefix("--") }

if !arguments.contains("--hostile") {
    print("one core, processor time, median of 9 rounds in turn; GitHub's extensions on")
    print(Throughput.head)
    for folder in folders {
        for line in Throughput(folder: folder).lines() { print(line) }
    }
}
if !arguments.contains("--folders") {
    print("\nmilliseconds of processor time; growth is the last time over the one before it")
    print(Hostility.head)
    for line in Hostility.lines() { print(line) }
    for line in Hostility.longLines() { print(line) }
}
