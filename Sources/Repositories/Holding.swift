extension Snapshot {
    /// What tells this snapshot from all others of the same program: where it is and what it reads.
    package var identity: [String] {
        switch store {
        case .revision(let id): [root, prefix, "revision", id.description, repositoryFolder]
        case .workTree(let workTree):
            [
                root, prefix, "work tree", workTree.folder, workTree.commonFolder,
                workTree.excludesPath ?? "", workTree.ignoresCase ? "ignores case" : "",
            ]
        case .folder: [root, prefix, "folder"]
        }
    }

    /// Whether contents never change: those of a revision do not.
    package var isFixed: Bool { if case .revision = store { true } else { false } }
}

/// Looks at many files of a snapshot without reading them.
///
/// Threads may share it: the system answers each question by itself.
@safe
package struct Glance: ~Copyable, @unchecked Sendable {
    private let folder: Folder

    /// Nil where the folder of the snapshot cannot be opened.
    package init?(_ snapshot: Snapshot) {
        guard let folder = try? Folder(at: snapshot.root) else { return nil }
        self.folder = folder
    }

    /// Looks at places below one folder, to which the system goes once.
    ///
    /// - Parameters:
    ///   - base: seen from the root of the snapshot; empty for the root itself. Where it cannot be opened, there is
    ///     nothing below it.
    ///   - body: takes what tells what the file system says now of a path seen from the folder, which ends with a zero.
    package func look(
        from base: ArraySlice<UInt8>, _ body: ((UnsafePointer<CChar>) -> FileIdentity?) -> Void
    ) {
        if base.isEmpty {
            unsafe body { unsafe folder.identity(ofName: $0) }
        } else if let inner = try? folder.folder(base) {
            unsafe body { unsafe inner.identity(ofName: $0) }
        } else {
            unsafe body { _ in nil }
        }
    }
}

extension [Sighting] {
    /// Whether all of it, which lies outside of a snapshot, still is as it was seen.
    ///
    /// - Parameter isSettled: whether an identity says enough; where it does not, the answer is no.
    package func stillHold(where isSettled: (FileIdentity) -> Bool) -> Bool {
        for sighting in self {
            if let identity = sighting.identity, !isSettled(identity) { return false }
            // It may be behind symbolic links of the user's own.
            let path = String(decoding: sighting.path, as: UTF8.self)
            if FileIdentity(ofFileAt: path) != sighting.identity { return false }
        }
        return true
    }
}
