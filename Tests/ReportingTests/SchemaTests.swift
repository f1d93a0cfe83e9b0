import Model
import Reporting
import Testing

@Suite("JSON reports fit the schema in the handbook")
struct SchemaTests {
    private static let handbook = Files.root + "/Sources/Commands/Handbook.docc"

    @Test("reports with everything, with nothing and with hostile texts are valid", .validated)
    func valid() throws {
        for report in [SampleReport.full, SampleReport.shuffled, .empty, .hostile] {
            #expect(try complaints(of: JSON(ReportOptions(version: "1")).render(report)) == "")
        }
    }

    @Test(
        "a report that strays from the schema is not valid", .validated,
        arguments: [
            ("\"version\": 1,", "\"version\": 2,"),
            ("\"severity\": \"error\"", "\"severity\": \"fatal\""),
            ("\"line\": 2,", "\"line\": 0,"),
            ("\"fingerprint\": \"8532", "\"fingerprint\": \"xx32"),
            ("\"audience\": \"docs\", ", ""),
            ("\"audience\": \"docs\", ", "\"audience\": \"docs\", \"mood\": 1, "),
        ])
    func invalid(part: String, replacement: String) throws {
        let text = String(
            decoding: JSON(ReportOptions(version: "1")).render(SampleReport.full), as: UTF8.self)
        let place = try #require(text.firstRange(of: part))
        let strayed = text[..<place.lowerBound] + replacement + text[place.upperBound...]
        #expect(try complaints(of: Array(strayed.utf8)) != "")
    }

    @Test("the handbook's page names every field and its example is valid", .validated)
    func page() throws {
        let page = String(decoding: try Files.read(Self.handbook + "/JSONReport.md"), as: UTF8.self)
        let fields = try Python.run(Self.listFields, [Self.handbook + "/docent-report-1.schema.json"])
        let names = fields.split(separator: "\n")
        #expect(names.count > 20)
        for name in names {
            #expect(page.contains("`\(name)`"), "JSONReport.md does not say what `\(name)` is")
        }
        let fence = try #require(page.firstRange(of: "```json\n"))
        let end = try #require(page[fence.upperBound...].firstRange(of: "```"))
        #expect(try complaints(of: Array(page[fence.upperBound..<end.lowerBound].utf8)) == "")
    }

    /// What the validator has against a report; empty where it is valid.
    private func complaints(of report: [UInt8]) throws -> String {
        try Files.withTemporaryFile(report) { path in
            try Python.run(Self.validate, [Self.handbook + "/docent-report-1.schema.json", path])
        }
    }

    /// The schema lets readers ignore new fields. Here a field that it does not name is a mistake.
    private static let validate = """
        import json, sys, jsonschema
        schema = json.load(open(sys.argv[1], encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        def close(part):
            if isinstance(part, dict):
                if "properties" in part: part["additionalProperties"] = False
                for value in part.values(): close(value)
        close(schema)
        report = json.load(open(sys.argv[2], encoding="utf-8"))
        for error in jsonschema.Draft202012Validator(schema).iter_errors(report): print(error.message)
        """

    private static let listFields = """
        import json, sys
        names = set()
        def visit(part):
            if isinstance(part, dict):
                names.update(part.get("properties", {}))
                for value in part.values(): visit(value)
        visit(json.load(open(sys.argv[1], encoding="utf-8")))
        print("\\n".join(sorted(names)))
        """
}

extension Trait where Self == ConditionTrait {
    /// Runs only where the validator is installed.
    static var validated: Self {
        .enabled(if: Python.canValidate, "not run: python3-jsonschema is not installed (`make setup-tests`)")
    }
}

extension Report {
    fileprivate static let empty = Report(revision: nil, pages: [], unknowns: [], counts: .init())
    fileprivate static let hostile = Report(
        revision: nil,
        pages: [
            .init(
                path: "a\u{1B}[2J\"\\\n\u{202E}.md", text: SourceText([0xFF, 0xC3, 0x0A, 0x00]),
                findings: [
                    SampleReport.finding(
                        "a/b", .error, SourceRange(0, 4), "\u{0}\u{7F}\u{85}\u{2028}\u{FFFF}😀")
                ])
        ],
        unknowns: [Unknown(path: "\u{0}", range: SourceRange(5, 9), subject: "", reason: "\u{1}")],
        counts: .init())
}
