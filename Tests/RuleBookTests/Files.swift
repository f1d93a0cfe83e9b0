#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Writes rule pages.
enum Files {
    struct Mistake: Error, CustomStringConvertible { var description: String }

    /// The folder that this file lies in.
    static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.startIndex))
    /// The root of the package.
    static var root: String { folder + "/../.." }

    /// Whether the findings on rule pages are to be rewritten (`make bless`).
    static var areBlessed: Bool { unsafe getenv("DOCENT_BLESS") != nil }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = unsafe fopen(path, "wb") else { throw Mistake(description: "cannot write \(path)") }
        defer { unsafe fclose(file) }
        guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw Mistake(description: "cannot write \(path)")
        }
    }
}
