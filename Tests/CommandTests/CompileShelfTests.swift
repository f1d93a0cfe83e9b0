import Model
import Running
import Testing

@testable import Commands

@Suite("What compilers said, kept in a file")
struct CompileShelfTests {
    private func question(_ code: String, version: String = "1") -> CompileQuestion {
        CompileQuestion(
            subject: "c types", code: Array(code.utf8), edition: nil,
            toolchain: Toolchain(
                program: "/usr/bin/cc", readable: ["/opt"], environment: ["A": "b"], version: version))
    }

    private let words = [
        CompilerWord(unit: 3, line: 1, column: 2, columnUnit: .utf16, message: "é", code: "E1"),
        CompilerWord(unit: nil, line: 9, column: 0, columnUnit: .bytes, message: "", code: nil),
    ]

    @Test("is there the next time, for the same question and compiler only")
    func kept() throws {
        try Shell.withTemporaryFolder { path in
            let folder = CacheFolder(path: path)
            let shelf = CompileShelf(in: folder, of: [1])
            let toolchain = question("").toolchain
            shelf.keep(words, for: question("a"))
            shelf.keep([], for: question("b"))
            shelf.keep(toolchain, for: ["evidence"])
            shelf.save()
            let other = CompileShelf(in: folder, of: [1])
            #expect(other.words(for: question("a")) == words)
            #expect(other.words(for: question("b")) == [])
            #expect(other.words(for: question("c")) == nil)
            #expect(other.words(for: question("a", version: "2")) == nil)
            #expect(other.toolchain(for: ["evidence"]) == toolchain)
            #expect(other.toolchain(for: ["other"]) == nil)
            #expect(CompileShelf(in: folder, of: [2]).words(for: question("a")) == nil)
        }
    }

    @Test("is as if it were not there where a byte of the file is another")
    func damaged() throws {
        try Shell.withTemporaryFolder { path in
            let folder = CacheFolder(path: path)
            let shelf = CompileShelf(in: folder, of: [1])
            shelf.keep(words, for: question("a"))
            shelf.save()
            let bytes = try #require(folder.read("snippets/compiled"))
            for index in bytes.indices {
                var damaged = bytes
                damaged[index] ^= 0x10
                folder.write("snippets/compiled", damaged)
                #expect(CompileShelf(in: folder, of: [1]).words(for: question("a")) == nil)
            }
            for count in [0, 1, 16, bytes.count / 2, bytes.count - 1] {
                folder.write("snippets/compiled", Array(bytes.prefix(count)))
                #expect(CompileShelf(in: folder, of: [1]).words(for: question("a")) == nil)
            }
        }
    }

    @Test("holds what two runs at the same time have learnt")
    func together() throws {
        try Shell.withTemporaryFolder { path in
            let folder = CacheFolder(path: path)
            let first = CompileShelf(in: folder, of: [1])
            first.keep([], for: question("a"))
            first.save()
            let (one, two) = (CompileShelf(in: folder, of: [1]), CompileShelf(in: folder, of: [1]))
            one.keep(words, for: question("b"))
            two.keep(words, for: question("c"))
            one.save()
            two.save()
            let all = CompileShelf(in: folder, of: [1])
            for code in ["a", "b", "c"] { #expect(all.words(for: question(code)) != nil) }
        }
    }
}
