/// Tells line by line what of a file is metadata.
///
/// Known forms: front matter in YAML and TOML, pages that are YAML as a whole (`### YamlMime`), comments of g3doc
/// (`<!--* freshness: … *-->`), fields of reStructuredText and AsciiDoc (`:date: …`) in the first 40 lines, and
/// `@CustomMetadata` of DocC.
struct MetadataBlock {
    private enum Form { case start, none, yaml, toml, wholeFile, comment, fields }

    private var form = Form.start
    /// What the lines below a key belong to, as long as they are indented.
    private var open: MetadataKeys.Kind = .content
    private var indentation = 0
    private var number = 0

    mutating func reading(_ line: UnsafeRawBufferPointer, _ keys: MetadataKeys) -> MetadataKeys.Kind {
        number += 1
        switch form {
        case .start: return unsafe first(line, keys)
        case .yaml:
            guard unsafe Self.isExactly(line, "---") || Self.isExactly(line, "...") else {
                return unsafe key(line, keys, mark: 0x3A)
            }
            form = .none
            return .metadata
        case .toml:
            guard unsafe Self.isExactly(line, "+++") else { return unsafe key(line, keys, mark: 0x3D) }
            form = .none
            return .metadata
        case .wholeFile: return unsafe key(line, keys, mark: 0x3A)
        case .comment:
            guard unsafe Self.begins(line, "*-->") else { return unsafe key(line, keys, mark: 0x3A) }
            form = .none
            return .metadata
        case .fields:
            if number > 40 { form = .none }
            if unsafe Self.begins(line, "<!--*") { return comment() }
            return unsafe field(line, keys)
        case .none:
            return unsafe Self.begins(line, "<!--*") ? comment() : custom(line, keys)
        }
    }

    private mutating func first(
        _ line: UnsafeRawBufferPointer, _ keys: MetadataKeys
    ) -> MetadataKeys.Kind {
        if unsafe Self.isExactly(line, "---") {
            form = .yaml
        } else if unsafe Self.isExactly(line, "+++") {
            form = .toml
        } else if unsafe Self.begins(line, "### YamlMime") {
            form = .wholeFile
        } else if unsafe Self.begins(line, "<!--*") {
            return comment()
        } else {
            if line.count > 0 { form = .fields }
            return unsafe field(line, keys)
        }
        return .metadata
    }

    private mutating func comment() -> MetadataKeys.Kind {
        form = .comment
        open = .content
        return .metadata
    }

    /// `key: value`, and what is indented below it.
    private mutating func key(
        _ line: UnsafeRawBufferPointer, _ keys: MetadataKeys, mark: UInt8
    ) -> MetadataKeys.Kind {
        if line.count == 0 { return .content }
        let start = unsafe Self.indentation(line)
        if open != .content {
            // An item of a list may stand as far left as its key.
            let isItem = unsafe start == indentation && line[start] == 0x2D
            if start > indentation || isItem { return open }
        }
        open = .content
        guard start == 0 || form == .wholeFile else { return .content }
        let name = unsafe Self.name(line, from: start, mark: mark)
        open = name.isEmpty ? .content : keys.kind(name)
        indentation = start
        return open
    }

    /// `:date: 2026-01-02`, and DocC's own form.
    private func field(_ line: UnsafeRawBufferPointer, _ keys: MetadataKeys) -> MetadataKeys.Kind {
        guard line.count > 3, unsafe line[0] == 0x3A else { return unsafe custom(line, keys) }
        return unsafe keys.kind(Self.name(line, from: 1, mark: 0x3A))
    }

    /// `@CustomMetadata(key: "reviewed", value: "2026-01-02")`.
    private func custom(_ line: UnsafeRawBufferPointer, _ keys: MetadataKeys) -> MetadataKeys.Kind {
        let start = unsafe Self.indentation(line)
        guard start < line.count, unsafe line[start] == 0x40 else { return .content }
        let rest = unsafe UnsafeRawBufferPointer(rebasing: line[start...])
        guard unsafe Self.begins(rest, "@CustomMetadata(key: \"") else { return .content }
        return unsafe keys.kind(Self.name(rest, from: 22, mark: 0x22))
    }

    private static func indentation(_ line: UnsafeRawBufferPointer) -> Int {
        var start = 0
        while start < line.count, unsafe line[start] == 0x20 || line[start] == 0x09 { start += 1 }
        return start
    }

    /// The word up to a mark, in small letters; empty where there is none.
    private static func name(_ line: UnsafeRawBufferPointer, from start: Int, mark: UInt8) -> [UInt8] {
        var name: [UInt8] = []
        for place in start..<line.count {
            let byte = unsafe line[place]
            if byte == mark { return name }
            switch byte {
            case 0x41...0x5A: name.append(byte | 0x20)
            case 0x61...0x7A, 0x30...0x39, 0x2E, 0x2D, 0x5F: name.append(byte)
            // TOML allows blanks before its mark, and both allow quotes around a key.
            case 0x20, 0x09, 0x22, 0x27: continue
            default: return []
            }
            if name.count > 60 { return [] }
        }
        return []
    }

    private static func isExactly(_ line: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        unsafe line.count == word.utf8CodeUnitCount && begins(line, word)
    }

    private static func begins(_ line: UnsafeRawBufferPointer, _ word: StaticString) -> Bool {
        guard line.count >= word.utf8CodeUnitCount else { return false }
        for index in 0..<word.utf8CodeUnitCount where unsafe line[index] != word.utf8Start[index] {
            return false
        }
        return true
    }
}

/// The keys that say nothing to a reader, in a form to compare bytes with.
struct MetadataKeys {
    enum Kind { case content, metadata, date }

    private var names: [[UInt8]: Kind] = [:]
    private var stems: [[UInt8]] = []

    init(_ policy: HistoryPolicy) {
        for key in policy.metadataKeys {
            let name = Array(key.lowercased().utf8)
            if name.last == 0x2A { stems.append(name.dropLast()) } else { names[name] = .metadata }
        }
        for key in policy.dateKeys { names[Array(key.lowercased().utf8)] = .date }
    }

    func kind(_ key: [UInt8]) -> Kind {
        if let kind = names[key] { return kind }
        return stems.contains { key.starts(with: $0) } ? .metadata : .content
    }
}
