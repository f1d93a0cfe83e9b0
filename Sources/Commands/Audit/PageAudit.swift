import Audit
import Checks
import Ecosystems
import Engine
import Fleet
import Markup
import Model
import Repositories
import Snippets
import Surface
import Toolchains

/// Looks at documents of a repository: what they refer to, and whether it is still there.
struct PageAudit: Sendable {
    let repository: OpenedRepository
    let past: Past
    let fleet: FleetView
    let asOf: Day
    let workers: Int

    /// What came of some pages.
    struct Outcome: Sendable {
        var units: [UnitRecord] = []
        var findings: [AuditFinding] = []
        var unknowns: [AuditUnknown] = []
        var gaps: [String] = []
        var builds: [BuildRecord] = []
    }

    func run(_ paths: [String]) async -> Outcome {
        var place = Place(folder: repository.snapshot.root)
        place.repository = repository.snapshot.root
        var outcome = Outcome()
        let site: Site
        do throws(Refusal) {
            var opened = try Site(
                at: place, over: repository.snapshot, only: ["links/missing-file", "links/missing-anchor"])
            opened.otherRepositories = OtherRepositories.fleet(
                fleet.repositories, for: opened, of: repository.name)
            site = opened
        } catch {
            let what = error.failures.first.map { "\($0.what): \($0.why)" } ?? ""
            outcome.gaps.append("its pages, because its configuration cannot be used: \(what)")
            return outcome
        }
        let links = await linkReport(site, paths)
        let makeReader = { @Sendable in site.makeReader() as any DocumentReader }
        let read = await spread(over: paths.count, workers: workers, state: makeReader) {
            reader, index -> Page in
            switch reader.read(paths[index]) {
            case .notAssessed(let reason): return .notRead(paths[index], reason)
            case .file(let file):
                let document = site.parse(file)
                if Self.hasEndingComment(document) { fleet.trail.noteDay() }
                return .read(document, PageFacts(document))
            }
        }
        let around = await surroundings(of: read, site.otherRepositories)
        let helps = await fleet.helps()
        let surfaces = await fleet.productSurfaces()
        let roles = PageRoles(repository.pages)
        let python = await pythonAnswers(read, surfaces)
        let shelf = site.includeShelf
        let makeFinder = { @Sendable in IncludeFinder(shelf) }
        let pages = await spread(over: read.count, workers: workers, state: makeFinder) {
            finder, index -> Outcome in
            switch read[index] {
            case .notRead(let path, let reason): return notRead(path, reason)
            case .read(let document, let facts):
                return judged(
                    document, facts, links, around,
                    Facts(helps: helps, surfaces: surfaces, python: python, roles: roles),
                    finder)
            }
        }
        for page in pages {
            outcome.units += page.units
            outcome.findings += page.findings
            outcome.unknowns += page.unknowns
        }
        return outcome
    }

    /// What the rules on links say of the pages, by their paths.
    private struct Links: Sendable {
        var findings: [String: [Finding]]
        var unknowns: [String: [Unknown]]
    }

    private func linkReport(_ site: Site, _ paths: [String]) async -> Links {
        var request = CheckRequest(folder: repository.snapshot.root)
        request.today = asOf
        request.workers = workers
        let report = await Engine.run(request.plan(paths, site, { site.makeReader() }, nil, nil, nil))
        var links = Links(findings: [:], unknowns: [:])
        for page in report.pages {
            links.findings[page.path] = page.findings.filter { $0.rule.hasPrefix("links/") }
        }
        for unknown in report.unknowns where unknown.rule?.hasPrefix("links/") == true {
            links.unknowns[unknown.path, default: []].append(unknown)
        }
        return links
    }

    private func notRead(_ path: String, _ reason: String) -> Outcome {
        var outcome = Outcome()
        let owner = repository.ownership(of: path)
        outcome.units.append(
            UnitRecord(
                .page, repository: repository.name, path: path, area: owner.area, owners: owner.owners,
                ownership: owner.state.word, notAssessed: reason))
        outcome.unknowns.append(
            AuditUnknown(
                repository: repository.name, path: path, topic: "page", subject: path, reason: reason))
        return outcome
    }

    /// What is known of the fleet's products, and of the pages beside each other.
    private struct Facts: Sendable {
        var helps: [CommandHelp]
        var surfaces: ProductSurfaces
        /// What Python's parser says of the code of pages.
        var python: [[UInt8]: String]
        var roles: PageRoles
    }

    /// A page, or why there is none.
    private enum Page: Sendable {
        case read(Document, PageFacts)
        case notRead(String, String)
    }

    /// What Python's parser says of the pages' code, where a product of the fleet is in Python.
    private func pythonAnswers(_ pages: [Page], _ surfaces: ProductSurfaces) async -> [[UInt8]: String] {
        guard surfaces.hasPython else { return [:] }
        var codes: Set<[UInt8]> = []
        for case .read(let document, _) in pages { codes.formUnion(PageMentions.pythonCode(of: document)) }
        let answers = await RecordProcess.python.uses(in: Array(codes), workers: workers)
        if answers.count < codes.count { fleet.trail.noteSilence() }
        return answers
    }

    /// Whether a comment may silence something for a time only.
    private static func hasEndingComment(_ document: Document) -> Bool {
        document.comments.contains { comment in
            let words = document.text.string(comment.content).split(whereSeparator: \.isWhitespace)
            return words.contains("until")
        }
    }

    /// The repositories that pages say they cover code of, and those that they take in code from.
    private func surroundings(of pages: [Page], _ others: [OtherRepository]) async -> Surroundings {
        var names: Set<String> = []
        for case .read(_, let facts) in pages {
            for other in others where facts.inclusions.contains(where: { other.mayHave($0.inclusion) }) {
                // A revision stands behind the name where the configuration pins one.
                names.insert(String(other.label.prefix { $0 != "@" }))
            }
            for quote in facts.covers { names.insert(CoveredCode(quote.text).repository ?? repository.name) }
        }
        var around = Surroundings(repositories: fleet.repositories, pasts: [repository.name: past])
        for name in names.sorted() where around.pasts[name] == nil {
            fleet.trail.note(repository: name)
            around.pasts[name] = await fleet.past(of: name)
        }
        return around
    }

    private func judged(
        _ document: Document, _ facts: PageFacts, _ links: Links, _ around: Surroundings,
        _ known: Facts, _ finder: IncludeFinder
    ) -> Outcome {
        let owner = repository.ownership(of: document.path, facts)
        var judgement = PageJudgement(
            repository: repository, path: document.path, facts: facts, owner: owner, past: past, asOf: asOf)
        judgement.translates(known.roles.original(of: document.path)?.path)
        judgement.judgeDates(document)
        judgement.judgeLinks(
            document, links.findings[document.path] ?? [], links.unknowns[document.path] ?? [])
        judgement.judgeCovers(around)
        judgement.judgeIncludes(finder, around)
        judgement.judgeFlags(document, known.helps)
        judgement.judgePins(document, fleet.versions, known.roles)
        judgement.judgeCloudRegions(document)
        judgement.judgeSymbols(document, known.surfaces, known.roles, python: known.python)
        judgement.judgeOperations(document, known.surfaces, known.roles)
        judgement.judgePaths(document)
        var outcome = Outcome()
        outcome.units.append(judgement.record)
        outcome.findings = judgement.findings
        outcome.unknowns = judgement.unknowns
        return outcome
    }
}
