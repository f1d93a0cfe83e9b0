extension HouseRule {
    /// What holds between targets.
    static let packageRules = [
        HouseRule(
            name: "the arrows of Package.swift are those of the handbook",
            advice:
                "Arrows point down only. If the arrow is right, the table in Handbook.docc/Architecture.md says so first.",
            offender: [
                "Package.swift": "        room(\"Engine\", [\"Checks\"]),\n",
                architecture: "| 3 | `Engine` | judges | Model |\n",
            ]
        ) { tree in
            let allowed = allowedArrows(in: tree)
            return arrows(in: tree).flatMap { target, used -> [String] in
                guard let known = allowed[target] else {
                    return ["Package.swift: \(architecture) has no row for the target \(target)"]
                }
                return used.subtracting(known).sorted().map {
                    "Package.swift: an arrow from \(target) to \($0)"
                }
            }.sorted()
        },
        HouseRule(
            name: "a target imports only what Package.swift gives it",
            advice:
                "An import that works by accident breaks the house: add the arrow in Package.swift and Architecture.md, or do without.",
            offender: [
                "Package.swift": "        room(\"Engine\", [\"Model\"]),\n",
                "Sources/Engine/A.swift": "import Checks\n",
            ]
        ) { tree in
            let arrows = arrows(in: tree)
            return tree.sources.flatMap { file -> [String] in
                guard let target = file.target.map(String.init), let allowed = arrows[target] else {
                    return []
                }
                return imports(of: file).filter {
                    !allowed.contains($0.module) && !system.contains($0.module)
                }
                .map { "\(file.path):\($0.line): \(target) imports \($0.module)" }
            }
        },
        HouseRule(
            name: "one target wraps a C library",
            advice: "Unsafe code and its rules are kept in one place: ask the wrapping target for a value.",
            offender: [
                "Sources/CThing/module.modulemap": "", "Sources/A/A.swift": "import CThing\n",
                "Sources/B/B.swift": "internal import CThing\n",
            ]
        ) { tree in
            let libraries = tree.files.filter { $0.path.hasSuffix("/module.modulemap") }.compactMap(\.target)
            return libraries.flatMap { library -> [String] in
                let users = tree.swift.filter { imports(of: $0).contains { $0.module == library } }
                let targets = Set(users.filter { !$0.path.hasPrefix("Tests/") }.compactMap(\.target))
                return targets.count > 1
                    ? ["\(library) is imported by \(targets.sorted().joined(separator: " and "))"] : []
            }
        },
        HouseRule(
            name: "a C library is never imported so that others see it",
            advice: "`internal import` lets the compiler refuse leaks.",
            offender: ["Sources/CThing/module.modulemap": "", "Sources/A/A.swift": "package import CThing\n"]
        ) { tree in
            let libraries = tree.files.filter { $0.path.hasSuffix("/module.modulemap") }.compactMap(\.target)
            return tree.sources.flatMap { file in
                imports(of: file).filter { libraries.contains(Substring($0.module)) && $0.isWide }
                    .map { "\(file.path):\($0.line)" }
            }
        },
        catalog(of: "Check", in: "Checks"),
        catalog(of: "ReportFormat", in: "Reporting"),
    ]

    static let architecture = "Sources/Commands/Handbook.docc/Architecture.md"

    /// What comes with Swift and the system.
    private static let system: Set = [
        "Swift", "Glibc", "Musl", "Darwin", "Synchronization", "RegexBuilder", "Foundation",
        "FoundationEssentials", "Dispatch",
    ]

    /// A type that conforms to a protocol stands in the list of all that do, or nothing will ever use it.
    private static func catalog(of proto: String, in target: String) -> HouseRule {
        HouseRule(
            name: "every \(proto) stands in the catalog",
            advice:
                "What the catalog does not list, no user can reach: add the type to the list of `any \(proto).Type`.",
            offender: [
                "Sources/\(target)/Catalog.swift": "static let all: [any \(proto).Type] = [First.self]\n",
                "Sources/\(target)/Second.swift": "package struct Second: \(proto) {\n}\n",
            ]
        ) { tree in
            let files = tree.sources.filter { $0.target == Substring(target) }
            guard let catalog = files.first(where: { $0.text.contains("[any \(proto).Type] = [") }) else {
                return []
            }
            return files.flatMap { file in
                file.lines.compactMap { number, line -> String? in
                    guard line.mentions(": "),
                        let match = line.firstMatch(of: /(struct|enum|class) (\w+)\s*:([^{]*)/),
                        match.3.split(whereSeparator: { $0 == "," || $0 == " " }).contains(Substring(proto))
                    else { return nil }
                    let isListed = catalog.text.contains("\(match.2).self")
                    return isListed ? nil : "\(file.path):\(number): \(match.2) is not in \(catalog.path)"
                }
            }
        }
    }

    /// The modules that each target of ours may use, as Package.swift has it.
    private static func arrows(in tree: Tree) -> [String: Set<String>] {
        guard let package = tree["Package.swift"] else { return [:] }
        var arrows: [String: Set<String>] = [:]
        // From one `room(` to the next: the name, and all other names in quotes before the list ends.
        for call in package.text.split(separator: "room(").dropFirst() {
            let names = call.prefix(upTo: endOfCall(call)).matches(of: /"(\w+)"|\byams\b/).map {
                String($0.1 ?? "Yams")
            }
            guard let target = names.first, !target.isEmpty else { continue }
            arrows[target] = Set(names.dropFirst())
        }
        return arrows
    }

    private static func endOfCall(_ text: Substring) -> Substring.Index {
        var depth = 1
        for index in text.indices {
            if text[index] == "(" { depth += 1 }
            if text[index] == ")" { depth -= 1 }
            if depth == 0 { return index }
        }
        return text.endIndex
    }

    /// The table of the handbook: `| layer | target | in one line | may import |`.
    private static func allowedArrows(in tree: Tree) -> [String: Set<String>] {
        var allowed: [String: Set<String>] = [:]
        var below: Set<String> = []
        let rows = (tree[architecture]?.lines ?? []).reversed()
        for (_, line) in rows {
            let cells = line.split(separator: "|", omittingEmptySubsequences: false)
            guard cells.count == 6, let target = cells[2].firstMatch(of: /`(\w+)`/) else { continue }
            var names = Set(cells[4].matches(of: /\w+/).map { String($0.output) })
            if cells[4].contains("all below") { names.formUnion(below) }
            allowed[String(target.1)] = names
            below.insert(String(target.1))
        }
        return allowed
    }

    private static func imports(of file: Tree.File) -> [(line: Int, module: String, isWide: Bool)] {
        file.lines.compactMap { number, line in
            guard line.mentions("import "),
                let match = line.firstMatch(
                    of:
                        /^\s*(?:@\w+ )*((?:\w+ )?)import (?:(?:struct|class|enum|func|var|let|protocol|typealias) )?(\w+)/
                )
            else { return nil }
            return (number, String(match.2), match.1 == "package " || match.1 == "public ")
        }
    }
}
