internal import GRDB

/// Why the archive could not be used.
package struct ArchiveError: Error, Hashable, Sendable {
    package enum Kind: Hashable, Sendable {
        /// There is no file at the path.
        case missing
        /// The file is none of Docent's archives.
        case foreign
        /// A newer version of the program has written it.
        case newer
        /// Another run writes to it.
        case inUse
        /// No room is left where it lies.
        case full
        /// Permissions, or a medium that cannot be written.
        case readOnly
        /// Its content makes no sense.
        case damaged
        /// What was asked of it cannot be: the program is wrong, not the file.
        case other
    }

    package var kind: Kind
    /// What could not be done.
    package var operation: String
    /// The reason, as a clause.
    package var message: String

    /// What a user can do about it.
    package var remedy: String {
        switch kind {
        case .missing: "run an audit first, or name the file with --archive"
        case .foreign: "name another file with --archive"
        case .newer: "update docent, or name another file with --archive"
        case .inUse: "wait until the other run has ended, or name another file with --archive"
        case .full: "make room, or name a file elsewhere with --archive; what was kept before is unharmed"
        case .readOnly:
            "check the permissions of the file and its folder, or name a file elsewhere with --archive"
        case .damaged: "move the file away: a new one is begun, and `sqlite3 FILE .recover` may save the old"
        case .other: "run the audit again, and see whether the disk has room and is well"
        }
    }

    init(_ kind: Kind, _ operation: String, _ message: String) {
        self.kind = kind
        self.operation = operation
        self.message = message
    }

    init(_ error: any Error, _ operation: String) {
        self.operation = operation
        guard let error = error as? DatabaseError else {
            kind = (error as? ArchiveError)?.kind ?? .other
            message = (error as? ArchiveError)?.message ?? "\(error)"
            return
        }
        kind = Self.kind(of: error)
        message = Self.message(kind, error)
    }

    private static func kind(of error: DatabaseError) -> Kind {
        if error.extendedResultCode == .SQLITE_IOERR_WRITE { return .full }
        switch error.resultCode {
        case .SQLITE_FULL: return .full
        case .SQLITE_BUSY, .SQLITE_LOCKED: return .inUse
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_CANTOPEN, .SQLITE_AUTH: return .readOnly
        case .SQLITE_NOTADB: return .foreign
        case .SQLITE_CORRUPT: return .damaged
        default: return .other
        }
    }

    private static func message(_ kind: Kind, _ error: DatabaseError) -> String {
        switch kind {
        case .full: "there is no room left to write"
        case .inUse: "another run writes to it, and did not end in time"
        case .readOnly: "the file or its folder cannot be written"
        case .foreign: "the file is no archive"
        default: error.message ?? "SQLite gives no reason (\(error.extendedResultCode.rawValue))"
        }
    }
}
