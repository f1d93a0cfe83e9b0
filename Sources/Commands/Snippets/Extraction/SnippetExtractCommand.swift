import ArgumentParser
import Engine
import Model
import Reporting
import RuleBook
import Snippets
import Toolchains

/// `docent snippets extract`
struct SnippetExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract",
        abstract: "Write the code snippets of documents as files that a compiler takes.",
        discussion: """
            Each page becomes a folder, each snippet a file in it that is named by its line; snippets with one group or \
            session become one file, set-up first. Lines that readers do not see, and files that the page takes in, are \
            in it. `docent-snippets.json` tells for every line where it stands in the documents.

            A file that docent did not write, or that was changed since, is never overwritten. Exit status: 0, or 2 where \
            nothing was written.
            """)

    @OptionGroup var place: PlaceOptions
    @Argument(help: "Files and folders (default: everything below the current folder).")
    var paths: [String] = []
    @Option(name: .customLong("to"), help: "The folder to write to.")
    var folder: String
    @Option(name: .customLong("language"), help: "Only snippets in this language; may be repeated.")
    var languages: [String] = []

    func run() async throws {
        var request = CheckRequest(folder: place.folder)
        request.place = place.value
        request.paths = paths
        let extraction = try request.extraction(of: languages)
        guard !extraction.programs.isEmpty else {
            throw Refusal(
                what: "there is nothing to extract",
                why: "no snippet of a language was found in what was asked for",
                remedy: "`docent snippets` lists all snippets and what is known of them")
        }
        let target = ExtractionFolder(path: folder.hasSuffix("/") ? String(folder.dropLast()) : folder)
        try target.write(extraction.files, map: extraction.map)
        let files = extraction.programs.count
        var line =
            "\(extraction.snippets) of \(extraction.all) snippets in \(files) \(files == 1 ? "file" : "files")"
        if extraction.all > extraction.snippets {
            line += "; the others are skipped, output, or name no language"
        }
        Console.write(line + "\n")
        for gap in extraction.gaps { Docent.complain(gap, as: "note") }
    }
}

/// The files that snippets become.
struct SnippetExtraction {
    struct Program {
        /// Seen from the folder that is written to.
        var name: String
        var page: String
        var language: String
        var program: SnippetProgram
    }

    var programs: [Program] = []
    /// How many snippets there are.
    var all = 0
    /// What is missing in the files.
    var gaps: [Failure] = []

    /// How many snippets are in the files.
    var snippets: Int {
        Set(programs.flatMap { program in program.program.parts.map { "\(program.page)\n\($0)" } }).count
    }

    var files: [ExtractionFolder.File] {
        programs.map { ExtractionFolder.File(name: $0.name, bytes: $0.program.code) }
    }

    /// Where each line of each file comes from; what the fields mean stands in the handbook.
    var map: [UInt8] {
        SnippetFileMap(
            files: programs.map { program in
                SnippetFileMap.File(
                    name: program.name, hash: ExtractionFolder.hash(program.program.code), page: program.page,
                    language: program.language,
                    runs: program.program.runs.map { run in
                        SnippetFileMap.Run(
                            line: run.line, count: run.count, path: run.path, sourceLine: run.sourceLine,
                            sourceColumn: run.sourceColumn)
                    })
            }
        ).json
    }
}

extension CheckRequest {
    /// Puts together what the snippets of the documents that were asked for become.
    ///
    /// - Parameter languages: those that are wanted; empty for all.
    func extraction(of languages: [String]) throws(Refusal) -> SnippetExtraction {
        let site = try Site(at: place)
        let wanted = try wantedPaths(site)
        let documents = try Documents.wanted(in: site.listing, wanted: wanted) { path in
            site.configuration.exclusion(of: path) != nil
        }
        let checker = SyntaxChecker()
        let language = { (label: String) in checker.language(for: label)?.id ?? label.lowercased() }
        let isWanted = { (snippet: Snippet) in
            guard snippet.syntaxQuestion != nil else { return false }
            let id = language(snippet.language)
            return id != "text" && FileEndings.ending(of: id, label: snippet.label) != nil
                && (languages.isEmpty || languages.contains(id) || languages.contains(snippet.label))
        }
        var reader = site.makeReader()
        var resolver = site.includeShelf.resolver()
        var extraction = SnippetExtraction()
        for path in documents {
            guard case .file(let file) = reader.read(path) else { continue }
            let document = site.parse(file)
            let snippets = document.snippets
            extraction.all += snippets.count
            for snippet in snippets where isWanted(snippet) {
                let expansion = Expansion(of: snippet.code, snippet.inclusions, &resolver)
                guard let gap = expansion.gap else { continue }
                let place = SnippetState.place(of: snippet.range.lower, in: document.text)
                extraction.gaps.append(
                    Failure(
                        what: "the code at \(path):\(place.line) is not whole", why: gap,
                        remedy: "`docent check` tells what is missing"))
            }
            let programs = SnippetProgram.all(
                of: snippets, on: document, &resolver, language: language, isWanted: isWanted)
            for program in programs {
                let id = language(program.label)
                guard let ending = FileEndings.ending(of: id, label: program.label) else { continue }
                extraction.programs.append(
                    SnippetExtraction.Program(
                        name: "\(Self.fileName(path))/\(program.name).\(ending)", page: path, language: id,
                        program: program))
            }
        }
        return extraction
    }

    /// The path of a page as the name of a folder: what would have to be escaped in a map becomes `_`.
    private static func fileName(_ path: String) -> String {
        var name = ""
        for scalar in path.unicodeScalars {
            let isPlain = scalar.value >= 0x20 && scalar != "\"" && scalar != "\\"
            name.unicodeScalars.append(isPlain ? scalar : "_")
        }
        return name
    }
}
