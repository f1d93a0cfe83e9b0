import Audit
import Ecosystems
import Fleet
import Model
import Repositories
import Surface
import Toolchains

extension PageJudgement {
    /// What the page names of the fleet's products.
    ///
    /// - Parameter python: what Python's parser says of code, by the code.
    mutating func judgeSymbols(
        _ document: Document, _ surfaces: ProductSurfaces, _ roles: PageRoles, python: [[UInt8]: String] = [:]
    ) {
        guard !PastSpeech.isRecord(path) else { return }
        for product in surfaces.products {
            let line = repository.lines.first { line in
                line.files.contain(path, in: repository.name) && line.package == product.package
            }?.line
            let older = line == nil ? olderLine(roles) : nil
            guard let view = product.view(inLine: line ?? older) else { continue }
            let isOwn = product.repository == repository.name
            for placed in PageMentions(of: document, view, answers: python).placed {
                // Without a line of the product that the page is said to be about, the same name may be anybody's, or
                // one of an old line: then only code counts that imports the product.
                guard line != nil || isOwn || !placed.mention.imports.isDisjoint(with: view.history.modules),
                    let judgement = view.judge(placed.mention), !judgement.isGuess,
                    !(isOwn && isListed(placed.range)), judgement.happened(in: older, view)
                else { continue }
                guard let word = SymbolWord(judgement, product.repository) else {
                    count(.symbols, holds: 1)
                    continue
                }
                count(.symbols, fails: 1)
                add(
                    word.kind, line: facts.line(placed.range.lower), subject: word.subject,
                    message: word.message,
                    cause: word.cause, confidence: word.confidence)
            }
        }
    }
}

extension PageJudgement {
    /// The line that the folder of the page names, where a newer one lies beside it: `3` of `docs/3.0`.
    func olderLine(_ roles: PageRoles) -> String? {
        guard var line = roles.olderLine(of: path)?.drop(while: { !$0.isNumber }) else { return nil }
        while line.hasSuffix(".0") || line.hasSuffix(".x") { line = line.dropLast(2) }
        return String(line)
    }

    /// Whether a name stands alone in a list, as pages of DocC curate what their product has: the deprecated, too.
    private func isListed(_ range: SourceRange) -> Bool {
        let line = facts.quote(facts.line(range.lower))
        return (line.hasPrefix("- ``") || line.hasPrefix("* ``")) && line.hasSuffix("``")
    }
}

extension Judgement {
    /// Whether nothing but a name speaks for it that something was taken away: another thing may have the same name.
    fileprivate var isGuess: Bool { standing == .removed && certainty == .nameOnly }

    /// Whether what was taken away went in the line that the page is about: whoever wrote of a line wrote of names that
    /// it had, and what went before it another package has brought since.
    ///
    /// - Parameter older: the line of a page whose folder says that it is about an old one.
    fileprivate func happened(in older: String?, _ view: SurfaceView) -> Bool {
        guard standing == .removed else { return true }
        if let older { return last?.number.isIn(line: older) ?? false }
        return since.number.line == view.history.releases[view.release].number.line
    }
}

/// What there is to say of a symbol that should not be used any more.
struct SymbolWord {
    var kind: AuditKind
    var subject: String
    var message: String
    var cause: AuditFinding.Cause
    var confidence: Confidence

    /// Nil where it holds.
    init?(_ judgement: Judgement, _ product: String) {
        let path = judgement.path
        subject = path
        let instead = judgement.replacement.map { ": use `\($0)`" } ?? ""
        let what: String
        switch judgement.standing {
        case .holds: return nil
        case .renamed:
            kind = .symbolRenamed
            what = "`\(path)` renamed" + (judgement.replacement.map { " to `\($0)`" } ?? "")
            message = "`\(path)` is deprecated since \(judgement.since.name)\(instead)"
        case .deprecated:
            kind = .symbolDeprecated
            what = "`\(path)` deprecated"
            message =
                "`\(path)` is deprecated since \(judgement.since.name)"
                + (judgement.message.map { ": \(PageFacts.shortened($0))" } ?? "")
        case .removed:
            kind = .symbolRemoved
            what = "`\(path)` removed"
            message = "`\(path)` is not there since \(judgement.since.name)\(instead)"
        }
        cause = AuditFinding.Cause(
            what: what, origin: product, reference: judgement.since.name, day: judgement.since.day)
        confidence =
            switch judgement.certainty {
            case .exact: .certain
            case .likely: .likely
            case .nameOnly: .possible
            }
    }
}

/// What the sources of samples use of the fleet's products.
struct SourceSymbols: Sendable {
    let repository: OpenedRepository
    let surfaces: ProductSurfaces
    let trail: AuditTrail

    /// Looks at the Swift and Python sources of a project.
    func judge(
        _ paths: [String], into record: inout UnitRecord, _ findings: inout [AuditFinding], workers: Int
    ) async {
        let products = surfaces.products.compactMap { product in
            product.view(inLine: nil).map { (product, $0) }
        }
        guard !products.isEmpty else { return }
        let isWanted = { (style: SurfaceHistory.Style) in products.contains { $0.1.history.style == style } }
        let swift =
            isWanted(.swift)
            ? read(paths.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("Package.swift") }) : []
        var shadows = Shadows()
        for file in swift { shadows.add(Shadows.ofSwift(file.bytes)) }
        for (path, bytes) in swift {
            for (product, view) in products where view.history.style == .swift {
                let mentions = SwiftUses.inSource(bytes, view, shadows: shadows)
                judge(mentions, product, view, path, bytes, &record, &findings)
            }
        }
        let python = isWanted(.python) ? read(paths.filter { $0.hasSuffix(".py") }) : []
        guard !python.isEmpty else { return }
        let answers = await RecordProcess.python.uses(in: python.map(\.bytes), workers: workers)
        if answers.count < Set(python.map(\.bytes)).count { trail.noteSilence() }
        for (path, bytes) in python {
            for (product, view) in products where view.history.style == .python {
                let mentions = PythonUses(answers[bytes], form: .source).mentions
                judge(mentions, product, view, path, bytes, &record, &findings)
            }
        }
    }

    private func read(_ paths: [String]) -> [(path: String, bytes: [UInt8])] {
        paths.compactMap { path in
            if case .bytes(let bytes) = repository.read(path) { (path, bytes) } else { nil }
        }
    }

    private func judge(
        _ mentions: [Mention], _ product: ProductSurfaces.Seen, _ view: SurfaceView, _ path: String,
        _ bytes: [UInt8], _ record: inout UnitRecord, _ findings: inout [AuditFinding]
    ) {
        let text = SourceText(bytes)
        for mention in mentions {
            // A source file says what it imports; who does not import the product means something else.
            guard !mention.imports.isDisjoint(with: view.history.modules),
                let judgement = view.judge(mention), !judgement.isGuess
            else { continue }
            guard let word = SymbolWord(judgement, product.repository) else {
                record.tallies[.symbols, default: Tally()].add(Tally(holds: 1))
                continue
            }
            record.tallies[.symbols, default: Tally()].add(Tally(fails: 1))
            let line = text.line(at: mention.name.lower)
            findings.append(
                AuditFinding(
                    word.kind, confidence: word.confidence, audience: .samples, repository: record.repository,
                    unit: record.id, path: path, line: line + 1,
                    quote: PageFacts.shortened(text.string(text.line(line))), subject: word.subject,
                    message: word.message, cause: word.cause, area: record.area, owners: record.owners))
        }
    }
}
