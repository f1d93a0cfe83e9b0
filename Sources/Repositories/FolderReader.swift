/// Reads files below a folder, part by part of their paths, so that no symbolic link leads out of it.
struct FolderReader: ~Copyable {
    private let root: Folder
    /// The folder that was read from last: documents come in order of their paths.
    private var current: Folder?
    private var currentPath: [UInt8] = []
    private var buffer: [UInt8] = []
    private var identity: FileIdentity?

    init(root: consuming Folder) {
        self.root = root
    }

    /// Lends the content of a file to a closure.
    mutating func withFile<Value>(
        _ path: [UInt8], limit: Int, _ body: (RawSpan) -> Value
    ) throws(NotAssessed) -> Value {
        let count: Int
        do throws(FileTrouble) {
            count = try read(path, limit: limit)
        } catch {
            throw Self.explained(error, limit: limit)
        }
        defer {
            // One huge file must not keep its room for the rest of the run.
            if buffer.count > 1 << 22 { buffer = [] }
        }
        return body(unsafe buffer.span.extracting(0..<count).bytes)
    }

    /// What the file system said of the file that was read last.
    mutating func lastIdentity() -> FileIdentity? { identity }

    private mutating func read(_ path: [UInt8], limit: Int) throws(FileTrouble) -> Int {
        identity = nil
        guard let slash = path.lastIndex(of: 0x2F) else {
            return try root.read(path, limit: limit, into: &buffer, identity: &identity)
        }
        let name = Array(path[(slash + 1)...])
        let parent = path[..<slash]
        if !currentPath.elementsEqual(parent) || current == nil {
            currentPath = []
            do throws(SystemError) {
                current = try open(parent)
            } catch {
                current = nil
                throw .system(error)
            }
            currentPath = Array(parent)
        }
        guard let count = try current?.read(name, limit: limit, into: &buffer, identity: &identity)
        else { throw .folder }
        return count
    }

    private func open(_ path: ArraySlice<UInt8>) throws(SystemError) -> Folder { try root.descend(path) }

    static func explained(_ trouble: FileTrouble, limit: Int) -> NotAssessed {
        switch trouble {
        case .system(let error): NotAssessed(error.reason)
        case .folder: NotAssessed("it is a folder")
        case .special(let word): NotAssessed("it is \(word), not a file")
        case .tooLarge(let size): .tooLarge(size, limit: limit)
        case .changing: NotAssessed("it changes while it is read")
        case .readOnly, .readOnlyFolder: NotAssessed("it is read-only")
        case .notWritten(let error): NotAssessed(error.reason)
        }
    }
}
