import Markup
import Model

@testable import Surface

/// A product with a few releases, each with one file.
func product(_ releases: [(String, String)], modules: Set<String> = ["Net"]) -> SurfaceHistory {
    var outlines: [String: Outline] = [:]
    let contents = releases.map { name, source in
        outlines[name] = Outline.ofSwift(Array(source.utf8))
        return SurfaceHistory.Content(
            Release(name: name, day: Day("2024-01-0\(outlines.count)")),
            files: [SurfaceHistory.File(path: "Sources/Net/Net.swift", blob: name)])
    }
    return SurfaceHistory(product: "Net", modules: modules, contents: contents) { outlines[$0] }
}

/// What is wrong with a page, in a line for each finding.
func findings(
    in page: String, _ history: SurfaceHistory, at release: String? = nil, dialect: Dialect = .gfm
) -> [String] {
    let document = Markdown.parse(SourceFile(path: "page.md", bytes: Array(page.utf8)), dialect: dialect)
    let place = release.flatMap(history.place) ?? history.latest ?? 0
    let view = SurfaceView(history, at: place)
    return PageMentions(of: document, view).placed.compactMap { placed in
        guard let judgement = view.judge(placed.mention), judgement.standing != .holds else { return nil }
        let instead = judgement.replacement.map { " -> \($0)" } ?? ""
        return "\(document.text.string(placed.range)): \(judgement.path) \(judgement.standing) in "
            + "\(judgement.since.name), \(judgement.certainty)\(instead)"
    }
}
