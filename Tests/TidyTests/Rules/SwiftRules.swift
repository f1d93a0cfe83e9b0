extension HouseRule {
    /// What holds for every Swift file.
    static let swiftRules = [
        HouseRule(
            name: "a Swift file has at most 400 lines",
            advice: "A file is read as a whole: move what has a name of its own into a file of that name.",
            offender: ["Sources/A/Long.swift": String(repeating: "let a = 1\n", count: 401)]
        ) { tree in
            tree.swift.compactMap { file in
                let count = file.lines.count - 1
                return count > 400 ? "\(file.path): \(count) lines" : nil
            }
        },
        HouseRule(
            name: "Foundation is imported only where a comment above says why",
            advice:
                "It makes the program 12 MB larger and later to start: use the standard library and the system's C library, or say why not.",
            offender: ["Sources/A/A.swift": "import Foundation\n"]
        ) { tree in
            lines(of: tree.swift) { file, line, before in
                line.mentions("import Foundation") && line.contains(/^\s*(\w+ )*import Foundation/)
                    && !before.contains(#/^\s*// /#)
            }
        },
        HouseRule(
            name: "nothing is public",
            advice: "A promise to the world needs a library product first: use `package`.",
            offender: ["Sources/A/A.swift": "public struct A {}\n"]
        ) { tree in
            lines(of: tree.sources) { _, line, _ in
                (line.mentions("public ") || line.mentions("open "))
                    && line.contains(
                        #/^\s*(@\w+ )*(public|open) (\w+ )*(struct|class|enum|protocol|actor|func|var|let|init|import|extension)\b/#
                    )
            }
        },
        HouseRule(
            name: "no comment leaves work for later",
            advice: "Do it, or write it down where the plans are kept.",
            offender: ["Sources/A/A.swift": "let a = 1  // " + "TODO: more\n"]
        ) { tree in
            lines(of: tree.swift) { _, line, _ in
                line.mentions("//") && ["TODO", "FIXME", "XXX", "HACK"].contains { line.mentions($0) }
                    && line.contains(/\/\/.*\b(TODO|FIXME|XXX|HACK)\b/)
                    && !line.contains(/["`<]\s*(TODO|FIXME|XXX|HACK)/)
            }
        },
        HouseRule(
            name: "no file is called Kit, Core, Utils, Helpers, Placeholder or Stub",
            advice:
                "A name says what is in it; these say that nobody knew. Name the file after its main type.",
            offender: ["Sources/A/StringUtils.swift": ""]
        ) { tree in
            tree.swift.filter { $0.name.contains(/(Kit|Core|Utils?|Utilities|Helpers?|Placeholder|Stub)$/) }
                .map(
                    \.path)
        },
        HouseRule(
            name: "a Swift file has no tabs",
            advice: "Run `make format`.",
            offender: ["Sources/A/A.swift": "\tlet a = 1\n"]
        ) { tree in
            lines(of: tree.swift) { _, line, _ in line.utf8.contains(0x09) }
        },
        HouseRule(
            name: "a package type or function says in a doc comment what it is",
            advice: "What other targets see needs one sentence that ends with a full stop.",
            offender: ["Sources/A/A.swift": "package struct A {}\n"]
        ) { tree in
            tree.sources.flatMap(undocumented)
        },
        HouseRule(
            name: "a check's sentences are constants",
            advice:
                "Put the sentence into a named constant at the end of the file, so that all that a check says is read in one place.",
            offender: ["Sources/Checks/A.swift": "verdict.add(Draft(at: range, \"bad\", subject: s))\n"]
        ) { tree in
            lines(of: tree.sources.filter { $0.target == "Checks" }) { _, line, _ in
                line.mentions("Draft(") && line.contains(/Draft\(\s*at: [^"]*, "/)
            }
        },
    ]

    /// The lines that fit, as "path:line". The line before is there for rules that ask for a comment.
    static func lines(
        of files: [Tree.File], _ fits: (Tree.File, Substring, Substring) -> Bool
    ) -> [String] {
        files.flatMap { file in
            var before: Substring = ""
            return file.lines.compactMap { number, line in
                defer { before = line }
                return fits(file, line, before) ? "\(file.path):\(number)" : nil
            }
        }
    }

    /// Types and functions at the outer level of a file, and functions in types that take more than a line.
    private static func undocumented(in file: Tree.File) -> [String] {
        let lines = file.lines
        return lines.indices.compactMap { index in
            let line = lines[index].text
            guard line.hasPrefix("package "),
                line.contains(#/^package ([a-z]+ )*(struct|class|enum|protocol|actor|func) /#)
            else {
                return nil
            }
            var above = index - 1
            while above >= 0, lines[above].text.contains(/^\s*@/) { above -= 1 }
            let place = "\(file.path):\(lines[index].number)"
            guard above >= 0, lines[above].text.hasPrefix("///") else { return "\(place): no doc comment" }
            while above > 0, lines[above - 1].text.hasPrefix("///") { above -= 1 }
            let summary = lines[above...].prefix { $0.text.hasPrefix("///") && $0.text != "///" }
            let ends = summary.last?.text.contains(/[.:?][`)"]*$/) ?? false
            return ends ? nil : "\(place): the first paragraph of its doc comment is no sentence"
        }
    }
}
