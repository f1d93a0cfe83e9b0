import Model
import Synchronization

/// Files as they will be: what a run has changed and not written yet.
package final class Overlay: Sendable {
    private let files = Mutex<[String: [UInt8]]>([:])

    package init() {}

    /// The new bytes of a file; nil where it is as it was.
    package subscript(path: String) -> [UInt8]? {
        get { files.withLock { $0[path] } }
        set { files.withLock { $0[path] = newValue } }
    }

    /// A reader that reads what was changed from here, and all else as before.
    package func reading(
        _ makeReader: @escaping @Sendable () -> any DocumentReader
    ) -> @Sendable () -> any DocumentReader {
        { Reader(overlay: self, below: makeReader()) }
    }

    private struct Reader: DocumentReader {
        let overlay: Overlay
        var below: any DocumentReader

        mutating func read(_ path: String) -> DocumentReading {
            if let bytes = overlay[path] { return .file(SourceFile(path: path, bytes: bytes)) }
            return below.read(path)
        }
    }
}
