import Reporting
import Testing

@Suite("Lists of snippets fit the schema in the handbook")
struct SnippetSchemaTests {
    private static let handbook = Files.root + "/Sources/Commands/Handbook.docc"
    private static let states: [(name: String, isChecked: Bool)] = [
        ("passed", true), ("failed", true), ("expected-failure", true), ("stale-expectation", true),
        ("skipped", false), ("output", false), ("not-code", false), ("no-language", false),
        ("unknown-language", false), ("no-toolchain", false), ("no-include", false), ("not-assessed", false),
    ]

    private func entry(_ state: String, fault: SnippetReport.Place? = nil) -> SnippetReport.Entry {
        SnippetReport.Entry(
            place: SnippetReport.Place(path: "a\"\u{1B}.md", line: 1, column: 3), endLine: 4, label: "",
            language: fault == nil ? nil : "rust", form: "fenced", isHidden: false, state: state,
            level: fault == nil ? nil : "types", detail: "x", fault: fault, origin: fault,
            confidence: fault == nil ? nil : "certain", inclusions: ["../a.rs"], conventions: ["rustdoc"])
    }

    private func complaints(of report: [UInt8]) throws -> String {
        try Files.withTemporaryFile(report) { path in
            try Python.run(Self.validate, [Self.handbook + "/docent-snippets-1.schema.json", path])
        }
    }

    @Test("with every state, with nothing, and with documents that were not read", .validated)
    func valid() throws {
        let fault = SnippetReport.Place(path: "b.rs", line: 2, column: 1)
        let full = SnippetReport(
            revision: String(repeating: "a", count: 40),
            entries: Self.states.map { entry($0.0, fault: $0.0 == "failed" ? fault : nil) },
            notRead: [("b.md", "it is too large")], states: Self.states)
        #expect(try complaints(of: full.json(by: "1")) == "")
        let empty = SnippetReport(revision: nil, entries: [], notRead: [], states: Self.states)
        #expect(try complaints(of: empty.json(by: "1")) == "")
        let strayed = SnippetReport(revision: nil, entries: [entry("good")], notRead: [], states: Self.states)
        #expect(try complaints(of: strayed.json(by: "1")) != "")
    }

    @Test("and the handbook's page names every field and every state", .validated)
    func page() throws {
        let page = String(decoding: try Files.read(Self.handbook + "/SnippetReport.md"), as: UTF8.self)
        let names = try Python.run(Self.listNames, [Self.handbook + "/docent-snippets-1.schema.json"])
            .split(separator: "\n")
        #expect(names.count > 25)
        for name in names {
            #expect(page.contains("`\(name)`"), "SnippetReport.md does not say what `\(name)` is")
        }
    }

    private static let validate = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        def close(part):
            if isinstance(part, dict):
                if "properties" in part: part["additionalProperties"] = False
                for inner in part.values(): close(inner)
            elif isinstance(part, list):
                for inner in part: close(inner)
        close(schema)
        report = json.load(open(sys.argv[2], encoding="utf-8"))
        for error in jsonschema.Draft202012Validator(schema).iter_errors(report): print(error.message)
        """

    private static let listNames = """
        import json, sys
        found = set()
        def names(part):
            if isinstance(part, dict):
                if isinstance(part.get("properties"), dict): found.update(part["properties"])
                if "enum" in part: found.update(word for word in part["enum"] if word)
                for inner in part.values(): names(inner)
            elif isinstance(part, list):
                for inner in part: names(inner)
        names(json.load(open(sys.argv[1], encoding="utf-8")))
        print("\\n".join(sorted(found)))
        """
}
