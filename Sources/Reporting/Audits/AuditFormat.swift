package import Audit

/// A way to write an audit down: a pure function from the report to bytes, as `ReportFormat` is for `docent check`.
package protocol AuditFormat: Sendable {
    /// The word that `--format` takes.
    static var name: String { get }
    /// What it is for, in one clause.
    static var summary: String { get }

    init(_ options: ReportOptions)
    func render(_ report: AuditReport) -> [UInt8]
}

/// Every format that an audit can be written in.
package enum AuditFormats {
    /// In the order in which help lists them; the first is the standard one.
    package static let all: [any AuditFormat.Type] = [AuditTerminal.self, AuditJSON.self, AuditMarkdown.self]

    /// The format with a name; nil where there is none.
    package static func named(_ name: String) -> (any AuditFormat.Type)? { all.first { $0.name == name } }
}
