/// What `git gc` and `git commit-graph write` note of all commits in one file, so that none has to be unpacked.
///
/// The form is that of gitformat-commit-graph, version 1, in one file; a chain of files is not read. libgit2 1.5 takes no
/// file that a newer Git writes, and tells nobody what is in one.
struct CommitGraph: Sendable {
    private let bytes: [UInt8]
    let count: Int
    /// Where the counts by first byte, the ids, and the data of the commits begin.
    private let fanout: Int
    private let ids: Int
    private let data: Int

    /// Nil where there is no such file, or one that makes no sense: then the commits themselves are read.
    ///
    /// - Parameter commonFolder: of the repository.
    init?(of commonFolder: String) {
        // Replaced commits and grafts are not in the file, and Git does without it then.
        guard !Surroundings.isFolder(commonFolder + "/refs/replace"),
            let folder = try? Folder(at: commonFolder + "/objects/info"),
            let size = try? folder.size(of: Self.name), size <= Self.largest,
            let bytes = try? folder.bytes(of: Self.name, from: 0, count: size)
        else { return nil }
        // As Git itself, this does not compare the file with its checksum.
        self.init(bytes)
    }

    /// - Parameter bytes: whatever they are, no place outside of them is read.
    init?(_ bytes: [UInt8]) {
        // "CGPH", version 1, SHA-1, the number of chunks, and no file before this one.
        guard bytes.count > 8 + 12 + 1024 + 20, bytes.starts(with: [0x43, 0x47, 0x50, 0x48, 1, 1]),
            bytes[7] == 0
        else { return nil }
        let end = bytes.count - 20
        var places: [UInt32: Range<Int>] = [:]
        var open: (name: UInt32, start: Int)?
        for index in 0...Int(bytes[6]) {
            let row = 8 + 12 * index
            guard row + 12 <= end else { return nil }
            let start = Self.word(bytes, row + 4) << 32 | Self.word(bytes, row + 8)
            guard start >= 0, start <= end else { return nil }
            if let open, open.start <= start { places[open.name] = open.start..<start }
            open = (UInt32(Self.word(bytes, row)), start)
        }
        guard let fanout = places[0x4F49_4446], let ids = places[0x4F49_444C], let data = places[0x4344_4154],
            fanout.count == 1024
        else { return nil }
        count = Self.word(bytes, fanout.upperBound - 4)
        guard ids.count == 20 * count, data.count == 36 * count else { return nil }
        self.bytes = bytes
        self.fanout = fanout.lowerBound
        self.ids = ids.lowerBound
        self.data = data.lowerBound
    }

    /// The place of a commit; nil where it is newer than the file.
    func place(of id: ObjectID) -> Int? {
        let wanted = id.bytes
        let first = Int(wanted[0])
        var low = first == 0 ? 0 : Self.word(bytes, fanout + 4 * (first - 1))
        var high = min(count, Self.word(bytes, fanout + 4 * first))
        while low < high {
            let middle = (low + high) / 2
            let found = bytes[(ids + 20 * middle)..<(ids + 20 * middle + 20)]
            if found.elementsEqual(wanted) { return middle }
            if found.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    func id(at place: Int) -> ObjectID { id(from: ids + 20 * place) }

    /// What the file says of a commit; the place of its first parent is nil for a first commit.
    func header(at place: Int) -> (tree: ObjectID, parent: Int?, seconds: Int64) {
        let row = data + 36 * place
        let parent = Self.word(bytes, row + 20)
        // The highest 30 bits are for the order of commits.
        let time = (Self.word(bytes, row + 28) & 3) << 32 | Self.word(bytes, row + 32)
        return (id(from: row), parent < count ? parent : nil, Int64(time))
    }

    private func id(from start: Int) -> ObjectID {
        unsafe bytes.withUnsafeBufferPointer { unsafe ObjectID(at: $0.baseAddress! + start) }
    }

    private static func word(_ bytes: [UInt8], _ place: Int) -> Int {
        Int(bytes[place]) << 24 | Int(bytes[place + 1]) << 16 | Int(bytes[place + 2]) << 8
            | Int(bytes[place + 3])
    }

    private static let name = Array("commit-graph".utf8)
    private static let largest = 1 << 30
}
