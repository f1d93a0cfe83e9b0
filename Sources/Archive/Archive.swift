internal import GRDB

#if canImport(Glibc)
    internal import Glibc
#elseif canImport(Musl)
    internal import Musl
#elseif canImport(Darwin)
    internal import Darwin
#endif

/// What earlier runs have found, in a file of SQLite's.
///
/// A run is written in small steps, each as a whole or not at all, and counts only once it is finished: whatever
/// ends the program in between, the file holds what the last finished run left, and the next run goes on where this
/// one stopped.
package final class Archive: Sendable {
    let database: DatabaseQueue
    package let path: String

    /// Opens an archive to write to, and makes it where there is none.
    ///
    /// - Parameters:
    ///   - patience: how many seconds to wait for another program that writes.
    package static func open(_ path: String, patience: Double = 10) throws(ArchiveError) -> Archive {
        let operation = "cannot open the archive '\(path)'"
        if let slash = path.lastIndex(of: "/") { makeFolders(String(path[..<slash])) }
        return try attempt(operation) {
            let archive = Archive(try DatabaseQueue(path: path, configuration: configuration(patience)), path)
            try archive.prepare(operation)
            return archive
        }
    }

    /// Opens an archive to read from.
    package static func reading(_ path: String) throws(ArchiveError) -> Archive {
        let operation = "cannot read the archive '\(path)'"
        guard unsafe access(path, F_OK) == 0 else {
            throw ArchiveError(.missing, operation, "there is no file at this path")
        }
        return try attempt(operation) {
            // An older one is brought up to date first, which takes a writer.
            let archive = Archive(try DatabaseQueue(path: path, configuration: configuration(10)), path)
            try archive.prepare(operation)
            return archive
        }
    }

    private init(_ database: DatabaseQueue, _ path: String) {
        self.database = database
        self.path = path
    }

    private static func configuration(_ patience: Double) -> Configuration {
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = true
        configuration.label = "docent"
        configuration.observesSuspensionNotifications = false
        return configuration
    }

    /// Refuses what is no archive or too new a one, and brings an older one up to date.
    private func prepare(_ operation: String) throws {
        let tables = try database.read {
            try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") ?? 0
        }
        let mark = try database.read { try Int.fetchOne($0, sql: "PRAGMA application_id") ?? 0 }
        guard tables == 0 || mark == Self.mark else {
            throw ArchiveError(.foreign, operation, "the file is a database of another program")
        }
        let migrator = Migrations.migrator
        if try database.read({ try migrator.hasBeenSuperseded($0) }) {
            throw ArchiveError(.newer, operation, "a newer version of the program has written it")
        }
        // Readers do not wait for a writer, and a killed one leaves nothing half done.
        try database.writeWithoutTransaction { database in
            try database.execute(sql: "PRAGMA journal_mode = WAL")
            try database.execute(sql: "PRAGMA synchronous = NORMAL")
            if mark != Self.mark { try database.execute(sql: "PRAGMA application_id = \(Self.mark)") }
        }
        try migrator.migrate(database)
    }

    /// "Docn", by which other programs know the file.
    private static let mark = 0x446F_636E

    /// Whether all that the file holds makes sense to SQLite.
    package func isSound() throws(ArchiveError) -> Bool {
        try read("cannot check the archive") { database in
            let answers = try String.fetchAll(database, sql: "PRAGMA integrity_check")
            let broken = try Row.fetchAll(database, sql: "PRAGMA foreign_key_check")
            return answers == ["ok"] && broken.isEmpty
        }
    }

    func read<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
        try Self.attempt("\(operation) '\(path)'") { try database.read(body) }
    }

    func write<Value>(_ operation: String, _ body: (Database) throws -> Value) throws(ArchiveError) -> Value {
        // A writer that waits for another must hold nothing while it does: it takes its lock at once.
        try Self.attempt("\(operation) '\(path)'") {
            try database.writeWithoutTransaction { database in
                var value: Value?
                try database.inTransaction(.immediate) {
                    value = try body(database)
                    return .commit
                }
                guard let value else { throw ArchiveError(.other, operation, "nothing was written") }
                return value
            }
        }
    }

    static func attempt<Value>(
        _ operation: String, _ body: () throws -> Value
    ) throws(ArchiveError) -> Value {
        do { return try body() } catch { throw ArchiveError(error, operation) }
    }

    private static func makeFolders(_ path: String) {
        var part = ""
        for name in path.split(separator: "/", omittingEmptySubsequences: false) {
            part +=
                part.isEmpty && name.isEmpty ? "/" : part.hasSuffix("/") || part.isEmpty ? name : "/" + name
            // What cannot be made, opening the file says.
            if !part.isEmpty { _ = unsafe mkdir(part, 0o700) }
        }
    }
}
