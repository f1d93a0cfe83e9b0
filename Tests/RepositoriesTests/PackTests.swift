import Testing

@testable import Repositories

@Suite("Packs")
struct PackTests {
    @Test("are read as libgit2 reads them, with deltas of both forms", arguments: [true, false])
    func sameBytes(isByPlace: Bool) throws {
        let shop = try Self.packed(isByPlace: isByPlace)
        let reader = try #require(PackReader(PackFolder(of: shop.path + "/docs/.git")))
        let objects = try Repository(at: shop.path + "/docs/.git").objects()
        for (id, kind) in try Self.ids(shop) {
            let object = try #require(reader.object(id))
            switch kind {
            case "blob":
                let bytes = unsafe Array(object.bytes)
                #expect(ObjectID(ofContent: bytes) == id)
            case "tree":
                let found = objects.rawTree(id)
                let tree = try #require(found)
                let other = unsafe Array(UnsafeBufferPointer(start: tree.first, count: tree.end - tree.first))
                let bytes = unsafe Array(object.bytes)
                #expect(bytes == other)
            default: #expect(object.kind == .commit)
            }
        }
        #expect(reader.object(try #require(ObjectID(String(repeating: "7", count: 40)))) == nil)
    }

    @Test(
        "that are damaged give nothing, or something, and never end the process", arguments: ["pack", "idx"])
    func damage(ending: String) throws {
        let shop = try Self.packed(isByPlace: true)
        let ids = try Self.ids(shop)
        let files = try shop.run(["ls", "docs/.git/objects/pack"]).split(separator: "\n")
        let name = try #require(files.first { $0.hasSuffix("." + ending) })
        let path = "docs/.git/objects/pack/" + name
        let whole = try shop.bytes(of: path)
        try shop.remove(path)
        var random = Dice(state: 1)
        for round in 0..<200 {
            var bytes = whole
            if round % 4 == 0 { bytes.removeLast(Int.random(in: 1..<bytes.count, using: &random)) }
            for _ in 0..<(round % 4) where !bytes.isEmpty {
                bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
                    in: 0...255, using: &random)
            }
            try shop.write(bytes, to: path)
            guard let reader = PackReader(PackFolder(of: shop.path + "/docs/.git")) else { continue }
            for (id, _) in ids { _ = reader.object(id) }
        }
    }

    /// A repository with one pack, in which most objects are deltas.
    private static func packed(isByPlace: Bool) throws -> Workshop {
        let shop = Workshop()
        try shop.repository()
        for number in 0..<40 {
            let lines = (0..<200).map { "line \($0) \($0 % 41 == number ? number : 0)\n" }.joined()
            try shop.write(lines, to: "docs/page.md")
            try shop.write("", to: "docs/empty.md")
            try shop.write(String(repeating: "\(number) ", count: number), to: "docs/folder/\(number).md")
            try shop.commit()
        }
        try shop.git("-c", "repack.useDeltaBaseOffset=\(isByPlace)", "repack", "-adfq", in: "docs")
        return shop
    }

    private static func ids(_ shop: Workshop) throws -> [(ObjectID, String)] {
        try shop.git(
            "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objecttype)", in: "docs"
        ).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            return ObjectID(words[0]).map { ($0, String(words[1])) }
        }
    }
}

/// SplitMix64: the same numbers in each run.
private struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
        return mixed ^ mixed >> 31
    }
}
