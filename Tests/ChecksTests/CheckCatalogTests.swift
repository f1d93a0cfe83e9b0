import Checks
import Model
import Testing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

@Suite("The catalog of checks")
struct CheckCatalogTests {
    @Test("has every file of a check, under the id that its path gives")
    func noneForgotten() throws {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        var ids: [String] = []
        for group in try names(in: "/\(root)/Sources/Checks") where !group.contains(".") {
            for file in try names(in: "/\(root)/Sources/Checks/\(group)") where file.hasSuffix(".swift") {
                let text = try contents(of: "/\(root)/Sources/Checks/\(group)/\(file)")
                guard text.contains(": Check {") else { continue }
                ids.append("\(kebab(group)).\(kebab(String(file.dropLast(6))))")
            }
        }
        #expect(ids.count > 5)
        #expect(ids.sorted() == CheckCatalog.all.map { $0.id })
    }

    @Test("finds a check by its id, and none for a name that nobody has")
    func byID() {
        #expect(CheckCatalog.check("words.existence") == Existence.self)
        #expect(CheckCatalog.check("words.existense") == nil)
    }

    @Test("has parameters whose standard values fit their kinds", arguments: CheckCatalog.all.map { $0.id })
    func standards(id: String) throws {
        let check = try #require(CheckCatalog.check(id))
        var mistakes: [Parameters.Mistake] = []
        let given = check.parameters.map { ParameterValue.Entry(key: $0.name, value: $0.standard) }
        let parameters = Parameters(checking: given, against: check.parameters, mistakes: &mistakes)
        #expect(mistakes.isEmpty)
        _ = try check.init(parameters)
    }

    struct Unreadable: Error { var path: String }

    /// `MissingAnchor` is `missing-anchor`.
    private func kebab(_ name: String) -> String {
        name.enumerated().map { ($0 > 0 && $1.isUppercase ? "-" : "") + $1.lowercased() }.joined()
    }

    private func names(in folder: String) throws -> [String] {
        guard let stream = unsafe opendir(folder) else { throw Unreadable(path: folder) }
        defer { unsafe closedir(stream) }
        var names: [String] = []
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                unsafe pointer.withMemoryRebound(to: CChar.self, capacity: 256) { unsafe String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }

    private func contents(of path: String) throws -> String {
        guard let file = unsafe fopen(path, "r") else { throw Unreadable(path: path) }
        defer { unsafe fclose(file) }
        var bytes: [UInt8] = []
        while case let byte = unsafe getc(file), byte != EOF { bytes.append(UInt8(truncatingIfNeeded: byte)) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
