import Engine
import Markup
package import Model
import Repositories
import RuleBook
import Running
import Toolchains

/// What `docent check` is asked, resolved from arguments, and how it is carried out.
///
/// This is the only place where reading, parsing, rules and answers meet.
package struct CheckRequest: Sendable {
    package var place: Place
    /// As the user wrote them; empty for the folder the user stands in.
    package var paths: [String] = []
    /// The rules to judge by; empty for those that the configuration has on.
    package var rules: [String] = []
    package var dialect: Dialect?
    /// What decides instead of the configuration when findings fail the run.
    package var failOn: FailOn?
    /// The day by which suppressions expire.
    package var today: Day
    package var workers: Int
    /// How snippets are compiled; nil where they are not.
    package var compile: CompileRequest?
    /// What is mended before the report; nil where nothing is.
    package var fixes: FixRequest?
    /// How snippets are run; nil where they are not.
    package var run: RunRequest?
    /// Whether what parsers say is kept for the next run, and used again.
    var keepsAnswers = false
    package var progress: (@Sendable (_ done: Int, _ of: Int) -> Void)?

    package init(folder: String) {
        place = Place(folder: folder)
        today = Clock.today
        workers = Machine.cores
    }

    /// What a run came to.
    struct Result: Sendable {
        var report: WrittenReport
        var status: ExitStatus
        /// What a user should know beside the report.
        var notices: [Failure]
        /// What was mended, as a patch; nil where nobody asked for one.
        var patch: [UInt8]?
        /// Documents that were mended and could not be written.
        var notWritten: [Failure] = []
    }

    /// - Parameter write: writes down what was found on a page.
    package func perform(
        writing write: @escaping @Sendable (Report.Page) -> [UInt8]
    ) async throws(Refusal) -> WrittenReport {
        try await carryOut(over: try Site.open(place), noting: nil, writing: write).result.report
    }

    /// - Parameters:
    ///   - snapshot: what the place names.
    ///   - readings: where what is read is noted, where somebody asks for it.
    ///   - hasFingerprints: whether what is written tells the fingerprints of findings.
    ///   - write: writes down what was found on a page.
    func carryOut(
        over snapshot: Snapshot, noting readings: Readings?, hasFingerprints: Bool = true,
        writing write: @escaping @Sendable (Report.Page) -> [UInt8]
    ) async throws(Refusal) -> (result: Result, listing: Listing) {
        var opened = try Site(at: place, over: snapshot, only: rules, noting: readings)
        opened.dialect = dialect
        let site = opened
        let wanted = try wantedPaths(site)
        let documents = try Documents.wanted(in: site.listing, wanted: wanted) { path in
            site.configuration.exclusion(of: path) != nil
        }
        guard !documents.isEmpty else { throw Self.nothingToCheck(site) }
        let compiler = try await compile?.compiler(
            workers: workers, site.surroundings(site.includeShelf))
        let runs = try await run?.probe(workers: workers)
        var result: Result
        if let fixes {
            result = try await mend(documents, site, fixes, compiler, runs, writing: write)
        } else {
            var plan = plan(documents, site, site.makeReader, readings, compiler, runs)
            plan.hasFingerprints = hasFingerprints
            result = Result(report: await Engine.run(plan, writing: write), status: .clean, notices: [])
        }
        result.notices = site.configuration.notices + silences(documents, site)
        result.report.add(notListed(site, wanted))
        result.status = result.notWritten.isEmpty ? status(of: result.report, site) : .couldNotRun
        return (result, site.listing)
    }

    /// Makes what asks parsers.
    var makeSyntax: @Sendable () -> SyntaxChecker {
        { [workers, keepsAnswers] in
            SyntaxChecker(
                toolbox: Toolbox(workers: workers, memory: keepsAnswers ? ParseShelf.standard : nil))
        }
    }

    func plan(
        _ documents: [String], _ site: Site, _ makeReader: @escaping @Sendable () -> any DocumentReader,
        _ readings: Readings?, _ compiler: PageCompiler?, _ runs: RunProbe?, memory: AnswerMemory? = nil
    ) -> Plan {
        Plan(
            paths: documents, makeReader: makeReader, parse: site.parse,
            rules: { site.configuration.settings(for: $0).rules },
            adjust: { site.configuration.adjusted($1, for: $0) },
            probe: CompileProbe(
                compiler: compiler, shelf: site.shelf(reading: makeReader),
                next: ProductProbe(
                    next: SnippetProbe(
                        makeSyntax: makeSyntax,
                        shelf: site.shelf(reading: makeReader),
                        site: SiteProbe(
                            makeEntry: { PathAnswers(site.listing).answer }, isDocument: Documents.isDocument,
                            anchors: Anchors.init(of:),
                            makeReader: makeReader, parse: site.parse, workers: workers),
                        readings: readings,
                        runs: runs.map {
                            .probe($0.at(site.surroundings(site.shelf(reading: makeReader))))
                        }, memory: memory),
                    shelf: ProductShelf(
                        root: site.snapshot.root, makeReader: makeReader, workers: workers, readings: readings
                    ),
                    products: { site.configuration.products(for: $0) }, workers: workers)),
            remarks: site.book.remarks.map {
                Remark(file: $0.file, rule: RuleBook.pageRule, draft: $0.draft)
            },
            revision: site.snapshot.revision, today: today, workers: workers, progress: progress)
    }

    /// The paths that were asked for, or the folder that the user stands in.
    func wantedPaths(_ site: Site) throws(Refusal) -> [Documents.Wanted] {
        var wanted: [Documents.Wanted] = []
        for path in paths { wanted.append(try site.wanted(path)) }
        if wanted.isEmpty, !site.snapshot.prefix.isEmpty {
            wanted = [Documents.Wanted(written: ".", inside: site.snapshot.prefix)]
        }
        return wanted
    }

    /// Submodules, and folders that could not be listed: what is in them was not checked.
    private func notListed(_ site: Site, _ wanted: [Documents.Wanted]) -> [Unknown] {
        let isWanted = { (path: String) in
            wanted.isEmpty
                || wanted.contains {
                    $0.inside.isEmpty || path == $0.inside || path.hasPrefix($0.inside + "/")
                }
        }
        var unknowns = site.listing.problems.map {
            Unknown(path: $0.path, subject: $0.path, reason: $0.reason)
        }
        for entry in site.listing.entries where entry.kind == .submodule {
            unknowns.append(
                Unknown(
                    path: entry.path, subject: entry.path, reason: "it is another repository (a submodule)"))
        }
        return unknowns.filter { isWanted($0.path) }
    }

    /// What a run without findings says less of than it seems.
    private func silences(_ documents: [String], _ site: Site) -> [Failure] {
        // Rules that need a product are off where none is named, whoever asks for them.
        guard !rules.isEmpty,
            documents.allSatisfy({ site.configuration.settings(for: $0).rules.checks.isEmpty })
        else { return [] }
        return [
            Failure(
                what: "no rule could speak", why: "no product is named that the documents are about",
                remedy: "name it with `products` in .docent.yml")
        ]
    }

    /// Each finding fails the run by what the configuration of its own page says.
    private func status(of report: WrittenReport, _ site: Site) -> ExitStatus {
        if report.counts.documentsRead == 0 { return .couldNotRun }
        let fails = report.sheets.contains { sheet in
            let threshold: Severity?
            switch failOn {
            case .severity(let severity)?: threshold = severity
            case .never?: threshold = nil
            case nil: threshold = site.configuration.settings(for: sheet.path).failOn.value
            }
            return threshold.map { sheet.tally.reaches($0) } ?? false
        }
        return fails ? .findings : .clean
    }

    private static func nothingToCheck(_ site: Site) -> Refusal {
        Refusal(
            what: "there is nothing to check", why: "no document was found in what was asked for",
            remedy:
                "name files or folders; .gitignore, `include` and `exclude` in .docent.yml leave documents out"
        )
    }
}

/// From which severity on a run fails.
package enum FailOn: Hashable, Sendable {
    case severity(Severity)
    case never
}
