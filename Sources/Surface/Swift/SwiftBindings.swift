import SwiftSyntax

/// The names that a piece of Swift code declares itself, each with where it holds.
final class SwiftBindings: SyntaxVisitor {
    /// What tells the type of a name.
    enum Value {
        case written(TypeSyntax)
        case made(ExprSyntax)
        /// The parameter of a closure, by its place.
        case parameter(of: ClosureExprSyntax, Int)
        /// `if let name`: the same name further out.
        case outer
        case nothing
    }

    struct Binding {
        var value: Value
        /// Where the name holds.
        var scope: Range<Int>
        /// Where it is declared; in a body it holds from there on.
        var place: Int
        var isOrdered: Bool
    }

    private(set) var bindings: [String: [Binding]] = [:]
    /// Types, generic parameters and other names of types that the code declares.
    private(set) var types: Set<String> = []
    /// Functions, properties and cases that it declares as members or at the outer level.
    private(set) var members: Set<String> = []
    private(set) var imports: Set<String> = []

    init() { super.init(viewMode: .sourceAccurate) }

    /// The innermost declaration of a name that holds at a place.
    func binding(_ name: String, at place: Int) -> Binding? {
        bindings[name]?.filter { $0.scope.contains(place) && (!$0.isOrdered || $0.place < place) }
            .min { ($0.scope.count, -$0.place) < ($1.scope.count, -$1.place) }
    }

    private func bind(_ name: String, _ value: Value, in node: some SyntaxProtocol, scope: Syntax? = nil) {
        let (scope, isOrdered) = scope.map { ($0, false) } ?? Self.scope(of: Syntax(node))
        bindings[name.unquoted, default: []].append(
            Binding(
                value: value,
                scope: scope.position.utf8Offset..<scope.endPosition.utf8Offset,
                place: node.position.utf8Offset, isOrdered: isOrdered))
    }

    /// The body, type or file around a node, and whether names hold there only after they are declared.
    private static func scope(of node: Syntax) -> (Syntax, Bool) {
        var current = node
        while let parent = current.parent {
            current = parent
            switch current.kind {
            case .codeBlock, .closureExpr, .switchCase, .catchClause, .forStmt, .accessorBlock:
                return (current, true)
            case .memberBlock: return (current, false)
            default: break
            }
        }
        return (current, false)
    }

    // MARK: Values

    override func visit(_ node: VariableDeclSyntax) -> SyntaxVisitorContinueKind {
        for binding in node.bindings {
            guard let name = binding.pattern.as(IdentifierPatternSyntax.self)?.identifier.text else {
                continue
            }
            let value: Value =
                if let type = binding.typeAnnotation?.type {
                    .written(type)
                } else if let made = binding.initializer?.value { .made(made) } else { .nothing }
            bind(name, value, in: node)
            if node.parent?.is(MemberBlockItemSyntax.self) == true { members.insert(name.unquoted) }
        }
        return .visitChildren
    }

    override func visit(_ node: IdentifierPatternSyntax) -> SyntaxVisitorContinueKind {
        guard node.parent?.is(PatternBindingSyntax.self) != true,
            node.parent?.is(OptionalBindingConditionSyntax.self) != true
        else { return .visitChildren }
        bind(node.identifier.text, .nothing, in: node)
        return .visitChildren
    }

    override func visit(_ node: OptionalBindingConditionSyntax) -> SyntaxVisitorContinueKind {
        guard let name = node.pattern.as(IdentifierPatternSyntax.self)?.identifier.text else {
            return .visitChildren
        }
        let value: Value =
            if let type = node.typeAnnotation?.type {
                .written(type)
            } else if let made = node.initializer?.value { .made(made) } else { .outer }
        // Of `if let` and `while let` it holds in the statement, of `guard let` in the body around it.
        let owner = node.parent?.parent?.parent
        let statement = owner.flatMap { $0.is(GuardStmtSyntax.self) ? nil : $0 }
        bind(name, value, in: node, scope: statement)
        return .visitChildren
    }

    override func visit(_ node: FunctionParameterSyntax) -> SyntaxVisitorContinueKind {
        // Parameter, list, clause, signature, declaration.
        var owner = node.parent
        for _ in 0..<3
        where owner?.is(FunctionDeclSyntax.self) == false
            && owner?.is(InitializerDeclSyntax.self) == false
        {
            owner = owner?.parent
        }
        bind((node.secondName ?? node.firstName).text, .written(node.type), in: node, scope: owner)
        return .visitChildren
    }

    override func visit(_ node: ClosureExprSyntax) -> SyntaxVisitorContinueKind {
        let scope = Syntax(node)
        for (index, name) in ["$0", "$1", "$2"].enumerated() {
            bind(name, .parameter(of: node, index), in: node, scope: scope)
        }
        switch node.signature?.parameterClause {
        case .simpleInput(let list)?:
            for (index, parameter) in list.enumerated() {
                bind(parameter.name.text, .parameter(of: node, index), in: parameter, scope: scope)
            }
        case .parameterClause(let clause)?:
            for (index, parameter) in clause.parameters.enumerated() {
                let name = (parameter.secondName ?? parameter.firstName).text
                let value: Value = parameter.type.map { .written($0) } ?? .parameter(of: node, index)
                bind(name, value, in: parameter, scope: scope)
            }
        case nil: break
        }
        return .visitChildren
    }

    // MARK: Declarations

    override func visit(_ node: ImportDeclSyntax) -> SyntaxVisitorContinueKind {
        if let module = node.path.first?.name.text { imports.insert(module) }
        return .skipChildren
    }
    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ClassDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ActorDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: EnumDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: ProtocolDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: TypeAliasDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: AssociatedTypeDeclSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: GenericParameterSyntax) -> SyntaxVisitorContinueKind { declare(node.name) }
    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        members.insert(node.name.text.unquoted)
        return .visitChildren
    }
    override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind {
        members.insert(node.name.text.unquoted)
        return .visitChildren
    }

    private func declare(_ name: TokenSyntax) -> SyntaxVisitorContinueKind {
        types.insert(name.text.unquoted)
        return .visitChildren
    }
}
