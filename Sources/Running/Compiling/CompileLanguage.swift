package import Model
package import Sandbox
package import Toolchains

/// A language whose snippets are compiled, and how.
package struct CompileLanguage: Sendable {
    /// As the catalog of languages names it: `rust`.
    package var id: String
    /// For people: `Rust`.
    package var name: String
    /// What documents write after a fence, in small letters.
    package var labels: [String]
    package var search: ToolchainSearch
    /// The forms in which a compiler may take a snippet, the likeliest first; none where it is only a part of something
    /// that cannot be told from it.
    package var forms: @Sendable (Code) -> [Code]
    /// Whether the headers of a page's other snippets are tried, too: where they are cheap to read.
    package var hasHeaders = false
    /// The forms of a snippet with the headers of others of its page.
    package var formsWithHeaders: @Sendable (Code, _ head: String) -> [Code] = { _, _ in [] }
    /// The code as it is compiled together with other code; nil where it would not mean the same there.
    package var merged: @Sendable (Code) -> [UInt8]?
    /// Whether what is said of a unit among others may come of the others, so that it has to be compiled by itself.
    package var needsConfirmation: @Sendable ([CompilerWord]) -> Bool
    /// What a word about one unit says of another too, where the compiler stops at the first: a module that is nowhere.
    package var sameOf: @Sendable (CompilerWord, CompileUnit) -> CompilerWord? = { _, _ in nil }
    /// Whether the compiler looks at each unit as if it were alone: then nothing is gained by many in one run, and
    /// nothing lost by the errors of others.
    package var looksAtEach: @Sendable (SnippetLevel) -> Bool = { _ in false }
    /// What units that are compiled in one run have in common.
    package var batchKey: @Sendable (CompileUnit) -> String = { $0.edition ?? "" }
    /// How many are compiled in one run.
    package var largestBatch = 200
    /// The highest level that it has.
    package var highestLevel: SnippetLevel
    /// The files to write and the command to run for some units.
    package var layout: @Sendable ([CompileUnit], CompileSetting) -> CompileLayout
    /// Whether a snippet may need a project to be there, so that it is worth making one ready.
    package var needsProject: @Sendable (Code) -> Bool = { _ in false }
    /// Whether only those snippets are compiled whose project asks for it.
    package var isOptional = false
    /// How its snippets become programs; nil where they are not run so.
    package var programs: ProgramMaking?
    /// Whether nothing else looks at the syntax of its snippets, so that it is the compiler's to do.
    package var judgesSyntax = false
    /// Whether an error in code that is not all of a program tells of the form that it was given, and not of the code.
    package var isAboutForm: @Sendable (CompilerWord) -> Bool = { _ in false }
    /// Whether an error counts for nothing in code that is not all of a program.
    package var isNoise: @Sendable (CompilerWord) -> Bool = { _ in false }
    /// Whether an error may well come of what a page leaves out, or shows in several ways one below the other.
    package var showsAlternatives: @Sendable (CompilerWord) -> Bool = { _ in false }
    /// Why an error says nothing of the code, as a clause that goes after "because"; nil where it does: the compiler has
    /// not what the code needs.
    package var isBeyond: @Sendable (CompilerWord) -> String? = { _ in nil }
    /// Reads what the compiler printed; nil where it has not done its work.
    package var read: @Sendable (SandboxOutcome) -> [CompilerWord]?
    /// What the compiler says is missing; nil where it complains of something else.
    package var missingName: @Sendable (CompilerWord) -> MissingName?
    /// Whether the snippet is all of a program, so that what it does not define is nowhere.
    package var isProgram: @Sendable (Code) -> Bool

    package func has(_ label: String) -> Bool { labels.contains(label.lowercased()) }
}

/// With what units are compiled.
package struct CompileSetting: Hashable, Sendable {
    package var level: SnippetLevel
    package var toolchain: Toolchain
    /// The project that they may use; nil where there is none.
    package var project: ProjectContext?
    /// Further words for the compiler, from the configuration.
    package var flags: [String] = []

    package init(level: SnippetLevel, toolchain: Toolchain) {
        self.level = level
        self.toolchain = toolchain
    }

    /// The words of the project and of the configuration.
    package var words: [String] { (project?.flags ?? []) + flags }
}

/// Some code that a compiler is given as a whole.
package struct CompileUnit: Sendable {
    package var number: Int
    package var bytes: [UInt8]
    /// What stands in its place among others, where that is something else.
    package var merged: [UInt8]?
    /// The edition of the language; nil for the usual one.
    package var edition: String?

    package init(number: Int, bytes: [UInt8], merged: [UInt8]? = nil, edition: String? = nil) {
        self.number = number
        self.bytes = bytes
        self.merged = merged
        self.edition = edition
    }

    /// The name of its file without an ending, by which it is known again.
    package var name: String { "u\(number)" }
}

/// What is written and run for some units.
package struct CompileLayout: Sendable {
    package var files: [(name: String, bytes: [UInt8])]
    package var arguments: [String]
    package var environment: [String: String]

    /// The same for a work folder that a command finds elsewhere than in `/box`.
    func moved(to place: String) -> CompileLayout {
        if place == "/box" { return self }
        let move = { (text: String) in text.replacing("/box/", with: place + "/") }
        return CompileLayout(
            files: files.map { file in
                guard file.name == "overlay.json" else { return file }
                return (file.name, Array(move(String(decoding: file.bytes, as: UTF8.self)).utf8))
            }, arguments: arguments.map(move), environment: environment)
    }

    package init(
        files: [(name: String, bytes: [UInt8])], arguments: [String], environment: [String: String] = [:]
    ) {
        self.files = files
        self.arguments = arguments
        self.environment = environment
    }
}

/// Something that a compiler says of a place.
package struct CompilerWord: Hashable, Sendable {
    /// The unit; nil where it is about none in particular.
    package var unit: Int?
    /// Counted from 1.
    package var line: Int
    /// Counted from 1 in `columnUnit`; 0 for the whole line.
    package var column: Int
    package var columnUnit: ColumnUnit
    package var message: String
    /// As the compiler names it; nil where it has no names.
    package var code: String?

    package enum ColumnUnit: Hashable, Sendable { case bytes, scalars, utf16 }

    package init(
        unit: Int?, line: Int, column: Int, columnUnit: ColumnUnit, message: String, code: String?
    ) {
        self.unit = unit
        self.line = line
        self.column = column
        self.columnUnit = columnUnit
        self.message = message
        self.code = code
    }
}

/// A name that code uses and that is defined nowhere in it.
package struct MissingName: Hashable, Sendable {
    package var name: String
    /// A name that the compiler takes it for; nil where it knows none.
    package var suggestion: String?
    /// Whether it is a package, module or file, which a program has beside its own code.
    package var isOutside: Bool

    package init(_ name: String, suggestion: String? = nil, isOutside: Bool = false) {
        self.name = name
        self.suggestion = suggestion
        self.isOutside = isOutside
    }
}
