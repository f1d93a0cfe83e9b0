import Model

extension MarkdownlintNotice {
    static func broken(_ path: String, _ place: Place, _ sentence: String) -> MarkdownlintNotice {
        MarkdownlintNotice(
            isFatal: true, path: path, place: place,
            failure: Failure(
                what: "the configuration cannot be read", why: sentence,
                remedy: "mend \(path): markdownlint cannot use it as it is either"))
    }

    static func unreadable(_ path: String) -> MarkdownlintNotice {
        MarkdownlintNotice(
            isFatal: true, path: path,
            failure: Failure(
                what: "the configuration cannot be read", why: "the file cannot be opened",
                remedy: "make \(path) readable, or take it away"))
    }

    static func isProgram(_ path: String, _ ending: String) -> MarkdownlintNotice {
        let name = path.dropLast(ending.utf8.count)
        let json = name + (path.contains("-cli2") ? ".jsonc" : ".json")
        return MarkdownlintNotice(
            isFatal: true, path: path,
            failure: Failure(
                what: "the configuration is not read",
                why: "it is a program in JavaScript, and Docent runs none",
                remedy: "write what it exports to \(json) or \(name).yaml, and take \(path) away"))
    }

    static func isTOML(_ path: String) -> MarkdownlintNotice {
        MarkdownlintNotice(
            isFatal: true, path: path,
            failure: Failure(
                what: "the configuration is not read", why: "it is TOML, and here Docent reads JSON and YAML",
                remedy: "write the settings as JSON or YAML, and name that file"))
    }

    static func cannotExtend(_ path: String, _ place: Place, _ name: String) -> MarkdownlintNotice {
        let looksLikePath = name.contains("/") && !name.hasPrefix("@") || name.hasPrefix(".")
        return MarkdownlintNotice(
            isFatal: true, path: path, place: place,
            failure: Failure(
                what: "`\(name)` cannot be extended",
                why: looksLikePath
                    ? "there is no such file in the repository"
                    : "it is no file of the repository, and Docent does not look into npm packages",
                remedy: looksLikePath
                    ? "name a file as it is seen from the folder of \(path)"
                    : "copy the settings of the package into the repository, and name that file"))
    }

    static func extendsItself(_ path: String, _ place: Place, _ name: String) -> MarkdownlintNotice {
        MarkdownlintNotice(
            isFatal: true, path: path, place: place,
            failure: Failure(
                what: "`\(name)` cannot be extended", why: "it leads back to itself",
                remedy: "take one of the `extends` away"))
    }

    static func leftAside(_ path: String, _ place: Place, _ key: String) -> MarkdownlintNotice {
        MarkdownlintNotice(
            isFatal: false, path: path, place: place,
            failure: Failure(
                what: "`\(key)` is left aside",
                why: key == "frontMatter"
                    ? "Docent knows front matter in YAML, TOML and JSON by itself"
                    : "it names JavaScript, and Docent runs none",
                remedy: key == "customRules"
                    ? "write a rule page for what the rules say: `docent explain` shows how they look"
                    : "nothing, if the documents are read well without it"))
    }

    static func unknownOption(
        _ path: String, _ place: Place, _ key: String, _ known: [String]
    ) -> MarkdownlintNotice {
        let near = closest(to: key, among: known)
        return MarkdownlintNotice(
            isFatal: false, path: path, place: place,
            failure: Failure(
                what: "there is no option `\(key)`", why: "markdownlint-cli2 knows none of this name",
                remedy: near.map { "write `\($0)`, if that is what is meant" }
                    ?? "take it away; settings of rules stand below `config`"))
    }

    static func unknownName(_ path: String, _ name: String, _ near: String?) -> MarkdownlintNotice {
        MarkdownlintNotice(
            isFatal: false, path: path,
            failure: Failure(
                what: "there is no rule `\(name)`", why: "no number, alias or tag of a rule is called so",
                remedy: near.map { "write `\($0)`, if that is what is meant" }
                    ?? "take it away, if no other program needs it"))
    }

    static func incompleteOverride(_ path: String, _ place: Place) -> MarkdownlintNotice {
        MarkdownlintNotice(
            isFatal: false, path: path, place: place,
            failure: Failure(
                what: "this override holds for nothing",
                why: "it needs `filter` with patterns, `config`, and `combine` with `merge` or `replace`",
                remedy: "add what is missing"))
    }
}

extension String {
    static let extendsIsNoPath = "`extends` takes a path"
    static func isNoTable(_ key: String) -> String { "`\(key)` takes a table" }
    static func isNoList(_ key: String) -> String { "`\(key)` takes a list" }
}
