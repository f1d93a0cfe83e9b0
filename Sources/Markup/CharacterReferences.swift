/// Escapes and character references in texts that a document keeps as they are written.
package enum CharacterReferences {
    /// The bytes with backslash escapes and character references resolved, as in a link's destination.
    package static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        guard bytes.contains(0x5C) || bytes.contains(0x26) else { return Array(bytes) }
        return Bytes.withCopy(of: Array(bytes)) { view in view.unescaped(0, view.count) ?? Array(bytes) }
    }
}
