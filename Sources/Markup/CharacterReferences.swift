/// Backslash escapes and character references as they stand in titles and info strings.
package enum CharacterReferences {
    /// The bytes with escapes and references resolved.
    package static func unescaped(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let whole = Array(bytes)
        return Bytes.withCopy(of: whole) { $0.decoded(0, whole.count) }.map { Array($0.utf8) } ?? whole
    }
}
