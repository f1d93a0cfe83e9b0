// Foundation is here for its process runner and its file manager: the tests make real repositories with Git
// itself.
import Foundation
import Testing

@testable import Repositories

/// A temporary folder with repositories made by Git, gone at the end of the test.
final class Workshop {
    let path: String
    /// When the next commits are made.
    var date = "2026-01-02T03:04:05Z"

    init() {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "docent-\(UUID().uuidString)")
        try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        path = Surroundings.resolved(folder.path) ?? folder.path
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// Runs Git in a folder of the workshop, deaf to the configuration of whoever runs the tests.
    @discardableResult
    func git(_ arguments: String..., in folder: String = "", input: [UInt8] = []) throws -> String {
        try run(["git"] + arguments, in: folder, input: input)
    }

    @discardableResult
    func run(_ words: [String], in folder: String = "", input: [UInt8] = []) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.currentDirectoryURL = URL(fileURLWithPath: path + "/" + folder)
        var environment = ProcessInfo.processInfo.environment
        for name in environment.keys where name.hasPrefix("GIT_") { environment[name] = nil }
        environment["GIT_CONFIG_NOSYSTEM"] = "1"
        environment["HOME"] = path
        environment["XDG_CONFIG_HOME"] = path + "/.config"
        for who in ["AUTHOR", "COMMITTER"] {
            environment["GIT_\(who)_NAME"] = "A"
            environment["GIT_\(who)_EMAIL"] = "a@example.com"
            environment["GIT_\(who)_DATE"] = date
        }
        process.environment = environment
        let output = Pipe()
        let stdin = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        process.standardInput = stdin
        try process.run()
        stdin.fileHandleForWriting.write(Data(input))
        try stdin.fileHandleForWriting.close()
        let data = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Broken(words: words) }
        return String(decoding: data, as: UTF8.self)
    }

    struct Broken: Error {
        var words: [String]
    }

    /// Makes a repository with a first branch called `main`.
    func repository(_ name: String = "docs") throws {
        try git("init", "--quiet", "--initial-branch=main", name)
    }

    /// Commits all there is; returns the id.
    @discardableResult
    func commit(_ message: String = "A change", in folder: String = "docs") throws -> String {
        try git("add", "--all", in: folder)
        try git("commit", "--quiet", "--allow-empty", "-m", message, in: folder)
        return String(try git("rev-parse", "HEAD", in: folder).prefix(40))
    }

    func write(_ text: String, to name: String) throws {
        try write(Array(text.utf8), to: name)
    }

    func write(_ bytes: [UInt8], to name: String) throws {
        let url = URL(fileURLWithPath: path + "/" + name)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    func bytes(of name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    func link(_ name: String, to target: String) throws {
        try FileManager.default.createSymbolicLink(atPath: path + "/" + name, withDestinationPath: target)
    }

    func remove(_ name: String) throws {
        try FileManager.default.removeItem(atPath: path + "/" + name)
    }

    func open(
        _ folder: String = "docs", repository: String? = nil, revision: String? = nil,
        limits: Limits = Limits()
    ) throws(RepositoryError) -> Snapshot {
        try Snapshot.open(
            from: path + "/" + folder, repository: repository.map { path + "/" + $0 }, revision: revision,
            ceilings: [path], limits: limits)
    }

    func paths(_ folder: String = "docs", repository: String? = nil, revision: String? = nil) throws
        -> [String]
    {
        try open(folder, repository: repository, revision: revision).listing().entries.map(\.path)
    }
}

extension Snapshot {
    /// The text at a path, or why there is none.
    func text(_ path: String) throws -> String {
        let entry = try #require(try listing().entry(at: path))
        var reader = try reader()
        switch reader.read(entry) {
        case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
        case .notAssessed(let reason): return "not assessed: " + reason
        }
    }
}
