import Audit
import Fleet
import Model
import Repositories
import Surface

extension PageJudgement {
    /// What the page names of the fleet's products.
    mutating func judgeSymbols(_ document: Document, _ surfaces: ProductSurfaces) {
        guard !PastSpeech.isRecord(path) else { return }
        for product in surfaces.products {
            let line = repository.lines.first { line in
                line.files.contain(path, in: repository.name) && line.package == product.package
            }?.line
            guard let view = product.view(inLine: line) else { continue }
            for placed in PageMentions(of: document, view).placed {
                // Without a line of the product that the page is said to be about, the same name may be anybody's, or
                // one of an old line: then only code counts that imports the product.
                guard line != nil || !placed.mention.imports.isDisjoint(with: view.history.modules),
                    let judgement = view.judge(placed.mention)
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

    /// Looks at the Swift sources of a project.
    func judge(_ paths: [String], into record: inout UnitRecord, _ findings: inout [AuditFinding]) {
        let products = surfaces.products.compactMap { product in
            product.view(inLine: nil).map { (product, $0) }
        }
        let sources = paths.filter { $0.hasSuffix(".swift") && !$0.hasSuffix("Package.swift") }
        guard !products.isEmpty, !sources.isEmpty else { return }
        var files: [(path: String, bytes: [UInt8])] = []
        var shadows = Shadows()
        for path in sources {
            guard case .bytes(let bytes) = repository.read(path) else { continue }
            files.append((path, bytes))
            shadows.add(Shadows.ofSwift(bytes))
        }
        for (path, bytes) in files {
            let text = SourceText(bytes)
            for (product, view) in products where view.history.style == .swift {
                for mention in SwiftUses.inSource(bytes, view, shadows: shadows) {
                    guard let judgement = view.judge(mention) else { continue }
                    guard let word = SymbolWord(judgement, product.repository) else {
                        record.tallies[.symbols, default: Tally()].add(Tally(holds: 1))
                        continue
                    }
                    record.tallies[.symbols, default: Tally()].add(Tally(fails: 1))
                    let line = text.line(at: mention.name.lower)
                    findings.append(
                        AuditFinding(
                            word.kind, confidence: word.confidence, audience: .samples,
                            repository: record.repository,
                            unit: record.id, path: path, line: line + 1,
                            quote: PageFacts.shortened(text.string(text.line(line))), subject: word.subject,
                            message: word.message, cause: word.cause, area: record.area, owners: record.owners
                        ))
                }
            }
        }
    }
}
