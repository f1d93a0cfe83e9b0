/// Why something could not be read: a clause that goes after "not assessed, because".
package struct NotAssessed: Error, Hashable, Sendable {
    package var reason: String

    init(_ reason: String) { self.reason = reason }

    static func tooLarge(_ size: Int, limit: Int) -> NotAssessed {
        NotAssessed("it is too large: \(size) bytes, where the limit is \(limit)")
    }
}

/// What reading an entry gives.
package enum Reading: Hashable, Sendable {
    case bytes([UInt8])
    /// It could not be read: the reason, as a clause that goes after "not assessed, because".
    case notAssessed(String)
}

/// Reads what a listing names. Each worker makes one of its own with `Snapshot.reader()`.
package struct Reader: ~Copyable {
    /// One of the two is there.
    private let objects: Objects?
    private var folder: FolderReader?
    private let limit: Int

    init(objects: consuming Objects, limit: Int) {
        self.objects = consume objects
        folder = nil
        self.limit = limit
    }

    init(folder: consuming FolderReader, limit: Int) {
        self.folder = consume folder
        objects = nil
        self.limit = limit
    }

    /// What the file system said of the file that was read last; nil where it came from a revision.
    package private(set) var identity: FileIdentity?

    /// Reads a file of a folder by its path.
    package mutating func read(file path: String) -> Reading {
        read(Entry(path: Array(path.utf8), kind: .file))
    }

    /// Reads the content of a file.
    package mutating func read(_ entry: Entry) -> Reading {
        do throws(NotAssessed) {
            return .bytes(try withBytes(of: entry) { bytes in Array(copying: bytes) })
        } catch {
            return .notAssessed(error.reason)
        }
    }

    /// Lends the content of a file to a closure: of a revision without a copy.
    package mutating func withBytes<Value>(
        of entry: Entry, _ body: (RawSpan) -> Value
    ) throws(NotAssessed) -> Value {
        identity = nil
        switch entry.kind {
        case .file: break
        case .symlink: throw NotAssessed("it is a symbolic link")
        case .submodule: throw NotAssessed("it is another repository (a submodule)")
        }
        if let id = entry.objectID {
            guard let value = try objects?.withBlob(id, limit: limit, body) else {
                throw NotAssessed("it was listed in a revision, and this reader reads a folder")
            }
            return value
        }
        guard !entry.isSparse else {
            throw NotAssessed("it is left out of the work tree by a sparse checkout")
        }
        guard let value = try folder?.withFile(entry.pathBytes, limit: limit, body) else {
            throw NotAssessed("it was listed in a folder, and this reader reads a revision")
        }
        identity = folder?.lastIdentity()
        return value
    }
}
