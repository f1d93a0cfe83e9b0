/// A place of a page, a snippet or a source file that names something a product may offer.
package struct Mention: Hashable, Sendable {
    package enum Form: String, Sendable {
        case codeSpan, snippet, source, link
    }

    /// What is named, as far as the place itself tells.
    package enum Subject: Hashable, Sendable {
        /// A type, by its path in the product.
        case type(String)
        /// A member of a type that is known.
        case member(of: String, base: String, arguments: Arguments?)
        /// A member of something whose type nobody can tell from the place.
        case loose(base: String, arguments: Arguments?)
        /// A symbol by its whole name, as a list has it.
        case whole(String)
        /// A function or value at the outer level.
        case global(base: String, arguments: Arguments?)
    }

    /// A stretch of the code, in offsets of bytes.
    package struct Stretch: Hashable, Sendable {
        package var lower: Int
        package var upper: Int

        package init(_ lower: Int, _ upper: Int) {
            self.lower = lower
            self.upper = upper
        }
    }

    package var subject: Subject
    package var form: Form
    /// The name itself, without receiver and arguments.
    package var name: Stretch
    /// The labels of the arguments, in order; empty stretches where an argument has none.
    package var labels: [Stretch]
    /// As it is written, for people.
    package var written: String
    /// The modules that the code around it imports, or that other code of the page does.
    package var imports: Set<String>
    /// Whether what it means was told by code elsewhere on the page.
    package var isByAssociation: Bool

    package init(
        _ subject: Subject, form: Form, name: Stretch, labels: [Stretch] = [], written: String,
        imports: Set<String> = [], isByAssociation: Bool = false
    ) {
        self.subject = subject
        self.form = form
        self.name = name
        self.labels = labels
        self.written = written
        self.imports = imports
        self.isByAssociation = isByAssociation
    }
}

/// What is known of the type of an expression.
enum KnownType: Hashable, Sendable {
    case value(of: String, arguments: [String])
    case type(String)

    var path: String {
        switch self {
        case .value(let path, _), .type(let path): path
        }
    }
}
