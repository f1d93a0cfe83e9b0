import Model
import YAML

extension Manifest {
    static let swiftPackage = Manifest(
        "swift.package", when: { $0.name == "Package.swift" || $0.name.hasPrefix("Package@swift-") },
        read: { file, reading in
            if let version = SwiftPackageReader.toolsVersion(file) { reading.add(version) }
            reading.references += SwiftPackageReader(file.bytes, in: file.whole).references
        })

    static let swiftResolved = Manifest("swift.resolved", .lock, named: "Package.resolved") { file, reading in
        guard let root = JSONValues.read(file.bytes) else {
            reading.problem = "it is no JSON"
            return
        }
        // Version 1 has `object.pins` with `repositoryURL`; 2 and 3 have `pins` with `location`.
        for pin in (root["pins"] ?? root[["object", "pins"]])?.elements ?? [] {
            guard let address = (pin["location"] ?? pin["repositoryURL"])?.text, let state = pin["state"]
            else {
                continue
            }
            let version = state["version"]
            reading.add(
                Reference(
                    .dependency, .swift, address, requirement: "", syntax: .swift, resolved: version?.text,
                    scope: .transitive, range: version?.range ?? pin.range,
                    unassessed: version?.text == nil ? "it is a commit without a version" : nil))
        }
    }
}

/// Finds the dependencies of a Package.swift, or of a part of one.
struct SwiftPackageReader {
    private let code: CodeTokens
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], in range: SourceRange) {
        self.bytes = bytes
        code = CodeTokens(bytes, in: range, .swift)
    }

    /// `// swift-tools-version:5.9` on the first line that is not empty.
    static func toolsVersion(_ file: ManifestFile) -> Reference? {
        for line in file.trimmedLines.prefix(5) where !line.text.isEmpty {
            let lowered = line.text.lowercased()
            guard lowered.hasPrefix("//"), let mark = lowered.firstRange(of: "swift-tools-version") else {
                return nil
            }
            let rest = lowered[mark.upperBound...].drop { " :\t".contains($0) }
            let version = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard !version.isEmpty else { return nil }
            let start =
                line.range.lower + lowered.utf8.distance(from: lowered.startIndex, to: version.startIndex)
            return Reference(
                .runtime, nil, "swift", requirement: String(version), syntax: .minimum, range: line.range,
                requirementRange: SourceRange(start, start + version.utf8.count))
        }
        return nil
    }

    var references: [Reference] {
        code.tokens.indices.compactMap { place in
            guard code.tokens[place].isWord("package"), place > 0, code.tokens[place - 1].isMark("."),
                place + 1 < code.tokens.count, code.tokens[place + 1].isMark("("),
                let arguments = code.arguments(ofBracketAt: place + 1),
                let end = code.end(ofBracketAt: place + 1)
            else { return nil }
            let range = SourceRange(
                code.tokens[place - 1].range.lower, code.tokens[end - 1].range.upper)
            return reference(arguments, range)
        }
    }

    private func reference(_ arguments: [Range<Int>], _ range: SourceRange) -> Reference? {
        var address: CodeTokens.Token?
        var isElsewhere: String?
        var requirement: Range<Int>?
        for argument in arguments {
            switch label(argument) {
            case "url", "id": address = string(argument)
            case "path": isElsewhere = "it is a folder beside it"
            case "name", "traits": continue
            default: requirement = requirement ?? argument
            }
        }
        if isElsewhere != nil { return nil }
        guard let address else {
            // `.package(name: …)` of a plugin's target, or an address that is no literal.
            return nil
        }
        var reference = Reference(
            .dependency, .swift, address.text, requirement: "", syntax: .swift, range: range,
            unassessed: "it says no version")
        guard let requirement, let first = requirement.first, let last = requirement.last else {
            return reference
        }
        let place = SourceRange(code.tokens[first].range.lower, code.tokens[last].range.upper)
        reference.requirement = String(decoding: bytes[place.lower..<place.upper], as: UTF8.self)
        reference.requirementRange = place
        let hasLiteral = requirement.contains { code.tokens[$0].kind == .string }
        reference.unassessed = hasLiteral ? nil : "its version is no literal"
        if requirement.contains(where: { code.tokens[$0].text.contains("\\(") }) {
            reference.unassessed = "its version is no literal"
        }
        return reference
    }

    private func label(_ argument: Range<Int>) -> String? {
        guard argument.count >= 2, code.tokens[argument.lowerBound].kind == .word,
            code.tokens[argument.lowerBound + 1].isMark(":")
        else { return nil }
        return code.tokens[argument.lowerBound].text
    }

    private func string(_ argument: Range<Int>) -> CodeTokens.Token? {
        guard argument.count == 3, let last = argument.last, code.tokens[last].kind == .string else {
            return nil
        }
        return code.tokens[last]
    }
}
