/// A half-open range of UTF-8 offsets, counted in bytes from the start of a file.
///
/// Lines and columns are made from it only where a report is written.
package struct SourceRange: Hashable, Sendable {
    /// The offset of the first byte.
    package var lower: Int
    /// The offset after the last byte; never below `lower`.
    package var upper: Int

    @inlinable
    package init(_ lower: Int, _ upper: Int) {
        self.lower = lower
        self.upper = upper
    }

    /// An empty range: a place between two bytes.
    @inlinable
    package init(at offset: Int) {
        self.init(offset, offset)
    }

    @inlinable package var count: Int { upper - lower }
    @inlinable package var isEmpty: Bool { lower == upper }

    /// Whether every byte of the other range lies in this one.
    @inlinable
    package func contains(_ other: SourceRange) -> Bool {
        lower <= other.lower && other.upper <= upper
    }

    @inlinable
    package func contains(_ offset: Int) -> Bool {
        lower <= offset && offset < upper
    }

    /// Whether the two share a byte, or an empty one lies inside or at the edge of the other.
    package func touches(_ other: SourceRange) -> Bool {
        if isEmpty || other.isEmpty { return lower <= other.upper && other.lower <= upper }
        return lower < other.upper && other.lower < upper
    }
}

extension SourceRange: Comparable {
    /// Earlier start first; of two that start together the shorter first.
    @inlinable
    package static func < (a: SourceRange, b: SourceRange) -> Bool {
        a.lower != b.lower ? a.lower < b.lower : a.upper < b.upper
    }
}
