#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Runs commands as a user types them, with the `docent` that was built along with these tests.
enum Shell {
    struct Mistake: Error, CustomStringConvertible { var description: String }

    /// The top of the package.
    static let root = "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/")

    /// The folder that the program was built into: the one of the test bundle.
    static let products: String = {
        let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? ""
        let parts = bundle.split(separator: "/").prefix { !$0.hasSuffix(".xctest") }
        let folder = "/" + parts.joined(separator: "/")
        return unsafe access(folder + "/docent", X_OK) == 0 ? folder : root + "/.build/debug"
    }()

    /// Runs a command in a folder; output and errors come as one text.
    static func run(_ command: String, in folder: String = root) throws -> (output: String, status: Int32) {
        let environment =
            "PATH=\(quoted(products)):$PATH; TZ=UTC; LC_ALL=C; XDG_CACHE_HOME=\(quoted(products))/cache; "
            + "export PATH TZ LC_ALL XDG_CACHE_HOME; unset NO_COLOR"
        let line = "exec 2>&1; cd \(quoted(folder)) || exit 126; \(environment)\n\(command)"
        guard let pipe = unsafe popen(line, "r") else { throw Mistake(description: "cannot run \(command)") }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = unsafe fread(&buffer, 1, buffer.count, pipe)
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        let status = unsafe pclose(pipe)
        return (String(decoding: bytes, as: UTF8.self), (status >> 8) & 0xFF)
    }

    /// Runs a command that has to succeed.
    @discardableResult
    static func succeed(_ command: String, in folder: String = root) throws -> String {
        let (output, status) = try run(command, in: folder)
        guard status == 0 else { throw Mistake(description: "\(command): exit status \(status)\n\(output)") }
        return output
    }

    /// Lends a folder that is gone afterwards.
    static func withTemporaryFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
        let folder = try succeed("printf %s \"$(mktemp -d)\"")
        defer { _ = try? run("rm -rf \(quoted(folder))") }
        return try body(folder)
    }

    static func write(_ text: String, to path: String) throws {
        guard let file = unsafe fopen(path, "wb") else { throw Mistake(description: "cannot write \(path)") }
        defer { unsafe fclose(file) }
        let bytes = Array(text.utf8)
        guard unsafe fwrite(bytes, 1, bytes.count, file) == bytes.count else {
            throw Mistake(description: "cannot write \(path)")
        }
    }

    static func quoted(_ text: String) -> String {
        "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }

    /// Whether pages are to be rewritten (`make bless`).
    static var isBlessing: Bool { unsafe getenv("DOCENT_BLESS") != nil }
}
