package import Model

/// A place where a page takes in a file, or a part of one, when the site is built.
package struct IncludeDirective: Hashable, Sendable {
    /// Who reads it.
    package enum Syntax: Hashable, Sendable {
        /// `{{#include file:part}}`, `{{#rustdoc_include file:part}}`, `{{#playground file}}`
        case mdBook
        /// `--8<-- "file:part"`
        case pymdown
    }

    package enum Part: Hashable, Sendable {
        case all
        /// Counted from 1, both ends included; nil where the file has no other end.
        case lines(Int, Int?)
        case region(String)
    }

    package var syntax: Syntax
    /// The whole directive, in what was searched.
    package var range: SourceRange
    /// The path as written.
    package var path: String
    /// What the reader is shown.
    package var part: Part
    /// Whether the rest of the file belongs to the code too, unseen by the reader.
    package var bringsWholeFile: Bool

    /// All directives in a text, in order.
    ///
    /// Sources of the formats: the chapter "mdBook-specific features" of mdBook's guide, and the page "Snippets" of
    /// PyMdown Extensions.
    package static func all(in bytes: ArraySlice<UInt8>) -> [IncludeDirective] {
        var found: [IncludeDirective] = []
        var index = bytes.startIndex
        while let start = bytes[index...].firstIndex(where: {
            $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "-")
        }) {
            let rest = bytes[start...]
            index = start + 1
            if rest.starts(with: "{{#".utf8) {
                guard start == bytes.startIndex || bytes[start - 1] != UInt8(ascii: "\\") else { continue }
                if let directive = mdBook(rest) {
                    found.append(directive)
                    index = directive.range.upper
                }
            } else if rest.starts(with: mark.utf8) {
                guard start == bytes.startIndex || bytes[start - 1] != UInt8(ascii: ";") else { continue }
                if let directive = pymdown(rest) {
                    found.append(directive)
                    index = directive.range.upper
                }
            }
        }
        return found
    }

    private static let mark = "--8<-- \""

    private static func mdBook(_ rest: ArraySlice<UInt8>) -> IncludeDirective? {
        let line = rest.prefix { $0 != 0x0A && $0 != 0x0D }
        guard let close = line.indices.first(where: { line[$0...].starts(with: "}}".utf8) }) else {
            return nil
        }
        let words = line[(line.startIndex + 3)..<close].split { $0 == 0x20 || $0 == 0x09 }
            .map { String(decoding: $0, as: UTF8.self) }
        guard words.count >= 2, ["include", "rustdoc_include", "playground", "playpen"].contains(words[0])
        else {
            return nil
        }
        let pieces = words[1].split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        return IncludeDirective(
            syntax: .mdBook, range: SourceRange(rest.startIndex, close + 2), path: pieces[0],
            part: part(Array(pieces.dropFirst())), bringsWholeFile: words[0] == "rustdoc_include")
    }

    private static func pymdown(_ rest: ArraySlice<UInt8>) -> IncludeDirective? {
        let start = rest.startIndex + mark.utf8.count
        let line = rest[start...].prefix { $0 != 0x0A && $0 != 0x0D }
        guard let close = line.firstIndex(of: UInt8(ascii: "\"")), close > start else { return nil }
        let text = String(decoding: rest[start..<close], as: UTF8.self)
        let pieces = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // An address has a colon of its own.
        let isAddress = text.hasPrefix("http://") || text.hasPrefix("https://")
        return IncludeDirective(
            syntax: .pymdown, range: SourceRange(rest.startIndex, close + 1),
            path: isAddress ? text : pieces[0],
            part: isAddress ? .all : part(Array(pieces.dropFirst())), bringsWholeFile: false)
    }

    private static func part(_ pieces: [String]) -> Part {
        guard let first = pieces.first, pieces.count > 1 || !first.isEmpty else { return .all }
        if first.isEmpty || first.allSatisfy(\.isNumber) {
            let from = Int(first) ?? 1
            guard pieces.count > 1 else { return .lines(from, from) }
            return .lines(from, Int(pieces[1]))
        }
        return .region(first)
    }
}
