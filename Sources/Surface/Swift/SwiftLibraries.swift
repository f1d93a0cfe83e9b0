import SwiftParser
import SwiftSyntax

/// The modules that a Swift package offers to others, by its manifest.
package struct SwiftLibraries: Hashable, Sendable {
    /// The targets of its libraries, and of its plug-ins nothing; nil where the manifest computes them.
    package let targets: Set<String>?

    /// Reads `products: [.library(name: "Net", targets: ["Net"])]`.
    package init(manifest: [UInt8]) {
        let collector = LibraryCollector()
        collector.walk(Parser.parse(source: String(decoding: manifest, as: UTF8.self)))
        targets = collector.isCertain && !collector.targets.isEmpty ? collector.targets : nil
    }
}

private final class LibraryCollector: SyntaxVisitor {
    private(set) var targets: Set<String> = []
    private(set) var isCertain = true

    init() { super.init(viewMode: .sourceAccurate) }

    override func visit(_ node: FunctionCallExprSyntax) -> SyntaxVisitorContinueKind {
        guard let member = node.calledExpression.as(MemberAccessExprSyntax.self),
            member.declName.baseName.text == "library"
        else { return .visitChildren }
        guard let list = node.arguments.first(where: { $0.label?.text == "targets" })?.expression,
            let names = list.as(ArrayExprSyntax.self)
        else {
            isCertain = false
            return .visitChildren
        }
        for element in names.elements {
            if let name = element.expression.as(StringLiteralExprSyntax.self)?.representedLiteralValue {
                targets.insert(name)
            } else {
                isCertain = false
            }
        }
        return .visitChildren
    }
}
