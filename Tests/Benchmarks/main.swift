import CCmarkGFM

// benchmarks [FOLDER …]: parses all Markdown files of each folder with Docent, cmark-gfm and md4c in turn, on
// one core, then hostile input of growing size with Docent. `--hostile` or `--folders` alone runs one half.

cmark_gfm_core_extensions_ensure_registered()
let arguments = CommandLine.arguments.dropFirst()
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
