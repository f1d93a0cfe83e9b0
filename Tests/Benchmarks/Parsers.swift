import CCmarkGFM
import CMd4c
import Markup
import Model

/// A parser to measure: reads a document, and says how many things it saw in it, so that nothing can be left
/// out as unused.
struct Parser: Sendable {
    var name: String
    var parse: @Sendable ([UInt8]) -> Int

    static let all = [docent, cmarkGFM, md4c]

    static let docent = Parser(name: "docent") { bytes in
        Markdown.parse(SourceFile(path: "a.md", bytes: bytes), dialect: .gfm).nodes.count
    }

    /// cmark-gfm builds a tree too; it is freed within the time, as ours is.
    static let cmarkGFM = Parser(name: "cmark-gfm") { bytes in
        // The macro of the header is not seen by Swift: CMARK_OPT_FOOTNOTES.
        let parser = unsafe cmark_parser_new(1 << 13)
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            unsafe cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
        unsafe bytes.withUnsafeBytes { text in
            unsafe cmark_parser_feed(
                parser, text.baseAddress?.assumingMemoryBound(to: CChar.self), text.count)
        }
        let root = unsafe cmark_parser_finish(parser)
        let count = unsafe cmark_node_first_child(root) == nil ? 0 : 1
        unsafe cmark_node_free(root)
        unsafe cmark_parser_free(parser)
        return count
    }

    /// md4c builds nothing: it calls back, here to functions that do nothing.
    static let md4c = Parser(name: "md4c") { bytes in
        let flags =
            MD_FLAG_PERMISSIVEURLAUTOLINKS | MD_FLAG_PERMISSIVEEMAILAUTOLINKS | MD_FLAG_PERMISSIVEWWWAUTOLINKS
            | MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH | MD_FLAG_TASKLISTS
        var parser = unsafe MD_PARSER(
            abi_version: 0, flags: UInt32(flags), enter_block: { _, _, _ in 0 },
            leave_block: { _, _, _ in 0 }, enter_span: { _, _, _ in 0 }, leave_span: { _, _, _ in 0 },
            text: { _, _, _, _ in 0 }, debug_log: nil, syntax: nil)
        let status = unsafe bytes.withUnsafeBytes { text in
            unsafe md_parse(
                text.baseAddress?.assumingMemoryBound(to: CChar.self), MD_SIZE(text.count), &parser, nil)
        }
        return Int(status)
    }
}
