import Model

/// The letters of a part of a line, where each is a cluster of its own and known without Unicode's tables:
/// nearly every line that is not plain ASCII.
struct LetterRun {
    struct Letter {
        fileprivate let packed: UInt8

        /// In bytes.
        var length: Int { Int(packed & 0x0F) }
        /// In columns.
        var width: Int { Int(packed >> 4) }
    }

    /// Room for letters; only the first of them count.
    private var letters: [Letter] = []
    private(set) var count = 0
    /// The columns of all letters.
    private(set) var width = 0

    subscript(range: SourceRange) -> ArraySlice<Letter> { letters[range.lower..<range.upper] }

    func width(at place: Int) -> Int { letters[place].width }

    /// How many bytes the letters before a place have.
    func bytes(before place: Int) -> Int { letters[..<place].reduce(0) { $0 + $1.length } }

    /// Takes the letters of a range; false where one of them is none of those.
    mutating func read(_ bytes: [UInt8], _ range: SourceRange) -> Bool {
        while letters.count < range.count { letters.append(Letter(packed: 0)) }
        count = 0
        width = 0
        return unsafe bytes.withUnsafeBufferPointer { bytes in
            unsafe letters.withUnsafeMutableBufferPointer { letters in
                unsafe Self.read(bytes, range, into: letters, &count, &width)
            }
        }
    }

    private static func read(
        _ bytes: UnsafeBufferPointer<UInt8>, _ range: SourceRange,
        into letters: UnsafeMutableBufferPointer<Letter>, _ count: inout Int, _ width: inout Int
    ) -> Bool {
        var index = range.lower
        while index < range.upper {
            let byte = unsafe bytes[index]
            var length = 1
            var columns = 1
            if byte < 0x80 {
                guard byte >= 0x20, byte != 0x7F else { return false }
            } else {
                let decoded = unsafe decodeScalar(bytes, at: index, end: range.upper)
                length = decoded.length
                columns = SimpleLetter.columns(of: decoded.scalar.value)
                if columns == 0 {
                    guard SimpleLetter.isMark(decoded.scalar.value), count > 0 else { return false }
                    let letter = unsafe letters[count - 1]
                    guard letter.length + length < 16 else { return false }
                    unsafe letters[count - 1] = Letter(packed: letter.packed + UInt8(length))
                    index += length
                    continue
                }
            }
            unsafe letters[count] = Letter(packed: UInt8(length | columns << 4))
            count += 1
            width += columns
            index += length
        }
        return true
    }

    /// The first letter that ends behind the beginning of a range, and the first from there on that begins at its
    /// end or behind it.
    ///
    /// - Parameter range: seen from the first letter.
    func places(of range: SourceRange) -> (first: Int, end: Int) {
        var offset = 0
        var place = 0
        while place < count, offset + letters[place].length <= range.lower {
            offset += letters[place].length
            place += 1
        }
        let first = place
        while place < count, offset < range.upper {
            offset += letters[place].length
            place += 1
        }
        return (first, place)
    }
}
