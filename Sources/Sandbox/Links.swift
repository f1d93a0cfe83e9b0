#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// Looks at folders and symbolic links.
package enum Links {
    /// Where a symbolic link leads to, as it is written; nil where it is none.
    static func target(of path: String) -> String? {
        let target = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            let read = unsafe start.withMemoryRebound(to: CChar.self, capacity: 4096) {
                unsafe readlink(path, $0, 4096)
            }
            count = max(0, read)
        }
        return target.isEmpty ? nil : String(decoding: target, as: UTF8.self)
    }

    /// The names in a folder that begin in one of some ways, sorted.
    package static func names(in folder: String, beginningWith beginnings: [String]) -> [String] {
        names(in: folder).filter { name in beginnings.contains { name.hasPrefix($0) } }.sorted()
    }

    /// The names in a folder; none where it cannot be read.
    package static func names(in folder: String) -> [String] {
        guard let stream = unsafe opendir(folder) else { return [] }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { start in
                unsafe start.withMemoryRebound(to: CChar.self, capacity: 256) {
                    unsafe String(cString: $0)
                }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }
}
