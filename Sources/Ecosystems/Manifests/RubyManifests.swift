import Model

extension Manifest {
    static let gemfile = Manifest("ruby.gemfile", named: "Gemfile", "gems.rb") { file, reading in
        reading.references += RubyReader(file.bytes, in: file.whole).gems
    }

    static let gemspec = Manifest(
        "ruby.gemspec", when: { $0.ends(with: ".gemspec") },
        read: { file, reading in
            reading.references += RubyReader(file.bytes, in: file.whole).specification
        })

    static let podfile = Manifest("cocoapods.podfile", named: "Podfile") { file, reading in
        reading.references += RubyReader(file.bytes, in: file.whole).pods
    }

    static let gemfileLock = Manifest(
        "ruby.gemfile-lock", .lock, named: "Gemfile.lock", "gems.locked"
    ) { file, reading in
        var section = ""
        for number in 0..<file.text.lineCount {
            let range = file.text.line(number)
            let line = file.text.string(range)
            if let first = line.utf8.first, first != 0x20 {
                section = line
            } else if section == "GEM", line.hasPrefix("    "), !line.hasPrefix("     "),
                let open = line.firstIndex(of: "("), line.hasSuffix(")")
            {
                let name = VersionText.trimmed(line[..<open])
                // Behind the version may stand the platform.
                let version = line[line.index(after: open)...].dropLast().prefix { $0 != "-" }
                reading.add(
                    Reference(
                        .dependency, .rubygems, String(name), requirement: "", syntax: .rubygems,
                        resolved: String(version), scope: .transitive, range: file.trimmed(range)))
            }
        }
    }

    static let podfileLock = Manifest("cocoapods.lock", .lock, named: "Podfile.lock") { file, reading in
        var section = ""
        for number in 0..<file.text.lineCount {
            let range = file.text.line(number)
            let line = file.text.string(range)
            if let first = line.utf8.first, first != 0x20 {
                section = line
            } else if section == "PODS:", line.hasPrefix("  - "), let open = line.firstIndex(of: "("),
                let close = line[open...].firstIndex(of: ")")
            {
                let name = VersionText.trimmed(line[..<open].dropFirst(4)).filter { $0 != "\"" }
                reading.add(
                    Reference(
                        .dependency, .cocoapods, name, requirement: "", syntax: .cocoapods,
                        resolved: String(line[line.index(after: open)..<close]), scope: .transitive,
                        range: file.trimmed(range)))
            }
        }
    }
}

/// Finds what is written out in files of Ruby's: gems, pods, and the version of Ruby.
struct RubyReader {
    private let code: CodeTokens
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], in range: SourceRange) {
        self.bytes = bytes
        code = CodeTokens(bytes, in: range, .ruby)
    }

    var gems: [Reference] {
        var references: [Reference] = []
        var groups: [Bool] = []
        for line in code.lines {
            let words = code.tokens[line]
            guard let first = words.first else { continue }
            if words.last?.isWord("do") == true || words.contains(where: { $0.isWord("do") }) {
                let isForTests = words.contains { ["development", "test"].contains($0.text) }
                groups.append(first.isWord("group") && isForTests)
            } else if first.isWord("end") {
                _ = groups.popLast()
            } else if first.isWord("ruby"), let runtime = runtime(line) {
                references.append(runtime)
            } else if first.isWord("gem"), var gem = entry(line, .rubygems) {
                let isForTests =
                    groups.contains(true)
                    || words.contains { $0.kind == .word && ["development", "test"].contains($0.text) }
                if isForTests { gem.scope = .development }
                references.append(gem)
            }
        }
        return references
    }

    var pods: [Reference] {
        code.lines.compactMap { line in
            code.tokens[line.lowerBound].isWord("pod") ? entry(line, .cocoapods) : nil
        }
    }

    var specification: [Reference] {
        var references: [Reference] = []
        for line in code.lines {
            guard
                let place = line.first(where: {
                    code.tokens[$0].kind == .word
                        && (code.tokens[$0].text.hasPrefix("add_")
                            && code.tokens[$0].text.hasSuffix("dependency")
                            || code.tokens[$0].isWord("required_ruby_version"))
                })
            else { continue }
            if code.tokens[place].isWord("required_ruby_version") {
                if let runtime = runtime(place..<line.upperBound) { references.append(runtime) }
            } else if var gem = entry(place..<line.upperBound, .rubygems) {
                if code.tokens[place].isWord("add_development_dependency") { gem.scope = .development }
                references.append(gem)
            }
        }
        return references
    }

    /// `gem 'name', '~> 1.2', '>= 1.2.3', option: value`
    private func entry(_ line: Range<Int>, _ ecosystem: Ecosystem) -> Reference? {
        var line = line
        if line.count > 1, code.tokens[line.lowerBound + 1].isMark("("),
            let end = code.end(ofBracketAt: line.lowerBound + 1)
        {
            line = (line.lowerBound + 1)..<(end - 1)
        }
        let arguments = code.arguments(in: (line.lowerBound + 1)..<line.upperBound)
        guard let first = arguments.first, first.count == 1, code.tokens[first.lowerBound].kind == .string
        else {
            return nil
        }
        let name = code.tokens[first.lowerBound]
        guard !name.text.contains("#{") else { return nil }
        var versions: [CodeTokens.Token] = []
        var source: String?
        for argument in arguments.dropFirst() {
            let token = code.tokens[argument.lowerBound]
            if argument.count == 1, token.kind == .string {
                versions.append(token)
            } else if token.isMark("["), argument.allSatisfy({ code.tokens[$0].kind != .word }) {
                versions += code.tokens[argument].filter { $0.kind == .string }
            } else if token.kind == .word || token.isMark(":"),
                let option = code.tokens[argument].first(where: { $0.kind == .word })?.text,
                ["git", "github", "path", "podspec", "branch", "ref", "tag", "gist"].contains(option)
            {
                source = "it names a source and no version"
            }
        }
        // CocoaPods writes a family of pods as `Firebase/Auth`.
        let pod = ecosystem == .cocoapods ? name.text.split(separator: "/").first.map(String.init) : nil
        var reference = Reference(
            .dependency, ecosystem, pod ?? name.text,
            requirement: versions.map(\.text).joined(separator: ", "),
            syntax: ecosystem == .cocoapods ? .cocoapods : .rubygems,
            range: SourceRange(
                code.tokens[line.lowerBound].range.lower, versions.last?.range.upper ?? name.range.upper),
            unassessed: versions.isEmpty ? source : nil)
        if let first = versions.first, let last = versions.last {
            reference.requirementRange =
                versions.count == 1 ? first.inner : SourceRange(first.range.lower, last.range.upper)
        }
        if versions.contains(where: { $0.text.contains("#{") }) {
            reference.unassessed = "its version is no literal"
        }
        return reference
    }

    private func runtime(_ line: Range<Int>) -> Reference? {
        let strings = code.tokens[line].filter { $0.kind == .string }
        guard let first = strings.first, let last = strings.last, !first.text.contains("#{") else {
            return nil
        }
        let isFile = code.tokens[line].contains { $0.isWord("file") }
        if isFile { return nil }
        let text = strings.map(\.text).joined(separator: ", ")
        let isPlain = Version.plain(text) != nil
        return Reference(
            .runtime, nil, "ruby", requirement: text, syntax: isPlain ? .cycle : .rubygems,
            range: SourceRange(code.tokens[line.lowerBound].range.lower, last.range.upper),
            requirementRange: SourceRange(first.inner.lower, last.inner.upper))
    }
}
