import SwiftParser
import SwiftSyntax

/// Finds what a piece of Swift code uses of a product.
package struct SwiftUses {
    package private(set) var mentions: [Mention] = []
    /// What it imports.
    package let imports: Set<String>
    /// Types and members that it declares itself.
    let declared: (types: Set<String>, members: Set<String>)
    /// Names whose type is told, for other code of the same page.
    let told: [String: KnownType]

    /// What a source file of a sample uses.
    ///
    /// - Parameter shadows: what the sample declares itself.
    package static func inSource(
        _ code: [UInt8], _ view: SurfaceView, shadows: Shadows
    ) -> [Mention] {
        SwiftUses(code, view, form: .source, shadows: shadows).mentions
    }

    /// - Parameters:
    ///   - form: where the code stands.
    ///   - ambient: what is known of names that the code does not declare.
    ///   - shadows: names that are declared elsewhere in the same page or sample, and mean that.
    init(
        _ code: [UInt8], _ view: SurfaceView, form: Mention.Form, imports outer: Set<String> = [],
        ambient: [String: KnownType] = [:], shadows: Shadows = Shadows()
    ) {
        let tree = Parser.parse(source: String(decoding: code, as: UTF8.self))
        let bindings = SwiftBindings()
        bindings.walk(tree)
        let types = SwiftTypes(view, bindings, ambient: ambient)
        let collector = UseCollector(types, form, bindings.imports.union(outer), shadows)
        collector.walk(tree)
        mentions = collector.mentions.sorted {
            ($0.name.lower, $0.name.upper) < ($1.name.lower, $1.name.upper)
        }
        imports = bindings.imports
        declared = (bindings.types, bindings.members)
        var told: [String: KnownType] = [:]
        var doubtful: Set<String> = []
        for (name, all) in bindings.bindings where !name.hasPrefix("$") {
            for binding in all {
                guard let type = types.type(of: binding, name, binding.place),
                    told[name].map({ $0 == type }) ?? true
                else {
                    doubtful.insert(name)
                    continue
                }
                told[name] = type
            }
        }
        self.told = told.filter { !doubtful.contains($0.key) }
    }
}

/// Names that code declares for itself, so that they mean nothing of a product's.
package struct Shadows: Sendable {
    package var types: Set<String> = []
    package var members: Set<String> = []

    package init() {}

    /// What a Swift file declares.
    package static func ofSwift(_ code: [UInt8]) -> Shadows {
        let bindings = SwiftBindings()
        bindings.walk(Parser.parse(source: String(decoding: code, as: UTF8.self)))
        var shadows = Shadows()
        shadows.types = bindings.types
        shadows.members = bindings.members
        return shadows
    }

    package mutating func add(_ other: Shadows) {
        types.formUnion(other.types)
        members.formUnion(other.members)
    }
}

private final class UseCollector: SyntaxVisitor {
    var mentions: [Mention] = []
    private let types: SwiftTypes
    private let form: Mention.Form
    private let imports: Set<String>
    private let shadows: Shadows

    init(_ types: SwiftTypes, _ form: Mention.Form, _ imports: Set<String>, _ shadows: Shadows) {
        self.types = types
        self.form = form
        self.imports = imports
        self.shadows = shadows
        super.init(viewMode: .sourceAccurate)
    }

    private func isOwnType(_ name: String) -> Bool {
        types.bindings.types.contains(name) || shadows.types.contains(name)
    }

    private func isOwnMember(_ name: String) -> Bool {
        types.bindings.members.contains(name) || shadows.members.contains(name)
    }

    override func visit(_ node: MemberAccessExprSyntax) -> SyntaxVisitorContinueKind {
        let name = node.declName.baseName.text.unquoted
        let call = Self.call(of: ExprSyntax(node))
        let arguments = call.map(SwiftTypes.arguments) ?? Self.names(node.declName)
        var receiver: KnownType?
        var leans = false
        if let base = node.base {
            receiver = types.type(of: base)
            leans = types.leansOnPage.contains(base.id)
        } else {
            receiver = types.expected(of: ExprSyntax(node)).map { .type($0) }
        }
        let written = Self.written(node)
        if let receiver, shadows.types.contains(receiver.path) { return .visitChildren }
        if case .type(let outer)? = receiver, let inner = types.view.type("\(outer).\(name)") {
            add(.type(inner), node.declName.baseName, nil, written, leans)
            if let call { add(initializerOf: inner, call, node.declName.baseName, written, leans) }
        } else if let receiver {
            guard !isOwnMember(name), name != "self" else { return .visitChildren }
            if name == "init", let call {
                add(initializerOf: receiver.path, call, node.declName.baseName, written, leans)
            } else {
                add(
                    .member(of: receiver.path, base: name, arguments: arguments), node.declName.baseName,
                    call, written, leans)
            }
        } else if !isOwnMember(name), arguments != nil,
            node.base?.as(DeclReferenceExprSyntax.self)?.baseName.text != "self"
        {
            add(.loose(base: name, arguments: arguments), node.declName.baseName, call, written, leans)
        }
        return .visitChildren
    }

    override func visit(_ node: DeclReferenceExprSyntax) -> SyntaxVisitorContinueKind {
        // The name behind a dot was seen with what is before it.
        if node.parent?.as(MemberAccessExprSyntax.self)?.declName.id == node.id { return .visitChildren }
        let name = node.baseName.text.unquoted
        guard !isOwnType(name), !isOwnMember(name),
            types.bindings.binding(name, at: node.position.utf8Offset) == nil
        else { return .visitChildren }
        let call = Self.call(of: ExprSyntax(node))
        if let type = types.view.type(name) {
            add(.type(type), node.baseName, nil, name, false)
            if let call { add(initializerOf: type, call, node.baseName, name, false) }
        } else if let call, name.first?.isLowercase == true {
            add(
                .global(base: name, arguments: SwiftTypes.arguments(of: call)), node.baseName, call, name,
                false)
        }
        return .visitChildren
    }

    override func visit(_ node: IdentifierTypeSyntax) -> SyntaxVisitorContinueKind {
        let name = node.name.text.unquoted
        if !isOwnType(name), let type = types.view.type(name) {
            add(.type(type), node.name, nil, name, false)
        }
        return .visitChildren
    }

    override func visit(_ node: MemberTypeSyntax) -> SyntaxVisitorContinueKind {
        let text = TypeText(node.trimmedDescription)
        let outermost = String(text.name.prefix { $0 != "." })
        if !isOwnType(outermost), let type = types.view.type(text.name) {
            add(.type(type), node.name, nil, text.name, false)
        }
        return .visitChildren
    }

    override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind { .skipChildren }

    // MARK: One mention

    private func add(
        _ subject: Mention.Subject, _ token: TokenSyntax, _ call: FunctionCallExprSyntax?,
        _ written: String, _ leans: Bool
    ) {
        var name = Self.stretch(token)
        // Of a name with labels all of it is the name.
        if call == nil, let reference = token.parent?.as(DeclReferenceExprSyntax.self),
            reference.argumentNames != nil
        {
            name.upper = reference.endPositionBeforeTrailingTrivia.utf8Offset
        }
        mentions.append(
            Mention(
                subject, form: form, name: name, labels: Self.labels(call), written: written,
                imports: imports, isByAssociation: leans))
    }

    private func add(
        initializerOf type: String, _ call: FunctionCallExprSyntax, _ token: TokenSyntax,
        _ written: String, _ leans: Bool
    ) {
        add(
            .member(of: type, base: "init", arguments: SwiftTypes.arguments(of: call)), token, call, written,
            leans)
    }

    private static func stretch(_ token: TokenSyntax) -> Mention.Stretch {
        Mention.Stretch(
            token.positionAfterSkippingLeadingTrivia.utf8Offset,
            token.endPositionBeforeTrailingTrivia.utf8Offset)
    }

    private static func labels(_ call: FunctionCallExprSyntax?) -> [Mention.Stretch] {
        (call?.arguments ?? []).map { argument in
            argument.label.map(stretch)
                ?? Mention.Stretch(
                    argument.expression.positionAfterSkippingLeadingTrivia.utf8Offset,
                    argument.expression.positionAfterSkippingLeadingTrivia.utf8Offset)
        }
    }

    /// The call that an expression is called by.
    private static func call(of node: ExprSyntax) -> FunctionCallExprSyntax? {
        var node = node
        if let special = node.parent?.as(GenericSpecializationExprSyntax.self) { node = ExprSyntax(special) }
        guard let call = node.parent?.as(FunctionCallExprSyntax.self), call.calledExpression.id == node.id
        else { return nil }
        return call
    }

    /// The labels of a name such as `foo(a:b:)`.
    private static func names(_ name: DeclReferenceExprSyntax) -> Arguments? {
        name.argumentNames.map { names in
            Arguments(labels: names.arguments.map(\.name.text.unquoted), isName: true)
        }
    }

    /// The name with its receiver, where that is short.
    private static func written(_ node: MemberAccessExprSyntax) -> String {
        let name = node.declName.baseName.text.unquoted
        guard let base = node.base?.as(DeclReferenceExprSyntax.self) else { return "." + name }
        return "\(base.baseName.text).\(name)"
    }
}
