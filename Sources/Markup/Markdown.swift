package import Model

/// Reads Markdown.
package enum Markdown {
    /// Parses a file; whatever its bytes are, the result is a complete document.
    package static func parse(_ file: SourceFile, dialect: Dialect) -> Document {
        parse(file.bytes, path: file.path, dialect: dialect)
    }

    /// Parses a text that is in no file.
    package static func parse(_ text: String, path: String = "", dialect: Dialect = .gfm) -> Document {
        parse(Array(text.utf8), path: path, dialect: dialect)
    }

    /// Parses bytes.
    package static func parse(_ bytes: [UInt8], path: String = "", dialect: Dialect = .gfm) -> Document {
        let features = Features(dialect)
        let (content, lineStarts) = Bytes.withCopy(of: bytes) { view in
            var parser = BlockParser(bytes: view, features: features)
            parser.parse()
            let tree = parser.tree
            var emitter = Emitter(bytes: view, features: features, tree: tree)
            emitter.emit()
            emitter.content.problems += Encoding.problems(in: view)
            emitter.content.problems.sort { $0.range < $1.range }
            return (emitter.content, tree.lineStarts)
        }
        return Document(
            path: path, format: .markdown, dialect: dialect,
            text: SourceText(bytes: bytes, lineStarts: lineStarts), content: content)
    }
}
