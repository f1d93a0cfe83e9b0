import Model
import Snippets
import Testing

@Suite("The regions of sample code")
struct RegionTests {
    private func scan(_ text: String) -> RegionScan { RegionScan(Array(text.utf8)) }

    /// Each region as its convention, its name and its code.
    private func regions(_ text: String) -> [String] {
        let bytes = Array(text.utf8)
        return RegionScan(bytes).regions.map { region in
            let code = String(
                decoding: bytes[region.content.lower..<region.content.upper], as: UTF8.self)
            return
                "\(region.convention.rawValue) \(region.name): \(code.split(separator: "\n").joined(separator: "|"))"
        }
    }

    @Test(
        "are marked in comments, by many conventions",
        arguments: [
            ("// ANCHOR: a-b\nx\n// ANCHOR_END: a-b\n", "mdBook a-b: x"),
            ("# --8<-- [start:a]\nx\n# --8<-- [end:a]\n", "PyMdown a: x"),
            ("// [START vision_quickstart]\nx\n// [END vision_quickstart]\n", "Google vision_quickstart: x"),
            (
                "# snippet-start:[python.example.a]\nx\n# snippet-end:[python.example.a]\n",
                "AWS python.example.a: x"
            ),
            ("// #docregion a\nx\n// #enddocregion a\n", "docregion a: x"),
            ("<!-- #docregion a -->\nx\n<!-- #enddocregion -->\n", "docregion a: x"),
            ("  #region My part\nx\n  #endregion\n", "region My part: x"),
            ("#Region \"Mine\"\nx\n#End Region\n", "region Mine: x"),
            ("<!-- #region a -->\nx\n<!-- #endregion a -->\n", "region a: x"),
            ("/* #region a */\nx\n/* #endregion a */\n", "region a: x"),
            ("#pragma region a\nx\n#pragma endregion a\n", "region a: x"),
            ("// snippet.part\nx\n// snippet.end\n", "Swift part: x"),
            ("// :snippet-start: a\nx\n// :snippet-end:\n", "Bluehawk a: x"),
            ("// begin-snippet: A(lang=cs)\nx\n// end-snippet\n", "MarkdownSnippets A: x"),
            ("// tag::a[]\nx\n// end::a[]\n", "AsciiDoc a: x"),
            ("<!-- tag::a[] -->\r\nx\n<!-- end::a[] -->\r\n", "AsciiDoc a: x"),
            ("// @@@SNIPSTART a\nx\n// @@@SNIPEND\n", "Snipsync a: x"),
            ("(* $MDX part-begin=a *)\nx\n(* $MDX part-end *)\n", "OCaml mdx a: x"),
        ])
    func conventions(_ text: String, _ expected: String) {
        #expect(regions(text) == [expected])
        #expect(scan(text).problems.isEmpty)
    }

    @Test(
        "are not seen in what only looks like a mark",
        arguments: [
            "let region = x\n", "// this region is hot\n", "use std::io;\n", "# regional\n", "x [STARTED]\n",
            "// snippet.hide\n", "see snippet.name here\n", "log(\"#region\")\n", "ANCHOR\n",
            ";--8<-- [start:x]\n",
            "# region of the map\n", "std::tag::x[0]\n",
        ])
    func others(_ text: String) {
        #expect(scan(text).marks.isEmpty)
    }

    @Test("may lie in one another, overlap, and begin several at once")
    func nesting() {
        let text = "// #docregion a, b\n1\n// #enddocregion a\n2\n// #enddocregion b\n"
        #expect(regions(text) == ["docregion a: 1", "docregion b: 1|// #enddocregion a|2"])
        #expect(
            regions("#region a\n1\n#region b\n2\n#endregion\n3\n#endregion\n")
                == ["region a: 1|#region b|2|#endregion|3", "region b: 2"])
    }

    @Test("are told where they do not match")
    func problems() {
        let kinds = { (text: String) in scan(text).problems.map(\.kind) }
        #expect(kinds("// [START a]\n") == [.neverEnds])
        #expect(kinds("// [END a]\n") == [.neverBegan])
        #expect(kinds("// [START a]\n// [START a]\n// [END a]\n// [END a]\n") == [.startsTwice])
        #expect(kinds("// [START a]\n// [END a]\n// [START a]\n// [END a]\n") == [.repeated])
        #expect(kinds("// [START a]\n// [END b]\n") == [.neverEnds, .neverBegan])
        #expect(kinds("// snippet.a\nx\n") == [])
        #expect(kinds("// snippet.hide\nx\n// snippet.show\ny\n// snippet.end\n") == [])
    }

    @Test("survive any bytes")
    func hostile() {
        for text in ["[S", "pp", "snippet-start:[", "#region", "tag::", "8<-", "\n\r[START x", "::[]"] {
            _ = scan(text)
            _ = scan("\r\r" + text + "\r\r")
        }
        _ = RegionScan([UInt8](repeating: 0x5B, count: 10_000))
        _ = RegionScan([0xFF, 0x00, 0x5B, 0x53])
    }
}
