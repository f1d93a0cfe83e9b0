// For temporary folders.
import Foundation
import Model

@testable import Archive

/// A temporary folder for archives, gone at the end of the test.
final class Shelf: Sendable {
    let folder: String
    var path: String { folder + "/archive.sqlite" }

    init() {
        folder =
            FileManager.default.temporaryDirectory.appendingPathComponent("docent-\(UUID().uuidString)").path
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func archive() throws(ArchiveError) -> Archive { try Archive.open(path, patience: 0.2) }

    func bytes() throws -> [UInt8] { Array(try Data(contentsOf: URL(fileURLWithPath: path))) }

    func write(_ bytes: [UInt8]) throws { try Data(bytes).write(to: URL(fileURLWithPath: path)) }
}

extension RunPlan {
    static func on(_ day: String, scope: String = "fleet", plan: String = "p") -> RunPlan {
        RunPlan(
            scope: scope, plan: plan, day: Day(day) ?? Day(secondsSince1970: 0), started: 1_700_000_000,
            version: "0")
    }
}

extension ArchivedFinding {
    static func one(_ name: String, path: String = "page.md", rule: String = "links/dead") -> ArchivedFinding
    {
        ArchivedFinding(
            fingerprint: name, rule: rule, repository: "docs", path: path, severity: "error",
            message: "about \(name)", line: 3)
    }
}

extension UnitRecord {
    static func docs(_ findings: [ArchivedFinding], unassessed: [Unassessed] = []) -> UnitRecord {
        var unit = UnitRecord(name: "docs", repository: "docs", head: "abc")
        unit.findings = findings
        unit.unassessed = unassessed
        unit.outcome = Array("done".utf8)
        return unit
    }
}

extension Archive {
    /// A whole run with one unit.
    @discardableResult
    func run(
        _ day: String, _ findings: [String], unassessed: [UnitRecord.Unassessed] = [], gone: Set<String> = []
    ) throws(ArchiveError) -> ArchivedChanges {
        let run = try begin(.on(day), patience: 0)
        try run.record(.docs(findings.map { .one($0, path: "\($0).md") }, unassessed: unassessed))
        return try run.finish(at: 1) { !gone.contains($1) }
    }

    func lines() throws(ArchiveError) -> String {
        var text = ""
        try export { text += String(decoding: $0, as: UTF8.self) }
        return text
    }
}

extension ArchivedChanges {
    /// In short: `new a b, fixed c, stayed 1`.
    var summary: String {
        let lists = [("new", new), ("fixed", fixed), ("reopened", reopened), ("vanished", vanished)]
        var parts = lists.filter { !$0.1.isEmpty }.map {
            "\($0.0) \($0.1.map(\.fingerprint).joined(separator: " "))"
        }
        if stayed > 0 { parts.append("stayed \(stayed)") }
        if unconfirmed > 0 { parts.append("unconfirmed \(unconfirmed)") }
        return parts.joined(separator: ", ")
    }
}
