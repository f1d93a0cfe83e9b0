/// Where each line of extracted snippets comes from, for programs: one file on each line.
///
/// What each field means stands in the handbook (`SnippetReport.md`).
package struct SnippetFileMap {
    package struct Run {
        package var line: Int
        package var count: Int
        package var path: String
        package var sourceLine: Int
        package var sourceColumn: Int

        package init(line: Int, count: Int, path: String, sourceLine: Int, sourceColumn: Int) {
            self.line = line
            self.count = count
            self.path = path
            self.sourceLine = sourceLine
            self.sourceColumn = sourceColumn
        }
    }

    package struct File {
        package var name: String
        /// Tells whether the file is as it was written.
        package var hash: String
        package var page: String
        package var language: String
        package var runs: [Run]

        package init(name: String, hash: String, page: String, language: String, runs: [Run]) {
            self.name = name
            self.hash = hash
            self.page = page
            self.language = language
            self.runs = runs
        }
    }

    private let files: [File]

    package init(files: [File]) {
        self.files = files
    }

    package var json: [UInt8] {
        var json = JSONWriter(appendingTo: [])
        json.open("{")
        json.line(indent: 2)
        json.key("docent-snippet-files")
        json.value(1)
        json.line(indent: 2)
        json.key("files")
        json.open("[")
        for file in files {
            json.line(indent: 4)
            json.open("{")
            json.key("file")
            json.value(file.name)
            json.key("hash")
            json.value(file.hash)
            json.key("page")
            json.value(file.page)
            json.key("language")
            json.value(file.language)
            json.key("lines")
            json.open("[")
            for run in file.runs { write(run, to: &json) }
            json.close("]")
            json.close("}")
        }
        if !files.isEmpty { json.lastLine(indent: 2) }
        json.close("]")
        json.lastLine(indent: 0)
        json.close("}")
        var out = json.finish()
        out.append(0x0A)
        return out
    }

    private func write(_ run: Run, to json: inout JSONWriter) {
        json.open("{")
        json.key("line")
        json.value(run.line)
        json.key("count")
        json.value(run.count)
        json.key("path")
        json.value(run.path)
        json.key("sourceLine")
        json.value(run.sourceLine)
        json.key("sourceColumn")
        json.value(run.sourceColumn)
        json.close("}")
    }
}
