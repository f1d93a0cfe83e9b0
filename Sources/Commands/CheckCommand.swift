import ArgumentParser
import Model
import Reporting

/// `docent check`
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Judge documents by the rule book.",
        discussion: """
            Reads the documents of the work tree, of a revision, or of a bare repository. Files that \
            .gitignore names and generated or vendored ones (linguist-generated, linguist-vendored) are left \
            out.

            --fix mends what can be mended for certain, and reports what is left; --fix=unsafe makes the \
            proposals, too. --diff and --diff=unsafe write the same as a patch for `git apply`, and change \
            nothing. A fix never changes what a page renders to, but for what its rule is about.

            --snippets=types and --snippets=build compile the code of snippets and do not run it. A compiler runs what \
            code tells it to run (macros, plugins), so that is done in a sandbox, without a network; where there is \
            none, nothing is compiled, unless --no-sandbox says that this machine can be thrown away.

            --snippets=run runs the code of snippets in a sandbox and holds what it prints against the page, with \
            --allow-run only: it is code from documents. There is no network, unless --allow-network is given.

            Exit status: 0 nothing found at or above --fail-on, 1 findings, 2 could not run.
            """)

    @OptionGroup var place: PlaceOptions
    @Argument(help: "Files and folders to check (default: everything below the current folder).")
    var paths: [String] = []
    @Flag(help: "Mend what is certain; --fix=unsafe: and what is proposed.")
    var fix = false
    @Flag(help: "Print what --fix or --fix=unsafe would change as a patch, and change nothing.")
    var diff = false
    @Flag(help: .hidden)
    var fixUnsafe = false
    @Flag(help: .hidden)
    var diffUnsafe = false
    @Option(help: "How the report is written: \(ReportFormats.all.map { $0.name }.joined(separator: ", ")).")
    var format = "terminal"
    @Option(help: "The lowest severity that fails the run: advice, warning, error, never (default: error).")
    var failOn: FailOn?
    @Option(name: .customLong("rule"), help: "Judge by this rule, alias or group/* only; may be repeated.")
    var rules: [String] = []
    @Option(help: "Read every document as this dialect (default: told from the site).")
    var dialect: Dialect?
    @Option(help: "Colour: auto, always, never.")
    var color = ColorChoice.auto
    @Option(help: "How many documents are read at the same time (default: one for each processor).")
    var jobs: Int?
    @OptionGroup var runOptions: RunOptions
    @Option(help: "The day by which suppressions expire, YYYY-MM-DD (default: today).")
    var asOf: Day?

    @Flag(
        name: .customLong("cache"), inversion: .prefixedNo,
        help: "Show again what an earlier run showed, where nothing has changed since.")
    var usesCache = true

    func validate() throws {
        if ReportFormats.named(format) == nil {
            throw ValidationError(Options.noFormat(format, ReportFormats.all.map { $0.name }))
        }
        if arguments.asksForPatch, format != "terminal" {
            throw ValidationError("--diff writes a patch and no report: leave --format out.")
        }
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1.") }
    }

    func run() async throws { try await arguments.run() }

    /// What was read, as a value.
    var arguments: CheckArguments {
        var arguments = CheckArguments()
        arguments.revision = place.revision
        arguments.repository = place.repository
        arguments.configurationFile = place.configurationFile
        arguments.profile = place.profile
        arguments.paths = paths
        arguments.fix = fix
        arguments.diff = diff
        arguments.fixUnsafe = fixUnsafe
        arguments.diffUnsafe = diffUnsafe
        arguments.format = format
        arguments.failOn = failOn
        arguments.rules = rules
        arguments.dialect = dialect
        arguments.color = color
        arguments.jobs = jobs
        arguments.asOf = asOf
        arguments.usesCache = usesCache
        arguments.snippets = runOptions.snippets
        arguments.permission = runOptions.permission.value
        return arguments
    }
}
