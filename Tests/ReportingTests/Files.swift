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

extension Files {
    /// Lends the path of a file with the given bytes, and removes the file afterwards.
    static func withTemporaryFile<Result>(
        _ bytes: [UInt8], _ body: (String) throws -> Result
    ) throws -> Result {
        var name = Array("/tmp/docent-reporting-XXXXXX".utf8CString)
        let descriptor = unsafe mkstemp(&name)
        guard descriptor >= 0 else { throw Mistake(description: "cannot make a temporary file") }
        close(descriptor)
        let path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        defer { unsafe unlink(path) }
        try write(bytes, to: path)
        return try body(path)
    }
}

/// The system's Python, which has the validator that Debian packages.
enum Python {
    /// Runs a script and gives what it prints, errors included.
    static func run(_ script: String, _ arguments: [String]) throws -> String {
        let quoted = (["-c", script] + arguments).map {
            "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
        }
        let command = "\(path) \(quoted.joined(separator: " ")) 2>&1"
        guard let pipe = unsafe popen(command, "r") else {
            throw Files.Mistake(description: "cannot run \(path)")
        }
        var out: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, pipe)
            guard count > 0 else { break }
            out.append(contentsOf: buffer[..<count])
        }
        let status = unsafe pclose(pipe)
        let text = String(decoding: out, as: UTF8.self)
        return status == 0 ? text : text + "(status \(status))"
    }

    static let canValidate = (try? run("import jsonschema; jsonschema.Draft202012Validator", [])) == ""

    private static let path = unsafe access("/usr/bin/python3", X_OK) == 0 ? "/usr/bin/python3" : "python3"
}
