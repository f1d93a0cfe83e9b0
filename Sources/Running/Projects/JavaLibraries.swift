import Sandbox

/// The jars that a project of Java names and that are on this machine: what Maven and Gradle have downloaded before, and
/// what lies in the project itself.
struct JavaLibraries {
    /// A jar, absolute.
    let jars: [String]

    /// - Parameters:
    ///   - manifest: the text of `pom.xml` or of a build file of Gradle.
    ///   - root: the folder of the project's files, absolute.
    init(_ manifest: String, root: String) {
        var jars: [String] = []
        for folder in ["lib", "libs"] {
            for name in Links.names(in: "\(root)/\(folder)").sorted() where name.hasSuffix(".jar") {
                jars.append("\(root)/\(folder)/\(name)")
            }
        }
        let home = Programs.variable("HOME") ?? ""
        for library in Self.libraries(in: manifest) {
            let group = library.group.replacing(".", with: "/")
            let name = "\(library.name)-\(library.version).jar"
            let maven = "\(home)/.m2/repository/\(group)/\(library.name)/\(library.version)/\(name)"
            if let real = Programs.real(maven) {
                jars.append(real)
                continue
            }
            let gradle =
                "\(home)/.gradle/caches/modules-2/files-2.1/\(library.group)/\(library.name)/\(library.version)"
            for hash in Links.names(in: gradle).sorted() {
                if let real = Programs.real("\(gradle)/\(hash)/\(name)") { jars.append(real) }
            }
        }
        self.jars = jars
    }

    struct Library: Hashable {
        var group: String
        var name: String
        var version: String
    }

    /// What a manifest names with a version, in its order. Properties of the same file are put in.
    static func libraries(in manifest: String) -> [Library] {
        var found: [Library] = []
        var properties: [String: String] = [:]
        for match in manifest.matches(of: /<([\w.\-]+)>([^<>\s]+)<\/[\w.\-]+>/) {
            properties[String(match.1)] = String(match.2)
        }
        for block in manifest.matches(of: /(?s)<dependency>(.*?)<\/dependency>/) {
            let value = { (tag: String) -> String? in
                guard let start = block.1.firstRange(of: "<\(tag)>"),
                    let end = block.1[start.upperBound...].firstRange(of: "</\(tag)>")
                else { return nil }
                let text = block.1[start.upperBound..<end.lowerBound].filter { !$0.isWhitespace }
                guard text.hasPrefix("${"), text.hasSuffix("}") else { return text }
                return properties[String(text.dropFirst(2).dropLast())]
            }
            guard let group = value("groupId"), let name = value("artifactId"), let version = value("version")
            else { continue }
            found.append(Library(group: group, name: name, version: version))
        }
        for match in manifest.matches(of: /['"]([\w.\-]+):([\w.\-]+):([\w.\-]+)['"]/) {
            found.append(
                Library(group: String(match.1), name: String(match.2), version: String(match.3)))
        }
        return found.filter { library in
            ![library.group, library.name, library.version].contains { $0.contains("..") || $0.contains("/") }
        }
    }
}
