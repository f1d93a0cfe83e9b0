/// What a fleet file says that samples are built with, such as `swift-6.3`.
package struct WantedToolchain: Hashable, Sendable {
    /// In lower case; empty where nobody says it.
    package var name: String
    /// Its numbers, as many as are said; empty where any version will do.
    package var version: [Substring]

    package init(_ text: String) {
        let parts = text.lowercased().split { $0 == "-" || $0 == " " || $0 == "@" }
        name = parts.first.map(String.init) ?? ""
        version = parts.dropFirst().first?.split(separator: ".") ?? []
    }

    /// Whether samples may be built with a program; one of another name is not what was meant.
    ///
    /// - Parameters:
    ///   - toolchain: what the program says of itself, such as `Swift version 6.3 (swift-6.3-RELEASE)`.
    ///   - program: such as `python3`.
    package func admits(_ toolchain: String, of program: String) -> Bool {
        let words = toolchain.lowercased().split { !($0.isLetter || $0.isNumber || $0 == ".") }
        let isMeant =
            program.prefix { !$0.isNumber } == name || Self.programs[name] == program
            || words.contains { $0 == name }
        guard !version.isEmpty, isMeant else { return true }
        return words.contains { word in
            word.drop { !$0.isNumber }.split(separator: ".").starts(with: version)
        }
    }

    /// What builds, where it is called otherwise than its language.
    private static let programs = ["rust": "cargo", "maven": "mvn"]
}
