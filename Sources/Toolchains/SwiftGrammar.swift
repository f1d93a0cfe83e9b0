import SwiftDiagnostics
import SwiftParser
import SwiftParserDiagnostics
import SwiftSyntax

/// Asks the parser of Swift's own compiler. In a file of its own, because its names are ours too.
enum SwiftGrammar {
    /// The first error, with offsets in bytes; nil where there is none.
    static func error(in bytes: [UInt8]) -> (lower: Int, upper: Int, message: String)? {
        let tree = Parser.parse(source: String(decoding: bytes, as: UTF8.self))
        guard tree.hasError else { return nil }
        let errors = ParseDiagnosticsGenerator.diagnostics(for: tree)
            .filter { $0.diagMessage.severity == .error }
        guard let first = errors.min(by: { $0.position < $1.position }) else { return nil }
        let start = min(first.position.utf8Offset, bytes.count)
        let end = max(start, min(first.node.endPositionBeforeTrailingTrivia.utf8Offset, bytes.count))
        // A missing brace is told of the whole declaration; one line is enough to point at.
        let line = bytes[start..<end].firstIndex(of: 0x0A) ?? end
        return (start, line, first.message)
    }
}
