import Model

/// The components of Antora's that are known: each an `antora.yml` with folders of modules beside it.
struct AntoraComponents {
    private struct Component {
        /// The folder of its `antora.yml`.
        var root: String
        var name: String
        /// Nil where none is said.
        var version: String?
        /// Whether what is in it is all there is: no collector brings files from a build.
        var isWhole: Bool
        /// Nil for one of the repository with the pages.
        var repository: OtherRepository?
    }

    /// A resource as a page names it: `version@component:module:family$path`.
    ///
    /// Source: the page "Resource ID Coordinates" of Antora's documentation.
    struct Resource {
        var version: String?
        /// Nil for that of the page.
        var component: String?
        /// Nil for that of the page; empty for `ROOT`.
        var module: String?
        var family: String
        var path: String

        /// Nil for a path that names no family.
        init?(_ written: String) {
            guard let dollar = written.firstIndex(of: "$") else { return nil }
            path = String(written[written.index(after: dollar)...])
            var rest = written[..<dollar]
            if let at = rest.firstIndex(of: "@") {
                version = String(rest[..<at])
                rest = rest[rest.index(after: at)...]
            }
            let words = rest.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            family = words.last ?? ""
            if words.count > 1 { module = words[words.count - 2] }
            if words.count > 2 { component = words[words.count - 3] }
        }
    }

    private var components: [Component] = []
    /// Repositories that could not be looked into, and why.
    private var troubles: [String] = []
    var isEmpty: Bool { !components.contains { $0.repository == nil } }

    /// Takes in an `antora.yml`.
    mutating func add(_ text: String, in folder: String, of repository: OtherRepository? = nil) {
        components.append(
            Component(
                root: folder, name: Self.value(of: "name:", in: text) ?? "",
                version: Self.value(of: "version:", in: text), isWhole: !text.contains("collector:"),
                repository: repository))
    }

    /// Takes in the components of another repository.
    mutating func add(_ other: OtherRepository) {
        switch other.open() {
        case .trouble(let reason): troubles.append(reason)
        case .files(let paths, let makeRead, _):
            let read = makeRead()
            for path in paths where path.hasSuffix("antora.yml") || path.hasSuffix("antora.yaml") {
                let (folder, name) = IncludeSites.split(path)
                guard ["antora.yml", "antora.yaml"].contains(name), let bytes = read(path) else { continue }
                add(String(decoding: bytes, as: UTF8.self), in: folder, of: other)
            }
        }
    }

    /// Where a resource that a page names may be; nil where the page belongs to no component.
    func candidates(for resource: Resource, _ written: String, on page: String) -> IncludeSites.Candidates? {
        let folder = IncludeSites.split(page).folder
        let around = IncludeSites.parents(of: folder)
        guard
            let own = around.lazy.compactMap({ root in
                components.first { $0.repository == nil && $0.root == root }
            }).first
        else { return nil }
        guard ["example", "partial", "page", "attachment", "image"].contains(resource.family) else {
            return .unknown("`\(written)` names no family that is known")
        }
        var homes = [own]
        if resource.component.map({ $0 != own.name }) ?? false
            || resource.version.map({ $0 != own.version }) ?? false
        {
            let name = resource.component ?? own.name
            homes = components.filter { component in
                component.name == name && (resource.version.map { $0 == component.version } ?? true)
                    && component.repository?.isSeen(page) ?? true
            }
            if homes.isEmpty {
                return .unknown(
                    troubles.first ?? "`\(written)` is in a component that no known repository has")
            }
        }
        let parts = folder.split(separator: "/")
        let depth = own.root.split(separator: "/").count
        let here = parts.count > depth + 1 ? String(parts[depth + 1]) : "ROOT"
        let module = resource.module.map { $0.isEmpty ? "ROOT" : $0 } ?? here
        var paths: [String] = []
        for home in homes {
            let base = IncludeSites.path("modules/\(module)/\(resource.family)s", from: home.root)
            let path = IncludeSites.path(resource.path, from: base)
            if path.hasPrefix("..") { continue }
            paths.append(home.repository?.path(path) ?? path)
        }
        if paths.isEmpty { return .unknown(IncludeSites.outside) }
        return .paths(
            paths, isSure: homes.allSatisfy(\.isWhole) && (own.isWhole || homes[0].repository != nil))
    }

    /// The value of a key at the beginning of a line; nil where there is none, or none that is plain.
    private static func value(of key: String, in text: String) -> String? {
        for line in text.split(whereSeparator: \.isNewline) where line.hasPrefix(key) {
            let value = line.dropFirst(key.count).prefix { $0 != "#" }.filter { !" '\"\t".contains($0) }
            return value.isEmpty || value == "~" || value == "null" ? nil : value
        }
        return nil
    }
}
