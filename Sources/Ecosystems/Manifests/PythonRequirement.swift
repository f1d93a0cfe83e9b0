import Model

/// Reads a dependency of a Python package as PEP 508 has it: `name[extra] >=1.2,<2 ; marker`.
enum PythonRequirement {
    /// - Parameter range: where the text stands, without quotation marks.
    static func read(_ bytes: [UInt8], in range: SourceRange, scope: Reference.Scope) -> Reference? {
        var index = range.lower
        while index < range.upper, isName(bytes[index]) { index += 1 }
        guard index > range.lower else { return nil }
        let name = String(decoding: bytes[range.lower..<index], as: UTF8.self)
        guard name.utf8.first.map({ Version.isLetter($0) || (0x30...0x39).contains($0) }) == true else {
            return nil
        }
        skipSpace(bytes, &index, range.upper)
        if index < range.upper, bytes[index] == UInt8(ascii: "[") {
            while index < range.upper, bytes[index] != UInt8(ascii: "]") { index += 1 }
            index = min(index + 1, range.upper)
            skipSpace(bytes, &index, range.upper)
        }
        var reference = Reference(
            .dependency, .pypi, name, requirement: "", syntax: .pep440, scope: scope, range: range)
        if index < range.upper, bytes[index] == UInt8(ascii: "@") {
            reference.unassessed = "it names an address and no version"
            return reference
        }
        guard index == range.upper || "<>=!~(;#".utf8.contains(bytes[index]) else {
            // `name --hash=…` and `name \`; anything else is prose.
            let rest = bytes[index..<range.upper]
            return rest.starts(with: "--".utf8) || rest.starts(with: "\\".utf8) ? reference : nil
        }
        let start = index
        while index < range.upper, !";#\\".utf8.contains(bytes[index]),
            !bytes[index..<range.upper].starts(with: " --".utf8)
        {
            index += 1
        }
        var end = index
        while end > start, bytes[end - 1] <= 0x20 { end -= 1 }
        if end > start {
            reference.requirement = String(decoding: bytes[start..<end], as: UTF8.self)
            reference.requirementRange = SourceRange(start, end)
        }
        reference.range.upper = max(end, range.lower + name.utf8.count)
        return reference
    }

    private static func skipSpace(_ bytes: [UInt8], _ index: inout Int, _ end: Int) {
        while index < end, bytes[index] == 0x20 || bytes[index] == 0x09 { index += 1 }
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || Version.isLetter(byte) || "-_.".utf8.contains(byte)
    }

    /// The runtime that `requires-python` asks for.
    static func runtime(
        _ requirement: String, at range: SourceRange, whole: SourceRange, _ syntax: RequirementSyntax
    )
        -> Reference
    {
        Reference(
            .runtime, nil, "python", requirement: requirement, syntax: syntax, range: whole,
            requirementRange: range)
    }
}
