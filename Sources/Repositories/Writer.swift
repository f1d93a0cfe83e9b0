/// Replaces files of a work tree or of a plain folder, one at a time and each as a whole.
package struct Writer: ~Copyable {
    private let root: Folder

    init(root: consuming Folder) {
        self.root = root
    }

    /// Replaces a file. Permissions stay, and no symbolic link is followed on the way.
    ///
    /// - Parameter old: what the file has to hold; where somebody has changed it, it is left alone.
    package func replace(_ entry: Entry, _ old: [UInt8], with new: [UInt8]) throws(NotWritten) {
        let path = entry.pathBytes
        do throws(FileTrouble) {
            guard let slash = path.lastIndex(of: 0x2F) else { return try root.replace(path, old, with: new) }
            let folder: Folder
            do throws(SystemError) {
                folder = try root.descend(path[..<slash])
            } catch {
                throw .system(error)
            }
            try folder.replace(Array(path[(slash + 1)...]), old, with: new)
        } catch {
            throw NotWritten(error)
        }
    }
}

/// Why a file was not replaced: a clause that goes after "because".
package struct NotWritten: Error, Hashable, Sendable {
    package var reason: String

    init(_ trouble: FileTrouble) {
        switch trouble {
        case .changing: reason = "it was changed while it was being mended"
        case .readOnly: reason = "it is read-only"
        case .readOnlyFolder: reason = "its folder is read-only"
        case .notWritten(let error) where error.isAboutPermissions:
            reason = "permissions do not allow to write in its folder"
        case .notWritten(let error): reason = error.reason
        case .system, .folder, .special, .tooLarge:
            reason = FolderReader.explained(trouble, limit: 0).reason
        }
    }
}
