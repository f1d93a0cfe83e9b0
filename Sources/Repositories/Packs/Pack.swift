/// A pack of objects with its index, as gitformat-pack describes them (versions 2 of both).
///
/// Nothing that either of them says is trusted: each place is compared with the length of the file.
final class Pack: Sendable {
    private let index: MappedFile
    let data: MappedFile
    /// How many objects it has.
    private let count: Int

    /// Where the parts of an index begin: counts by first byte, ids, checksums, places, far places.
    private static let counts = 8
    private static let ids = 8 + 1024
    private var places: Int { Self.ids + 24 * count }

    /// Nil where it is not of these versions, or makes no sense.
    ///
    /// - Parameter path: of the index.
    init?(indexAt path: String) {
        guard path.hasSuffix(".idx"), let index = MappedFile(path), index.count >= Self.ids + 40,
            let data = MappedFile(path.dropLast(4) + ".pack"), data.count >= 12 + 20,
            index.word(at: 0) == 0xFF74_4F63, index.word(at: 4) == 2,
            data.word(at: 0) == 0x5041_434B, data.word(at: 4) == 2
        else { return nil }
        count = index.word(at: Self.counts + 4 * 255)
        guard Self.ids + 28 * count + 40 <= index.count else { return nil }
        self.index = index
        self.data = data
    }

    /// The end of its objects: a checksum follows.
    var end: Int { data.count - 20 }

    /// Where an object begins; nil where it is not here.
    func place(of id: ObjectID) -> Int? {
        let first = Int(id.start >> 56)
        var low = first == 0 ? 0 : index.word(at: Self.counts + 4 * (first - 1))
        var high = min(count, index.word(at: Self.counts + 4 * first))
        // The first eight bytes nearly always tell.
        let start = id.start
        // Ids are spread evenly, so that one tells about where it is.
        var (least, most) = (UInt64(first) << 56, UInt64(first) << 56 | (1 << 56 - 1))
        var guesses = Self.mostGuesses
        while low < high {
            var middle = (low + high) / 2
            if guesses > 0, high - low > Self.fewIDs, start >= least, start <= most {
                let share = Double(start - least) / Double(most - least + 1)
                middle = min(high - 1, low + Int(share * Double(high - low)))
                guesses -= 1
            }
            let found = index.number(at: Self.ids + 20 * middle)
            if found == start {
                let found = index.id(at: Self.ids + 20 * middle)
                if found == id { return place(ofNumber: middle) }
                if found < id { low = middle + 1 } else { high = middle }
            } else if found < start {
                low = middle + 1
                least = found
            } else {
                high = middle
                most = found
            }
        }
        return nil
    }

    /// After so many guesses the rest is halved: an index may have been made on purpose.
    private static let mostGuesses = 4
    /// So many lie on one line of the memory's cache, or on the next.
    private static let fewIDs = 6

    private func place(ofNumber number: Int) -> Int? {
        var place = index.word(at: places + 4 * number)
        if place >> 31 == 1 {
            // What has its highest bit set is the number of a place of eight bytes.
            let far = places + 4 * count + 8 * (place & 0x7FFF_FFFF)
            guard far + 8 <= index.count, index.word(at: far) >> 31 == 0 else { return nil }
            place = index.word(at: far) << 32 | index.word(at: far + 4)
        }
        return place >= 12 && place < end ? place : nil
    }

    /// What stands before the data of an object.
    struct Head {
        enum Form {
            case whole(PackedObject.Kind)
            /// The base lies at a place before.
            case after(Int)
            /// The base has an id.
            case over(ObjectID)
        }
        var form: Form
        /// Of what is unpacked, in bytes.
        var size: Int
        /// Where the packed data begin.
        var start: Int
    }

    /// Nil where it makes no sense.
    func head(at place: Int) -> Head? {
        guard place >= 12, place < end else { return nil }
        var next = place
        var byte = data[next]
        next += 1
        let type = byte >> 4 & 7
        var size = Int(byte & 15)
        var shift = 4
        while byte & 0x80 != 0 {
            guard next < end, shift < 60 else { return nil }
            byte = data[next]
            next += 1
            size |= Int(byte & 0x7F) << shift
            shift += 7
        }
        if let kind = PackedObject.Kind(rawValue: type) {
            return Head(form: .whole(kind), size: size, start: next)
        }
        switch type {
        case 6:
            // Each further byte counts one more than its bits say, so that no distance has two forms.
            var distance = 0
            repeat {
                guard next < end, distance < 1 << 50 else { return nil }
                byte = data[next]
                distance = distance << 7 | Int(byte & 0x7F)
                next += 1
                if byte & 0x80 != 0 { distance += 1 }
            } while byte & 0x80 != 0
            guard distance > 0, distance < place else { return nil }
            return Head(form: .after(place - distance), size: size, start: next)
        case 7:
            guard next + 20 <= end else { return nil }
            return Head(form: .over(data.id(at: next)), size: size, start: next + 20)
        default: return nil
        }
    }
}
