import Model

extension Language {
    /// The parsers of clang and gcc, as far as they understand the names; behind that brackets and quotes alone.
    package static let cPlusPlus = Language(
        id: "cpp", name: "C++", labels: ["c++", "cxx", "cc", "hpp", "hxx"],
        parser: .files(
            CFamily.clang(
                ["-x", "c++", "-std=c++2b", "-fcxx-exceptions", "-fexceptions"], ending: "cpp",
                cPlusPlus: true)),
        otherParsers: [.files(CFamily.gcc(["-x", "c++", "-std=c++2b"], ending: "cpp", cPlusPlus: true))],
        grammar: Grammar("tree_sitter_cpp"),
        lookalikes: ["javascript", "java", "csharp", "rust", "go", "python", "shell"],
        outline: CFamily.outline
    ) { code in
        let plain = code.withoutNumbers.withoutColumnsOfDots.withoutHeaders.withoutLooseElisions(
            .c, value: "{}"
        )
        .withoutMacrosBesideStrings
        // A directive begins a line.
        let gap = plain.firstByte == UInt8(ascii: "#") ? "\n" : ""
        let fragment = Fragment(plain)
        // An unknown name at the beginning hides all that follows.
        if plain.looksLikePython { return [plain.as("file")] }
        var forms = [plain.as("file"), plain.wrapped("void snippet_() {\(gap)", "\n}", as: "function body")]
        if fragment.holds(UInt8(ascii: ";")) {
            forms.append(plain.wrapped("struct Snippet_ {\(gap)", "\n};", as: "members of a type"))
        }
        if let parts = plain.withStatementsAsMethods(CFamily.modifiers) {
            forms.append(parts.as("declarations and statements"))
        }
        if fragment.isSignature { forms.append(plain.wrapped("", ";", as: "signature")) }
        if plain.text.contains(/^\s*namespace [\w:]+;\s*$/), plain.bytes.count(where: { $0 == 0x3B }) == 1 {
            let end = plain.bytes.lastIndex(of: 0x3B) ?? 0
            forms.append(
                plain.replacing([Edit(SourceRange(end, end + 1), "{}")], because: "a body put in").as(
                    "head of a namespace"))
        }
        if fragment.isHeadOfType { forms.append(plain.wrapped("", " {};", as: "head of a type")) }
        if let values = plain.expressionsOneByOne(.c) {
            forms.append(values.wrapped("void snippet_() {", "\n}", as: "expressions one below the other"))
        }
        if fragment.isExpression {
            if plain.lastByte == UInt8(ascii: ",") {
                forms.append(plain.wrapped("int snippet_[] = {", "\n};", as: "elements of a list"))
            } else {
                forms.append(plain.wrapped("auto snippet_ = ", "\n;", as: "expression"))
            }
        }
        return forms
    } reading: { code, fault in
        if let reason = VisualC.reason(code) { return .tooNew(reason) }
        return .wrong(code.showsOptionalArguments ? .possible : .certain)
    }
    .recognised { $0.looksLikeC }
    .inspecting(CFamily.inspect)
}
