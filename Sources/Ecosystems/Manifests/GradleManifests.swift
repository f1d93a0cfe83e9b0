import Model
import YAML

extension Manifest {
    static let gradleBuild = Manifest(
        "gradle.build", when: { $0.ends(with: ".gradle") || $0.ends(with: ".gradle.kts") },
        read: { file, reading in
            reading.references += GradleReader(file.bytes, in: file.whole).references
        })

    static let gradleCatalog = Manifest(
        "gradle.catalog", when: { $0.ends(with: ".versions.toml") },
        read: { file, reading in
            guard let root = TOMLValues.read(file.bytes) else {
                reading.problem = "it is no TOML"
                return
            }
            for (group, kind) in [("libraries", "module"), ("plugins", "id")] {
                for pair in root[group]?.entries ?? [] {
                    let range = SourceRange(
                        pair.keyRange.lower, max(pair.keyRange.upper, pair.value.range.upper))
                    var name = pair.value[kind]?.text
                    var version = pair.value["version"]
                    if let text = pair.value.text {
                        let parts = text.split(separator: ":")
                        guard parts.count >= 2 else { continue }
                        name = parts.dropLast(parts.count > 2 ? 1 : 0).joined(separator: ":")
                        if group == "plugins" { name = String(parts[0]) }
                        if group == "plugins" || parts.count > 2 { version = pair.value }
                    } else if let group = pair.value["group"]?.text, let artifact = pair.value["name"]?.text {
                        name = "\(group):\(artifact)"
                    }
                    guard var name else { continue }
                    if group == "plugins" { name = GradleReader.marker(ofPlugin: name) }
                    if let key = version?["ref"]?.text { version = root["versions"]?[key] }
                    // A rich version says more than one thing; what it prefers or is strict about counts.
                    if let rich = version, rich.text == nil {
                        version = rich["strictly"] ?? rich["require"] ?? rich["prefer"]
                    }
                    var reference = Reference(
                        .dependency, .maven, name, requirement: "", syntax: .gradle,
                        scope: group == "plugins" ? .development : .direct, range: range)
                    if let version, let text = version.text {
                        let place = version.inner(file.text)
                        let plain = text.split(separator: ":").last.map(String.init) ?? text
                        reference.requirement = plain
                        reference.requirementRange = SourceRange(place.upper - plain.utf8.count, place.upper)
                    } else {
                        reference.unassessed = MavenReader.elsewhere
                    }
                    reading.add(reference)
                }
            }
        })

    static let gradleWrapper = Manifest(
        "gradle.wrapper", named: "gradle-wrapper.properties"
    ) { file, reading in
        for line in file.trimmedLines where line.text.hasPrefix("distributionUrl") {
            guard let mark = line.text.firstRange(of: "gradle-") else { continue }
            let version = line.text[mark.upperBound...].prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
            guard !version.isEmpty else { continue }
            let lower =
                line.range.lower + line.text.utf8.distance(from: line.text.startIndex, to: version.startIndex)
            reading.add(
                Reference(
                    .tool, nil, "gradle", requirement: String(version), syntax: .cycle, scope: .development,
                    range: line.range, requirementRange: SourceRange(lower, lower + version.utf8.count)))
        }
    }
}

/// Finds what is written out in a build file of Gradle's, in Groovy or Kotlin.
struct GradleReader {
    private let code: CodeTokens
    /// Strings that are given a name in the same file.
    private var variables: [String: CodeTokens.Token] = [:]

    init(_ bytes: [UInt8], in range: SourceRange) {
        code = CodeTokens(bytes, in: range, .gradle)
        let tokens = code.tokens
        for place in tokens.indices.dropLast(2)
        where tokens[place].kind == .word && tokens[place + 1].isMark("=")
            && tokens[place + 2].kind == .string
        {
            variables[tokens[place].text] = tokens[place + 2]
        }
        // `extra["name"] = "1.0"` and `set('name', "1.0")`.
        for place in tokens.indices.dropLast(4)
        where tokens[place + 1].kind == .string && tokens[place + 4].kind == .string {
            let isExtra =
                tokens[place].isMark("[") && tokens[place + 2].isMark("]") && tokens[place + 3].isMark("=")
            if isExtra { variables[tokens[place + 1].text] = tokens[place + 4] }
        }
        for place in tokens.indices.dropLast(3)
        where tokens[place].isMark("(") && tokens[place + 1].kind == .string && tokens[place + 2].isMark(",")
            && tokens[place + 3].kind == .string && place > 0 && tokens[place - 1].isWord("set")
        {
            variables[tokens[place + 1].text] = tokens[place + 3]
        }
    }

    var references: [Reference] {
        var references: [Reference] = []
        for place in code.tokens.indices {
            let token = code.tokens[place]
            if token.kind == .string, let reference = coordinates(token, place) {
                references.append(reference)
            } else if token.isWord("group"), let reference = map(from: place) {
                references.append(reference)
            } else if token.isWord("version"), let reference = plugin(at: place) {
                references.append(reference)
            }
        }
        if let java { references.append(java) }
        return references
    }

    private static let configurations: Set<String> = [
        "implementation", "api", "compile", "runtime", "compileOnly", "runtimeOnly", "annotationProcessor",
        "classpath", "kapt", "ksp", "platform", "enforcedPlatform", "developmentOnly",
        "coreLibraryDesugaring",
        "providedCompile", "providedRuntime", "debugImplementation", "releaseImplementation", "mavenBom",
        "implementationPlatform", "protobuf", "artifact",
    ]

    /// `implementation 'group:name:1.0'`, with or without brackets.
    private func coordinates(_ token: CodeTokens.Token, _ place: Int) -> Reference? {
        let parts = token.text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count >= 2, parts.count <= 4, parts[0].contains(".") || parts.count > 2,
            parts.allSatisfy({ !$0.isEmpty && !$0.contains(" ") && !$0.contains("/") })
        else { return nil }
        var before = place - 1
        while before >= 0, code.tokens[before].isMark("(") { before -= 1 }
        guard before >= 0, code.tokens[before].kind == .word else { return nil }
        let word = code.tokens[before].text
        let isTest = word.hasPrefix("test") || word.hasPrefix("androidTest")
        guard isTest || Self.configurations.contains(word) || word.hasSuffix("Implementation") else {
            return nil
        }
        let name = "\(parts[0]):\(parts[1])"
        guard !name.contains("$") else { return nil }
        var reference = Reference(
            .dependency, .maven, name, requirement: "", syntax: .gradle,
            scope: isTest || word == "classpath" ? .development : .direct, range: token.range)
        guard parts.count > 2 else {
            reference.unassessed = MavenReader.elsewhere
            return reference
        }
        let version = parts[2].prefix { $0 != "@" }
        let lower =
            token.inner.lower + token.text.utf8.distance(from: token.text.startIndex, to: version.startIndex)
        set(&reference, String(version), SourceRange(lower, lower + version.utf8.count))
        return reference
    }

    /// `group: 'g', name: 'n', version: '1.0'`.
    private func map(from place: Int) -> Reference? {
        var values: [String: CodeTokens.Token] = [:]
        var index = place
        while index + 2 < code.tokens.count, code.tokens[index].kind == .word,
            code.tokens[index + 1].isMark(":") || code.tokens[index + 1].isMark("=")
        {
            values[code.tokens[index].text] = code.tokens[index + 2]
            index += 3
            while index < code.tokens.count,
                code.tokens[index].isMark(",") || code.tokens[index].kind == .lineEnd
            {
                index += 1
            }
        }
        guard let group = values["group"], let name = values["name"], group.kind == .string,
            name.kind == .string
        else { return nil }
        let last = values["version"] ?? name
        var reference = Reference(
            .dependency, .maven, "\(group.text):\(name.text)", requirement: "", syntax: .gradle,
            range: SourceRange(code.tokens[place].range.lower, max(name.range.upper, last.range.upper)))
        guard let version = values["version"] else {
            reference.unassessed = MavenReader.elsewhere
            return reference
        }
        set(&reference, version.kind == .string ? version.text : "$" + version.text, version.inner)
        return reference
    }

    /// `id 'x.y' version '1.0'`, `id("x.y") version "1.0"`, `kotlin("jvm") version "1.9"`.
    private func plugin(at place: Int) -> Reference? {
        guard place + 1 < code.tokens.count, code.tokens[place + 1].kind == .string else { return nil }
        var before = place - 1
        while before >= 0, code.tokens[before].isMark(")") { before -= 1 }
        guard before >= 0, code.tokens[before].kind == .string else { return nil }
        let id = code.tokens[before]
        before -= 1
        while before >= 0, code.tokens[before].isMark("(") { before -= 1 }
        guard before >= 0, code.tokens[before].isWord("id") || code.tokens[before].isWord("kotlin") else {
            return nil
        }
        let name = code.tokens[before].isWord("kotlin") ? "org.jetbrains.kotlin." + id.text : id.text
        let version = code.tokens[place + 1]
        var reference = Reference(
            .dependency, .maven, Self.marker(ofPlugin: name), requirement: "", syntax: .gradle,
            scope: .development, range: SourceRange(code.tokens[before].range.lower, version.range.upper))
        set(&reference, version.text, version.inner)
        return reference
    }

    /// The package that stands for a plugin in repositories.
    static func marker(ofPlugin id: String) -> String { "\(id):\(id).gradle.plugin" }

    private func set(_ reference: inout Reference, _ version: String, _ range: SourceRange) {
        reference.requirement = version
        reference.requirementRange = range
        guard version.hasPrefix("$") else {
            if version.contains("$") { reference.unassessed = "its version is put together from parts" }
            return
        }
        var name = version.dropFirst()
        if name.hasPrefix("{"), name.hasSuffix("}") { name = name.dropFirst().dropLast() }
        let last = name.split { ".\"'[]()".contains($0) }.last.map(String.init) ?? String(name)
        if let value = variables[last], !value.text.contains("$") {
            reference.requirement = value.text
            reference.requirementRange = value.inner
        } else {
            reference.unassessed = "its version is a variable that is set elsewhere"
        }
    }

    /// `sourceCompatibility = '17'`, `JavaVersion.VERSION_1_8`, `JavaLanguageVersion.of(17)`.
    private var java: Reference? {
        for (place, token) in code.tokens.enumerated() {
            var text: String?
            var range = token.range
            if token.kind == .word, token.text.hasPrefix("VERSION_") {
                text = String(token.text.dropFirst("VERSION_".count).replacing("_", with: "."))
            } else if token.isWord("of"), place + 2 < code.tokens.count, code.tokens[place + 1].isMark("("),
                place >= 2, code.tokens[place - 2].isWord("JavaLanguageVersion")
            {
                text = code.tokens[place + 2].text
                range = code.tokens[place + 2].inner
            } else if token.isWord("sourceCompatibility") || token.isWord("targetCompatibility"),
                place + 2 < code.tokens.count, code.tokens[place + 1].isMark("=")
            {
                let value = code.tokens[place + 2]
                text = value.text
                range = value.inner
                // `1.8` without quotes is three tokens.
                if value.isWord("1"), place + 4 < code.tokens.count, code.tokens[place + 3].isMark(".") {
                    text = code.tokens[place + 4].text
                    range.upper = code.tokens[place + 4].range.upper
                }
            }
            if let text, let cycle = JavaVersion.cycle(text) {
                return Reference(
                    .runtime, nil, "java", requirement: cycle, syntax: .minimum, range: range,
                    requirementRange: range)
            }
        }
        return nil
    }
}
