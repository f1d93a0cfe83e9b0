#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// Compares the folders of commits that follow each other, newest first.
///
/// Only subfolders whose ids differ are read. The older side of one comparison is most often the newer side of the
/// next, so that the folder last read at each depth is kept.
@safe
struct TreeDiff: ~Copyable {
    private let objects: Objects
    private let limits: Limits
    private var kept: [RawTree?] = []
    /// The folder that is compared, with a `/` at its end.
    private var folder: [UInt8] = []
    private(set) var batch: ChangeBatch
    /// Nothing is added any more once this is passed.
    private let limit: Int

    init(_ objects: consuming Objects, limits: Limits, limit: Int) {
        self.objects = objects
        self.limits = limits
        self.limit = limit
        batch = ChangeBatch(first: 0)
    }

    var isFull: Bool { batch.count >= limit }

    /// Begins anew for the commits from a place on.
    mutating func begin(at first: Int) { batch = ChangeBatch(first: first) }

    /// Adds what the newer of two commits did.
    ///
    /// - Parameters:
    ///   - older: nil for the first commit.
    mutating func compare(newer: ObjectID, older: ObjectID?) {
        let start = batch.count
        folder.removeAll(keepingCapacity: true)
        if newer != older { compare(newer, older, depth: 0) }
        batch.ranges.append(start..<batch.count)
    }

    /// Adds all that a commit holds as unknown, because what was before it cannot be read.
    mutating func allUnknown(of newer: ObjectID) {
        let start = batch.count
        folder.removeAll(keepingCapacity: true)
        if let tree = tree(newer, depth: 0) { all(in: tree, as: .unknown, depth: 0) }
        batch.ranges.append(start..<batch.count)
    }

    private mutating func compare(_ newer: ObjectID, _ older: ObjectID?, depth: Int) {
        let new = tree(newer, depth: depth)
        let old: RawTree?? = older.map { tree($0, depth: depth) }
        kept[depth] = (old ?? nil) ?? new
        switch (new, old) {
        case (let new?, .some(let old?)): merge(new, old, depth)
        case (let new?, .none): all(in: new, as: .file, depth: depth)
        case (let new?, .some(.none)):
            mark(older ?? newer, as: .deleted)
            all(in: new, as: .unknown, depth: depth)
        case (nil, .some(let old?)):
            mark(newer, as: .lost)
            all(in: old, as: .lost, depth: depth)
        case (nil, _): mark(newer, as: .lost)
        }
    }

    /// Adds the folder itself, as long as it cannot be read.
    private mutating func mark(_ id: ObjectID, as kind: Change.Kind) {
        let name = folder.dropLast()
        if !name.isEmpty { unsafe name.withUnsafeBytes { unsafe batch.add([], $0, id, kind) } }
    }

    /// A folder; nil where it cannot be read.
    private mutating func tree(_ id: ObjectID, depth: Int) -> RawTree? {
        while kept.count <= depth { kept.append(nil) }
        if let tree = kept[depth], tree.id == id { return tree }
        guard depth < Self.deepest else { return nil }
        return objects.rawTree(id)
    }

    /// Goes through two folders at once: both are sorted, names of folders as if they ended with a `/`.
    private mutating func merge(_ new: RawTree, _ old: RawTree, _ depth: Int) {
        var a = unsafe new.first
        var b = unsafe old.first
        while !isFull {
            unsafe TreeItem.skipEqual(&a, new.end, &b, old.end)
            let x = unsafe TreeItem(at: a, end: new.end)
            let y = unsafe TreeItem(at: b, end: old.end)
            guard let x else {
                guard let y else { return }
                one(y, as: .deleted, depth)
                unsafe b = y.next
                continue
            }
            guard let y, x.order(y) >= 0 else {
                one(x, as: .file, depth)
                unsafe a = x.next
                continue
            }
            if x.order(y) > 0 {
                one(y, as: .deleted, depth)
            } else {
                if x.isFolder {
                    if x.id != y.id { inside(x) { diff in diff.compare(x.id, y.id, depth: depth + 1) } }
                } else {
                    one(x, as: .file, depth)
                }
                unsafe a = x.next
            }
            unsafe b = y.next
        }
    }

    /// Adds an item, or all below it where it is a folder.
    private mutating func one(_ item: TreeItem, as kind: Change.Kind, _ depth: Int) {
        if item.isFolder {
            inside(item) { diff in
                guard let tree = diff.tree(item.id, depth: depth + 1) else {
                    return diff.mark(item.id, as: kind == .file ? .lost : kind)
                }
                diff.kept[depth + 1] = tree
                diff.all(in: tree, as: kind, depth: depth + 1)
            }
        } else if unsafe folder.count + item.name.count < limits.pathLength {
            unsafe batch.add(folder, item.name, item.id, kind == .file ? item.kind : kind)
        }
    }

    private mutating func all(in tree: RawTree, as kind: Change.Kind, depth: Int) {
        var place = unsafe tree.first
        while !isFull, let item = unsafe TreeItem(at: place, end: tree.end) {
            one(item, as: kind, depth)
            unsafe place = item.next
        }
    }

    private mutating func inside(_ item: TreeItem, _ body: (inout TreeDiff) -> Void) {
        let length = folder.count
        guard unsafe length + item.name.count < limits.pathLength else { return }
        unsafe folder.append(contentsOf: item.name)
        folder.append(0x2F)
        body(&self)
        folder.removeLast(folder.count - length)
    }

    /// A hostile repository can nest folders deeper than a thread's stack reaches.
    private static let deepest = 256
}

/// One name in a folder, as Git stores it: `100644 name`, a NUL, 20 bytes of id.
@safe
struct TreeItem {
    private let mode: UnsafePointer<UInt8>
    /// The bytes of the name.
    let name: UnsafeRawBufferPointer
    let next: UnsafePointer<UInt8>

    /// Nil at the end, and where the rest makes no sense.
    @inline(__always)
    init?(at start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) {
        let left = unsafe end - start
        guard left > 23 else { return nil }
        var space = unsafe start
        // A mode has five or six digits.
        while unsafe space.pointee != 0x20 {
            guard unsafe space - start < 7 else { return nil }
            unsafe space += 1
        }
        let first = unsafe space + 1
        guard let found = unsafe memchr(first, 0, end - first) else { return nil }
        let stop = unsafe UnsafePointer(found.assumingMemoryBound(to: UInt8.self))
        guard unsafe stop > first, unsafe end - stop > 20 else { return nil }
        unsafe mode = start
        unsafe name = UnsafeRawBufferPointer(start: first, count: stop - first)
        unsafe next = stop + 21
    }

    /// The only mode with this first digit is `40000`.
    var isFolder: Bool { unsafe mode[0] == 0x34 }

    var kind: Change.Kind {
        switch unsafe (mode[0], mode[1], mode[2]) {
        case (0x31, 0x32, _): .symlink
        case (0x31, 0x36, _): .submodule
        default: .file
        }
    }

    var id: ObjectID { unsafe ObjectID(at: next - 20) }

    /// Whether it comes before another (below 0), after it (above 0), or has its name and kind (0).
    func order(_ other: TreeItem) -> Int {
        let common = unsafe min(name.count, other.name.count)
        let order = unsafe memcmp(name.baseAddress!, other.name.baseAddress!, common)
        if order != 0 { return Int(order) }
        return Int(Self.byte(self, common)) - Int(Self.byte(other, common))
    }

    private static func byte(_ item: TreeItem, _ place: Int) -> UInt8 {
        unsafe place < item.name.count ? item.name[place] : item.isFolder ? 0x2F : 0
    }

    /// Passes over items that are the same, byte for byte, on both sides.
    @inline(__always)
    static func skipEqual(
        _ a: inout UnsafePointer<UInt8>, _ aEnd: UnsafePointer<UInt8>, _ b: inout UnsafePointer<UInt8>,
        _ bEnd: UnsafePointer<UInt8>
    ) {
        // The first difference is looked for in whole words.
        let length = unsafe commonLength(a, b, min(aEnd - a, bEnd - b))
        if unsafe length == aEnd - a, unsafe length == bEnd - b {
            unsafe (a, b) = (aEnd, bEnd)
            return
        }
        // The items up to there are stepped over, because only they tell where the next one begins.
        let same = unsafe a + length
        let start = unsafe a
        unsafe step(&a, upTo: same)
        while let item = unsafe TreeItem(at: a, end: aEnd), unsafe item.next <= same { unsafe a = item.next }
        unsafe b += a - start
    }

    /// Steps over items of an ordinary form, as far as they end well before a place.
    private static func step(_ item: inout UnsafePointer<UInt8>, upTo end: UnsafePointer<UInt8>) {
        while unsafe end - item > 64 {
            // A mode has five digits, which is a folder, or six.
            let length = unsafe item[5] == 0x20 ? 6 : 7
            guard unsafe item[length - 1] == 0x20, unsafe item[length] != 0 else { return }
            var place = unsafe item + length
            while true {
                guard unsafe end - place > 32 else { return }
                let word = unsafe UInt64(
                    littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
                // The lowest of the highest bits that are set is in the first byte that is 0.
                let zeros = (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080
                if zeros != 0 {
                    unsafe place += zeros.trailingZeroBitCount / 8
                    break
                }
                unsafe place += 8
            }
            unsafe item = place + 21
        }
    }

    /// How many bytes are the same from the first on.
    private static func commonLength(
        _ a: UnsafePointer<UInt8>, _ b: UnsafePointer<UInt8>, _ count: Int
    ) -> Int {
        let (x, y) = unsafe (UnsafeRawPointer(a), UnsafeRawPointer(b))
        func difference(_ place: Int) -> UInt64 {
            unsafe x.loadUnaligned(fromByteOffset: place, as: UInt64.self)
                ^ y.loadUnaligned(fromByteOffset: place, as: UInt64.self)
        }
        var place = 0
        while place + 32 <= count,
            difference(place) | difference(place + 8) | difference(place + 16) | difference(place + 24) == 0
        {
            place += 32
        }
        while place < count, unsafe a[place] == b[place] { place += 1 }
        return place
    }
}
