/// One thing that a listing holds: a file, a symbolic link, or a repository inside the repository.
package struct Entry: Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        case file
        /// A symbolic link with the bytes it holds. It is never followed to be read.
        case symlink(target: [UInt8])
        /// Another repository, listed and never entered.
        case submodule
    }

    /// The path inside the repository or folder, as people see it: bytes that are no UTF-8 stand as `%FF`.
    package var path: String
    /// The bytes of the path where `path` does not hold them.
    package var rawPath: [UInt8]?
    package var kind: Kind
    /// What holds the content; nil where the content is in a folder.
    package var objectID: ObjectID?
    /// `linguist-generated` of the attributes.
    package var isGenerated = false
    /// `linguist-vendored` of the attributes.
    package var isVendored = false
    /// Tracked, and left out of the work tree by a sparse checkout: it exists, and there is nothing to read.
    package var isSparse = false

    init(path bytes: [UInt8], kind: Kind, objectID: ObjectID? = nil) {
        if let path = String(validating: bytes, as: UTF8.self) {
            self.path = path
        } else {
            path = Self.escaped(bytes)
            rawPath = bytes
        }
        self.kind = kind
        self.objectID = objectID
    }

    /// The bytes of the path, exactly as Git or the file system has them.
    package var pathBytes: [UInt8] { rawPath ?? Array(path.utf8) }

    /// The path as text: what is no UTF-8 becomes `%` and two hexadecimal digits for each byte.
    static func escaped(_ bytes: [UInt8]) -> String {
        if let text = String(validating: bytes, as: UTF8.self) { return text }
        var out = ""
        var decoder = UTF8()
        var index = 0
        while index < bytes.count {
            var rest = bytes[index...].makeIterator()
            if case .scalarValue(let scalar) = decoder.decode(&rest) {
                out.unicodeScalars.append(scalar)
                index += UTF8.width(scalar)
            } else {
                let digits = String(bytes[index], radix: 16, uppercase: true)
                out += digits.utf8.count == 1 ? "%0\(digits)" : "%\(digits)"
                index += 1
            }
            decoder = UTF8()
        }
        return out
    }
}

/// What a snapshot holds, sorted by the bytes of the paths.
package struct Listing: Sendable {
    /// Something that could not be listed.
    package struct Problem: Hashable, Sendable {
        package var path: String
        /// Whether everything below the path is concerned.
        package var isFolder: Bool
        /// The reason, as a clause that goes after "not assessed, because".
        package var reason: String
    }

    package internal(set) var entries: [Entry]
    package internal(set) var problems: [Problem]
    /// What the listing was made from, where that is a folder: as long as all of it stays as it is, so does
    /// the listing.
    package internal(set) var sightings: [Sighting] = []

    init(entries: [Entry], problems: [Problem]) {
        self.entries = entries
        self.problems = problems
        for index in self.entries.indices.dropFirst()
        where !Self.isBefore(self.entries[index - 1], self.entries[index]) {
            sort()
            break
        }
    }

    /// The entry with the path, if there is one. A symbolic link is not followed.
    package func entry(at path: String) -> Entry? {
        let wanted = Array(path.utf8)
        let place = firstPlace(notBefore: wanted)
        guard place < entries.count, Self.isEqual(entries[place], wanted) else { return nil }
        return entries[place]
    }

    /// The place of the first entry whose path is the wanted one or comes after it.
    func firstPlace(notBefore wanted: [UInt8]) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if Self.isBefore(entries[middle], wanted) { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// Whether the path of an entry begins with the bytes.
    static func hasPrefix(_ entry: Entry, _ prefix: [UInt8]) -> Bool {
        entry.rawPath?.starts(with: prefix) ?? entry.path.utf8.starts(with: prefix)
    }

    private static func isEqual(_ entry: Entry, _ path: [UInt8]) -> Bool {
        entry.rawPath?.elementsEqual(path) ?? entry.path.utf8.elementsEqual(path)
    }

    private static func isBefore(_ entry: Entry, _ path: [UInt8]) -> Bool {
        entry.rawPath?.lexicographicallyPrecedes(path) ?? entry.path.utf8.lexicographicallyPrecedes(path)
    }

    private static func isBefore(_ a: Entry, _ b: Entry) -> Bool {
        if a.rawPath == nil, b.rawPath == nil {
            return a.path.utf8.lexicographicallyPrecedes(b.path.utf8)
        }
        return isBefore(a, b.pathBytes)
    }

    /// A hostile tree can be out of order or name a path twice; of those the first stays.
    private mutating func sort() {
        entries.sort(by: Self.isBefore)
        var kept: [Entry] = []
        for entry in entries where kept.isEmpty || Self.isBefore(kept[kept.count - 1], entry) {
            kept.append(entry)
        }
        entries = kept
    }
}
