import CCmarkGFM

/// The C library cmark-gfm, as the program `cmark-gfm --unsafe` uses it; the one place here that touches memory
/// by hand.
@safe struct CmarkGFM: ~Copyable {
    /// The release, such as `0.29.0.gfm.6`.
    static var version: String { unsafe String(cString: cmark_version_string()) }

    private let parser: OpaquePointer?
    private let options: Int32

    /// - Parameter isExtended: whether GitHub's extensions and footnotes are on.
    init(isExtended: Bool) {
        cmark_gfm_core_extensions_ensure_registered()
        options = Self.unsafeOption | (isExtended ? Self.footnotesOption : 0)
        unsafe parser = cmark_parser_new(options)
        guard isExtended else { return }
        for name in ["table", "strikethrough", "autolink", "tasklist"] {
            unsafe cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension(name))
        }
    }

    // The macros of the header are not seen by Swift.
    private static let unsafeOption: Int32 = 1 << 17
    private static let footnotesOption: Int32 = 1 << 13

    /// The HTML of a document.
    consuming func html(of document: [UInt8]) -> [UInt8] {
        unsafe document.withUnsafeBytes { bytes in
            unsafe cmark_parser_feed(
                parser, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count)
        }
        guard let root = unsafe cmark_parser_finish(parser) else { return [] }
        defer { unsafe cmark_node_free(root) }
        guard
            let html = unsafe cmark_render_html(
                root, options, cmark_parser_get_syntax_extensions(parser))
        else { return [] }
        defer { unsafe cmark_get_default_mem_allocator().pointee.free(html) }
        let bytes = unsafe UnsafeBufferPointer<CChar>(start: html, count: length(of: html))
        return unsafe bytes.map { UInt8(bitPattern: $0) }
    }

    private func length(of text: UnsafePointer<CChar>) -> Int {
        var count = 0
        while unsafe text[count] != 0 { count += 1 }
        return count
    }

    deinit {
        unsafe cmark_parser_free(parser)
    }
}
