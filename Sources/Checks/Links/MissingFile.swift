package import Model

/// Links and images that lead to a file of the repository which is not there.
package struct MissingFile: Check {
    package static let id = "links.missing-file"
    package static let fixChanges = FixChanges.addresses
    package static let parameters = [
        Parameter(
            "ignore", .texts, standard: .list([]),
            summary: "Patterns of destinations that are made only when the site is built, such as `api/**`."),
        Parameter(
            "skip", .texts, standard: .list([]), summary: "Patterns of paths of pages that are not looked at."
        ),
    ]

    private let ignored: [Glob]
    private let skipped: [Glob]

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        ignored = parameters.texts("ignore").map { Glob($0) }
        skipped = parameters.texts("skip").map { Glob($0) }
    }

    package var needs: Needs { .answers }

    package func questions(about document: Document) -> [Question] {
        targets(in: document).flatMap { $0.candidates(in: document) }.map { .path($0) }
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        for target in targets(in: document) {
            guard let path = target.path else { continue }
            var reason: String?
            var nearest: String?
            var isFound = false
            for candidate in target.candidates(in: document) {
                switch facts[.path(candidate)] {
                case .entry(.file), .entry(.folder): isFound = true
                case .entry(.nothing(let near)):
                    // `setup` may be meant as `setup.md`; what is near `setup/README.md` says nothing.
                    if candidate == path || candidate == path + ".md" { nearest = nearest ?? near }
                case .unknown(let why): reason = reason ?? why
                case .anchors, .syntax, .run: break
                }
                if isFound { break }
            }
            if isFound { continue }
            if let reason {
                verdict.addUnknown(at: target.pathRange, subject: target.reference.path, because: reason)
            } else {
                verdict.add(draft(target, path, nearest, in: document))
            }
        }
    }

    private func targets(in document: Document) -> [LinkTarget] {
        let targets = LinkTarget.all(in: document).filter { target in
            guard target.reference.kind == .relative || target.reference.kind == .rooted else { return false }
            // DocC finds images and pages by their names, wherever they lie in the catalog.
            guard document.dialect != .docc || target.reference.path.contains("/") else { return false }
            return isJudged(target, in: document) && !ignored.contains { $0.matches(target.reference.path) }
        }
        // Most pages have no such link, and patterns of paths cost more than the links.
        guard !targets.isEmpty, !skipped.contains(where: { $0.matches(document.path) }) else { return [] }
        return targets
    }

    /// Whether nothing will stand there when a reader follows the link, if no file does now: not where a
    /// site may well have something there that the repository does not show.
    private func isJudged(_ target: LinkTarget, in document: Document) -> Bool {
        let ending = target.reference.ending
        let isPage = LinkTarget.pageEndings.contains(ending)
        // `/guide.md` is read from the root of the repository; without ending it is a route of a site.
        if target.reference.kind == .rooted { return isPage && !document.isPageOfSite }
        if isPage || LinkTarget.fileEndings.contains(ending) { return target.path != nil }
        return target.path != nil && !document.isPageOfSite && ending != "html" && ending != "htm"
    }

    /// Nil where it is as sure as its rule.
    private func confidence(_ target: LinkTarget, in document: Document) -> Confidence? {
        if target.reference.kind == .rooted { return .likely }
        if LinkTarget.pageEndings.contains(target.reference.ending) { return nil }
        let isFile = LinkTarget.fileEndings.contains(target.reference.ending)
        return isFile && !document.isPageOfSite ? nil : .likely
    }

    private func draft(
        _ target: LinkTarget, _ path: String, _ nearest: String?, in document: Document
    ) -> Draft {
        var draft = Draft(
            at: target.pathRange, Self.missing(path, isImage: target.isImage), subject: target.reference.path,
            confidence: confidence(target, in: document))
        guard let nearest, target.isExact else { return draft }
        if target.reference.kind == .rooted {
            draft.notes.append(Note(Self.near(nearest)))
        } else {
            let folder = Reference.folder(of: document.path)
            let replacement = Reference.percentEncoded(Reference.relative(nearest, fromFolder: folder))
            let isSameLetters = nearest.lowercased() == path.lowercased()
            draft.fixes.append(
                Fix(
                    title: "replace with `\(replacement)`", safety: isSameLetters ? .safe : .unsafe,
                    edits: [Edit(target.pathRange, replacement)]))
        }
        return draft
    }

    private static func missing(_ path: String, isImage: Bool) -> String {
        isImage ? "there is no image `\(path)`" : "there is no file `\(path)`"
    }

    private static func near(_ path: String) -> String { "the nearest path is `\(path)`" }
}

extension Document {
    /// Whether a site generator makes a page of it: its links may be addresses and not files.
    var isPageOfSite: Bool {
        switch dialect {
        case .commonmark, .gfm: content.frontMatter != nil
        case .mdx, .docc, .mkdocs, .docusaurus, .hugo, .myst: true
        }
    }
}
