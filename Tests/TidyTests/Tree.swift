#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The files of the package as the house rules see them.
struct Tree: Sendable {
    struct File: Sendable {
        /// From the top of the package.
        let path: String
        let text: String

        /// Numbered from 1.
        let lines: [(number: Int, text: Substring)]

        init(path: String, text: String) {
            self.path = path
            self.text = text
            lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false).map(Substring.init)
                .enumerated().map {
                    ($0 + 1, $1)
                }
        }

        var isSwift: Bool { path.hasSuffix(".swift") }
        var isMarkdown: Bool { path.hasSuffix(".md") }
        /// The name without folders and ending.
        var name: Substring {
            let last = path.split(separator: "/").last ?? ""
            return last.split(separator: ".", omittingEmptySubsequences: false).first ?? last
        }
        /// `Sources/Engine/Plan.swift` lies in the target `Engine`.
        var target: Substring? {
            let parts = path.split(separator: "/")
            return parts.count > 2 && (parts[0] == "Sources" || parts[0] == "Tests") ? parts[1] : nil
        }
        /// Input of tests and tools: its bytes are what they have to be.
        var isSpecimen: Bool {
            let parts = path.split(separator: "/").dropLast()
            return parts.contains { ["Goldens", "Corpus", "Fixtures", "samples"].contains($0) }
        }
    }

    var files: [File]

    init(_ files: [String: String]) {
        self.files = files.map { File(path: $0.key, text: $0.value) }.sorted { $0.path < $1.path }
    }

    var swift: [File] { files.filter(\.isSwift) }
    var sources: [File] { swift.filter { $0.path.hasPrefix("Sources/") } }

    subscript(path: String) -> File? { files.first { $0.path == path } }

    /// The package that these tests belong to.
    static let package: Tree = {
        let parts = #filePath.split(separator: "/")
        let root = "/" + parts.dropLast(3).joined(separator: "/")
        var files: [String: String] = [:]
        collect("", under: root, into: &files)
        return Tree(files)
    }()

    private static func collect(_ folder: String, under root: String, into files: inout [String: String]) {
        for (name, isFolder) in entries(of: folder.isEmpty ? root : "\(root)/\(folder)") {
            let path = folder.isEmpty ? name : "\(folder)/\(name)"
            if isFolder {
                if !name.hasPrefix(".") || name == ".ci" { collect(path, under: root, into: &files) }
            } else if name != ".git", let bytes = contents(of: "\(root)/\(path)") {
                files[path] = String(decoding: bytes, as: UTF8.self)
            }
        }
    }

    /// Names and whether they are folders; links are left out.
    private static func entries(of folder: String) -> [(name: String, isFolder: Bool)] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var entries: [(String, Bool)] = []
        while let entry = unsafe readdir(stream) {
            let kind = unsafe Int32(entry.pointee.d_type)
            let name = unsafe withUnsafeBytes(of: entry.pointee.d_name) {
                unsafe String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name == "." || name == ".." { continue }
            if kind == Int32(DT_DIR) || kind == Int32(DT_REG) {
                entries.append((name, kind == Int32(DT_DIR)))
            }
        }
        return entries
    }

    /// Nil for what is too large to be a text that somebody wrote.
    private static func contents(of path: String) -> [UInt8]? {
        guard let file = unsafe fopen(path, "rb") else { return nil }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while bytes.count < 1_000_000 {
            let count = unsafe fread(&buffer, 1, buffer.count, file)
            guard count > 0 else { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
        return nil
    }
}

extension Substring {
    /// Whether the text stands in this one, byte for byte: far faster than a pattern.
    func mentions(_ text: String) -> Bool {
        let wanted = Array(text.utf8)
        guard let first = wanted.first else { return true }
        var rest = utf8[...]
        while let place = rest.firstIndex(of: first) {
            rest = rest[place...]
            if rest.starts(with: wanted) { return true }
            rest = rest.dropFirst()
        }
        return false
    }
}
