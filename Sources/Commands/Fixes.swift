package import Engine
import HTMLRendering
package import Model
import Reporting
import Repositories
import Running

/// What is mended before a report is made.
package struct FixRequest: Hashable, Sendable {
    /// Whether proposals are made, too.
    package var takesUnsafe: Bool
    /// Whether the changes are only shown.
    package var isPreview: Bool
    /// The rules whose findings are mended, and between whose fixes no choice is made; nil for all.
    package var rules: Set<String>?

    package init(takesUnsafe: Bool = false, isPreview: Bool = false) {
        self.takesUnsafe = takesUnsafe
        self.isPreview = isPreview
    }
}

extension Fixing {
    /// Mends Markdown, and holds every page against what it rendered to.
    package static func markdown(
        takesUnsafe: Bool, isWanted: @escaping @Sendable (Finding) -> Bool = { _ in true }
    ) -> Fixing {
        Fixing(
            takesUnsafe: takesUnsafe, render: { HTMLRenderer().rendering(of: $0) },
            isSame: { HTMLComparison.isSame($0, $1, allowing: $2) }, isWanted: isWanted)
    }
}

extension CheckRequest {
    /// Mends the documents, writes them or the patch, and reports what is left.
    func mend(
        _ documents: [String], _ site: Site, _ fixes: FixRequest, _ compiler: PageCompiler?,
        _ runs: RunProbe?, writing write: @Sendable (Report.Page) -> [UInt8]
    ) async throws(Refusal) -> Result {
        if !fixes.isPreview, site.snapshot.revision != nil {
            throw Refusal(
                what: "cannot mend a revision", why: "what is committed does not change",
                remedy: "print the changes with --diff, and apply them where the files are: git apply")
        }
        let overlay = Overlay()
        let plan = plan(
            documents, site, overlay.reading(site.makeReader), nil, compiler, runs,
            memory: AnswerMemory())
        let wanted = fixes.rules
        var fixing = Fixing.markdown(takesUnsafe: fixes.takesUnsafe) { wanted?.contains($0.rule) ?? true }
        // What code prints stands as it is, however long its lines are.
        fixing.takesNews = wanted != nil
        if wanted != nil { try refuseConflicts(in: await Engine.run(plan), fixing) }
        let mending = await Engine.mend(plan, fixing, overlay)
        var result = Result(
            report: WrittenReport(mending.report, writing: write), status: .clean, notices: [])
        if fixes.isPreview {
            var patch = Patch()
            for file in mending.files {
                guard let entry = site.listing.entry(at: file.path) else { continue }
                patch.add(path: entry.pathBytes, old: file.old, new: file.new)
            }
            result.patch = patch.bytes
            return result
        }
        let kept = try self.write(mending.files, site)
        guard !kept.isEmpty else { return result }
        result.notWritten = kept.map(\.failure)
        // What was not written is as it was: the report must not say that it is mended.
        for one in kept { overlay[one.file.path] = nil }
        let counted = mending.report.counts.fixes ?? Report.Fixes()
        result.report = WrittenReport(await Engine.run(plan), writing: write)
        result.report.counts.fixes = Report.Fixes(
            findings: counted.findings - kept.reduce(0) { $0 + $1.file.findings },
            documents: counted.documents - kept.count,
            dropped: counted.dropped + kept.reduce(0) { $0 + $1.file.findings })
        return result
    }

    /// Writes what was mended.
    ///
    /// - Returns: the files that could not be written, each with the reason.
    private func write(
        _ files: [MendedFile], _ site: Site
    ) throws(Refusal) -> [(file: MendedFile, failure: Failure)] {
        do throws(RepositoryError) {
            guard let writer = try site.snapshot.writer() else { return [] }
            var kept: [(file: MendedFile, failure: Failure)] = []
            for file in files {
                guard let entry = site.listing.entry(at: file.path) else { continue }
                do throws(NotWritten) {
                    try writer.replace(entry, file.old, with: file.new)
                } catch {
                    let failure = Failure(
                        what: "'\(file.path)' was not mended", why: error.reason,
                        remedy: "run docent again when it can be written")
                    kept.append((file, failure))
                }
            }
            return kept
        } catch {
            throw Refusal(error)
        }
    }
}

extension Report.Fixes {
    /// What a preview says beside the patch.
    var sentence: String {
        let amount = "\(findings) \(findings == 1 ? "finding" : "findings")"
        let place = "in \(documents) \(documents == 1 ? "document" : "documents")"
        let mended = findings == 0 ? "nothing would be fixed" : "\(amount) would be fixed \(place)"
        return mended + (dropped == 0 ? "" : "; \(dropped) not fixed: `docent check --fix` says why")
    }
}

/// The words that `--fix` and `--diff` take.
enum FixWords {
    /// The arguments with `--fix=unsafe` as one word, because an option takes its value always or never.
    static func spelledOut(_ arguments: [String]) throws(Refusal) -> [String] {
        var out: [String] = []
        for (place, argument) in arguments.enumerated() {
            if argument == "--" { return out + arguments[place...] }
            switch argument {
            case "--fix=unsafe": out.append("--fix-unsafe")
            case "--diff=unsafe": out.append("--diff-unsafe")
            case "--fix=safe": out.append("--fix")
            case "--diff=safe": out.append("--diff")
            case let other where other.hasPrefix("--fix=") || other.hasPrefix("--diff="):
                throw Refusal(
                    what: "'\(other)' is no option",
                    why: "what is certain is meant by the word alone or by `safe`, and proposals by `unsafe`",
                    remedy: "write \(other.prefix { $0 != "=" }) or \(other.prefix { $0 != "=" })=unsafe")
            default: out.append(argument)
            }
        }
        return out
    }
}
