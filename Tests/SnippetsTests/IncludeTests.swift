import Model
import Snippets
import Testing

@Suite("Code that takes in other files")
struct IncludeTests {
    private let files = [
        "book/listings/main.rs":
            "use std::io;\n\n// ANCHOR: here\nfn main() {}\n// ANCHOR_END: here\n\nfn other() {}\n",
        "snippets/app.py": "# --8<-- [start:call]\nrun()\n# --8<-- [end:call]\nstop()\n",
    ]

    private func expanded(_ code: String, on page: String) -> Expansion {
        Expansion(of: Array(code.utf8), on: page) { files[$0].map { Array($0.utf8) } }
    }

    private func text(_ code: String, on page: String = "book/src/a.md") -> String {
        String(decoding: expanded(code, on: page).code, as: UTF8.self)
    }

    @Test("shows what mdBook shows: all, lines, or a part without its marks")
    func mdBook() {
        #expect(
            text("{{#include ../listings/main.rs}}\n")
                == "use std::io;\n\nfn main() {}\n\nfn other() {}\n")
        #expect(text("{{#include ../listings/main.rs:1}}\n") == "use std::io;\n")
        #expect(text("{{#include ../listings/main.rs:here}}\n") == "fn main() {}\n")
        #expect(text("{{#include ../listings/main.rs:6:}}\n") == "\nfn other() {}\n")
        #expect(text("\\{{#include ../listings/main.rs}}\n") == "\\{{#include ../listings/main.rs}}\n")
    }

    @Test("has what rustdoc compiles: the whole file, of which a part is shown")
    func rustdoc() {
        #expect(text("{{#rustdoc_include ../listings/main.rs:here}}\n").hasPrefix("use std::io;"))
    }

    @Test("is found by PyMdown from the top of the site")
    func pymdown() {
        #expect(text("--8<-- \"snippets/app.py:call\"\n", on: "docs/guide/a.md") == "run()\n")
    }

    @Test("leads back to the file, and to the directive on the page")
    func positions() throws {
        let expansion = expanded("let a;\n{{#include ../listings/main.rs:here}}\n", on: "book/src/a.md")
        let origin = try #require(expansion.origin(of: 7))
        #expect(origin.path == "book/listings/main.rs" && origin.offset == 30)
        #expect(expansion.origin(of: 0) == nil)
        #expect(expansion.map.source(of: SourceRange(7, 9)) == SourceRange(7, 44))
    }

    @Test("says what is missing")
    func gaps() {
        #expect(
            expanded("{{#include gone.rs}}", on: "book/src/a.md").gap
                == "the code is in `gone.rs`, which is not there")
        #expect(
            expanded("{{#include ../listings/main.rs:gone}}", on: "book/src/a.md").gap
                == "the code is in a part of `book/listings/main.rs` that is not there")
    }
}
