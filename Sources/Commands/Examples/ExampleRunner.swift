import Checks
import Engine
import Markup
import Model
import Reporting
package import RuleBook
import RulePages
import Running
import Sandbox
import Toolchains

/// Replays the examples of rule pages as a user would see them: each a small repository, judged by the
/// engine with the one rule on, shown as the terminal shows it.
package struct ExampleRunner: Sendable {
    private let book: RuleBook
    private let runsSnippets: Bool

    /// - Parameter runsSnippets: whether the code of examples is run, in the sandbox, where a rule asks what it prints.
    package init(_ book: RuleBook, runsSnippets: Bool = false) {
        self.book = book
        self.runsSnippets = runsSnippets
    }

    /// Replays all examples of a rule's page, as they are written and in every disguise.
    package func replay(_ id: String) async -> ExampleReport {
        guard let entry = book[id] else { return ExampleReport(rule: id, path: id, examples: []) }
        let page = RulePage(entry.file, id: id)
        var examples: [ExampleReport.Example] = []
        for example in page.examples {
            examples.append(await replay(example, of: page, entry))
        }
        // A fix may be wrong in one place; one that is never made has the wrong word for what it changes.
        if let first = examples.firstIndex(where: { $0.isMended == false }),
            !examples.contains(where: { $0.isMended == true })
        {
            examples[first].failures.append(.init(disguise: .fixed, .fixIsDropped))
        }
        return ExampleReport(rule: id, path: entry.file.path, examples: examples)
    }

    private func replay(
        _ example: RulePage.Example, of page: RulePage, _ entry: RuleBook.Entry
    ) async -> ExampleReport.Example {
        let text = page.document.text
        var outcome = ExampleReport.Example(
            caption: example.caption, line: text.line(at: example.range.lower) + 1)
        guard let plain = await run(example, entry.head.id, ExampleSite(example)) else {
            outcome.failures.append(.init(disguise: nil, .noRule))
            return outcome
        }
        outcome.replays += 1
        if let failure = Self.compare(plain, with: example) { outcome.failures.append(failure) }
        if !plain.mistakes.isEmpty {
            outcome.failures.append(.init(disguise: nil, .checkMistake, details: plain.mistakes))
        }
        let skipped = Set(entry.head.skippedDisguises.map(\.name))
        if !skipped.contains(Disguise.fixed.rawValue), plain.report.findings.contains(where: \.hasSafeFix) {
            outcome.replays += 1
            let (failure, isMended) = await fixed(example, entry.head.id, plain)
            if let failure { outcome.failures.append(failure) }
            outcome.isMended = isMended
        }
        for disguise in Disguise.allCases where !skipped.contains(disguise.rawValue) {
            guard let site = ExampleSite(example).wearing(disguise, rule: entry.head.id, after: plain.report),
                let worn = await run(example, entry.head.id, site)
            else { continue }
            outcome.replays += 1
            if let failure = Self.compare(worn, in: disguise, with: plain) {
                outcome.failures.append(failure)
            }
        }
        return outcome
    }

    /// The page with its `findings` fences as they should be; nil where nothing changes.
    package func bless(_ id: String) async -> [UInt8]? {
        guard let entry = book[id] else { return nil }
        let page = RulePage(entry.file, id: id)
        var bytes = entry.file.bytes
        for example in page.examples.reversed() where example.isFlagged {
            guard let plain = await run(example, id, ExampleSite(example)), !plain.text.isEmpty else {
                continue
            }
            if let range = example.findingsRange {
                bytes.replaceSubrange(range.lower..<range.upper, with: plain.text.utf8)
            } else {
                let fence = "\n\n```findings\n\(plain.text)```"
                bytes.insert(contentsOf: fence.utf8, at: example.filesEnd)
            }
        }
        return bytes == entry.file.bytes ? nil : bytes
    }

    // MARK: One run

    /// What came of running one example in one form.
    struct Result {
        var report: Report
        /// As the terminal prints it.
        var text: String
        /// What the engine had to mend in what the check said.
        var mistakes: [String]
        /// What the findings are, whatever lines they stand on.
        var gist: [String]
    }

    private func run(_ example: RulePage.Example, _ id: String, _ site: ExampleSite) async -> Result? {
        guard let plan = await plan(example, id, site, site.reader) else { return nil }
        return result(await Engine.run(plan), id, site)
    }

    /// Makes the safe fixes as `docent check --fix` does, and again: what had one is gone, but for places where
    /// it would change too much, and the second time nothing changes.
    private func fixed(
        _ example: RulePage.Example, _ id: String, _ plain: Result
    ) async -> (failure: ExampleReport.Failure?, isMended: Bool) {
        let site = ExampleSite(example)
        let mending = await mend(example, id, site)
        let mended = site.replacing(mending.files)
        guard let after = await run(example, id, mended) else { return (nil, false) }
        let wanted = plain.gist(where: { !$0.hasSafeFix })
        let left = after.gist(where: { !$0.hasSafeFix })
        let again = await mend(example, id, mended)
        var failure: ExampleReport.Failure?
        if wanted != left || after.gist.count - left.count != mending.report.counts.fixes?.dropped {
            failure = ExampleReport.Failure(
                disguise: .fixed, .disguised(.fixed), details: ExampleReport.difference(wanted, after.gist))
        } else if !again.files.isEmpty {
            failure = ExampleReport.Failure(disguise: .fixed, .fixIsNotStable)
        }
        return (failure, !mending.files.isEmpty)
    }

    private func mend(_ example: RulePage.Example, _ id: String, _ site: ExampleSite) async -> Mending {
        let overlay = Overlay()
        let reader = overlay.reading(site.reader)
        guard let plan = await plan(example, id, site, reader) else {
            return Mending(report: .empty, files: [])
        }
        return await Engine.mend(plan, .markdown(takesUnsafe: false, isWanted: { $0.rule == id }), overlay)
    }

    private func result(_ report: Report, _ id: String, _ site: ExampleSite) -> Result {
        var report = report
        report.pages = report.pages.compactMap { page in
            var page = page
            page.findings.removeAll { $0.rule != id }
            return page.findings.isEmpty ? nil : page
        }
        return Result(
            report: report, text: Terminal.renderFindings(of: report.pages),
            mistakes: report.unknowns.filter(CheckMistake.isReason).map { "\($0.subject): \($0.reason)" },
            gist: report.pages.flatMap { page in
                page.findings.map { site.gist(of: $0, in: page.text) }
            })
    }

    /// Nil where the options of the example do not fit the rule.
    private func plan(
        _ example: RulePage.Example, _ id: String, _ site: ExampleSite,
        _ makeReader: @escaping @Sendable () -> any DocumentReader
    ) async -> Plan? {
        let change = RuleChange(parameters: example.options)
        guard let rule = book.rule(id, with: change).rule else { return nil }
        var remarks: [Remark] = []
        var rules = [rule]
        if rule.id == RuleBook.pageRule {
            remarks = pageRemarks(site)
        } else if rule.id.hasPrefix("docent/") {
            // What comments silence is known only where the other rules run too.
            rules += book.rules.filter { $0.isOnByDefault && $0.id != rule.id }
        }
        let set = RuleSet(rules, names: book.names)
        let parse: @Sendable (SourceFile) -> Document = { file in
            Documents.parse(file) { Markdown.parse($0, dialect: site.dialect(of: $0.path)) }
        }
        let paths = site.paths
        let map = SiteMap(paths)
        let products = site.products
        let shelf = IncludeShelf(
            paths: { paths }, makeEntry: { { .entry(map.entry(at: $0)) } }, file: { $0 },
            makeReader: makeReader)
        let probe = CompileProbe(
            compiler: type(of: rule.check).id == DoesNotCompile.id ? await Self.compiler() : nil,
            shelf: shelf,
            next: ProductProbe(
                next: SnippetProbe(
                    makeSyntax: { SyntaxChecker() },
                    shelf: shelf,
                    site: SiteProbe(
                        makeEntry: { { .entry(map.entry(at: $0)) } }, isDocument: Documents.isDocument,
                        anchors: { Anchors(of: $0) },
                        makeReader: makeReader, parse: parse, workers: 1),
                    runs: runsSnippets ? .sandbox(workers: 1, shelf) : nil),
                shelf: ProductShelf(root: "", makeReader: makeReader, workers: 1, readings: nil),
                products: { _ in products }, workers: 1))
        return Plan(
            paths: site.paths.filter { Documents.format(of: $0) != nil }, makeReader: makeReader,
            parse: parse,
            rules: { _ in set }, probe: probe, remarks: remarks,
            today: example.today ?? Day(secondsSince1970: 0), workers: 1)
    }

    /// Compiles the snippets of examples; nil where there is no sandbox, so that nothing is found.
    private static func compiler() async -> PageCompiler? {
        guard case .success(let sandbox) = await Sandbox.find() else { return nil }
        return PageCompiler(sandbox, level: .types, workers: 1)
    }

    /// What the rule book says of the pages of an example.
    private func pageRemarks(_ site: ExampleSite) -> [Remark] {
        var book = RuleBook.builtIn
        let pages = site.files.map { SourceFile(path: $0.path, bytes: $0.bytes) }
        let known = book.remarks.count
        book.add(folder: "rules", pages: pages)
        return book.remarks.dropFirst(known).map {
            Remark(file: $0.file, rule: RuleBook.pageRule, draft: $0.draft)
        }
    }

    // MARK: Comparing

    private static func compare(_ plain: Result, with example: RulePage.Example) -> ExampleReport.Failure? {
        let wanted = lines(example.findings ?? "")
        let got = lines(plain.text)
        guard wanted != got else { return nil }
        let sentence: String =
            !example.isFlagged ? .notAccepted : got.isEmpty ? .notFlagged : .findingsDiffer
        return ExampleReport.Failure(
            disguise: nil, sentence, details: ExampleReport.difference(wanted, got))
    }

    private static func compare(
        _ worn: Result, in disguise: Disguise, with plain: Result
    ) -> ExampleReport.Failure? {
        let wanted: [String]
        switch disguise {
        case .suppressed: wanted = []
        default: wanted = plain.gist
        }
        guard wanted != worn.gist else { return nil }
        return ExampleReport.Failure(
            disguise: disguise, .disguised(disguise), details: ExampleReport.difference(wanted, worn.gist))
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }
}

extension ExampleRunner.Result {
    /// The gist of some findings.
    fileprivate func gist(where isWanted: (Finding) -> Bool) -> [String] {
        zip(report.findings, gist).filter { isWanted($0.0) }.map(\.1)
    }
}

extension Finding {
    /// Whether `docent check --fix` mends it without asking.
    var hasSafeFix: Bool { fixes.contains { $0.safety == .safe } }
}

extension String {
    fileprivate static let noRule = "the page is too broken to be a rule, or its options do not fit"
    fileprivate static let checkMistake = "the check makes a mistake"
    fileprivate static let fixIsDropped =
        "no safe fix is made, because the page would render to something else: say what a fix `changes`"
    fileprivate static let fixIsNotStable = "the safe fixes change what they have made themselves"
    fileprivate static let notAccepted = "this should be accepted, and is not"
    fileprivate static let notFlagged = "this should be flagged, and is not"
    fileprivate static let findingsDiffer = "what is found is not what the page says"

    fileprivate static func disguised(_ disguise: Disguise) -> String {
        switch disguise {
        case .crlf: "with CRLF line endings the findings are others"
        case .blockQuote: "in a block quote the findings are others"
        case .listItem: "in a list item the findings are others"
        case .frontMatter: "after front matter the findings are others"
        case .emoji: "after a paragraph of emoji the findings are others"
        case .suppressed: "a comment does not silence it"
        case .fixed: "after the safe fixes the findings are not those without a safe fix"
        }
    }
}
