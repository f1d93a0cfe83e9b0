import Model
import YAML

/// Another repository that pages take in code from, as a configuration names it.
package struct SampleRepository: Hashable, Sendable {
    /// What pages call it.
    package var name: String
    /// Its folder, as it is written.
    package var repository: String
    /// The revision that is read; nil for `HEAD`.
    package var at: String?
    /// The folder in which its files lie when the site is built, seen from the top of the repository with the pages; it
    /// begins with `..` where it lies beside it.
    package var folder: String
    /// The folder of the configuration file, which `repository` is seen from; empty at the top.
    package var home: String
}

extension SnippetSettingReader {
    static let dialects = ["postgresql", "sqlite", "mysql"]

    /// `samples: ../samples.git`, or a table with `repository`, `at` and `folder`.
    mutating func repositories(_ pair: YAMLNode.Pair) -> [SampleRepository] {
        var found: [SampleRepository] = []
        for entry in table(pair, of: "names and folders") {
            guard !entry.key.isEmpty, !entry.key.contains("/"), !entry.key.contains(":") else {
                collector.add(
                    entry.keyRange, "`\(entry.key)` is no name of a repository",
                    why: "pages name it so, and the name ends with the first `/` or `:`",
                    remedy: "write a plain name, and the path behind `folder:` where pages use one")
                continue
            }
            var texts: [String: String] = [:]
            if let path = entry.value.text { texts["repository"] = path }
            for part in entry.value.pairs ?? [] {
                if Self.repositoryKeys.contains(part.key), let text = part.value.text {
                    texts[part.key] = text
                } else {
                    collector.addUnknown(
                        part.keyRange, "a repository has no key `\(part.key)`", part.key,
                        among: Self.repositoryKeys)
                }
            }
            guard let path = texts["repository"], !path.isEmpty else {
                collector.add(
                    entry.value.range, "it is not said where `\(entry.key)` is",
                    why: "its files are read from a clone or a mirror",
                    remedy: "write `\(entry.key): ../\(entry.key)`")
                continue
            }
            found.append(
                SampleRepository(
                    name: entry.key, repository: path, at: texts["at"],
                    folder: Self.plain(texts["folder"] ?? entry.key, from: folder), home: folder))
        }
        return found
    }

    private static let repositoryKeys = ["repository", "at", "folder"]

    /// `- {name: sample, file: src, region: tag}`
    mutating func shortcodes(_ pair: YAMLNode.Pair) -> [Shortcode] {
        guard let items = pair.value.items else {
            collector.add(
                pair.value.range, "`shortcodes` takes a list", why: "there may be several",
                remedy: "begin each with `- name: sample`")
            return []
        }
        return items.compactMap { shortcode($0) }
    }

    private static let shortcodeKeys = ["name", "file", "region", "lines", "language", "folder"]

    private mutating func shortcode(_ item: YAMLNode) -> Shortcode? {
        var texts: [String: String] = [:]
        for pair in item.pairs ?? [] {
            if Self.shortcodeKeys.contains(pair.key), let text = pair.value.text {
                texts[pair.key] = text
            } else {
                collector.addUnknown(
                    pair.keyRange, "a shortcode has no key `\(pair.key)`", pair.key, among: Self.shortcodeKeys
                )
            }
        }
        let argument = { (key: String) in
            texts[key].flatMap { text -> Shortcode.Argument? in
                text.isEmpty ? nil : Int(text).map { .place($0) } ?? .named(text)
            }
        }
        guard let name = texts["name"], !name.isEmpty, let file = argument("file") else {
            collector.add(
                item.range, "a shortcode has a name, and says which of its words is the file",
                why: "the file that it shows is taken in",
                remedy: "write `- {name: sample, file: src}`, or `file: 0` for its first word without a name")
            return nil
        }
        var code = Shortcode(name: name, file: file)
        code.region = argument("region")
        code.lines = argument("lines")
        code.language = argument("language")
        code.folder = texts["folder"].map { Self.plain($0, from: folder) }
        return code
    }

    /// One dialect of SQL for all pages, or one for each pattern of paths.
    mutating func dialects(_ pair: YAMLNode.Pair) -> [SnippetSetting.DialectOfSQL] {
        if pair.value.text != nil {
            return dialect(pair.value).map { [SnippetSetting.DialectOfSQL(files: nil, name: $0)] } ?? []
        }
        guard let pairs = pair.value.pairs else {
            collector.add(
                pair.value.range, "`dialects` takes a dialect of SQL, or a table",
                why: "it says what plain `sql` means", remedy: "write `dialects: postgresql`")
            return []
        }
        return pairs.compactMap { pair in
            dialect(pair.value).map { SnippetSetting.DialectOfSQL(files: Glob(pair.key), name: $0) }
        }
    }

    private mutating func dialect(_ value: YAMLNode) -> String? {
        if let word = value.text, Self.dialects.contains(word) { return word }
        let word = value.text ?? ""
        collector.addUnknown(
            value.range, "no parser reads the dialect `\(word)` of SQL", word, among: Self.dialects)
        return nil
    }

    /// A path seen from the top of the repository, with `..` only at its beginning.
    private static func plain(_ written: String, from folder: String) -> String {
        var parts: [Substring] = []
        let whole = written.hasPrefix("/") ? written : folder + "/" + written
        for part in whole.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else {
                parts.append(part)
            }
        }
        return parts.joined(separator: "/")
    }
}
