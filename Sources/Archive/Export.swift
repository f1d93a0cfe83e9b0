internal import GRDB

extension Archive {
    /// All that finished runs have left, one JSON object a line: the same bytes for the same content.
    ///
    /// - Parameter write: takes some lines, each with its line feed.
    package func export(_ write: ([UInt8]) -> Void) throws(ArchiveError) {
        try read("cannot export the archive") { database in
            for table in Self.tables {
                let cursor = try Row.fetchCursor(database, sql: table.sql)
                var lines: [UInt8] = []
                while let row = try cursor.next() {
                    Self.add(row, kind: table.kind, to: &lines)
                    if lines.count > 1 << 16 {
                        write(lines)
                        lines.removeAll(keepingCapacity: true)
                    }
                }
                if !lines.isEmpty { write(lines) }
            }
        }
    }

    /// The kinds of lines, each with the rows that it is made of, in an order that depends on nothing else.
    private static let tables: [(kind: String, sql: String)] = [
        (
            "run",
            "SELECT id, scope, plan, day, version FROM runs WHERE state = 'done' ORDER BY id"
        ),
        (
            "repository",
            """
            SELECT u.run, u.name AS unit, u.repository, u.head FROM units u JOIN runs r ON r.id = u.run
            WHERE r.state = 'done' ORDER BY u.run, u.name
            """
        ),
        (
            "finding",
            """
            SELECT scope, fingerprint, rule, repository, path, line, severity, message, state, first_seen,
                last_seen, changed FROM findings ORDER BY scope, fingerprint
            """
        ),
        ("change", "SELECT run, scope, fingerprint, kind AS change FROM changes ORDER BY run, fingerprint"),
        (
            "measure",
            """
            SELECT m.run, m.unit, m.subject, m.name, m.holds, m.fails, m.unknown FROM measures m
            JOIN runs r ON r.id = m.run WHERE r.state = 'done' ORDER BY m.run, m.unit, m.subject, m.name
            """
        ),
        (
            "page",
            """
            SELECT p.run, p.repository, p.path, p.state, p.reason, p.content_commit, p.content_day, p.declared
            FROM pages p JOIN runs r ON r.id = p.run WHERE r.state = 'done'
            ORDER BY p.run, p.repository, p.path
            """
        ),
        (
            "build",
            """
            SELECT b.run, b.repository, b.project, b.revision, b.tree, b.toolchain, b.environment, b.result,
                b.reason FROM builds b JOIN runs r ON r.id = b.run WHERE r.state = 'done'
            ORDER BY b.run, b.repository, b.project
            """
        ),
    ]

    private static func add(_ row: Row, kind: String, to out: inout [UInt8]) {
        out += "{\"kind\":\"\(kind)\"".utf8
        for (name, value) in row {
            out += ",\"\(name)\":".utf8
            switch value.storage {
            case .null: out += "null".utf8
            case .int64(let number): out += String(number).utf8
            case .string(let text): add(text, to: &out)
            // No column of these tables is of another kind.
            case .double, .blob: out += "null".utf8
            }
        }
        out += "}\n".utf8
    }

    private static func add(_ text: String, to out: inout [UInt8]) {
        out.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: out += [0x5C, 0x22]
            case 0x5C: out += [0x5C, 0x5C]
            case 0x0A: out += [0x5C, 0x6E]
            case 0..<0x20, 0x7F:
                let digits = String(byte, radix: 16)
                out += "\\u00\(digits.utf8.count == 1 ? "0" : "")\(digits)".utf8
            default: out.append(byte)
            }
        }
        out.append(0x22)
    }
}
