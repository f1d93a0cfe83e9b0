import HTMLRendering
import Markup
import Model
import RandomDocuments

/// Our HTML of a document beside cmark-gfm's.
struct Comparison {
    /// Whether GitHub's extensions are on.
    var isExtended: Bool

    func ours(_ document: [UInt8]) -> [UInt8] {
        let file = SourceFile(path: "random.md", bytes: document)
        return HTMLRenderer().bytes(of: Markdown.parse(file, dialect: isExtended ? .gfm : .commonmark))
    }

    func theirs(_ document: [UInt8]) -> [UInt8] {
        CmarkGFM(isExtended: isExtended).html(of: document)
    }

    func isAlike(_ document: [UInt8]) -> Bool {
        ours(document) == theirs(document)
    }

    /// Why the two differ.
    enum Verdict: Equatable {
        case alike
        case explained([String])
        case unexplained
    }

    /// Compares a document; where the two differ, takes out of it what is known to be read differently, first
    /// for each reason alone, then for one after the other, until they are alike.
    func verdict(on document: [UInt8]) -> Verdict {
        if isAlike(document) { return .alike }
        let reasons = Reason.all.filter { isExtended || !$0.isExtension }
        for reason in reasons {
            let rest = reason.without(document)
            if rest != document, isAlike(rest) { return .explained([reason.name]) }
        }
        var names: [String] = []
        var text = document
        for reason in reasons {
            let rest = reason.without(text)
            guard rest != text else { continue }
            text = rest
            names.append(reason.name)
            if isAlike(text) { return .explained(names) }
        }
        return .unexplained
    }
}

/// A row of random documents, each compared with cmark-gfm.
struct DifferentialRun {
    var comparison: Comparison
    var alike = 0
    var explained: [String: Int] = [:]
    var unexplained: [[UInt8]] = []

    /// - Parameter seeds: documents to mutate.
    init(isExtended: Bool, count: Int, seed: UInt64, seeds: [[UInt8]]) {
        comparison = Comparison(isExtended: isExtended)
        let vocabulary = isExtended ? Vocabulary.commonMark + .gfm : .commonMark
        var documents = RandomDocument(seed: seed, vocabulary: vocabulary, seeds: seeds)
        for _ in 0..<count where unexplained.count < 10 {
            let document = documents.next()
            switch comparison.verdict(on: document) {
            case .alike: alike += 1
            case .explained(let names): explained[names.count == 1 ? names[0] : "several", default: 0] += 1
            case .unexplained: unexplained.append(document)
            }
        }
    }

    /// One line for standard output.
    var summary: String {
        let reasons = explained.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let dialect = comparison.isExtended ? "gfm" : "commonmark"
        let total = reasons.reduce(0) { $0 + $1.value }
        let list = reasons.map { "\($0.key): \($0.value)" }.joined(separator: ", ")
        return "differential-\(dialect): \(alike + total + unexplained.count) documents beside cmark-gfm "
            + "\(CmarkGFM.version): \(alike) alike, \(total) explained, \(unexplained.count) unexplained"
            + (list.isEmpty ? "" : " (\(list))")
    }

    /// A text for every unexplained difference, with the smallest document that shows it.
    func reports() -> [String] {
        unexplained.map { document in
            let small = Shrinker.smallest(document) { comparison.verdict(on: $0) == .unexplained }
            return """
                not the same as cmark-gfm, and no known reason
                --- markdown \(String(decoding: small, as: UTF8.self).debugDescription)
                \(String(decoding: small, as: UTF8.self))
                --- cmark-gfm
                \(String(decoding: comparison.theirs(small), as: UTF8.self))--- ours
                \(String(decoding: comparison.ours(small), as: UTF8.self))---
                """
        }
    }
}
