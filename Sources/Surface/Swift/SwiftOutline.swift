import SwiftParser
import SwiftSyntax

// Model is not imported here: names of the parser's are its names too.

extension Outline {
    /// Reads what a Swift file makes public, without building it.
    ///
    /// Every branch of `#if` counts: what one platform lacks, another may have. What stands under `@_spi` is not for
    /// everybody, and does not count.
    package static func ofSwift(_ bytes: [UInt8]) -> Outline {
        guard bytes.mayDeclareForOthers else { return Outline() }
        var outliner = SwiftOutliner()
        outliner.read(Parser.parse(source: String(decoding: bytes, as: UTF8.self)).statements)
        return outliner.outline
    }
}

/// Walks the declarations of a file, and never into bodies of functions.
private struct SwiftOutliner {
    var outline = Outline()

    /// Where a declaration stands.
    struct Context {
        var path = ""
        /// Whether everything around it is public.
        var isVisible = true
        /// Members are as public as what is around them: of protocols, of public extensions, cases of enums.
        var isPublicByDefault = false
        /// What a whole extension is marked with.
        var availability = Availability()
    }

    mutating func read(_ statements: CodeBlockItemListSyntax) {
        for item in statements {
            guard case .decl(let declaration) = item.item else { continue }
            read(declaration, Context())
        }
    }

    private mutating func read(_ members: MemberBlockItemListSyntax, _ context: Context) {
        for member in members { read(member.decl, context) }
    }

    private mutating func read(_ declaration: DeclSyntax, _ context: Context) {
        switch declaration.as(DeclSyntaxEnum.self) {
        case .structDecl(let node): type(node, .struct, node.name, node.genericParameterClause, context)
        case .classDecl(let node): type(node, .class, node.name, node.genericParameterClause, context)
        case .actorDecl(let node): type(node, .actor, node.name, node.genericParameterClause, context)
        case .enumDecl(let node): type(node, .enum, node.name, node.genericParameterClause, context)
        case .protocolDecl(let node): type(node, .protocol, node.name, nil, context)
        case .extensionDecl(let node): read(node, context)
        case .typeAliasDecl(let node):
            add(
                .alias, node.name.text.unquoted, node.attributes, node.modifiers, context,
                result: node.initializer.value.trimmedDescription)
        case .associatedTypeDecl(let node):
            add(.associatedType, node.name.text.unquoted, node.attributes, node.modifiers, context)
        case .functionDecl(let node): read(node, context)
        case .initializerDecl(let node):
            let parameters = Self.parameters(node.signature.parameterClause.parameters)
            add(
                .initializer, Self.name("init", parameters), node.attributes, node.modifiers, context,
                parameters: parameters, result: context.path, isStatic: true)
        case .subscriptDecl(let node):
            let parameters = Self.parameters(node.parameterClause.parameters, isSubscript: true)
            add(
                .subscript, Self.name("subscript", parameters), node.attributes, node.modifiers, context,
                parameters: parameters, result: node.returnClause.type.trimmedDescription)
        case .variableDecl(let node): read(node, context)
        case .enumCaseDecl(let node): read(node, context)
        case .macroDecl(let node):
            let parameters = Self.parameters(node.signature.parameterClause.parameters)
            add(
                .macro, Self.name(node.name.text.unquoted, parameters), node.attributes, node.modifiers,
                context, parameters: parameters)
        case .importDecl(let node):
            let names = node.attributes.compactMap {
                $0.as(AttributeSyntax.self)?.attributeName.trimmedDescription
            }
            if names.contains("_exported"), let module = node.path.first?.name.text {
                outline.reexports.append(module)
            }
        case .ifConfigDecl(let node):
            for clause in node.clauses {
                switch clause.elements {
                case .statements(let statements)?:
                    for case .decl(let inner) in statements.map(\.item) { read(inner, context) }
                case .decls(let members)?: read(members, context)
                default: break
                }
            }
        default: break
        }
    }

    private mutating func type(
        _ node: some DeclGroupSyntax, _ kind: Symbol.Kind, _ name: TokenSyntax,
        _ generics: GenericParameterClauseSyntax?, _ context: Context
    ) {
        let name = name.text.unquoted
        let path = context.path.isEmpty ? name : "\(context.path).\(name)"
        let isPublic = isPublic(node.modifiers, node.attributes, context)
        if isPublic {
            add(kind, name, node.attributes, node.modifiers, context)
            for parameter in generics?.parameters ?? [] {
                outline.generics.append(Outline.Pair(path, parameter.name.text))
            }
        } else {
            outline.hidden.append(path)
        }
        inherit(path, node.inheritanceClause)
        var inner = Context()
        inner.path = path
        inner.isVisible = isPublic
        inner.isPublicByDefault = kind == .protocol
        read(node.memberBlock.members, inner)
    }

    private mutating func read(_ node: ExtensionDeclSyntax, _ context: Context) {
        guard context.path.isEmpty, let path = Self.path(of: node.extendedType) else { return }
        inherit(path, node.inheritanceClause)
        var inner = Context()
        inner.path = path
        inner.isPublicByDefault = Self.says(["public"], node.modifiers)
        inner.availability = Self.availability(node.attributes)
        if Self.isHidden(node.attributes) { return }
        read(node.memberBlock.members, inner)
    }

    private mutating func read(_ node: FunctionDeclSyntax, _ context: Context) {
        guard case .identifier = node.name.tokenKind else { return }
        let parameters = Self.parameters(node.signature.parameterClause.parameters)
        add(
            .function, Self.name(node.name.text.unquoted, parameters), node.attributes, node.modifiers,
            context, parameters: parameters,
            result: node.signature.returnClause?.type.trimmedDescription ?? "",
            isStatic: Self.says(["static", "class"], node.modifiers))
    }

    private mutating func read(_ node: VariableDeclSyntax, _ context: Context) {
        for binding in node.bindings {
            guard let pattern = binding.pattern.as(IdentifierPatternSyntax.self) else { continue }
            var result = binding.typeAnnotation?.type.trimmedDescription ?? ""
            if result.isEmpty, let call = binding.initializer?.value.as(FunctionCallExprSyntax.self),
                let callee = call.calledExpression.as(DeclReferenceExprSyntax.self),
                callee.baseName.text.first?.isUppercase == true
            {
                result = callee.baseName.text
            }
            add(
                .variable, pattern.identifier.text.unquoted, node.attributes, node.modifiers, context,
                result: result, isStatic: Self.says(["static", "class"], node.modifiers))
        }
    }

    private mutating func read(_ node: EnumCaseDeclSyntax, _ context: Context) {
        var context = context
        context.isPublicByDefault = context.isVisible
        for element in node.elements {
            let parameters =
                element.parameterClause?.parameters.map { parameter in
                    Symbol.Parameter(
                        label: parameter.firstName?.text ?? "_", type: parameter.type.trimmedDescription,
                        isOptional: parameter.defaultValue != nil)
                } ?? []
            let name = element.name.text.unquoted
            add(
                .case, parameters.isEmpty ? name : Self.name(name, parameters), node.attributes,
                node.modifiers, context, parameters: parameters, result: context.path, isStatic: true)
        }
    }

    // MARK: What all have

    private mutating func add(
        _ kind: Symbol.Kind, _ name: String, _ attributes: AttributeListSyntax,
        _ modifiers: DeclModifierListSyntax, _ context: Context, parameters: [Symbol.Parameter] = [],
        result: String = "", isStatic: Bool = false
    ) {
        guard isPublic(modifiers, attributes, context) else { return }
        let own = Self.availability(attributes)
        outline.symbols.append(
            Symbol(
                kind: kind, parent: context.path, name: name, parameters: parameters, result: result,
                isStatic: isStatic, availability: own.isFine ? context.availability : own))
    }

    private mutating func inherit(_ path: String, _ clause: InheritanceClauseSyntax?) {
        for inherited in clause?.inheritedTypes ?? [] {
            let parts: [TypeSyntax] =
                inherited.type.as(CompositionTypeSyntax.self).map { $0.elements.map(\.type) }
                ?? [inherited.type]
            for part in parts {
                guard let name = Self.path(of: part) else { continue }
                outline.supertypes.append(Outline.Pair(path, name))
            }
        }
    }

    private func isPublic(
        _ modifiers: DeclModifierListSyntax, _ attributes: AttributeListSyntax, _ context: Context
    ) -> Bool {
        guard context.isVisible, !Self.isHidden(attributes) else { return false }
        if Self.says(["public", "open"], modifiers) { return true }
        let isLess = Self.says(["private", "fileprivate", "internal", "package"], modifiers)
        return context.isPublicByDefault && !isLess
    }

    /// `private(set)` and the like say nothing about reading.
    private static func says(_ words: Set<String>, _ modifiers: DeclModifierListSyntax) -> Bool {
        modifiers.contains { words.contains($0.name.text) && $0.detail == nil }
    }

    private static func isHidden(_ attributes: AttributeListSyntax) -> Bool {
        attributes.contains { $0.as(AttributeSyntax.self)?.attributeName.trimmedDescription == "_spi" }
    }

    /// The names of a type with dots, generic arguments left out; nil where it has none.
    static func path(of type: TypeSyntax) -> String? {
        switch type.as(TypeSyntaxEnum.self) {
        case .identifierType(let node): node.name.text.unquoted
        case .memberType(let node): path(of: node.baseType).map { "\($0).\(node.name.text.unquoted)" }
        case .attributedType(let node): path(of: node.baseType)
        case .suppressedType: nil
        case .someOrAnyType(let node): path(of: node.constraint)
        default: nil
        }
    }

    private static func parameters(
        _ list: FunctionParameterListSyntax, isSubscript: Bool = false
    ) -> [Symbol.Parameter] {
        list.map { parameter in
            let label = isSubscript && parameter.secondName == nil ? "_" : parameter.firstName.text
            return Symbol.Parameter(
                label: label.unquoted, type: parameter.type.trimmedDescription,
                isOptional: parameter.defaultValue != nil, isVariadic: parameter.ellipsis != nil)
        }
    }

    private static func name(_ base: String, _ parameters: [Symbol.Parameter]) -> String {
        "\(base)(\(parameters.map { "\($0.label):" }.joined()))"
    }

    // MARK: Availability

    /// What `@available(*, …)` says. A platform's own history is not the product's, and is left out.
    static func availability(_ attributes: AttributeListSyntax) -> Availability {
        var availability = Availability()
        for attribute in attributes {
            guard let attribute = attribute.as(AttributeSyntax.self),
                attribute.attributeName.trimmedDescription == "available",
                case .availability(let arguments)? = attribute.arguments
            else { continue }
            read(arguments, into: &availability)
        }
        return availability
    }

    private static func read(
        _ arguments: AvailabilityArgumentListSyntax, into availability: inout Availability
    ) {
        var read = Availability()
        var isForAll = false
        for argument in arguments {
            switch argument.argument {
            case .token(let token):
                switch token.text {
                case "*": isForAll = true
                case "deprecated": read.isDeprecated = true
                case "unavailable": read.isUnavailable = true
                default: break
                }
            case .availabilityVersionRestriction: break
            case .availabilityLabeledArgument(let labeled):
                let value: String =
                    switch labeled.value {
                    case .string(let text): text.segments.map(\.trimmedDescription).joined()
                    case .version(let version): version.trimmedDescription
                    }
                switch labeled.label.text {
                case "deprecated":
                    read.isDeprecated = true
                    read.deprecated = value
                case "obsoleted":
                    read.isUnavailable = true
                    read.obsoleted = value
                case "introduced": read.introduced = value
                case "renamed": read.renamed = value
                case "message": read.message = value
                default: break
                }
            }
        }
        // `@available(*, deprecated)`, and not `@available(macOS 13, *)`.
        if isForAll, !read.isFine { availability = read }
    }
}

extension String {
    /// A name without its backticks.
    var unquoted: String {
        hasPrefix("`") && hasSuffix("`") && count > 2 ? String(dropFirst().dropLast()) : self
    }
}
