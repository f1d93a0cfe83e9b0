/// Reads what compilers write to their standard error.
enum Complaints {
    /// Reads lines of `path:line:column: message`; others are left out.
    static func read(_ output: String) -> [FileParser.Complaint] {
        output.split(separator: "\n").compactMap(complaint)
    }

    /// Reads one line of `path:line:column: message`.
    static func complaint(_ line: Substring) -> FileParser.Complaint? {
        // No path of ours holds a colon.
        let parts = line.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count == 4, let row = Int(parts[1]), let column = Int(parts[2]) else { return nil }
        return FileParser.Complaint(
            file: String(parts[0]), line: row, column: column,
            message: String(parts[3].drop { $0 == " " }))
    }

    /// Reads what clang or gcc says of syntax.
    ///
    /// Names that it does not know make it stumble over code that is right, because it cannot tell types from values.
    /// What it says behind such a name on the same line does not count, and in C++ nothing behind it does.
    static func ofSyntax(_ output: String, cPlusPlus: Bool) -> [FileParser.Complaint] {
        var complaints: [FileParser.Complaint] = []
        /// The line of the last unknown name, by file.
        var strange: [String: Int] = [:]
        for line in output.split(separator: "\n") {
            guard var complaint = complaint(line) else { continue }
            guard let kind = ["error: ", "fatal error: "].first(where: complaint.message.hasPrefix) else {
                continue
            }
            complaint.message.removeFirst(kind.count)
            let isName = cPlusPlus && names.contains(where: complaint.message.hasPrefix)
            if !isName, signs.contains(where: complaint.message.hasPrefix) {
                // Of a missing `;` C is sure: a name that could be a type takes a second one after it.
                let isSure = !cPlusPlus && complaint.message.hasPrefix("expected ';'")
                if let last = strange[complaint.file], cPlusPlus || last == complaint.line && !isSure {
                    continue
                }
                complaints.append(complaint)
            } else if cPlusPlus || !complaint.message.hasPrefix("call to undeclared") {
                strange[complaint.file] = complaint.line
            }
        }
        return complaints
    }

    /// How complaints begin that sound as if they were about syntax, and are about a name that only a header knows:
    /// `class A : public Base`, `using namespace lib`.
    private static let names = [
        "expected class name", "expected class-name", "expected namespace name", "expected namespace-name",
        "expected a qualified name", "expected template parameter", "expected concept name",
        "expected a type", "expected template-name", "expected nested-name-specifier",
    ]

    /// How complaints begin that are about syntax.
    private static let signs = [
        "expected ", "function definition is not allowed here", "extraneous ", "stray ", "unexpected ",
        "missing terminating", "unterminated ",
        "missing ", "invalid preprocessing directive",
    ]
}
