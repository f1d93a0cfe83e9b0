/// The state of every snippet, for programs: one object, one line for each snippet, the same bytes for the same
/// snippets.
///
/// What each field means stands in the handbook (`SnippetReport.md`), its shape in `docent-snippets-1.schema.json`.
package struct SnippetReport: Sendable {
    /// The version of the format.
    package static let version = 1

    /// A place in a file; line and column counted from 1, the column in Unicode scalars.
    package struct Place: Hashable, Sendable {
        package var path: String
        package var line: Int
        package var column: Int

        package init(path: String, line: Int, column: Int) {
            self.path = path
            self.line = line
            self.column = column
        }
    }

    package struct Entry: Sendable {
        /// Where the block begins.
        package var place: Place
        /// The line on which it ends, counted from 1.
        package var endLine: Int
        /// As the page writes it; empty where it says none.
        package var label: String
        /// What Docent calls the language; nil where it knows none of this name.
        package var language: String?
        /// How it stands in the page: `fenced`, `indented`, `html`, `comment`, `directive`.
        package var form: String
        package var isHidden: Bool
        /// One of `states`.
        package var state: String
        /// How far it was looked at: `syntax`, `types`, `build`, `run`; nil where it was not.
        package var level: String?
        /// What there is to say beside the state; empty where there is nothing.
        package var detail: String
        /// Where a parser stopped.
        package var fault: Place?
        /// Where that stands, if the page takes the code in from another file.
        package var origin: Place?
        /// How sure it is that something is wrong there: `certain`, `likely`, `possible`.
        package var confidence: String?
        /// The paths of the files that come into it, as the page writes them.
        package var inclusions: [String]
        /// Who reads the marks that its author has given it.
        package var conventions: [String]

        package init(
            place: Place, endLine: Int, label: String, language: String?, form: String, isHidden: Bool,
            state: String, level: String?, detail: String, fault: Place?, origin: Place?, confidence: String?,
            inclusions: [String],
            conventions: [String]
        ) {
            self.place = place
            self.endLine = endLine
            self.label = label
            self.language = language
            self.form = form
            self.isHidden = isHidden
            self.state = state
            self.level = level
            self.detail = detail
            self.fault = fault
            self.origin = origin
            self.confidence = confidence
            self.inclusions = inclusions
            self.conventions = conventions
        }
    }

    /// The full id of the commit that was read; nil for a work tree or a plain folder.
    package var revision: String?
    /// By path and place.
    package var entries: [Entry]
    /// Documents that could not be read, each with the reason.
    package var notRead: [(path: String, reason: String)]
    /// Every state there is, and whether a snippet in it counts as checked.
    package var states: [(name: String, isChecked: Bool)]

    package init(
        revision: String?, entries: [Entry], notRead: [(path: String, reason: String)],
        states: [(name: String, isChecked: Bool)]
    ) {
        self.revision = revision
        self.entries = entries
        self.notRead = notRead
        self.states = states
    }

    /// - Parameter program: the version of the program.
    package func json(by program: String) -> [UInt8] {
        var json = JSONWriter(appendingTo: [])
        json.openReport(Self.version, by: program, of: revision)
        json.line(indent: 2)
        json.key("snippets")
        json.open("[")
        for entry in entries {
            json.line(indent: 4)
            write(entry, to: &json)
        }
        if !entries.isEmpty { json.lastLine(indent: 2) }
        json.close("]")
        json.line(indent: 2)
        json.key("notRead")
        json.open("[")
        for document in notRead {
            json.line(indent: 4)
            json.open("{")
            json.key("path")
            json.value(document.path)
            json.key("reason")
            json.value(document.reason)
            json.close("}")
        }
        if !notRead.isEmpty { json.lastLine(indent: 2) }
        json.close("]")
        writeSummary(to: &json)
        json.lastLine(indent: 0)
        json.close("}")
        var out = json.finish()
        out.append(0x0A)
        return out
    }

    private func write(_ entry: Entry, to json: inout JSONWriter) {
        json.open("{")
        json.key("path")
        json.value(entry.place.path)
        json.key("line")
        json.value(entry.place.line)
        json.key("column")
        json.value(entry.place.column)
        json.key("endLine")
        json.value(entry.endLine)
        json.key("label")
        json.value(entry.label)
        json.key("language")
        json.value(orNull: entry.language)
        json.key("form")
        json.value(entry.form)
        json.key("hidden")
        json.value(entry.isHidden)
        json.key("state")
        json.value(entry.state)
        json.key("level")
        json.value(orNull: entry.level)
        json.key("detail")
        json.value(entry.detail)
        json.key("fault")
        write(entry.fault, to: &json)
        json.key("origin")
        write(entry.origin, to: &json)
        json.key("confidence")
        json.value(orNull: entry.confidence)
        json.key("includes")
        json.values(entry.inclusions)
        json.key("conventions")
        json.values(entry.conventions)
        json.close("}")
    }

    private func write(_ place: Place?, to json: inout JSONWriter) {
        guard let place else { return json.null() }
        json.open("{")
        json.key("path")
        json.value(place.path)
        json.key("line")
        json.value(place.line)
        json.key("column")
        json.value(place.column)
        json.close("}")
    }

    private func writeSummary(to json: inout JSONWriter) {
        let checked = Set(states.filter(\.isChecked).map(\.name))
        json.line(indent: 2)
        json.key("summary")
        json.open("{")
        json.key("snippets")
        json.value(entries.count)
        json.key("checked")
        json.value(entries.count { checked.contains($0.state) })
        json.key("states")
        json.open("[")
        for state in states {
            json.open("{")
            json.key("state")
            json.value(state.name)
            json.key("count")
            json.value(entries.count { $0.state == state.name })
            json.close("}")
        }
        json.close("]")
        json.close("}")
    }
}

extension JSONWriter {
    fileprivate mutating func values(_ texts: [String]) {
        open("[")
        for text in texts { value(text) }
        close("]")
    }
}
