import SwiftSyntax

/// Tells the types of expressions, as far as a product's own declarations and the code around them do.
///
/// Nothing is guessed: where a name is declared twice in one scope, or a step on the way is not the product's, the
/// type is not known.
final class SwiftTypes {
    let view: SurfaceView
    let bindings: SwiftBindings
    /// What names mean that the code does not declare, by other code of the same page.
    let ambient: [String: KnownType]
    private var memo: [SyntaxIdentifier: KnownType?] = [:]
    private var isDeep = 0
    /// Whether the last answer leans on `ambient`.
    private(set) var leansOnPage: Set<SyntaxIdentifier> = []

    init(_ view: SurfaceView, _ bindings: SwiftBindings, ambient: [String: KnownType]) {
        self.view = view
        self.bindings = bindings
        self.ambient = ambient
    }

    func type(of expression: ExprSyntax) -> KnownType? {
        if let known = memo[expression.id] { return known }
        guard isDeep < 64 else { return nil }
        isDeep += 1
        defer { isDeep -= 1 }
        // An expression that leads back to itself has no type that can be told.
        memo[expression.id] = .some(nil)
        let found = find(expression)
        memo[expression.id] = .some(found)
        return found
    }

    private func find(_ expression: ExprSyntax) -> KnownType? {
        switch expression.as(ExprSyntaxEnum.self) {
        case .declReferenceExpr(let node): return type(of: node)
        case .memberAccessExpr(let node): return type(of: node)
        case .functionCallExpr(let node):
            return callee(of: node).flatMap { result(of: $0.symbol, on: $0.receiver) }
        case .tryExpr(let node): return passing(node.expression, expression)
        case .awaitExpr(let node): return passing(node.expression, expression)
        case .forceUnwrapExpr(let node): return passing(node.expression, expression)
        case .optionalChainingExpr(let node): return passing(node.expression, expression)
        case .genericSpecializationExpr(let node): return passing(node.expression, expression)
        case .asExpr(let node): return value(of: node.type)
        case .tupleExpr(let node):
            guard node.elements.count == 1, let only = node.elements.first else { return nil }
            return passing(only.expression, expression)
        default: return nil
        }
    }

    private func passing(_ inner: ExprSyntax, _ outer: ExprSyntax) -> KnownType? {
        let found = type(of: inner)
        if leansOnPage.contains(inner.id) { leansOnPage.insert(outer.id) }
        return found
    }

    private func type(of node: DeclReferenceExprSyntax) -> KnownType? {
        let name = node.baseName.text.unquoted
        if name == "self" || name == "Self" { return nil }
        if let binding = bindings.binding(name, at: node.position.utf8Offset) {
            return type(of: binding, name, node.position.utf8Offset)
        }
        if bindings.types.contains(name) { return nil }
        if let type = view.type(name) { return .type(type) }
        guard !bindings.members.contains(name), let known = ambient[name] else { return nil }
        leansOnPage.insert(node.id)
        return known
    }

    /// The type that a declaration gives a name.
    func type(of binding: SwiftBindings.Binding, _ name: String, _ place: Int) -> KnownType? {
        switch binding.value {
        case .written(let type): return value(of: type)
        case .made(let expression): return type(of: expression)
        case .parameter(let closure, let index): return parameter(index, of: closure)
        case .outer:
            guard let outer = bindings.binding(name, at: binding.scope.lowerBound - 1) else { return nil }
            return outer.place == binding.place ? nil : type(of: outer, name, place)
        case .nothing: return nil
        }
    }

    private func type(of node: MemberAccessExprSyntax) -> KnownType? {
        let name = node.declName.baseName.text.unquoted
        guard let base = node.base else {
            guard let type = expected(of: ExprSyntax(node)) else { return nil }
            return view.member(of: type, named: name, taking: nil).flatMap { result(of: $0, on: .type(type)) }
        }
        if base.as(DeclReferenceExprSyntax.self)?.baseName.text == "self" {
            guard let binding = bindings.binding(name, at: node.position.utf8Offset) else { return nil }
            return type(of: binding, name, node.position.utf8Offset)
        }
        guard let receiver = type(of: base) else { return nil }
        if leansOnPage.contains(base.id) { leansOnPage.insert(node.id) }
        if name == "self" { return receiver }
        if case .type(let outer) = receiver, let inner = view.type("\(outer).\(name)") { return .type(inner) }
        return view.member(of: receiver.path, named: name, taking: nil)
            .flatMap { $0.isCallable && $0.kind != .case ? nil : result(of: $0, on: receiver) }
    }

    // MARK: Calls

    /// What a call calls, and on what.
    func callee(of call: FunctionCallExprSyntax) -> (symbol: Symbol, receiver: KnownType)? {
        let arguments = Self.arguments(of: call)
        var called = call.calledExpression
        if let special = called.as(GenericSpecializationExprSyntax.self) { called = special.expression }
        if let member = called.as(MemberAccessExprSyntax.self) {
            let name = member.declName.baseName.text.unquoted
            let receiver: KnownType?
            if let base = member.base {
                receiver = type(of: base)
            } else {
                receiver = expected(of: ExprSyntax(member)).map { .type($0) }
            }
            guard let receiver else { return nil }
            if let base = member.base, leansOnPage.contains(base.id) { leansOnPage.insert(call.id) }
            if case .type(let outer) = receiver, let inner = view.type("\(outer).\(name)") {
                return initializer(of: inner, arguments)
            }
            return view.member(of: receiver.path, named: name, taking: arguments).map { ($0, receiver) }
        }
        guard let name = called.as(DeclReferenceExprSyntax.self)?.baseName.text.unquoted,
            !bindings.types.contains(name),
            bindings.binding(name, at: call.position.utf8Offset) == nil,
            let type = view.type(name)
        else { return nil }
        return initializer(of: type, arguments)
    }

    /// One that the product does not declare is made by the compiler, and gives the type all the same.
    private func initializer(of type: String, _ arguments: Arguments) -> (Symbol, KnownType)? {
        let symbol =
            view.member(of: type, named: "init", taking: arguments)
            ?? Symbol(kind: .initializer, parent: type, name: "init", result: "Self", isStatic: true)
        return (symbol, .type(type))
    }

    /// What a member gives, seen from its receiver.
    private func result(of symbol: Symbol, on receiver: KnownType) -> KnownType? {
        if symbol.kind == .initializer || symbol.kind == .case {
            return .value(of: receiver.path, arguments: [])
        }
        return known(symbol.result, by: symbol, on: receiver)
    }

    /// The type that a product writes in a declaration, seen from a receiver.
    private func known(_ text: String, by symbol: Symbol, on receiver: KnownType) -> KnownType? {
        let text = TypeText(text)
        if text.name == "Self" { return .value(of: receiver.path, arguments: []) }
        if let place = view.history.generics[symbol.parent]?.firstIndex(of: text.name) {
            guard case .value(_, let arguments) = receiver, place < arguments.count else { return nil }
            let argument = TypeText(arguments[place])
            return view.type(argument.name).map { .value(of: $0, arguments: argument.arguments) }
        }
        guard !text.name.isEmpty, let path = view.type(text.name, inside: symbol.parent) else { return nil }
        return .value(of: path, arguments: text.arguments)
    }

    /// The type that a user writes.
    private func value(of type: TypeSyntax) -> KnownType? {
        let text = TypeText(type.trimmedDescription)
        let outermost = text.name.prefix { $0 != "." }
        guard !text.name.isEmpty, !bindings.types.contains(String(outermost)) else { return nil }
        return view.type(text.name).map { .value(of: $0, arguments: text.arguments) }
    }

    // MARK: What is wanted

    /// The type that the place of an expression wants: of an argument, or of a declaration with a type.
    func expected(of expression: ExprSyntax) -> String? {
        var node = expression
        while let call = node.parent?.as(FunctionCallExprSyntax.self), call.calledExpression.id == node.id {
            node = ExprSyntax(call)
        }
        if let argument = node.parent?.as(LabeledExprSyntax.self),
            let call = argument.parent?.parent?.as(FunctionCallExprSyntax.self),
            let callee = callee(of: call)
        {
            let label = argument.label?.text ?? "_"
            let same = call.arguments.prefix { $0.id != argument.id }.count {
                ($0.label?.text ?? "_") == label
            }
            let fitting = callee.symbol.parameters.filter { $0.label == label }
            guard same < fitting.count else { return nil }
            return known(fitting[same].type, by: callee.symbol, on: callee.receiver)?.path
        }
        if let clause = node.parent?.as(InitializerClauseSyntax.self),
            let type = clause.parent?.as(PatternBindingSyntax.self)?.typeAnnotation?.type
        {
            return value(of: type)?.path
        }
        return nil
    }

    /// The type of a closure's parameter, by the function that is given the closure.
    private func parameter(_ index: Int, of closure: ClosureExprSyntax) -> KnownType? {
        var label: String?
        var found: FunctionCallExprSyntax?
        if let argument = closure.parent?.as(LabeledExprSyntax.self) {
            label = argument.label?.text ?? "_"
            found = argument.parent?.parent?.as(FunctionCallExprSyntax.self)
        } else if let element = closure.parent?.as(MultipleTrailingClosureElementSyntax.self) {
            label = element.label.text
            found = element.parent?.parent?.as(FunctionCallExprSyntax.self)
        } else {
            found = closure.parent?.as(FunctionCallExprSyntax.self)
        }
        guard let call = found, let callee = callee(of: call) else { return nil }
        let closures = callee.symbol.parameters.filter { $0.type.contains("->") }
        guard let parameter = label.map({ label in closures.first { $0.label == label } }) ?? closures.last,
            let open = parameter.type.firstIndex(of: "("),
            let arrow = parameter.type.range(of: "->")
        else { return nil }
        let list = parameter.type[open..<arrow].trimmed
        guard list.hasSuffix(")") || list.contains(")"), let close = list.lastIndex(of: ")") else {
            return nil
        }
        let parts = TypeText.parts(list[list.index(after: list.startIndex)..<close])
        guard index < parts.count else { return nil }
        return known(parts[index], by: callee.symbol, on: callee.receiver)
    }

    static func arguments(of call: FunctionCallExprSyntax) -> Arguments {
        Arguments(
            labels: call.arguments.map { $0.label?.text.unquoted ?? "_" },
            trailing: (call.trailingClosure == nil ? 0 : 1) + call.additionalTrailingClosures.count)
    }
}

extension String {
    /// Where a text begins in it.
    fileprivate func range(of text: String) -> String.Index? { firstRange(of: text)?.lowerBound }
}
