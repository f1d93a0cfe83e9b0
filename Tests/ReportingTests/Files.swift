#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Reads and writes the files of these tests.
enum Files {
    struct Mistake: Error, CustomStringConvertible { var description: String }

    /// The folder that this file lies in.
    static let folder = String(#filePath.prefix(upTo: #filePath.lastIndex(of: "/") ?? #filePath.startIndex))
    /// The root of the package.
    static var root: String { folder + "/../.." }

    /// Whether goldens are to be rewritten (`make bless`).
    static var areBlessed: Bool { unsafe getenv("DOCENT_BLESS") != nil }

    static func read(_ path: String) throws -> [UInt8] {
        guard let file = unsafe fopen(path, "rb") else { throw Mistake(description: "cannot open \(path)") }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard let file = unsafe fopen(path, "wb") else { throw Mistake(description: "cannot write \(path)") }
        defer { unsafe fclose(file) }
        guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw Mistake(description: "cannot write \(path)")
        }
    }
}
