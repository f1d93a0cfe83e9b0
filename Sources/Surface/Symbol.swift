/// One thing that a product offers to those who use it: a type, a function, a property, an operation.
package struct Symbol: Hashable, Sendable {
    package enum Kind: String, Sendable {
        case `struct`, `class`, `enum`, `protocol`, actor, alias, associatedType
        case function, initializer, variable, `subscript`, `case`, macro
        case module, operation, parameter, command, option, other
    }

    /// A parameter of a function, as a caller sees it.
    package struct Parameter: Hashable, Sendable {
        /// `_` where a caller writes none.
        package var label: String
        /// The type as written; empty where it is not known.
        package var type: String
        /// Whether a caller may leave it out.
        package var isOptional: Bool
        package var isVariadic: Bool

        package init(label: String, type: String = "", isOptional: Bool = false, isVariadic: Bool = false) {
            self.label = label
            self.type = type
            self.isOptional = isOptional
            self.isVariadic = isVariadic
        }
    }

    package var kind: Kind
    /// What it is a member of, with dots: `HTTPClient.Configuration`; empty at the outer level.
    package var parent: String
    /// With labels where it has some: `connect(host:port:)`.
    package var name: String
    package var parameters: [Parameter]
    /// The type of a property, or what a function gives, as written; of an operation what links call it by. Empty where
    /// there is none.
    package var result: String
    /// Whether it belongs to the type and not to a value of it.
    package var isStatic: Bool
    package var availability: Availability

    package init(
        kind: Kind, parent: String = "", name: String, parameters: [Parameter] = [], result: String = "",
        isStatic: Bool = false, availability: Availability = Availability()
    ) {
        self.kind = kind
        self.parent = parent
        self.name = name
        self.parameters = parameters
        self.result = result
        self.isStatic = isStatic
        self.availability = availability
    }

    /// The whole name: `HTTPClient.connect(host:port:)`.
    package var path: String { parent.isEmpty ? name : "\(parent).\(name)" }

    /// The name without labels.
    package var base: Substring { name.prefix { $0 != "(" } }

    package var isType: Bool {
        switch kind {
        case .struct, .class, .enum, .protocol, .actor, .alias, .associatedType: true
        default: false
        }
    }

    /// Whether others call it with arguments in parentheses.
    package var isCallable: Bool {
        switch kind {
        case .function, .initializer, .macro: true
        case .case: !parameters.isEmpty
        default: false
        }
    }

    /// How a user declares it, in one line: `static func connect(host: String)`.
    package var signature: String {
        let arguments = parameters.map { parameter in
            "\(parameter.label)\(parameter.type.isEmpty ? "" : ": \(parameter.type)")"
                + (parameter.isOptional ? " = …" : "")
        }
        let list = isCallable || kind == .subscript ? "(\(arguments.joined(separator: ", ")))" : ""
        if kind == .operation { return name }
        let arrow = kind == .variable ? ": " : " -> "
        return "\(isStatic ? "static " : "")\(base)\(list)\(result.isEmpty ? "" : arrow + result)"
    }
}

/// What a product says about whether a symbol is to be used.
package struct Availability: Hashable, Sendable {
    /// It can be used, and its users are told not to.
    package var isDeprecated: Bool
    /// It is still declared, and nobody can use it.
    package var isUnavailable: Bool
    /// The version that introduced it, where the product says one.
    package var introduced: String?
    /// The version that deprecated it, where the product says one.
    package var deprecated: String?
    /// The version that took it away, where the product says one.
    package var obsoleted: String?
    /// What to use instead, as the product writes it: `takingOwnership(input:output:)`.
    package var renamed: String?
    package var message: String?

    package init(
        isDeprecated: Bool = false, isUnavailable: Bool = false, introduced: String? = nil,
        deprecated: String? = nil, obsoleted: String? = nil, renamed: String? = nil, message: String? = nil
    ) {
        self.isDeprecated = isDeprecated
        self.isUnavailable = isUnavailable
        self.introduced = introduced
        self.deprecated = deprecated
        self.obsoleted = obsoleted
        self.renamed = renamed
        self.message = message
    }

    /// Whether nothing speaks against using it.
    package var isFine: Bool { !isDeprecated && !isUnavailable }

    /// Whether users are told not to use it and not what to use instead.
    package var isSilent: Bool { !isFine && renamed == nil && message == nil }
}
