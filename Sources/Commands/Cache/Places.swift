import Repositories

/// Places of a repository with what the file system said of each, in the bytes in which they are kept.
///
/// They are looked at where they stand, for to make a list of them first takes long beside the looks. Those below one
/// folder stand together, so that the system goes the way to it once.
struct Places: Sendable {
    struct Place: Sendable {
        /// Seen from the root of the snapshot.
        var path: ArraySlice<UInt8>
        /// Nil where there was nothing.
        var identity: FileIdentity?
        /// Of a file that was read; nil where the place only has a part in the listing.
        var content: ContentHash?
    }

    /// As `init(of:)` wrote them.
    let bytes: ArraySlice<UInt8>
    /// How many places there are.
    let count: Int
    private let groups: [Group]

    /// How many groups there are: one has some hundred places at most.
    var groupCount: Int { groups.count }

    /// Places with the folder that they are seen from.
    private struct Group {
        /// Empty for the root of the snapshot.
        var base: ArraySlice<UInt8>
        var device: UInt64
        var places: ArraySlice<UInt8>
    }

    init(of places: [Place]) {
        var out = ByteWriter()
        out.put(places.count)
        for group in PlaceGroup.all(of: places) {
            out.put(group.base)
            out.put(group.device)
            var body = ByteWriter()
            for place in group.places { body.put(place, below: group.base) }
            out.put(body.bytes)
        }
        bytes = out.bytes[...]
        count = places.count
        // What was written just now is whole.
        groups = (try? Self.groups(in: bytes).list) ?? []
    }

    /// - Parameter bytes: as `init(of:)` wrote them.
    init(_ bytes: ArraySlice<UInt8>) throws(ByteReader.Damaged) {
        self.bytes = bytes
        (count, groups) = try Self.groups(in: bytes)
    }

    private static func groups(
        in bytes: ArraySlice<UInt8>
    ) throws(ByteReader.Damaged) -> (count: Int, list: [Group]) {
        var reader = ByteReader(bytes)
        let count = try reader.integer()
        var groups: [Group] = []
        while !reader.isAtEnd {
            groups.append(
                Group(base: try reader.slice(), device: try reader.number(), places: try reader.slice()))
        }
        return (count, groups)
    }

    /// Every place, group by group.
    var all: [Place] {
        var places: [Place] = []
        places.reserveCapacity(count)
        for group in groups {
            Self.read(group) { entry in places.append(entry.place(below: group.base)) }
        }
        return places
    }

    /// Looks at the places of a group.
    ///
    /// - Parameters:
    ///   - isSettled: whether an identity says enough; where it does not, the place counts as changed.
    ///   - changed: takes a place of which the file system does not say what it said.
    func look(
        at number: Int, with glance: borrowing Glance, where isSettled: (FileIdentity) -> Bool,
        changed: (Place) -> Void
    ) {
        let group = groups[number]
        unsafe glance.look(from: group.base) { identity in
            Self.read(group) { entry in
                let known = entry.identity
                if known.map(isSettled) ?? true, unsafe identity(entry.name) == known { return }
                changed(entry.place(below: group.base))
            }
        }
    }

    private static func read(_ group: Group, _ body: (PlaceEntry) -> Void) {
        unsafe group.places.withUnsafeBytes { bytes in
            var offset = 0
            while let entry = unsafe PlaceEntry(bytes, at: offset, device: group.device) {
                body(entry)
                offset += entry.size
            }
        }
    }
}

/// A place as it stands in memory.
@safe
private struct PlaceEntry {
    let size: Int
    private let bytes: UnsafeRawBufferPointer
    private let nameLength: Int
    private let kind: Kind
    private let device: UInt64

    /// What is written behind the name.
    enum Kind: UInt64 {
        case nothing, identity, content

        /// In bytes.
        var length: Int {
            switch self {
            case .nothing: 0
            case .identity: 32
            case .content: 48
            }
        }
    }

    /// - Parameter bytes: stay where they are as long as the entry is used.
    init?(_ bytes: UnsafeRawBufferPointer, at offset: Int, device: UInt64) {
        let head = 8
        guard offset + head < bytes.count else { return nil }
        let word = UInt64(littleEndian: unsafe bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
        guard let kind = Kind(rawValue: word & 3) else { return nil }
        nameLength = Int(word >> 2)
        size = head + nameLength + 1 + kind.length
        guard nameLength < bytes.count, size <= bytes.count - offset,
            unsafe bytes[offset + head + nameLength] == 0
        else { return nil }
        unsafe self.bytes = unsafe UnsafeRawBufferPointer(rebasing: bytes[(offset + head)..<(offset + size)])
        self.kind = kind
        self.device = device
    }

    /// The name, seen from the folder of the group, with a zero behind it.
    var name: UnsafePointer<CChar> {
        // There always is a zero at least.
        unsafe bytes.baseAddress!.assumingMemoryBound(to: CChar.self)
    }

    var identity: FileIdentity? {
        if kind == .nothing { return nil }
        return FileIdentity(
            device: device, number: word(0), size: Int64(bitPattern: word(1)),
            modified: Int64(bitPattern: word(2)), changed: Int64(bitPattern: word(3)))
    }

    func place(below base: ArraySlice<UInt8>) -> Places.Place {
        let name = unsafe bytes[..<nameLength]
        return Places.Place(
            path: unsafe base.isEmpty ? ArraySlice(name) : base + [0x2F] + name, identity: identity,
            content: kind == .content ? ContentHash(high: word(4), low: word(5)) : nil)
    }

    private func word(_ place: Int) -> UInt64 {
        unsafe UInt64(
            littleEndian: bytes.loadUnaligned(fromByteOffset: nameLength + 1 + 8 * place, as: UInt64.self))
    }
}

extension ByteWriter {
    fileprivate mutating func put(_ place: Places.Place, below base: ArraySlice<UInt8>) {
        let name = place.path.dropFirst(base.isEmpty ? 0 : base.count + 1)
        let kind: PlaceEntry.Kind =
            place.identity == nil ? .nothing : place.content == nil ? .identity : .content
        put(UInt64(name.count) << 2 | kind.rawValue)
        put(terminated: name)
        guard let identity = place.identity else { return }
        put(identity.number)
        for number in [identity.size, identity.modified, identity.changed] { put(Int(number)) }
        if let content = place.content { put(content) }
    }
}

/// Places that are kept together.
private struct PlaceGroup {
    /// The folder that they are seen from; empty for the root.
    var base: ArraySlice<UInt8> = []
    var device: UInt64
    var places: [Places.Place] = []

    /// A folder as the base of the places below it.
    private struct Base {
        /// Nil for the root.
        var outer: Int?
        var path: ArraySlice<UInt8>
        /// How many places are below it.
        var count = 0
    }

    /// To open a folder takes as long as the way through one for so many places.
    private static let leastPlaces = 16
    private static let mostPlaces = 256

    /// Groups in which every place is seen from the nearest folder that has many places below it.
    static func all(of places: [Places.Place]) -> [PlaceGroup] {
        let places = places.sorted { $0.path.lexicographicallyPrecedes($1.path) }
        var bases = [Base(outer: nil, path: [])]
        var open = [0]
        var folders: [Int] = []
        for place in places {
            // What lies below one folder follows one another.
            while let last = open.last, open.count > 1, !place.path.isBelow(bases[last].path) {
                open.removeLast()
            }
            let known =
                open.count == 1
                ? place.path.startIndex : place.path.startIndex + bases[open[open.count - 1]].path.count + 1
            for end in place.path[known...].indices
            where place.path[end] == 0x2F && end > place.path.startIndex {
                bases.append(Base(outer: open.last, path: place.path[..<end]))
                open.append(bases.count - 1)
            }
            for base in open { bases[base].count += 1 }
            folders.append(open[open.count - 1])
        }
        var groups: [PlaceGroup] = []
        var current: [Int: Int] = [:]
        for (place, folder) in zip(places, folders) {
            var base = folder
            while bases[base].count < leastPlaces, let outer = bases[base].outer { base = outer }
            let device = place.identity?.device ?? 0
            if let group = current[base], groups[group].places.count < mostPlaces,
                groups[group].device == device
            {
                groups[group].places.append(place)
            } else {
                current[base] = groups.count
                groups.append(PlaceGroup(base: bases[base].path, device: device, places: [place]))
            }
        }
        return groups
    }
}

extension ArraySlice<UInt8> {
    /// Whether a path goes on below a folder.
    fileprivate func isBelow(_ folder: ArraySlice<UInt8>) -> Bool {
        count > folder.count && self[startIndex + folder.count] == 0x2F && starts(with: folder)
    }
}
