import Model
import YAML

/// A product that documents are about, as a configuration names it.
package struct ProductSetting: Hashable, Sendable {
    package enum Source: Hashable, Sendable {
        /// The folder of a Git repository whose tags are its releases, and the OpenAPI document in it, where the
        /// product is a service.
        case repository(String, openAPI: String?)
        /// A list of symbols or a symbol graph, as a path of the repository with the documents.
        case list(String)
        /// An OpenAPI document, as a path of the repository with the documents.
        case openAPI(String)
    }

    package var name: String
    package var source: Source
    /// Which releases count, such as `2.x`; nil for all.
    package var line: String?
    /// The release that the documents are written for; nil for the newest of the line.
    package var at: String?
    /// `swift` or `python`; nil for Swift.
    package var language: String?
    /// Folders of its repository with its sources; empty for those that are usual in its language.
    package var sources: [String]
    /// The folder of the configuration file, which paths are seen from; empty at the top.
    package var folder: String
}

/// Reads the list under `products`.
struct ProductReader {
    private static let keys = ["name", "repository", "list", "openapi", "line", "at", "language", "sources"]
    private static let places = ["repository", "list", "openapi"]

    let folder: String

    func read(_ pair: YAMLNode.Pair, _ collector: inout MistakeCollector) -> [ProductSetting] {
        guard let items = pair.value.items else {
            collector.add(
                pair.value.range, "`products` takes a list", why: "documents can be about several",
                remedy: "begin each with `- name: …`")
            return []
        }
        return items.compactMap { item in
            guard case .table(let pairs) = item.content else {
                collector.add(
                    item.range, "a product is a table", why: "it has a name and a place",
                    remedy: "write `- name: swift-nio` and `repository: ../swift-nio`")
                return nil
            }
            return product(pairs, item.range, &collector)
        }
    }

    private func product(
        _ pairs: [YAMLNode.Pair], _ range: SourceRange, _ collector: inout MistakeCollector
    ) -> ProductSetting? {
        var texts: [String: String] = [:]
        var sources: [String] = []
        for pair in pairs {
            guard Self.keys.contains(pair.key) else {
                collector.addUnknown(
                    pair.keyRange, "a product has no key `\(pair.key)`", pair.key, among: Self.keys)
                continue
            }
            if pair.key == "sources", let list = pair.value.texts {
                sources = list.map(\.text)
            } else if let text = pair.value.text, !text.isEmpty {
                texts[pair.key] = text
            } else {
                collector.add(
                    pair.value.range, "`\(pair.key)` takes a text", why: "it is a name, a path or a number",
                    remedy: "write it behind the colon")
            }
            if pair.key == "language", let word = pair.value.text, !["swift", "python"].contains(word) {
                collector.addUnknown(
                    pair.value.range, "no surface is read of the language `\(word)`", word,
                    among: ["swift", "python"])
            }
        }
        var given = Self.places.filter { texts[$0] != nil }
        if given == ["repository", "openapi"] { given = ["repository"] }
        guard given.count == 1, let place = given.first, let path = texts[place] else {
            collector.add(
                pairs.first?.keyRange ?? range, "a product has one place",
                why: "its symbols are read from one of \(Self.places.joined(separator: ", "))",
                remedy: "write `repository: ../swift-nio`, `list: api.txt` or `openapi: api.yaml`")
            return nil
        }
        let inside = folder.isEmpty ? path : "\(folder)/\(path)"
        let source: ProductSetting.Source =
            switch place {
            case "repository": .repository(path, openAPI: texts["openapi"])
            case "list": .list(inside)
            default: .openAPI(inside)
            }
        let last = path.split(separator: "/").last.map(String.init) ?? path
        return ProductSetting(
            name: texts["name"] ?? last, source: source, line: texts["line"], at: texts["at"],
            language: texts["language"], sources: sources, folder: folder)
    }
}
