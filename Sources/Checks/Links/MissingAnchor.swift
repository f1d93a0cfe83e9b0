package import Model
internal import Text

/// Links to a heading or an element that the page they lead to does not have.
package struct MissingAnchor: Check {
    package static let id = "links.missing-anchor"
    package static let fixChanges = FixChanges.addresses
    package static let parameters = [
        Parameter(
            "ignore", .texts, standard: .list([]),
            summary: "Patterns of fragments that a site makes itself, such as `api-*`."),
        Parameter(
            "ignored_pattern", .text, standard: .text(""),
            summary: "A regular expression; a fragment in which it matches is not looked at."),
        Parameter(
            "ignore_case", .flag, standard: .flag(false),
            summary: "Whether capitals and small letters are the same."),
        Parameter(
            "compatible", .flag, standard: .flag(false),
            summary: "Whether to look at links within the page only, and at these as markdownlint does."),
    ]

    private let ignored: [Glob]
    private let ignoredPattern: Pattern?
    private let ignoresCase: Bool
    private let isCompatible: Bool

    package init(_ parameters: Parameters) throws(Parameters.Mistake) {
        ignored = parameters.texts("ignore").map { Glob($0) }
        let source = parameters.text("ignored_pattern")
        ignoredPattern = source.isEmpty ? nil : try parameters.pattern("ignored_pattern", source, [])
        ignoresCase = parameters.flag("ignore_case")
        isCompatible = parameters.flag("compatible")
    }

    package var needs: Needs { isCompatible ? .lines : .answers }

    package func questions(about document: Document) -> [Question] {
        if isCompatible { return [] }
        var questions: [Question] = []
        for (target, _) in targets(in: document) {
            for candidate in target.candidates(in: document) {
                if target.reference.kind != .samePage { questions.append(.path(candidate)) }
                if LinkTarget.pageEndings.contains(Reference.ending(of: candidate))
                    || candidate == document.path
                {
                    questions.append(.anchors(candidate))
                }
            }
        }
        return questions
    }

    package func judge(_ document: Document, given facts: Facts, into verdict: inout Verdict) {
        if isCompatible {
            SamePageLinks(document, isIgnored: isIgnored, ignoresCase: ignoresCase)
                .judge(given: facts, into: &verdict)
            return
        }
        for (target, fragment) in targets(in: document) {
            guard let page = page(of: target, in: document, given: facts) else { continue }
            let range = fragmentRange(of: target, in: document)
            switch facts[.anchors(page)] {
            case .entry, .syntax, .run: break
            case .unknown(let reason):
                verdict.addUnknown(at: range, subject: "#" + fragment, because: reason)
            case .anchors(let anchors):
                if has(anchors, fragment, in: document) { continue }
                let near = nearest(to: fragment, among: anchors.names)
                if anchors.isOpen, near == nil {
                    verdict.addUnknown(at: range, subject: "#" + fragment, because: Self.open)
                } else {
                    verdict.add(draft(target, fragment, page, near, anchors, range, in: document))
                }
            }
        }
    }

    private func targets(in document: Document) -> [(target: LinkTarget, fragment: String)] {
        // Files such as `_warning.md` are parts of other pages, whose headings are not seen here.
        let name = document.path.split(separator: "/").last ?? ""
        let isPart = name.hasPrefix("_") && !name.hasPrefix("_index.")
        return LinkTarget.all(in: document).compactMap { target in
            guard var fragment = target.reference.fragment, Self.canBeHere(target) else { return nil }
            if isPart, target.reference.kind == .samePage { return nil }
            if let directive = fragment.firstRange(of: ":~:") {
                fragment = String(fragment[..<directive.lowerBound])
            }
            guard !fragment.isEmpty, !Self.isLines(fragment), !Self.isOfViewer(fragment),
                !isIgnored(fragment)
            else { return nil }
            return (target, fragment)
        }
    }

    private static func canBeHere(_ target: LinkTarget) -> Bool {
        let kind = target.reference.kind
        return kind == .samePage
            || (kind == .relative || kind == .rooted)
                && !LinkTarget.fileEndings.contains(target.reference.ending)
    }

    private func isIgnored(_ fragment: String) -> Bool {
        if ignored.contains(where: { $0.matches(fragment) }) { return true }
        guard let ignoredPattern else { return false }
        return (try? ignoredPattern.firstMatch(in: SearchText(fragment))) != nil
    }

    /// The page that the link leads to; nil where it leads to none that can be read here.
    private func page(of target: LinkTarget, in document: Document, given facts: Facts) -> String? {
        if target.reference.kind == .samePage { return document.path }
        for candidate in target.candidates(in: document) {
            if case .entry(.file) = facts[.path(candidate)] {
                return LinkTarget.pageEndings.contains(Reference.ending(of: candidate)) ? candidate : nil
            }
        }
        return nil
    }

    private func has(_ anchors: Anchors, _ fragment: String, in document: Document) -> Bool {
        if anchors.places[fragment] != nil || anchors.places[Reference.percentDecoded(fragment)] != nil {
            return true
        }
        if fragment.hasPrefix("user-content-"), anchors.places[String(fragment.dropFirst(13))] != nil {
            return true
        }
        // DocC compares without regard to capitals.
        if document.dialect == .docc, anchors.places[fragment.lowercased()] != nil { return true }
        return ignoresCase && anchors.names.contains { $0.lowercased() == fragment.lowercased() }
    }

    /// The anchor that was probably meant, and whether it is the same but for capitals and punctuation.
    private func nearest(to fragment: String, among names: [String]) -> (name: String, isCertain: Bool)? {
        // A page with more headings is made by a program, and has as many links: nobody waits for proposals.
        guard names.count <= 300 else { return nil }
        let wanted = Self.letters(of: fragment)
        let same = names.filter { Self.letters(of: $0) == wanted }
        if same.count == 1, !wanted.isEmpty { return (same[0], true) }
        return (same.first ?? closest(to: fragment, among: names)).map { ($0, false) }
    }

    private func draft(
        _ target: LinkTarget, _ fragment: String, _ page: String,
        _ near: (name: String, isCertain: Bool)?, _ anchors: Anchors, _ range: SourceRange,
        in document: Document
    ) -> Draft {
        let isHere = page == document.path
        var draft = Draft(
            at: range, isHere ? Self.missingHere(fragment) : Self.missing(fragment, in: page),
            subject: (isHere ? "" : page) + "#" + fragment, confidence: anchors.isOpen ? .likely : nil)
        if let near, target.isExact, range != target.range || isHere {
            let replacement = "#" + Reference.percentEncoded(near.name)
            draft.fixes.append(
                Fix(
                    title: "replace with `\(replacement)`", safety: near.isCertain ? .safe : .unsafe,
                    edits: [Edit(range, replacement)]))
        }
        return draft
    }

    /// From the `#` to the end.
    private func fragmentRange(of target: LinkTarget, in document: Document) -> SourceRange {
        guard let hash = document.text.slice(target.range).firstIndex(of: UInt8(ascii: "#")) else {
            return target.range
        }
        return SourceRange(hash, target.range.upper)
    }

    /// `L10`, `L10-L20`, `L10C3-L12C1`: lines of a file as GitHub shows it.
    private static func isLines(_ fragment: String) -> Bool {
        guard fragment.hasPrefix("L"), fragment.utf8.count > 1 else { return false }
        return fragment.utf8.allSatisfy {
            (0x30...0x39).contains($0) || $0 == 0x4C || $0 == 0x43 || $0 == 0x2D
        }
    }

    /// Fragments that a viewer, a router or a tool reads: `!route`, `/route`, `page=3`, `:~:text=`.
    private static func isOfViewer(_ fragment: String) -> Bool {
        fragment.hasPrefix("!") || fragment.hasPrefix("/") || fragment.hasPrefix(":")
            || fragment.contains("=")
    }

    private static func letters(of text: String) -> String {
        String(
            text.lowercased().unicodeScalars.filter {
                $0.properties.isAlphabetic || $0.properties.numericType != nil
            })
    }

    private static func missingHere(_ fragment: String) -> String {
        "no heading on this page gives `#\(fragment)`"
    }
    private static func missing(_ fragment: String, in page: String) -> String {
        "no heading of `\(page)` gives `#\(fragment)`"
    }
    private static let open = "the page may get further anchors from components, shortcodes or includes"
}
