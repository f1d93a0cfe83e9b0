import Model

/// What only Microsoft's compiler reads: clang and gcc cannot say whether it is right.
enum VisualC {
    /// Words of its own for what the others know by another name, as arguments of clang and gcc.
    static let names = [
        "-D", "__int64=long long", "-D", "__int32=int", "-D", "__int16=short", "-D", "__int8=char",
        "-D", "__ptr32=", "-D", "__ptr64=", "-D", "__unaligned=", "-D", "__forceinline=inline",
        "-D", "__declspec(a)=", "-D", "_declspec(a)=",
    ]

    /// Why the code cannot be judged; nil where it is the language that all compilers share.
    static func reason(_ code: Code) -> String? {
        let lexemes = code.lexemes(.c)
        let text = String(
            decoding: code.bytes.indices.map { lexemes[$0] == .code ? code.bytes[$0] : 0x20 },
            as: UTF8.self)
        if text.contains(/\b_?_asm\b/) { return assembler }
        if text.contains(/(?m)^\s*#using\b/)
            || text.contains(/\b(?:ref|value|interface)\s+(?:class|struct)\b/)
            || text.contains(/\b(?:public|private)\s+(?:enum|class|struct|delegate)\b/)
            || text.contains(
                /(?m)^\s*\[\s*(?:public|export|module|coclass|switch_type|case|default)\b[^\n]*\]\s*$/)
            || text.contains(/(?m)^\s*delegate\s+\w/)
            || text.contains(/\b(?:gcnew|safe_cast|initonly)\b/)
            || text.contains(/\bgeneric\s*<\s*(?:typename|class)\b/)
            || text.contains(/[\w>](?:\^\s+|\s+\^)\w/) || text.contains(/\w>?%\s+\w+\s*[,)]/)
        {
            return extensions
        }
        return nil
    }

    private static let assembler = "it holds assembler code that only Microsoft's compiler reads"
    private static let extensions = "it is C++/CLI or C++/CX, which only Microsoft's compiler reads"
}
